"""The notice that a meeting is off: cancelled or postponed, why, and what takes its place."""

from __future__ import annotations

from functools import partial

from secretariat.documents.business import business_list
from secretariat.documents.common import (
    Frame,
    body_names,
    frame_of,
    furniture,
    marking_of,
    place_line,
    standing_blocks,
    title_of,
)
from secretariat.documents.letter import when, where_phrases
from secretariat.documents.model import (
    Block,
    Document,
    Heading,
    LineBreak,
    Paragraph,
    Role,
    Run,
    Text,
)
from secretariat.documents.notice import SCALE, Row, fact, fact_table
from secretariat.documents.prose import escape, flat, prose
from secretariat.documents.two_languages import after, phrase, titled, worded
from secretariat.documents.wording import Wording, filled
from secretariat.errors import KnownError
from secretariat.models.kinds import TextPlace
from secretariat.models.plaintext import one_line
from secretariat.models.records import Sitting
from secretariat.models.views import MeetingView


def compose_cancellation(view: MeetingView, wording: Wording) -> Document:
    """Return the notice that a meeting does not take place, with what is held instead.

    Raises KnownError when the meeting is neither cancelled nor postponed.
    """
    if not view.meeting.stage.is_off:
        raise KnownError("The meeting is neither cancelled nor postponed.")
    frame = frame_of(view, wording)
    say, how = frame.say, view.meeting.stage.value
    blocks: list[Block] = []
    if marking := marking_of(view):
        blocks.append(Paragraph((Text(marking),), Role.MARKING))
    blocks.append(Heading(1, phrase(frame, f"cancellation.{how}")))
    blocks.append(Paragraph(titled(frame.choices, body_names(frame)), Role.SUBTITLE))
    blocks.extend(after(frame, lambda one: _sentence(one, how)))
    blocks.append(fact_table(_rows(frame, how), say("cancellation.summary")))
    told = {item.uid for item in frame.items if item.published_number}
    blocks.extend(business_list(frame, phrase(frame, "cancellation.business.list"), told))
    blocks.extend(standing_blocks(frame, TextPlace.SIGNATORY, role=Role.SIGNATURE))
    return Document(
        title=title_of(frame, f"cancellation.title.{how}"),
        blocks=tuple(blocks),
        kind="cancellation notice",
        language=view.lead.language,
        author=view.lead.name,
        subject=one_line(view.meeting.title),
        made=view.made,
        furniture=furniture(frame, f"cancellation.{how}"),
        audience=view.audience.value,
        scale=SCALE,
    )


def _sentence(frame: Frame, how: str) -> list[Block]:
    """Return which meeting it is, with the day, hour and place at which it was to be held."""
    sittings = frame.view.sittings
    key = f"cancellation.words.{how}" if sittings else f"cancellation.words.{how}.undated"
    dates = frame.phrases.listed(when(frame, sitting) for sitting in sittings)
    words = where_phrases(frame) | {"when": escape(dates)}
    return list(prose(filled(frame.say.raw(key), words)))


def _rows(frame: Frame, how: str) -> list[Row]:
    view = frame.view
    rows: list[Row] = []
    if reason := one_line(view.meeting.cancelled_reason):
        rows.append(fact(frame, "cancellation.reason", Paragraph(titled(frame.choices, reason))))
    instead = tuple(_instead(frame))
    none = Paragraph(phrase(frame, f"cancellation.none.{how}"))
    rows.append(fact(frame, "cancellation.instead", *(instead or (none,))))
    key = "cancellation.business.then" if instead else "cancellation.business.later"
    rows.append(fact(frame, "cancellation.business", Paragraph(phrase(frame, key))))
    if contact := flat(prose(view.lead.contact)):
        rows.append(fact(frame, "notice.contact", *contact))
    return rows


def _at(sitting: Sitting, frame: Frame) -> str:
    return when(frame, sitting)


def _instead(frame: Frame) -> list[Paragraph]:
    """Return when and where the meeting is held instead, a paragraph each sitting."""
    made: list[Paragraph] = []
    for sitting in frame.view.replacement:
        words: list[Run] = [*worded(frame, partial(_at, sitting), bold=True)]
        if place := place_line(sitting):
            words += [LineBreak(), Text(place)]
        if link := one_line(sitting.remote_link):
            words += [LineBreak(), Text(frame.say("sitting.remote", link=link))]
        made.append(Paragraph(tuple(words)))
    return made
