"""One problem of many people: tickets put together, who joins and follows, and who hears of it.

May import what complaints may.
"""
