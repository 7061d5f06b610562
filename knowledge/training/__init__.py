"""Learns what stands in weights.yml and model/, from the entries and invented texts; never at run.

May import knowledge, categories (whose invented complaints it learns from) and thai.
"""
