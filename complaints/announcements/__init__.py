"""What the office tells everybody: closed now, a banner, an emergency; written on the dashboard.

May import complaints' flat core, agencies, store, core.
"""
