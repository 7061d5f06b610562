"""What officers are to hear of: kept with the change it tells of, told later by who delivers it.

May import complaints' flat core, agencies, categories, store, thai, core.
"""
