"""Complaints from the first photo to the confirmed repair.

May import categories, agencies, store, thai, core.
"""
