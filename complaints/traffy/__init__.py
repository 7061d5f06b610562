"""Brings exports of Traffy Fondue in as tickets.

source and shapes read the file, record understands a row, filing finds its category, history turns
it into a timeline, writing puts it in, importing leads, report tells.

May import what complaints may.
"""
