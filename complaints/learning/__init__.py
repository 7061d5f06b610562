"""Categories put right by officers, and what the suggester learns from their tickets.

May import what complaints may.
"""
