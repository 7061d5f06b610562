"""The condition that a ticket has the words that were typed, in the words of each database."""

from typing import Any

from sqlalchemy import Boolean, ColumnElement, bindparam, false
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

from complaints.search.words import looked_for, parted


class _Speaks(FunctionElement[bool]):
    """Holds the ticket's id, the question to SQLite and the one to PostgreSQL."""

    name = "speaks"
    type = Boolean()
    inherit_cache = True


def speaks_of(ticket_id: Any, typed: str) -> ColumnElement[bool]:
    """Return the condition that the ticket of that id has all words of `typed`, or longer ones."""
    words = looked_for(typed)
    if not words:
        return false()
    fts = " AND ".join(_either(word, '"{}"*', "AND") for word in words)
    tsquery = " & ".join(_either(word, "'{}':*", "&") for word in words)
    return _Speaks(
        ticket_id, bindparam("fts", fts, unique=True), bindparam("ts", tsquery, unique=True)
    )


def _either(word: str, written: str, both: str) -> str:
    """Return the word, or the two words that it is made of: a text may have them apart."""
    whole = written.format(word)
    parts = parted(word)
    if parts is None:
        return whole
    either = "OR" if both == "AND" else "|"
    return f"({whole} {either} ({f' {both} '.join(written.format(part) for part in parts)}))"


@compiles(_Speaks, "sqlite")
def _on_sqlite(element: _Speaks, compiler: Any, **options: Any) -> str:
    ticket_id, fts, _ = (compiler.process(each, **options) for each in element.clauses)
    return f"{ticket_id} IN (SELECT rowid FROM ticket_fts WHERE ticket_fts MATCH {fts})"  # noqa: S608 — placeholders


@compiles(_Speaks, "postgresql")
def _on_postgresql(element: _Speaks, compiler: Any, **options: Any) -> str:
    ticket_id, _, tsquery = (compiler.process(each, **options) for each in element.clauses)
    has = f"array_to_tsvector(string_to_array(words, ' ')) @@ CAST({tsquery} AS tsquery)"
    return f"{ticket_id} IN (SELECT ticket_id FROM ticket_text WHERE {has})"  # noqa: S608
