"""Time as an office counts it: working hours, holidays, due dates. Imports categories/, core/."""
