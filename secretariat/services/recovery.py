"""After a stop that nobody wanted: what was typed and not saved is put back, and it is told."""

from __future__ import annotations

from dataclasses import replace

from secretariat.models.kinds import EntryKind, Restriction
from secretariat.models.records import Entry, Item, Meeting
from secretariat.services.fields import place
from secretariat.services.minutes import entries_under
from secretariat.services.session import Session
from secretariat.store.flight import Unsaved
from secretariat.store.rows import Reader, Writer
from secretariat.store.writer import Receipt


def left_over(session: Session) -> list[Unsaved]:
    """Return words of the minutes that the flight recorder has and the register has not.

    Those whose meeting is no longer there are left out.
    """
    reader = session.reader
    # Uids sort by when they were made: a paragraph comes after the one it followed.
    found = sorted(session.register.flight.unsaved(Entry.TABLE), key=lambda words: words.uid)
    return [words for words in found if _is_missing(reader, words)]


def put_back(session: Session, found: list[Unsaved]) -> Receipt[int]:
    """Put words back where they were typed, as one step of undo, and return how many there were.

    Words of the register are never overwritten: what does not go on from them comes as a
    paragraph of its own after them. Each is put back once, also when that is undone.
    """
    found = list(found)

    def work(writer: Writer) -> int:
        count = 0
        for words in found:
            if _is_missing(writer, words):
                _put(writer, words)
                count += 1
        return count

    def settle(done: Receipt[int]) -> None:
        if done.error is None:
            for words in found:
                session.register.flight.settle(words, session.who, session.clock())

    receipt = session.change("Put back what was not saved", work)
    receipt.when_done(settle)
    return receipt


def stop_told(session: Session, count: int) -> str:
    """Return the sentence about the last stop and `count` paragraphs put back; empty when all
    was closed as it should be."""
    back = "one paragraph" if count == 1 else f"{count} paragraphs"
    put = f"{back.capitalize()} that could not be saved then {'is' if count == 1 else 'are'} back"
    if not session.cut_off:
        return f"{put} in the minutes." if count else ""
    last = session.register.flight.last_saved()
    when = f"; the last words are from {last.astimezone():%H:%M:%S}" if last else ""
    told = "Secretariat was stopped without being closed."
    if count:
        return f"{told} {put} in the minutes, and all that was saved is here{when}."
    return f"{told} All that was saved is here{when}."


def _is_missing(reader: Reader, words: Unsaved) -> bool:
    """Say whether there are words that the register does not hold, and a meeting for them."""
    text, meeting = words.text.strip(), str(words.values.get("meeting") or "")
    if not text or reader.maybe(Meeting, meeting) is None:
        return False
    row = reader.maybe(Entry, words.uid)
    return row is None or text not in row.text


def _item(reader: Reader, words: Unsaved) -> str | None:
    uid = words.values.get("item")
    return str(uid) if uid and reader.maybe(Item, str(uid)) else None


def _put(writer: Writer, words: Unsaved) -> None:
    row = writer.maybe(Entry, words.uid)
    if row is not None and words.text.startswith(row.text):
        writer.update(Entry, row.uid, text=words.text)
        return
    meeting = str(words.values["meeting"])
    item = row.item if row else _item(writer, words)
    siblings = entries_under(writer, meeting, item)
    new = Entry(meeting=meeting, item=item, text=words.text, kind=_kind(words))
    if row is None:
        new = replace(new, uid=words.uid, restriction=_restriction(words))
    else:
        ground = row.restriction_ground
        new = replace(new, restriction=row.restriction, restriction_ground=ground)
    made = writer.insert(new)
    above = [row.uid] if row else words.values.get("after")
    uids = [one.uid for one in siblings]
    found = (uids.index(uid) + 1 for uid in above if uid in uids) if isinstance(above, list) else ()
    place(writer, Entry, made.uid, siblings, next(iter(found), len(uids)))


def _kind(words: Unsaved) -> EntryKind:
    """Return the kind as far as words alone make it; the others have records that are gone."""
    plain = (EntryKind.NARRATIVE, EntryKind.HEADING, EntryKind.DECISION, EntryKind.QUESTION)
    return next((kind for kind in plain if kind == words.values.get("kind")), plain[0])


def _restriction(words: Unsaved) -> Restriction:
    """Return the restriction under which the words were typed."""
    wanted = words.values.get("restriction")
    return next((one for one in Restriction if one == wanted), Restriction.NONE)
