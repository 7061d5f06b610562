"""What the five documents say, and the engine that finds it. May import thai and core.

Entries stand in ``entries/`` (see ``README.md``); ``engine.Engine`` answers questions from them.
"""
