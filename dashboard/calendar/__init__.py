"""Holidays and special days, a year at a time."""
