"""What is cut or peeled and set before people: name plates of a meeting, address labels of a body.

Both are sheets of cells at measured places, and nothing else stands on their pages.
"""

from __future__ import annotations

from dataclasses import replace

from secretariat.documents.common import Frame, body_names, frame_of, spoken_dates
from secretariat.documents.membership import home_of
from secretariat.documents.model import Document, Grid, PageFurniture, Paragraph, runs
from secretariat.documents.of_body import body_frame
from secretariat.documents.wording import Wording
from secretariat.models.attendance import in_print_order
from secretariat.models.kinds import Capacity
from secretariat.models.names import full_name
from secretariat.models.plaintext import one_line
from secretariat.models.views import BodyView, MeetingView, Member

_BARE = PageFurniture(page_pattern="")
_PLATES = Grid(
    (), columns=1, rows=2, left_mm=10, top_mm=74.25, width_mm=190, height_mm=70,
    across_mm=190, down_mm=148.5, fold=True,
)  # fmt: skip
_LARGEST = 4.4
_LETTERS = 17
"""How many letters of a name fit on a plate in the largest size."""


def compose_plates(view: MeetingView, wording: Wording) -> Document:
    """Return a plate for each who is expected, two to a page: cut across the middle of the page
    and fold each half at its marks, so that the name stands in front.

    Before anybody is on the roll the members have plates.
    """
    frame = frame_of(view, wording)
    people = _people(frame)
    cells = tuple(_lines(name, home) for name, home in people)
    longest = max((len(name) for name, _ in people), default=1)
    title = frame.say("plates.title", body=body_names(frame), date=spoken_dates(frame))
    return Document(
        title=title.strip(", "),
        blocks=(replace(_PLATES, cells=cells),),
        kind="name plates",
        language=view.lead.language,
        author=view.lead.name,
        made=view.made,
        furniture=_BARE,
        audience=view.audience.value,
        scale=round(min(_LARGEST, max(2.0, _LARGEST * _LETTERS / longest)), 2),
    )


def _people(frame: Frame) -> list[tuple[str, str]]:
    """Return the names of those expected, and for whom each is there."""
    expected = [one for one in frame.view.attendees if one.capacity is not Capacity.PUBLIC]
    if expected:
        return [
            (one_line(one.name), one_line(one.organisation or one.seat))
            for one in in_print_order(expected)
        ]
    return [(full_name(one.person), home_of(one)) for one in frame.view.members]


def _lines(name: str, home: str) -> tuple[Paragraph, ...]:
    lines = [Paragraph(runs(name, bold=True))]
    if home:
        lines.append(Paragraph(runs(home)))
    return tuple(lines)


def compose_labels(view: BodyView, wording: Wording) -> Document:
    """Return a label for each member whose address is in the view, from the first that is free.

    ValueError when the view has no sheet.
    """
    frame, sheet = body_frame(view, wording), view.sheet
    if sheet is None:
        raise ValueError("labels are printed on a sheet")
    grid = Grid(
        tuple(_label(one) for one in with_address(view.members)),
        columns=sheet.columns, rows=sheet.rows, left_mm=sheet.left, top_mm=sheet.top,
        width_mm=sheet.width, height_mm=sheet.height, across_mm=sheet.across,
        down_mm=sheet.down, skipped=view.skipped,
    )  # fmt: skip
    body = one_line(view.body.name)
    return Document(
        title=frame.say("of_body.title", heading=frame.say("labels"), body=body),
        blocks=(grid,),
        kind="labels",
        language=view.body.language,
        author=body,
        made=view.made,
        furniture=_BARE,
        audience=view.audience.value,
    )


def with_address(members: tuple[Member, ...]) -> list[Member]:
    """Return the members whose postal address is known."""
    return [one for one in members if one.person.address.strip()]


def _label(member: Member) -> tuple[Paragraph, ...]:
    lines = (one_line(line) for line in member.person.address.splitlines())
    words = [full_name(member.person), *filter(None, lines)]
    return (Paragraph(runs("\n".join(words))),)
