"""Brings exports of Traffy Fondue in as tickets.

shapes and source read the file, record understands a row, history turns it into a timeline, store
writes, importer leads, report tells. May import what complaints may.
"""
