"""Targets by category and agency: shown with their history, set for new tickets."""
