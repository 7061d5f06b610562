"""Which reports tell of one problem: what is compared, how it weighs, what people said of it.

May import what complaints may.
"""
