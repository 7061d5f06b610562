"""A made-up province for drills: years of tickets out of a seeded plan whose figures are known.

`plan` deals lives, `play` lets them happen through the real functions, `expected` says by the plan
alone what the figures must be. Knows nothing of complaints/figures, so that each can prove the
other. May import complaints, agencies, categories, store, thai, core.
"""
