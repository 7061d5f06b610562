"""The desk: the control API of people and tests. May import the state, acting and the sender."""
