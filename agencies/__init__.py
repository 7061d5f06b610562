"""Agencies, their officers, and which agency a problem belongs to. May import store, thai, core."""
