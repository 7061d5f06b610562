"""The Messaging API's endpoints. May import the simulator's state, validator and limits."""
