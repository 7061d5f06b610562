"""Citizens who may not report for a while, because their reports were abusive.

They still get answers, see their tickets and are told emergency numbers. May import what
complaints may import.
"""
