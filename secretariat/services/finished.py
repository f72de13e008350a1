"""One way to a finished file: what an audience may see, in a style and a format, and its name.

Services load a view and say what stops it; everything after that is here, for the window, which
hands a `Making` to a child process, and for commands, which take its bytes at once.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from secretariat.errors import KnownError
from secretariat.models.kinds import Audience, DocumentKind, Format
from secretariat.models.records import Body
from secretariat.models.views import ActionListView, BodyView, ForwardPlanView, MeetingView
from secretariat.paths import resources
from secretariat.services.house_styles import look_of
from secretariat.services.session import Session

if TYPE_CHECKING:
    from secretariat.documents.composition import Composition
    from secretariat.documents.model import Document
    from secretariat.documents.style import HouseStyle
    from secretariat.documents.wording import Wording

View = MeetingView | ActionListView | ForwardPlanView | BodyView
WHOM = {
    Audience.PUBLIC: "the public",
    Audience.MEMBERS: "members",
    Audience.OFFICERS: "officers alone",
}
"""Audiences as a sentence names them."""
_NAMES = {Format.PDF: "PDF", Format.DOCX: "Word"}


@dataclass(frozen=True, slots=True)
class Making:
    """A file that is about to be made: of what, in which style and format, and what it is called.

    The rest is for an e-mail draft: its addresses (`bcc` are those of whom the others do not
    learn), the name under which it carries its PDF (none without one), further documents that it
    carries as Word files, and `files`, PDFs that are finished already, by name.
    """

    matter: Composition | Document
    style: HouseStyle
    form: Format
    name: str
    to: tuple[str, ...] = ()
    attachment: str = ""
    word_files: tuple[tuple[str, Document, HouseStyle], ...] = ()
    files: tuple[tuple[str, Path], ...] = ()
    bcc: tuple[str, ...] = ()

    def data(self) -> bytes:
        """Return the bytes, made in this process; the same matter, the same bytes."""
        from secretariat.documents.composition import Composition
        from secretariat.render.dispatch import render, render_email

        matter, fonts = self.matter, resources() / "fonts"
        document = matter.compose() if isinstance(matter, Composition) else matter
        if self.form is not Format.EMAIL:
            return render(document, self.style, fonts, self.form)
        return render_email(
            document, self.style, fonts, to=self.to, bcc=self.bcc, attachment=self.attachment,
            word_files=self.word_files, files=self.files,
        )  # fmt: skip


def wording_for(view: View) -> Wording:
    """Return the phrases of the body's language, with the body's own over them."""
    from secretariat.documents.wording import worded

    body = view.lead if isinstance(view, MeetingView) else view.body
    language = body.language if body else "en-GB"
    return worded(resources() / "wording", language, view.choices)


def composition_of(kind: DocumentKind, view: View, *, large: bool = False) -> Composition:
    """Return a document, or its `large` print edition, ready to be composed: of what `view` holds
    and nothing else."""
    from secretariat.documents.composition import Composition

    return Composition(kind, view, wording_for(view), large)


OFFICE_STYLE = "calm"
"""The house style of what is no body's own."""


def style_of(session: Session, body: Body | None, *, large: bool = False) -> HouseStyle:
    """Return the house style in which a body prints, or its large print edition; without a body
    that of the office."""
    style = look_of(session, body.house_style if body else OFFICE_STYLE)
    return style.large_print() if large else style


def file_name(
    kind: DocumentKind, view: View, form: Format, *, large: bool = False, about: str = ""
) -> str:
    """Return what a file is called: by date, safe on every system; one that is not for the public
    says so, and so does one in large print."""
    from secretariat.documents.common import file_name as named

    return named(view, kind, form, large=large, about=about)


def making(
    matter: Composition,
    style: HouseStyle,
    form: Format,
    name: Callable[[Format], str],
    to: Callable[[], tuple[str, ...]] = tuple,
) -> Making:
    """Return the file that is made of something, called as `name` says for its format.

    An e-mail draft goes to the addresses of `to`, which is asked for it alone, and carries the
    PDF.
    """
    if form is not Format.EMAIL:
        return Making(matter, style, form, name(form))
    return Making(matter, style, form, name(form), to(), name(Format.PDF))


def check_format(title: str, formats: tuple[Format, ...], form: Format) -> None:
    """Raise KnownError where a document is not made in a format."""
    if form not in formats:
        names = " or ".join(_NAMES.get(one, one.value) for one in formats)
        raise KnownError(f"{title.capitalize()} are made as {names}.")
