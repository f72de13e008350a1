"""The sheet that says what has changed on an agenda: what it said, and what it says now."""

from __future__ import annotations

from secretariat.documents.agenda import arrival_words
from secretariat.documents.common import (
    Frame,
    body_names,
    frame_of,
    furniture,
    masthead,
    sitting_lines,
    spoken_dates,
)
from secretariat.documents.model import (
    Block,
    Cell,
    Document,
    Heading,
    ListBlock,
    Paragraph,
    Role,
    Table,
    Text,
    runs,
)
from secretariat.documents.prose import flat, prose
from secretariat.documents.supplement import face_title, number_of, published_line
from secretariat.documents.wording import Wording
from secretariat.models.agenda_versions import Change, Changes, Difference
from secretariat.models.kinds import ItemKind, ItemOutcome, Purpose, Restriction
from secretariat.models.plaintext import one_line
from secretariat.models.records import Item
from secretariat.models.views import MeetingView

_WIDTHS = (0.26, 0.37, 0.37)
_PROSE = {Change.TEXT: "text", Change.RECOMMENDATION: "recommendation"}
_LINES = {Change.PRESENTER: "presenter", Change.PAGES: "pages", Change.PAPER: "pages"}
_FIELDS = frozenset(Change) - {
    Change.NEW,
    Change.WITHDRAWN,
    Change.DEFERRED,
    Change.RESTORED,
    Change.PAPER,
    Change.RESTRICTED,
    Change.OPENED,
}
"""Changes that are named after the field that they change."""

Words = tuple[Paragraph | ListBlock, ...]


def compose_changes(view: MeetingView, wording: Wording) -> Document:
    """Return what changed between two versions of an agenda, for the audience of `view`."""
    frame = frame_of(view, wording)
    changes = view.changes or Changes(1, False)
    heading = frame.say("changes")
    blocks: list[Block] = [*masthead(frame), *sitting_lines(frame), Heading(2, runs(heading))]
    if changes.differences:
        blocks.extend(published_line(frame, changes))
        blocks.append(Paragraph(runs(_intro(frame, changes))))
        if reason := one_line(changes.reason):
            blocks.append(Paragraph(runs(frame.say("supplement.reason", reason=reason))))
        blocks.append(_table(frame, changes))
    else:
        blocks.append(Paragraph(runs(frame.say("changes.none"))))
    title = frame.say("changes.title", body=body_names(frame), date=spoken_dates(frame))
    return Document(
        title=title.strip(", "),
        blocks=tuple(blocks),
        kind="what changed",
        language=view.lead.language,
        author=view.lead.name,
        subject=one_line(view.meeting.title),
        made=view.made,
        furniture=furniture(frame, lambda _: heading),
        audience=view.audience.value,
    )


def _intro(frame: Frame, changes: Changes) -> str:
    key = "changes.intro" if changes.since else "changes.intro.undated"
    date = frame.phrases.spoken(changes.since) if changes.since else ""
    return frame.say(key, before=changes.version - 1, version=changes.version, date=date)


def _table(frame: Frame, changes: Changes) -> Table:
    header = tuple(
        Cell((Paragraph(runs(frame.say(f"changes.column.{name}"))),), header=True)
        for name in ("item", "then", "now")
    )
    rows = [_row(frame, one) for one in changes.differences]
    return Table((header, *rows), _WIDTHS, summary=frame.say("changes.summary"))


def _row(frame: Frame, one: Difference) -> tuple[Cell, ...]:
    return (
        Cell(_name(frame, one), header=True),
        Cell(_said(frame, one, one.then, other=one.now)),
        Cell(_said(frame, one, one.now, other=one.then)),
    )


def _name(frame: Frame, one: Difference) -> Words:
    """Return the number and the title of an item, and what became of it in a word or two."""
    number = number_of(frame, one.item) if one.now else one.item.published_number
    title = face_title(frame, one.item)
    words = " ".join(part for part in (number, title) if part)
    what = frame.phrases.listed(frame.say(f"change.{change}") for change in one.changes)
    if one.first in _FIELDS:
        what = frame.say("supplement.what", what=what)
    return (
        Paragraph((Text(words, bold=True),)),
        Paragraph(runs(what[:1].upper() + what[1:]), Role.SMALL),
    )


