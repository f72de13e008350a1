"""The form of an item's report: out to its author, and what comes back taken over into the item.

A form is made for officers to hand to an author: it holds the title and the restriction of its
item as they are, and never notes. Nothing of a file that comes back is written before somebody
has seen it beside what the item has.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from secretariat.errors import KnownError
from secretariat.models.agenda import effective_restrictions
from secretariat.models.kinds import DeadlineKind, ItemKind
from secretariat.models.limits import MAX_TITLE
from secretariat.models.numbering import agenda_numbers
from secretariat.models.paper_files import newest
from secretariat.models.plaintext import joined, one_line, safe_file_name
from secretariat.models.records import Item, Paper, PaperFile
from secretariat.models.report_forms import (
    Difference,
    FormPart,
    FormView,
    ReadReport,
    Taken,
    reference_of,
)
from secretariat.models.style_records import ReportPartKind
from secretariat.paths import resources
from secretariat.services import papers
from secretariat.services.agenda import items_of
from secretariat.services.deadlines import Reckoner
from secretariat.services.house_styles import look_of
from secretariat.services.meetings import Meet, meet_of
from secretariat.services.owed import PaperView, missing_for, view_of
from secretariat.services.paper_files import Kept, add_version
from secretariat.services.paper_links import papers_of
from secretariat.services.report_layouts import layout_for, shipped_layouts
from secretariat.services.session import Session
from secretariat.store.rows import Reader, Writer
from secretariat.store.writer import Receipt

if TYPE_CHECKING:
    from secretariat.documents.model import Document
    from secretariat.documents.style import HouseStyle
    from secretariat.documents.wording import Wording

_LABELS = ("to", "meeting", "item", "lead", "due", "access", "reference")
_REPORTS = (DeadlineKind.REPORTS,)


@dataclass(frozen=True, slots=True)
class Form:
    """A form to be made: its document, the style it is set in, and what its file is called."""

    item: str
    document: Document
    style: HouseStyle
    file_name: str


def form_of(session: Session, item: str, paper: str | None = None) -> Form:
    """Return the form of an item's report; of a `paper` where the item waits for several.

    KnownError for a heading, which takes no report.
    """
    from secretariat.documents.report_form import compose_form

    reader = session.reader
    with reader.snapshot():
        row = reader.get(Item, item)
        if row.kind is ItemKind.HEADING:
            raise KnownError("A heading takes no report: choose an item below it.")
        meet = meet_of(reader, row.meeting)
        view = _view(session, row, meet, paper)
    body = meet.bodies[0]
    say = _wording(reader, body.uid, body.language)
    name = " ".join(
        filter(
            None,
            (
                meet.date.isoformat() if meet.date else "",
                (body.short_name or body.name)[:60].strip(),
                view.number.rstrip("."),
                view.title[:80].strip(),
                say("file.form"),
            ),
        )
    )
    style = look_of(session, body.house_style)
    return Form(item, compose_form(view, say), style, safe_file_name(name, "docx"))


def forms_of(session: Session, meeting: str) -> list[Form]:
    """Return the forms of all reports that a meeting still waits for, in the order of its agenda,
    and of those that items usually take and nobody has asked for yet."""
    reader = session.reader
    missing = missing_for(reader, meeting, session.today())
    waiting = {
        place.item.uid: view.paper.uid
        for view in missing
        for place in view.places
        if place.meet.meeting.uid == meeting
    }
    unasked = {item.uid for item in papers.without_report(reader, meeting)}
    forms = [
        form_of(session, item.uid, waiting.get(item.uid))
        for item in items_of(reader, meeting)
        if item.uid in waiting or item.uid in unasked
    ]
    return _named_apart(forms)


def forms_of_papers(session: Session, views: Iterable[PaperView]) -> list[Form]:
    """Return the forms of some reports, each for the first item that waits for it; a report that
    is for no item any more has none."""
    found = []
    for view in views:
        for place in (view.live or view.places)[:1]:
            found.append(form_of(session, place.item.uid, view.paper.uid))
    return _named_apart(found)


def make_form(form: Form) -> bytes:
    """Return the finished Word file, for commands; the window hands it to a child process."""
    from secretariat.models.kinds import Format
    from secretariat.render.dispatch import render

    return render(form.document, form.style, resources() / "fonts", Format.DOCX)


def no_forms() -> KnownError:
    """Return the sentence that says why there is no form to make."""
    return KnownError("The meeting waits for no report, so there is no form to make.")


def parts_to_read(reader: Reader, item: str) -> tuple[FormPart, ...]:
    """Return the parts by which a file for an item is read: those of its body's form, of every
    shipped one, and the words that stand at the head of each."""
    from secretariat.services.report_reading import known_parts

    body = meet_of(reader, reader.get(Item, item).meeting).bodies[0]
    say = _wording(reader, body.uid, body.language)
    _, parts = layout_for(reader, body.uid)
    fixed = [FormPart(ReportPartKind.TEXT, say(f"form.{name}"), "") for name in _LABELS]
    other = [part for layout in shipped_layouts().values() for part in layout.parts]
    usual = FormPart(ReportPartKind.TEXT, "", say("form.hint"))
    return (*known_parts(parts, [*fixed, *other]), *other, usual)


def check_item(reader: Reader, item: str, read: ReadReport) -> str:
    """Return a sentence to read first, where the file does not say for which item it was made.

    KnownError where it was made for another item. One that was deferred, or another that takes
    the same report, is the same business.
    """
    row = reader.get(Item, item)
    same = _same_business(reader, row)
    known = {reference_of(uid) for uid in same}
    if read.item:
        ours = read.item in same
    elif read.reference:
        ours = read.reference in known
    else:
        return "The file does not say for which item it was written: please check that it is this."
    if ours:
        return ""
    other = reader.maybe(Item, read.item) if read.item else None
    named = f"for “{one_line(other.title)}”" if other and other.title else "for another item"
    raise KnownError(f"This report was written {named}; nothing was changed.")


def differences(
    reader: Reader, item: str, read: ReadReport, paper: str | None = None
) -> list[Difference]:
    """Return where a report says otherwise than its item: old and new, and whether it is ticked.

    Ticked is what stood in a field of a form for this item. An item that waits for several
    reports keeps its recommendation unless somebody decides otherwise.
    """
    row = reader.get(Item, item)
    several = _has_several(reader, row)
    view = view_of(reader, paper) if paper else None
    sure = bool(read.item or read.reference)
    old = _held(row, view, several)
    found = []
    for what in Taken:
        new = read.values.get(what, "")
        if not new or one_line(new) == one_line(old[what]):
            continue
        by_heading = what in read.by_heading
        ticked = sure and not by_heading and not (several and what is Taken.RECOMMENDATION)
        found.append(Difference(what, old[what], new, ticked, by_heading))
    return found


def take_over(
    session: Session,
    item: str,
    values: Mapping[Taken, str],
    paper: str | None = None,
    file: Kept | None = None,
) -> Receipt[Paper]:
    """Record that an item's report came, today, and set what was ticked: one step of undo.

    A report that was there already keeps its first day. One that nobody had asked for stands in
    the list from now on. The `file` that came is kept as its next version, unless it is the latest
    already. KnownError for a title that is far too long.
    """
    today = session.today()
    title = one_line(values.get(Taken.TITLE, ""))
    if len(title) > MAX_TITLE:
        raise KnownError(f"A title has at most {MAX_TITLE} letters; please shorten it in the file.")

    def work(writer: Writer) -> Paper:
        row = writer.get(Item, item)
        several = _has_several(writer, row)
        author = one_line(values.get(Taken.AUTHOR, ""))
        changed: dict[str, Any] = {}
        if title and not several:
            changed["title"] = title
        if words := values.get(Taken.RECOMMENDATION, "").strip():
            changed["recommendation"] = words
        if author and not several:
            changed["author"] = author
        if changed:
            row = writer.update(Item, item, **changed)
        there = writer.get(Paper, paper) if paper else papers.add_paper(writer, item, today, {})
        told: dict[str, Any] = {"received_on": there.received_on or today}
        if title:
            told["title"] = title
        if author:
            known = papers.recognise_author(writer, author, row.meeting)
            told |= {"author": known.person, "author_name": known.name}
        if file is not None:
            last = newest(writer.find(PaperFile, paper=there.uid))
            if last is None or last.sha256 != file.sha256:
                add_version(writer, there.uid, file, today)
        return writer.update(Paper, there.uid, **told)

    return session.change("Take over report", work)


def told(values: Iterable[Taken]) -> str:
    """Return what was taken over in words: title and recommendation."""
    return joined([what.value for what in Taken if what in set(values)])


def _view(session: Session, row: Item, meet: Meet, paper: str | None) -> FormView:
    reader = session.reader
    agenda = items_of(reader, row.meeting)
    held = effective_restrictions(agenda)[row.uid]
    body = meet.bodies[0]
    shown = view_of(reader, paper) if paper else _its_paper(reader, row)
    several = _has_several(reader, row)
    known = _held(row, shown, several)
    if not known[Taken.AUTHOR]:
        known[Taken.AUTHOR] = row.author or row.lead_officer
    _, parts = layout_for(reader, body.uid)
    restricted = shown.restriction if shown else held.restriction
    ground = held.ground or (shown.paper.restriction_ground if shown else "")
    return FormView(
        item=row.uid,
        body=joined([one.name for one in meet.bodies]),
        meeting=meet.meeting.title,
        on=meet.date,
        number=agenda_numbers(agenda, body.agenda_numbering)[row.uid].full,
        title=one_line(known[Taken.TITLE]),
        parts=parts,
        filled=known,
        lead_officer=row.lead_officer,
        due=shown.due_day if shown and shown.due else _due(reader, meet),
        restriction=restricted,
        ground=ground,
        marking=meet.meeting.marking or body.marking,
        language=body.language,
        made=datetime.combine(meet.date or date(2000, 1, 1), time()),
    )


def _held(row: Item, view: PaperView | None, several: bool) -> dict[Taken, str]:
    """Return what an item and its report have of the parts that are read back."""
    author = view.author_name if view else ""
    title = view.paper.title if view and several else row.title
    return {
        Taken.TITLE: title,
        Taken.RECOMMENDATION: "" if several and view else row.recommendation,
        Taken.AUTHOR: author if several else (author or row.author),
    }


def _its_paper(reader: Reader, row: Item) -> PaperView | None:
    uids = papers_of(reader, [row]).get(row.uid, [])
    return view_of(reader, uids[0]) if uids else None


def _has_several(reader: Reader, row: Item) -> bool:
    return len(papers_of(reader, [row]).get(row.uid, [])) > 1


def _same_business(reader: Reader, row: Item) -> set[str]:
    """Return an item with those it goes on from, and all that take one of its reports."""
    same = {row.uid}
    earlier: Item | None = row
    while earlier and earlier.continues and earlier.continues not in same:
        same.add(earlier.continues)
        earlier = reader.maybe(Item, earlier.continues)
    for uid in papers_of(reader, [row]).get(row.uid, []):
        same |= {place.item.uid for place in view_of(reader, uid).places}
    return same


def _due(reader: Reader, meet: Meet) -> date | None:
    chain = Reckoner(reader).chains([meet], _REPORTS).get(meet.meeting.uid)
    return chain[0].day if chain else None


def _wording(reader: Reader, body: str, language: str) -> Wording:
    from secretariat.documents.wording import load_wording
    from secretariat.services.bodies import choices_of

    choices = choices_of(reader, body)
    return load_wording(resources() / "wording", language).of_body(choices)


def _named_apart(forms: Sequence[Form]) -> list[Form]:
    """Return forms of which no two have the same file name."""
    from dataclasses import replace

    taken: dict[str, int] = {}
    found = []
    for form in forms:
        key = form.file_name.casefold()
        taken[key] = count = taken.get(key, 0) + 1
        stem = form.file_name.removesuffix(".docx")
        name = form.file_name if count == 1 else f"{stem} ({count}).docx"
        found.append(replace(form, file_name=name))
    return found
