"""Evidence to hand in: the pack in one click, the words of the forms, before and after, the month.

    packs.ask(session, wanted, now)             # a job; chores/evidence.py makes it
    gathering.gather(session, desk, of)         # every figure of a pack, read once
    making.make_next(tools)                     # claims a job and writes workbook, forms and index

Nothing here counts by itself: every figure is complaints/figures'. See docs/adr/0025.
May import complaints (its alerts and figures too), agencies, categories, store, thai, core.
"""
