"""What a document is called on disk: 2018-07-19 CCSSB agenda.pdf."""

from __future__ import annotations

from secretariat.documents.common import first_date, is_draft
from secretariat.documents.wording import Wording
from secretariat.models.kinds import DocumentKind, Format
from secretariat.models.plaintext import safe_file_name
from secretariat.models.views import ActionListView, MeetingView


def file_name(
    view: MeetingView | ActionListView,
    kind: DocumentKind,
    format_: Format,
    wording: Wording | None = None,
) -> str:
    """Return a file name that sorts by date, says what it is, and that every system accepts.

    The kind is named in the language of `wording`, in English without one.
    """
    if isinstance(view, MeetingView):
        day = first_date(view)
        who = view.lead.short_name or view.lead.name
        draft = kind is DocumentKind.MINUTES and is_draft(view.meeting)
    else:
        day = view.made.date()
        who = (view.body.short_name or view.body.name) if view.body else ""
        draft = False
    what = f"draft {kind}" if draft else kind.value
    if wording is not None:
        what = wording(f"file.{kind}.draft" if draft else f"file.{kind}")
    # The kind and the date must survive the cut of a very long name.
    parts = (day.isoformat() if day else "", who[:80].strip(), what)
    return safe_file_name(" ".join(part for part in parts if part), format_.value)
