"""Packs to hand in, the words of the forms, before and after, the monthly summary.

May import what dashboard may.
"""
