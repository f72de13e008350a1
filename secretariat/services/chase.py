"""Drafts of messages to the authors who owe reports. Nothing is sent: she reads and sends them.

What a draft may say: it goes over open mail, and to one who need not be an officer of the body.
So a report that is restricted is called by the public title of its item, and without one by no
title at all; the item's number and the meeting tell its author which one is meant. Only an
author who is an officer of a body that takes the report reads its full title. Notes, reasons
for lateness and grounds of restriction never stand in a draft.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from secretariat.documents.wording import Wording, load_wording
from secretariat.errors import KnownError
from secretariat.models.kinds import Format, MemberRole, Restriction
from secretariat.models.membership import in_force
from secretariat.models.plaintext import safe_file_name
from secretariat.models.records import Membership, Person, Setting
from secretariat.models.views import ChaseLine, ChasePlace, ChaseView
from secretariat.paths import resources
from secretariat.services.finished import OFFICE_STYLE, Making
from secretariat.services.owed import PaperPlace, PaperView, authors_of
from secretariat.store.rows import Reader

if TYPE_CHECKING:
    from secretariat.documents.model import Document
    from secretariat.documents.style import HouseStyle
    from secretariat.services.report_forms import Form
    from secretariat.services.session import Session

_LANGUAGE = "en-GB"
_TITLED = (Restriction.EXEMPT, Restriction.CONFIDENTIAL)


@dataclass(frozen=True, slots=True)
class Chase:
    """A draft to one author: to whom, what it says, and what its file is called.

    `open_reports` are those whose title may go over open mail; `forms` are attached.
    """

    author: str
    email: str
    view: ChaseView
    file_name: str
    open_reports: tuple[PaperView, ...] = ()
    forms: tuple[Form, ...] = ()

    @property
    def word_files(self) -> tuple[tuple[str, Document, HouseStyle], ...]:
        """What is attached, by file name."""
        return tuple((form.file_name, form.document, form.style) for form in self.forms)

    @property
    def to(self) -> tuple[str, ...]:
        """The address as a mail program takes it; nothing where none is known."""
        return (f"{self.author} <{self.email}>",) if self.email else ()


def drafts(reader: Reader, views: Iterable[PaperView], today: date) -> list[Chase]:
    """Return a draft for each author who owes one of these reports, by name.

    Each lists all of them that are missing, the earliest first; reports whose author nobody has
    named are left out: see `nameless`.
    """
    owing: dict[str, list[PaperView]] = {}
    for view in views:
        for key, _ in authors_of(view) if view.is_missing(today) else ():
            owing.setdefault(key, []).append(view)
    made = [_draft(reader, listed, today) for listed in owing.values()]
    return sorted(made, key=lambda one: one.author.casefold())


def nameless(views: Iterable[PaperView], today: date) -> list[PaperView]:
    """Return the reports that are missing and have no author who could be asked."""
    return [view for view in views if view.is_missing(today) and not authors_of(view)]


def with_forms(session: Session, draft: Chase) -> Chase:
    """Return a draft that carries the form of each report that is open to the public.

    A form holds the title of its item, so that of a restricted report never goes by open mail.
    """
    from secretariat.services.report_forms import forms_of_papers

    forms = tuple(forms_of_papers(session, draft.open_reports))
    return replace(draft, forms=forms, view=replace(draft.view, attached=len(forms)))


def compose(draft: Chase) -> Document:
    """Return the message of a draft."""
    from secretariat.documents.chase import compose_chase

    return compose_chase(draft.view, wording(draft.view.language))


def wording(language: str = _LANGUAGE) -> Wording:
    """Return the phrases of a language."""
    return load_wording(resources() / "wording", language)


def style() -> HouseStyle:
    """Return the house style in which messages of the office are set."""
    from secretariat.documents.style import load_style

    return load_style(resources() / "styles", OFFICE_STYLE)


def making(draft: Chase) -> Making:
    """Return the draft as the file that is to be made."""
    return Making(
        compose(draft), style(), Format.EMAIL, draft.file_name, draft.to,
        word_files=draft.word_files,
    )  # fmt: skip


def make(draft: Chase) -> bytes:
    """Return the finished draft, made in this process."""
    return making(draft).data()


def nothing_owed(views: Iterable[PaperView], today: date) -> KnownError:
    """Return the sentence that says why there is no draft to make."""
    if nameless(views, today):
        return KnownError(
            "The reports that are missing have no author yet; name one and try again."
        )
    return KnownError("No report is missing, so there is nobody to ask.")


def _draft(reader: Reader, views: Sequence[PaperView], today: date) -> Chase:
    person = views[0].author
    office = {row.key: row.value for row in reader.find(Setting)}
    tongues = {view.body.language for view in views}
    name = views[0].author_name
    file = safe_file_name(f"{today.isoformat()} reports owed by {name}", "eml")
    view = ChaseView(
        greeting=greeting_of(person) or name,
        lines=tuple(_line(reader, one, today) for one in views),
        officer=office.get("officer.name", ""),
        office=office.get("office.name", ""),
        language=tongues.pop() if len(tongues) == 1 else _LANGUAGE,
        made=datetime.combine(today, time()),
    )
    open_ones = tuple(one for one in views if one.restriction is Restriction.NONE)
    return Chase(name, person.email if person else "", view, file, open_ones)


def greeting_of(person: Person | None) -> str:
    """Return how a person is spoken to: Cllr Smith, or Jane."""
    if person is None:
        return ""
    if person.honorific and person.family_name:
        return f"{person.honorific} {person.family_name}"
    return person.given_name or person.family_name


def _line(reader: Reader, view: PaperView, today: date) -> ChaseLine:
    places = view.live or view.places
    return ChaseLine(
        title=title_for_author(reader, view, today),
        places=tuple(
            ChasePlace(place.meet.name, place.meet.date, place.number) for place in places
        ),
        due=view.due_day,
        late=view.days_late(today),
        promised=view.paper.promised_for,
    )


def title_for_author(reader: Reader, view: PaperView, today: date) -> str:
    """Return how a report may be called in open mail to its author; empty where by no title."""
    if view.restriction is Restriction.NONE or _is_officer(reader, view, today):
        return view.paper.title
    return _public_title(view.live or view.places)


def _public_title(places: Sequence[PaperPlace]) -> str:
    """Return what the public may read of a restricted report; empty when that is nothing.

    Of an item that is open this is its title, of an exempt or confidential one its public title.
    """
    for place in places:
        if place.held.restriction is Restriction.NONE:
            return place.item.title
        if place.held.restriction in _TITLED and place.item.public_title.strip():
            return place.item.public_title
    return ""


def _is_officer(reader: Reader, view: PaperView, today: date) -> bool:
    """Say whether the author is an officer of a body that takes the report."""
    if view.author is None:
        return False
    rows = reader.find(
        Membership, person=view.author.uid, body=view.bodies, role=MemberRole.OFFICER
    )
    return any(in_force(row.starts, row.ends, today) for row in rows)
