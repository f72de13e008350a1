"""Making each document of a twelve-item meeting, against writing its plain text."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from datetime import date
from datetime import time as clock
from functools import partial
from pathlib import Path

from secretariat.documents.catalogue import CATALOGUE
from secretariat.documents.style import HouseStyle
from secretariat.models.kinds import Audience, DocumentKind, EntryKind, Format
from secretariat.paths import resources
from secretariat.render.dispatch import render, render_email
from secretariat.services.agenda import add_item
from secretariat.services.attendance import fill_from_membership, mark_unmarked_present
from secretariat.services.bodies import add_body, add_member
from secretariat.services.meetings import add_meeting
from secretariat.services.minutes import add_entry
from secretariat.services.people import add_person
from secretariat.services.publish import compose
from secretariat.services.session import Session

ROUNDS = 7
WORDS = "The Board considered the report and heard what each partner had done since the spring. "


def meeting_of_twelve_items(session: Session) -> str:
    """Return a meeting with twelve items, three paragraphs and an action under each."""
    body = add_body(session, "Strategic Board", short_name="SB").result()
    for index in range(14):
        person = add_person(session, f"Member{index}", given_name="Ann").result()
        add_member(session, body.uid, person.uid).result()
    meeting = add_meeting(session, [body.uid], date(2026, 3, 5), clock(10), clock(12)).result()
    for index in range(12):
        item = add_item(session, meeting.uid, f"Report on matter {index + 1}").result()
        for _ in range(3):
            add_entry(session, meeting.uid, item.uid, WORDS * 4).result()
        add_entry(
            session, meeting.uid, item.uid, "Ann to write to all.", kind=EntryKind.ACTION
        ).result()
    fill_from_membership(session, meeting.uid).result()
    mark_unmarked_present(session, meeting.uid).result()
    return meeting.uid


def milliseconds(work: Callable[[], object]) -> float:
    """Return the median time of some rounds, the first left out."""
    work()
    taken = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    return statistics.median(taken) * 1000


def line_for(session: Session, kind: DocumentKind, meeting: str) -> str:
    """Return the times of one kind of document, as ratios to its plain text and in milliseconds."""
    fonts, style = resources() / "fonts", HouseStyle()
    composing = milliseconds(partial(compose, session, kind, meeting))
    document = compose(session, kind, meeting, Audience.PUBLIC)
    floor = milliseconds(partial(render, document, style, fonts, Format.TEXT))
    parts = [f"load and compose {composing:.1f} ms", f"text {floor:.1f} ms = 1.0"]
    for form in (Format.HTML, Format.DOCX, Format.PDF):
        taken = milliseconds(partial(render, document, style, fonts, form))
        parts.append(f"{form.value} {taken:.1f} ms = {taken / floor:.0f}")
    mail = milliseconds(partial(render_email, document, style, fonts, attachment="a.pdf"))
    parts.append(f"e-mail with PDF {mail:.0f} ms = {mail / floor:.0f}")
    return f"{kind.value}: " + "; ".join(parts)


def test_each_document_of_a_twelve_item_meeting(register_folder: Path) -> None:
    session = Session.open(register_folder, create=True)
    meeting = meeting_of_twelve_items(session)
    fit = [kind for kind in CATALOGUE if kind is not DocumentKind.CANCELLATION]
    lines = [line_for(session, kind, meeting) for kind in fit]
    session.close()
    print("\n" + "\n".join(lines))
    assert len(lines) == len(fit)
