"""Agencies that join in: invited, each with a state, a clock and moves of its own.

May import what complaints may.
"""
