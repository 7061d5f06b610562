"""What officers are to hear of: kept with the change it tells of, told later by who delivers it.

Raising stands below complaints/moves, telling above it. May import complaints' flat core and
complaints.digest, agencies, categories, store, thai, core.
"""
