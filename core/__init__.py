"""Settings, clock, errors, messages: the words every other room speaks. Imports nothing of ours."""
