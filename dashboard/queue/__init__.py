"""The queue: which tickets wait for the agency."""
