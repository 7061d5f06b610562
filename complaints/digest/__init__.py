"""The morning's look at an agency's work, or an officer's own: counted and put into words here.

Who gets it by which way is no matter of this room. May import complaints' flat core and clocks,
agencies, store, thai, core.
"""
