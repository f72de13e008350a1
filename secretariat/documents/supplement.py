"""The supplementary agenda: what is to be read with an agenda that has gone out already."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from secretariat.documents.agenda import agenda_line
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
    AgendaLine,
    AgendaList,
    AgendaSection,
    Block,
    Document,
    Heading,
    Paragraph,
    Role,
    runs,
)
from secretariat.documents.prose import flat, prose
from secretariat.documents.wording import Wording
from secretariat.models.agenda_versions import Change, Changes, Difference
from secretariat.models.kinds import ItemKind, Restriction
from secretariat.models.numbering import NO_NUMBER
from secretariat.models.plaintext import one_line
from secretariat.models.records import Item
from secretariat.models.views import MeetingView

_SECTIONS: tuple[tuple[str, tuple[Change, ...]], ...] = (
    ("added", (Change.NEW, Change.RESTORED)),
    ("papers", (Change.PAPER,)),
    ("changed", ()),
    ("withdrawn", (Change.WITHDRAWN, Change.DEFERRED)),
)
_SAID_BY_SECTION = {Change.NEW, Change.PAPER, Change.WITHDRAWN, Change.DEFERRED}


def compose_supplement(view: MeetingView, wording: Wording) -> Document:
    """Return the supplement to a meeting's agenda for the audience of `view`.

    It lists the items that were added, whose paper has come, that changed, and that are no longer
    taken, each as the agenda prints it now, and says why; nothing else of the agenda is repeated.
    """
    frame = frame_of(view, wording)
    changes = view.changes or Changes(1, False)
    name = frame.say("supplement", number=changes.supplement)
    blocks = [*masthead(frame), *sitting_lines(frame)]
    blocks.append(Heading(2, runs(name)))
    blocks.extend(published_line(frame, changes))
    blocks.append(Paragraph(runs(_intro(frame, changes))))
    if reason := one_line(changes.reason):
        blocks.append(Paragraph(runs(frame.say("supplement.reason", reason=reason))))
    blocks.extend(_list(frame, changes.differences))
    if frame.choices.yes("agenda.contact"):
        blocks.extend(flat(prose(view.lead.contact, 3, Role.CONTACT)))
    title = frame.say(
        "supplement.title",
        number=changes.supplement,
        body=body_names(frame),
        date=spoken_dates(frame),
    )
    return Document(
        title=title.strip(", "),
        blocks=tuple(blocks),
        kind="supplementary agenda",
        language=view.lead.language,
        author=view.lead.name,
        subject=one_line(view.meeting.title),
        made=view.made,
        furniture=furniture(frame, lambda _: name),
        audience=view.audience.value,
    )


def published_line(frame: Frame, changes: Changes) -> list[Block]:
    """Return the line that says when the changes were published, nothing while they are not."""
    if changes.on is None:
        return []
    return [Paragraph(runs(frame.say("supplement.out", date=frame.phrases.spoken(changes.on))))]


def _intro(frame: Frame, changes: Changes) -> str:
    if changes.supplement > 1:
        return frame.say("supplement.intro.further")
    if changes.since is None:
        return frame.say("supplement.intro.undated")
    return frame.say("supplement.intro", date=frame.phrases.spoken(changes.since))


def _list(frame: Frame, found: Sequence[Difference]) -> list[Block]:
    """Return the items by what became of them, or the sentence that there are none."""
    sections: dict[str, list[AgendaLine]] = {name: [] for name, _ in _SECTIONS}
    for one in found:
        if one.item.kind is ItemKind.ITEM:
            sections[_section(one)].append(_line(frame, one))
    shown = [
        AgendaSection(runs(frame.say(f"supplement.{name}")), tuple(lines))
        for name, lines in sections.items()
        if lines
    ]
    if not shown:
        return [Paragraph(runs(frame.say("changes.none")))]
    pages, time = frame.say("agenda.pages"), frame.say("agenda.time")
    return [AgendaList(tuple(shown), heading="", pages_heading=pages, time_heading=time)]


def _section(one: Difference) -> str:
    return next((name for name, kinds in _SECTIONS if one.first in kinds), "changed")


def _line(frame: Frame, one: Difference) -> AgendaLine:
    """Return the line of an item as it stands; of one that is gone, what it was called."""
    item = next((item for item in frame.items if item.uid == one.item.uid), None)
    if item is None or one.now is None:
        title = runs(face_title(frame, one.item))
        return AgendaLine(number=one.item.published_number, title=title, key=one.item.uid)
    line = agenda_line(frame, item)
    notes = (*_context(frame, item), *line.notes, *_what(frame, one))
    return replace(line, number=number_of(frame, item), notes=notes)


def face_title(frame: Frame, item: Item) -> str:
    """Return the title of an item as its audience may read it."""
    title = one_line(item.title)
    closed = item.restriction is not Restriction.NONE
    return title or (frame.say("restricted.title") if closed else "")


def number_of(frame: Frame, item: Item) -> str:
    """Return the number of an item that stands alone: 8A. for itself, 5 (b) below another."""
    number = frame.numbers.get(item.uid, NO_NUMBER)
    return number.full if _above(frame, item) else number.printed


def _above(frame: Frame, item: Item) -> Item | None:
    """Return the item to which a sub-item belongs, headings seen through."""
    by_uid = {one.uid: one for one in frame.items}
    above = by_uid.get(item.parent or "")
    while above is not None and above.kind is ItemKind.HEADING:
        above = by_uid.get(above.parent or "")
    return above


def _context(frame: Frame, item: Item) -> Iterable[Paragraph]:
    above = _above(frame, item)
    if above is None or not (number := frame.numbers.get(above.uid, NO_NUMBER).full):
        return
    if title := frame.title(above):
        words = frame.say("supplement.under", number=number, title=title)
        yield Paragraph(runs(words, italic=True), Role.EXPLANATION)


def _what(frame: Frame, one: Difference) -> Iterable[Paragraph]:
    """Return what was changed of an item, and what it was called when that is what changed."""
    changes = [change for change in one.changes if change not in _SAID_BY_SECTION]
    if not changes or one.then is None:
        return
    what = frame.phrases.listed(frame.say(f"change.{change}") for change in changes)
    words = frame.say("supplement.what", what=what)
    yield Paragraph(runs(words, italic=True), Role.EXPLANATION)
    if Change.RETITLED in changes and (title := one_line(one.then.title)):
        was = frame.say("supplement.was", title=title)
        yield Paragraph(runs(was, italic=True), Role.EXPLANATION)
