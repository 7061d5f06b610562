"""What the five documents say, and the engine that finds it. May import thai and core; categories,
whose invented complaints it learns from, in training only.

Entries stand in ``entries/`` (see ``README.md``); ``engine.Engine`` answers questions from them.
"""
