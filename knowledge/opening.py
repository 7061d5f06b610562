"""Answers with an entry that was chosen by a button: no question is read, nothing is weighed."""

from __future__ import annotations

from collections.abc import Mapping

from knowledge.answer import source_of, write
from knowledge.choices import neighbours
from knowledge.entry import Entry
from knowledge.reply import Context, Reply


def open_entry(entry: Entry, entries: Mapping[str, Entry]) -> Reply:
    """The reply that shows an entry whole; a question after it goes on from there."""
    criterion = entry.facets.criterion
    return Reply(
        "answer",
        write(entry, None, "th"),
        1.0,
        Context((entry.title,), entry.id),
        sources=(source_of(entry, "th"),),
        entry_ids=(entry.id,),
        see=neighbours(entry, entries),
        topic=entry.title,
        criterion=criterion[0] if len(criterion) == 1 else None,
    )
