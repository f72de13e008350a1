"""The same business at earlier meetings: where it was last taken, and what was minuted then.

An item is the same business as another when it continues it, takes the same topic of the forward
plan, or has the same title but for dates and case.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from secretariat.models.agenda import Held, effective_restrictions
from secretariat.models.decision_words import opening_of
from secretariat.models.kinds import Audience, DueKind, EntryKind, ItemOutcome, Restriction, Stage
from secretariat.models.numbering import NO_NUMBER, agenda_numbers
from secretariat.models.plaintext import unmarked
from secretariat.models.records import Action, Entry, Item
from secretariat.models.views import ActionView
from secretariat.services import actions
from secretariat.services.agenda import items_of
from secretariat.services.meetings import Meet, all_meetings, meet_of
from secretariat.services.minutes import entries_of
from secretariat.services.owed import short_date
from secretariat.services.phrases import phrases_of
from secretariat.services.sequences import numbers_of
from secretariat.services.session import Session
from secretariat.services.usual_items import title_key
from secretariat.services.views import meeting_view
from secretariat.store.rows import Reader

_TAKEN = (Stage.HELD, Stage.DRAFT_MINUTES, Stage.MINUTES_OUT, Stage.CLOSED)
_FEW = 3
_AT_ONCE = 12
"""How many meetings are read at a time, going back."""


@dataclass(frozen=True, slots=True)
class Business:
    """What tells that two items are the same business."""

    line: frozenset[str]
    topic: str | None
    key: str

    def holds(self, item: Item, keys: frozenset[str]) -> bool:
        """Say whether an item is this business; `keys` are those of its titles."""
        if item.uid in self.line or (self.topic is not None and item.topic == self.topic):
            return True
        return bool(self.key) and self.key in keys


def business_of(reader: Reader, item: Item) -> Business:
    """Return what tells the same business as an item: itself, and those that it continues."""
    line, before = {item.uid}, item.continues
    topic = item.topic
    while before and before not in line:
        line.add(before)
        earlier = reader.maybe(Item, before)
        before = earlier.continues if earlier else None
        topic = topic or (earlier.topic if earlier else None)
    return Business(frozenset(line), topic, title_key(item.title))


def keys_of(item: Item) -> frozenset[str]:
    """Return what the titles of an item have in common with those of the same business."""
    titles = (item.title, item.minute_title)
    return frozenset(title_key(words) for words in titles if words.strip())


@dataclass(frozen=True, slots=True)
class Told:
    """A paragraph of earlier minutes: its words, and of an action who acts by when."""

    kind: EntryKind
    words: str
    note: str = ""
    restriction: Restriction = Restriction.NONE


@dataclass(frozen=True, slots=True)
class LastTime:
    """Where business was last taken. `number` is the minute's own, else that of the agenda;
    `put_off` the later meeting that only deferred or withdrew it, and how."""

    meet: Meet
    item: Item
    number: str
    held: Held
    told: tuple[Told, ...]
    put_off: tuple[Meet, ItemOutcome] | None = None


@dataclass(slots=True)
class _Search:
    """How far one business was looked for, and what was found of it."""

    at: int = 0
    found: LastTime | None = None
    put_off: tuple[Meet, ItemOutcome] | None = None
    done: bool = False


class Earlier:
    """The earlier meetings of the body that meets, read backwards as far as they are wanted.

    What was read is kept, so that going from item to item costs little. Make another when earlier
    meetings have changed. Not for two threads at once.
    """

    def __init__(self, session: Session, meeting: str) -> None:
        self._session = session
        self._meets = _before(session.reader, meeting)
        self._read: list[list[tuple[Item, frozenset[str]]]] = []
        self._searches: dict[Business, _Search] = {}
        self._opening: str | None = None

    def last_time(self, business: Business) -> tuple[LastTime | None, bool]:
        """Return where business was last taken, and whether that is known for sure.

        At most a dozen meetings are read at a time: while it is not known, ask again. None and
        sure: it never was.
        """
        search = self._searches.setdefault(business, _Search())
        if not search.done:
            with self._session.reader.snapshot():
                self._go_on(search, business)
        return search.found, search.done

    def opening(self) -> str:
        """Return how the body's decisions begin: “RESOLVED: That”, from the latest that begins with
        a word in capitals; empty where none does."""
        if self._opening is None:
            reader, self._opening = self._session.reader, ""
            for meet in self._meets[:_FEW]:
                made = reader.find(Entry, meeting=meet.meeting.uid, kind=EntryKind.DECISION)
                found = [words for entry in made if (words := opening_of(entry.text))]
                if found:
                    self._opening = found[-1]
                    break
        return self._opening

    def _go_on(self, search: _Search, business: Business) -> None:
        """Search the meetings that were read, and after them a few more."""
        if search.at >= len(self._read):
            self._read_more()
        while search.at < len(self._read) and not search.done:
            meet = self._meets[search.at]
            for item, keys in self._read[search.at]:
                if business.holds(item, keys):
                    self._look_at(search, meet, item)
            search.at += 1
        search.done = search.done or search.at >= len(self._meets)

    def _look_at(self, search: _Search, meet: Meet, item: Item) -> None:
        found = _as_told(self._session, meet, item, search.put_off)
        if found.told and not search.done:
            search.found, search.done = found, True
        elif item.outcome in (ItemOutcome.DEFERRED, ItemOutcome.WITHDRAWN):
            search.put_off = search.put_off or (meet, item.outcome)

    def _read_more(self) -> None:
        some = self._meets[len(self._read) : len(self._read) + _AT_ONCE]
        found = self._session.reader.grouped(Item, "meeting", [one.meeting.uid for one in some])
        for one in some:
            rows = found.get(one.meeting.uid, [])
            self._read.append([(item, keys_of(item)) for item in rows])


def _before(reader: Reader, meeting: str) -> list[Meet]:
    """Return the meetings of the leading body that were held before one, the latest first."""
    meet = meet_of(reader, meeting)
    if not meet.bodies or meet.date is None:
        return []
    day = meet.date
    return [
        one
        for one in reversed(all_meetings(reader, body=meet.bodies[0].uid))
        if one.meeting.stage in _TAKEN and one.date and one.date <= day
        and one.meeting.uid != meeting
    ]  # fmt: skip


def _as_told(
    session: Session, meet: Meet, item: Item, put_off: tuple[Meet, ItemOutcome] | None
) -> LastTime:
    reader, uid = session.reader, meet.meeting.uid
    items, entries = items_of(reader, uid), entries_of(reader, uid)
    wanted = _with_those_below(items, item.uid)
    listed = [entry for entry in entries if entry.item in wanted]
    listed.sort(key=lambda entry: (wanted.index(entry.item or ""), entry.position))
    number = ""
    if listed:
        given = numbers_of(reader, meet, items, entries)
        number = next((one.printed for one in given if one.item == item.uid), "")
    scheme = meet.bodies[0].agenda_numbering if meet.bodies else ""
    if not number and scheme:
        number = agenda_numbers(items, scheme).get(item.uid, NO_NUMBER).full
    held = effective_restrictions(items)[item.uid]
    told = _told(session, meet, listed)
    return LastTime(meet, item, number.rstrip("."), held, told, put_off)


def _with_those_below(items: Sequence[Item], uid: str) -> list[str]:
    wanted = [uid]
    for item in items:
        if item.parent in wanted:
            wanted.append(item.uid)
    return wanted


def _told(session: Session, meet: Meet, entries: Sequence[Entry]) -> tuple[Told, ...]:
    """Return the paragraphs with their words, or with the sentences that print for them."""
    uids = [entry.uid for entry in entries if entry.kind is EntryKind.ACTION]
    rows = [one for some in session.reader.grouped(Action, "entry", uids).values() for one in some]
    acts = {view.action.entry: view for view in actions.views_of(session.reader, rows)}
    printed = _sentences(session, meet, entries)
    found: list[Told] = []
    for entry in entries:
        words = unmarked(printed.get(entry.uid, entry.text)).strip()
        view = acts.get(entry.uid)
        if view is not None and not words:
            words = unmarked(view.words)
        if words and entry.kind is not EntryKind.QUESTION:
            note = owed_words(view) if view else ""
            found.append(Told(entry.kind, words, note, entry.restriction))
    return tuple(found)


def owed_words(view: ActionView) -> str:
    """Return who acts by when: “PC, MF · 3 Mar 2026”."""
    action = view.action
    due = short_date(action.due) if action.due else ""
    if not due and action.due_kind is not DueKind.NONE:
        due = action.due_kind.value
    return " · ".join(filter(None, (", ".join(view.owner_initials), due)))


def _sentences(session: Session, meet: Meet, entries: Iterable[Entry]) -> dict[str, str]:
    """Return what prints for entries that say something beside their own words."""
    from secretariat.documents.common import frame_of
    from secretariat.documents.model import Paragraph, plain
    from secretariat.documents.room import WITH_OWN_WORDS, WRITERS, room_blocks

    silent = [
        entry
        for entry in entries
        if entry.kind in WRITERS and (not entry.text.strip() or entry.kind in WITH_OWN_WORDS)
    ]
    if not silent:
        return {}
    view = meeting_view(session, meet.meeting.uid, Audience.OFFICERS)
    wording = phrases_of(session.reader, meet.bodies)[0].say
    frame = frame_of(view, wording, added=True)
    said: dict[str, str] = {}
    for entry in silent:
        blocks = room_blocks(frame, entry, 3)
        said[entry.uid] = "\n".join(plain(b.runs) for b in blocks if isinstance(b, Paragraph))
    return said
