"""Standard words: those of a body, those of the office, and those that come with the program."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from secretariat.errors import KnownError
from secretariat.models.kinds import EntryKind
from secretariat.models.plaintext import shortened, unmarked
from secretariat.models.records import Snippet
from secretariat.models.snippets import KINDS, Home, Offer, short_name, usable_short
from secretariat.paths import resources
from secretariat.services.fields import change_fields
from secretariat.services.session import Session
from secretariat.store.rows import Reader, Writer
from secretariat.store.writer import Receipt


def snippets_of(reader: Reader, body: str | None) -> list[Snippet]:
    """Return the snippets of a body, or (None) of the office, in order."""
    return reader.find(Snippet, body=body)


def offered(reader: Reader, body: str | None) -> tuple[Offer, ...]:
    """Return what `/` offers in the minutes of a body: its own, the office's, the shipped ones.

    Of those with the same short name only the nearest is offered.
    """
    own = [(Home.BODY, one) for one in snippets_of(reader, body)] if body else []
    office = [(Home.OFFICE, one) for one in snippets_of(reader, None)]
    found: dict[str, Offer] = {}
    for home, one in (*own, *office):
        if one.text.strip():
            kind = one.kind if one.kind in KINDS else EntryKind.NARRATIVE
            offer = Offer(one.short, one.name or one.short, one.text, kind, home)
            found.setdefault(one.short.casefold(), offer)
    for offer in shipped():
        found.setdefault(offer.short.casefold(), offer)
    return tuple(found.values())


@cache
def shipped() -> tuple[Offer, ...]:
    """Return the standard words that come with the program."""
    path = resources() / "snippets" / "standard.json"
    rows = json.loads(path.read_text("utf-8"))["snippets"]
    return tuple(
        Offer(row["short"], row["name"], row["text"], EntryKind(row.get("kind", "narrative")))
        for row in rows
    )


def add_snippet(
    session: Session,
    body: str | None,
    *,
    name: str = "",
    text: str = "",
    kind: EntryKind = EntryKind.NARRATIVE,
) -> Receipt[Snippet]:
    """Add a snippet after the others of a body, or (None) of the office.

    What is typed for it is taken from its name or its words, and is like no other's there. An
    entry of a kind that is more than its words gives a plain paragraph.
    """
    kind = kind if kind in KINDS else EntryKind.NARRATIVE
    name = name.strip() or shortened(unmarked(text), 60)

    def work(writer: Writer) -> Snippet:
        there = snippets_of(writer, body)
        short = _free(short_name(name or text), {one.short for one in there})
        values: dict[str, Any] = {"name": name, "text": text, "kind": kind}
        return writer.insert(Snippet(body=body, short=short, position=len(there), **values))

    return session.change("Add snippet", work)


def change_snippet(
    session: Session, uid: str, *, origin: str = "", **values: Any
) -> Receipt[Snippet]:
    """Set fields of a snippet; what is typed for it is kept without spaces and strokes.

    Raises KnownError when nothing is left of that, since the snippet could not be typed.
    """
    if "short" in values:
        values["short"] = usable_short(values["short"])
        if not values["short"]:
            raise KnownError("A snippet needs a short word to be typed after /, such as “noted”.")
    return change_fields(session, Snippet, uid, "Change snippet", origin=origin, **values)


def remove_snippet(session: Session, uid: str) -> Receipt[None]:
    """Remove a snippet; minutes that were written with it keep their words."""
    return session.change("Remove snippet", lambda w: w.delete(Snippet, uid))


def copy_shipped(session: Session, body: str | None, short: str) -> Receipt[Snippet]:
    """Take one of the shipped snippets over, to be worded in the house's own way."""
    offer = next(one for one in shipped() if one.short == short)

    def work(writer: Writer) -> Snippet:
        there = snippets_of(writer, body)
        values: dict[str, Any] = {"name": offer.name, "text": offer.text, "kind": offer.kind}
        free = _free(offer.short, {one.short for one in there})
        return writer.insert(Snippet(body=body, short=free, position=len(there), **values))

    return session.change("Add snippet", work)


def _free(short: str, taken: set[str]) -> str:
    """Return a short name that is not taken, counted on where it is."""
    counted = (f"{short}-{number}" for number in range(2, len(taken) + 3))
    return short if short not in taken else next(one for one in counted if one not in taken)