def _said(frame: Frame, one: Difference, item: Item | None, other: Item | None) -> Words:
    """Return what the agenda says of an item at one of the two moments, where it differs."""
    was = item is one.then
    if item is None:
        return _plain(frame.say("changes.was_not_there" if was else "changes.is_not_there"))
    off = one.first in (Change.WITHDRAWN, Change.DEFERRED)
    if off and not was:
        return _plain(frame.say(f"agenda.{item.outcome}"))
    if other is None or off:
        return _whole(frame, item)
    words: list[Paragraph | ListBlock] = []
    for change in one.changes:
        if change is Change.MOVED:
            words.extend(_plain(_place(frame, one.behind[0 if was else 1], was=was)))
        else:
            words.extend(_field(frame, change, item, was=was))
    return tuple(words)


def _place(frame: Frame, behind: Item | None, *, was: bool) -> str:
    """Return after what an item stood or stands."""
    if behind is None:
        return frame.say("changes.first")
    number = behind.published_number if was else number_of(frame, behind)
    if number:
        return frame.say("changes.after", item=number.rstrip("."))
    return frame.say("changes.after.title", title=face_title(frame, behind))


def _whole(frame: Frame, item: Item) -> Words:
    """Return all that an agenda says of an item that is new or gone."""
    words: list[Paragraph | ListBlock] = [*_plain(face_title(frame, item))]
    if item.kind is ItemKind.HEADING:
        return tuple(words)
    if item.restriction is not Restriction.NONE:
        words.extend(_field(frame, Change.GROUND, item, was=False))
    for change in (Change.PRESENTER, Change.ARRIVAL, Change.PAGES):
        if _line(frame, change, item):
            words.extend(_field(frame, change, item, was=False))
    for change, name in _PROSE.items():
        if getattr(item, name).strip():
            words.extend(_field(frame, change, item, was=False))
    return tuple(words)


def _field(frame: Frame, change: Change, item: Item, *, was: bool) -> Words:
    """Return what one field says, after its name."""
    if change in (Change.WITHDRAWN, Change.DEFERRED):
        return ()
    if change is Change.RESTORED:
        off = item.outcome in (ItemOutcome.WITHDRAWN, ItemOutcome.DEFERRED)
        return _plain(frame.say(f"agenda.{item.outcome}" if off else "changes.back"))
    if change in (Change.RESTRICTED, Change.OPENED):
        closed = (change is Change.RESTRICTED) is not was
        return _plain(frame.say("changes.closed" if closed else "changes.open"))
    name = frame.say(f"changes.field.{change}")
    label = Text(frame.say("changes.field", field=name) + " ", bold=True)
    if change in _PROSE:
        text = getattr(item, _PROSE[change])
        first, *rest = flat(prose(text)) or (Paragraph(runs(frame.say("changes.blank"))),)
        if isinstance(first, Paragraph):
            return (Paragraph((label, *first.runs)), *rest)
        return (Paragraph((label,), keep_with_next=True), first, *rest)
    words = _line(frame, change, item) or frame.say("changes.blank")
    return (Paragraph((label, *runs(words))),)


def _line(frame: Frame, change: Change, item: Item) -> str:
    """Return the words of a field that prints on one line, empty for none."""
    if change is Change.RETITLED:
        return face_title(frame, item)
    if change in _LINES:
        return one_line(getattr(item, _LINES[change]))
    if change is Change.PURPOSE and item.purpose is not Purpose.NONE:
        return frame.say(f"agenda.purpose.{item.purpose}")
    if change is Change.TIME and item.minutes:
        key = "agenda.minute" if item.minutes == 1 else "agenda.minutes"
        return frame.say(key, minutes=item.minutes)
    if change is Change.GROUND:
        return one_line(item.restriction_ground)
    if change is Change.ARRIVAL:
        return arrival_words(frame, item)
    return ""


def _plain(words: str) -> Words:
    return (Paragraph(runs(words)),) if words else ()
