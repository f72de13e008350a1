"""What the public and members hand in: placed, judged by its day, ruled, answered, minuted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest

from secretariat.errors import KnownError
from secretariat.models.kinds import (
    Audience,
    BodyKind,
    DeadlineKind,
    DocumentKind,
    EntryKind,
    Format,
    Restriction,
    Ruling,
    SubmissionKind,
)
from secretariat.models.records import Item, Submission
from secretariat.models.submissions import SubmissionState
from secretariat.services import agenda, bodies, desk, meetings, people, publish, rules, submissions
from secretariat.services.minutes import change_entry, entries_under
from secretariat.services.search import search
from secretariat.services.session import Session
from secretariat.services.submission_views import SubmissionView, submission_view, submission_views

QUESTION, PETITION = SubmissionKind.QUESTION, SubmissionKind.PETITION
NOW = datetime(2026, 7, 7, 9, 15, tzinfo=UTC)


@pytest.fixture
def session(register_folder: Path) -> Iterator[Session]:
    opened = Session.open(register_folder, create=True, who="Tester")
    opened.clock = lambda: NOW
    yield opened
    opened.close()


@pytest.fixture
def council(session: Session) -> str:
    return bodies.add_body(session, "Fen Council", kind=BodyKind.COUNCIL).result(5).uid


@pytest.fixture
def meeting(session: Session, council: str) -> str:
    """Thursday 16 July 2026: questions are due by Friday 10 July, 3 clear working days before."""
    return meetings.add_meeting(session, [council], date(2026, 7, 16), time(18)).result(5).uid


def add_item(session: Session, meeting: str, title: str, **values: object) -> str:
    return agenda.add_item(session, meeting, title, **values).result(5).uid


def hand_in(session: Session, body: str, name: str = "Ivy Holt", **values: object) -> Submission:
    kind = values.pop("kind", QUESTION)
    made: Submission = submissions.receive(session, body, kind, name, **values).result(5)
    return made


def seen(session: Session, uid: str) -> SubmissionView:
    return submission_view(session.reader, uid)


def printed(session: Session, meeting: str, audience: Audience = Audience.PUBLIC) -> str:
    made = publish.make(session, DocumentKind.AGENDA, meeting, Format.TEXT, audience)
    return " ".join(made.decode().split())


# ---------------------------------------------------------------------------- receiving, placing


def test_it_is_recorded_as_it_comes(session: Session, council: str) -> None:
    person = people.add_person(session, "Holt", given_name="Ivy", honorific="Mrs").result(5)
    one = hand_in(session, council, " Mrs Ivy Holt ", text="Why?", contact="ivy@example.org")
    assert (one.name, one.person, one.ruling) == ("Mrs Ivy Holt", person.uid, Ruling.PENDING)
    assert one.received_on == date(2026, 7, 7)
    assert one.received_at == NOW.astimezone().time()
    with pytest.raises(KnownError, match="name"):
        submissions.receive(session, council, QUESTION, "  ")
    session.undo().result(5)
    assert session.reader.count(Submission) == 0


def test_it_goes_under_the_item_that_speaks_of_it(
    session: Session, council: str, meeting: str
) -> None:
    add_item(session, meeting, "Apologies for absence")
    public = add_item(session, meeting, "PUBLIC QUESTIONS AND STATEMENTS")
    motions = add_item(session, meeting, "Notices of motion")
    one = hand_in(session, council, meeting=meeting)
    two = hand_in(session, council, "Al Marsh", meeting=meeting)
    moved = hand_in(session, council, kind=SubmissionKind.MOTION, meeting=meeting)
    assert (one.item, two.item, moved.item) == (public, public, motions)
    assert (one.position, two.position) == (0, 1)
    submissions.shift(session, two.uid, -1).result(5)
    order = [view.submission.uid for view in submission_views(session.reader, meeting=meeting)]
    assert order.index(two.uid) < order.index(one.uid)
    assert hand_in(session, council, kind=PETITION, meeting=meeting).item is None


def test_an_item_can_be_made_for_it_after_the_opening_business(
    session: Session, council: str, meeting: str
) -> None:
    for title in ("Apologies", "Minutes of 4 June", "Budget"):
        add_item(session, meeting, title)
    one = hand_in(session, council, kind=PETITION, meeting=meeting)
    made = submissions.make_item(session, one.uid).result(5)
    titles = [item.title for item in agenda.items_of(session.reader, meeting)]
    assert titles == ["Apologies", "Minutes of 4 June", "Petitions", "Budget"]
    assert seen(session, one.uid).item == made
    session.undo().result(5)
    assert seen(session, one.uid).item is None


def test_it_is_placed_with_its_own_body_alone(session: Session, council: str) -> None:
    other = bodies.add_body(session, "Harbour Panel").result(5).uid
    theirs = meetings.add_meeting(session, [other], date(2026, 7, 20), time(9)).result(5).uid
    item = add_item(session, theirs, "Public questions")
    one = hand_in(session, council)
    with pytest.raises(KnownError, match="no meeting of the body"):
        submissions.place(session, one.uid, theirs).result(5)
    with pytest.raises(KnownError, match="another meeting"):
        submissions.place(session, one.uid, None, item).result(5)
    submissions.change_submission(session, one.uid, body=other).result(5)
    submissions.place(session, one.uid, theirs).result(5)
    moved = submissions.change_submission(session, one.uid, body=council).result(5)
    assert (moved.meeting, moved.item) == (None, None)


# ---------------------------------------------------------------------------------- its day


def test_a_late_one_is_told_and_not_refused(session: Session, council: str, meeting: str) -> None:
    timely = hand_in(session, council, meeting=meeting, received_on=date(2026, 7, 10))
    late = hand_in(session, council, meeting=meeting, received_on=date(2026, 7, 11))
    assert not seen(session, timely.uid).is_late
    assert seen(session, late.uid).is_late
    words = seen(session, late.uid).due_words
    assert words.startswith(
        "Late: it was due by Friday 10 July 2026, 3 clear working days before the meeting"
    )
    assert "not law" in words


def test_the_bodys_own_rule_wins(session: Session, council: str, meeting: str) -> None:
    one = hand_in(session, council, meeting=meeting, received_on=date(2026, 7, 10))
    own = rules.set_rule(
        session, council, DeadlineKind.QUESTIONS, count=5, source="Standing order 10"
    ).result(5)
    words = seen(session, one.uid).due_words
    assert words == (
        "Late: it was due by Wednesday 8 July 2026, 5 clear working days before the meeting"
        " (Standing order 10)."
    )
    rules.change_rule(session, own.uid, applies=False).result(5)
    assert seen(session, one.uid).due_words == ""


@pytest.mark.parametrize("kind", list(SubmissionKind))
def test_a_council_is_given_a_day_for_every_kind(
    session: Session, council: str, meeting: str, kind: SubmissionKind
) -> None:
    one = hand_in(session, council, kind=kind, meeting=meeting)
    deadline = seen(session, one.uid).deadline
    assert deadline is not None
    assert deadline.suggested


# ------------------------------------------------------------------------------ what is printed


def test_only_what_is_in_order_is_printed(session: Session, council: str, meeting: str) -> None:
    add_item(session, meeting, "Public questions")
    uids = {}
    for ruling in Ruling:
        words = f"Words{ruling.name}"
        one = hand_in(session, council, meeting=meeting, title=words, contact="Hidden", note="Hush")
        uids[ruling] = one.uid
        submissions.rule(session, one.uid, ruling, reason="Because", by="The Chair").result(5)
    for audience in Audience:
        text = printed(session, meeting, audience)
        assert "1. Question from Ivy Holt: WordsIN_ORDER" in text
        shown = [one for one in (*Ruling,) if f"Words{one.name}" in text]
        assert shown == [Ruling.IN_ORDER]
        assert not any(word in text for word in ("Hidden", "Hush", "Because"))
    bodies.set_choice(session, council, "agenda.submissions", "none").result(5)
    assert "WordsIN_ORDER" not in printed(session, meeting)


def test_each_kind_is_printed_in_its_own_words(
    session: Session, council: str, meeting: str
) -> None:
    item = add_item(session, meeting, "Business of the public and of members")
    for values in (
        {"organisation": "Fen Friends", "addressed_to": "the Leader", "title": "Lamps",
         "text": "Why?"},
        {"kind": PETITION, "name": "Jo Pell", "title": "A crossing", "signatures": 1203},
        {"kind": SubmissionKind.MOTION, "name": "Cllr Crane", "mover": "Cllr Crane",
         "seconder": "Cllr Frost", "title": "Rain", "text": "That it *rain*."},
    ):  # fmt: skip
        one = hand_in(session, council, meeting=meeting, item=item, **values)
        submissions.rule(session, one.uid, Ruling.IN_ORDER).result(5)
    text = printed(session, meeting)
    assert "1. Question to the Leader from Ivy Holt, Fen Friends: Lamps Why?" in text
    assert "2. Petition from Jo Pell: A crossing (1,203 signatures)" in text
    assert (
        "3. Motion on notice: Rain That it rain. To be moved by Cllr Crane and seconded by" in text
    )
    bodies.set_choice(session, council, "agenda.submissions", "names").result(5)
    text = printed(session, meeting)
    assert "3. Motion on notice from Cllr Crane: Rain" in text
    assert "Why?" not in text


def test_what_will_not_print_is_told_before_the_agenda_goes_out(
    session: Session, council: str, meeting: str
) -> None:
    add_item(session, meeting, "Budget")
    one, _ = hand_in(session, council, meeting=meeting), hand_in(session, council, meeting=meeting)
    submissions.rule(session, one.uid, Ruling.IN_ORDER).result(5)
    told = [finding.text for finding in publish.findings(session, DocumentKind.AGENDA, meeting)]
    assert "1 submission waits for a ruling and will not be printed." in told
    assert "1 submission stands under no item of the agenda and will not be printed." in told
    submissions.make_item(session, one.uid).result(5)
    told = [finding.text for finding in publish.findings(session, DocumentKind.AGENDA, meeting)]
    assert not any("no item" in words for words in told)


def test_it_is_found_by_its_words_and_never_by_its_contact(session: Session, council: str) -> None:
    one = hand_in(session, council, title="Lamps", text="Why?", contact="lantern@example.org")
    two = hand_in(session, council, "Al Marsh", text="Whose lamps?")
    assert {hit.uid for hit in search(session, "lamps")} == {one.uid, two.uid}
    assert search(session, "whose")[0].title == "public question, Al Marsh"
    assert search(session, "lantern") == []


def test_a_restricted_one_and_one_of_a_restricted_item_stay_behind(
    session: Session, council: str, meeting: str
) -> None:
    closed = add_item(
        session, meeting, "Staff", public_title="A matter", restriction=Restriction.EXEMPT
    )
    open_ = add_item(session, meeting, "Public questions")
    for item, title, restriction in (
        (closed, "Behind", Restriction.NONE),
        (open_, "Exempted", Restriction.EXEMPT),
        (open_, "Plain", Restriction.NONE),
    ):
        one = hand_in(
            session, council, meeting=meeting, item=item, title=title, restriction=restriction
        )
        submissions.rule(session, one.uid, Ruling.IN_ORDER).result(5)
    public = printed(session, meeting)
    assert "1. Question from Ivy Holt: Plain" in public
    assert "Behind" not in public
    assert "Exempted" not in public
    members = printed(session, meeting, Audience.MEMBERS)
    assert all(word in members for word in ("Behind", "Exempted", "Plain"))


# ------------------------------------------------------------------------------------ the minutes


def test_standard_words_go_into_the_minutes_once(
    session: Session, council: str, meeting: str
) -> None:
    item = add_item(session, meeting, "Public questions")
    one = hand_in(
        session, council, meeting=meeting, item=item, title="Lamps", text="Why is it *dark*?"
    )
    with pytest.raises(KnownError, match="in order"):
        submissions.minute(session, item).result(5)
    submissions.rule(session, one.uid, Ruling.IN_ORDER).result(5)
    assert submissions.minute(session, item).result(5) == 2
    entries = entries_under(session.reader, meeting, item)
    assert [entry.text for entry in entries] == [
        "Question from Ivy Holt: Lamps",
        "Ivy Holt asked: Why is it *dark*?",
    ]
    assert entries[0].kind is EntryKind.HEADING
    # The officer mends the words; a reply that comes later is added, and nothing twice.
    change_entry(session, entries[1].uid, text="Ivy Holt asked: why is it so dark?").result(5)
    two = hand_in(session, council, "Al Marsh", meeting=meeting, item=item, title="Lamps")
    submissions.rule(session, two.uid, Ruling.IN_ORDER).result(5)
    submissions.reply(session, one.uid, "It is night.", by="The Leader").result(5)
    submissions.ask_further(session, one.uid, "And by day?", "Then too.").result(5)
    assert submissions.minute(session, item).result(5) == 5
    assert [entry.text for entry in entries_under(session.reader, meeting, item)] == [
        "Question from Ivy Holt: Lamps",
        "Ivy Holt asked: why is it so dark?",
        "The Leader replied: It is night.",
        "As a supplementary question, Ivy Holt asked: And by day?",
        "The Leader replied to the supplementary question: Then too.",
        "Question from Al Marsh: Lamps",
        "Al Marsh asked.",
    ]
    with pytest.raises(KnownError, match="already"):
        submissions.minute(session, item).result(5)
    session.undo().result(5)
    assert len(entries_under(session.reader, meeting, item)) == 2


def test_a_restricted_one_is_minuted_restricted(
    session: Session, council: str, meeting: str
) -> None:
    item = add_item(session, meeting, "Public questions")
    closed = {"restriction": Restriction.EXEMPT, "restriction_ground": "paragraph 2"}
    one = hand_in(session, council, meeting=meeting, item=item, text="Whose?", **closed)
    submissions.rule(session, one.uid, Ruling.IN_ORDER).result(5)
    submissions.minute(session, item).result(5)
    entries = entries_under(session.reader, meeting, item)
    assert {(e.restriction, e.restriction_ground) for e in entries} == {
        (Restriction.EXEMPT, "paragraph 2")
    }
    made = publish.make(session, DocumentKind.MINUTES, meeting, Format.TEXT, Audience.PUBLIC)
    assert b"Whose?" not in made


# -------------------------------------------------------------------------------------- the desk


def test_the_desk_tells_what_waits_for_a_ruling_or_a_reply(
    session: Session, council: str, meeting: str
) -> None:
    one = hand_in(session, council, meeting=meeting, title="Lamps")
    titles = [line.title for line in desk.desk_lines(session.reader, date(2026, 7, 10))]
    assert "1 submission awaits a ruling" in titles
    submissions.rule(session, one.uid, Ruling.IN_ORDER).result(5)
    submissions.change_submission(session, one.uid, is_written_reply=True).result(5)
    before = [line.title for line in desk.desk_lines(session.reader, date(2026, 7, 10))]
    assert not any("writing" in title or "ruling" in title for title in before)
    after = [
        line
        for line in desk.desk_lines(session.reader, date(2026, 7, 17))
        if "writing" in line.title
    ]
    assert [(line.title, line.focus) for line in after] == [("Send a reply in writing", one.uid)]
    submissions.reply(session, one.uid, "It is night.", in_writing=True).result(5)
    assert seen(session, one.uid).state is SubmissionState.ANSWERED
    assert not any("writing" in t.title for t in desk.desk_lines(session.reader, date(2026, 7, 17)))


def test_removing_an_item_keeps_what_was_handed_in(
    session: Session, council: str, meeting: str
) -> None:
    item = add_item(session, meeting, "Public questions")
    one = hand_in(session, council, meeting=meeting)
    assert one.item == item
    agenda.remove_item(session, item).result(5)
    assert session.reader.maybe(Item, item) is None
    assert seen(session, one.uid).submission.item is None
