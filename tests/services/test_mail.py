"""The post: what may go into a draft and to whom, how large it is, and who got what."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time
from email import message_from_bytes, policy
from email.message import EmailMessage
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from secretariat.errors import KnownError
from secretariat.models.kinds import Audience, DocumentKind, Format, MemberRole, TextPlace
from secretariat.models.pack_kinds import CheckState
from secretariat.models.records import (
    Despatch,
    ItemPaper,
    PackRange,
    Paper,
    Person,
    Publication,
    Setting,
    Withheld,
)
from secretariat.services import (
    agenda,
    bodies,
    mail_drafts,
    mail_gate,
    meetings,
    office,
    people,
    publish,
    sent,
    served,
)
from secretariat.services.findings import Gravity
from secretariat.services.mail_gate import MailTo
from secretariat.services.session import Session
from secretariat.store import papers as store
from tests.services.test_paper_intake import pdf

WAIT = 10.0


class Office:
    """A committee with a member of every kind, and files that were given out of its meeting."""

    def __init__(self, session: Session) -> None:
        self.session = session
        body = bodies.add_body(session, "Planning Committee", short_name="PC").result(WAIT)
        for name, role in {
            "Ames": MemberRole.CHAIR,
            "Bell": MemberRole.MEMBER,
            "Olive": MemberRole.OBSERVER,
            "Owen": MemberRole.OFFICER,
        }.items():
            email = f"{name.lower()}@example.org"
            person = people.add_person(session, name, email=email).result(WAIT)
            bodies.add_member(session, body.uid, person.uid, role=role).result(WAIT)
        made = meetings.add_meeting(session, [body.uid], date(2026, 12, 10), time(10))
        self.meeting = made.result(WAIT).uid
        self.body = body.uid

    def write(self, work: Callable[[Any], Any]) -> Any:
        return self.session.change("Set up", work).result(WAIT)

    def to(self, *names: str) -> list[MailTo]:
        return [
            one
            for one in mail_gate.recipients(self.session.reader, self.meeting)
            if one.name in names
        ]

    def person(self, name: str) -> str:
        row = self.session.reader.one(Person, family_name=name)
        assert row is not None
        return row.uid

    def given(
        self,
        audience: Audience = Audience.MEMBERS,
        *,
        state: CheckState = CheckState.PASSED,
        data: bytes = b"%PDF-1.7 pack",
        person: str | None = None,
        name: str = "",
        is_kept: bool = True,
    ) -> Publication:
        """Return a pack as it stands once it was given out: its row, and its bytes if kept."""
        digest = sha256(data).hexdigest()
        if is_kept:
            store.keep(self.session.register.folder / store.FOLDER, data)
        row = Publication(
            meeting=self.meeting, kind=DocumentKind.PACK, format=Format.PDF, audience=audience,
            file_name=name or f"2026-12-10 PC pack – {audience}.pdf", sha256=digest,
            person=person, is_kept=is_kept, check_state=state,
        )  # fmt: skip
        kept: Publication = self.write(lambda w: w.insert(row))
        return kept

    def told(self, publication: Publication, *names: str) -> list[str]:
        """Return what stops a draft, with its cure."""
        file = mail_gate.mail_file(self.session, publication)
        found = mail_gate.mail_findings(self.session, self.meeting, [file], self.to(*names))
        return [f"{one.text} {one.cure}" for one in found if one.gravity is Gravity.STOP]

    def draft(self, rows: list[Publication], to: list[MailTo], **values: Any) -> EmailMessage:
        made = mail_drafts.mail_draft(self.session, self.meeting, rows, to, **values)
        message = message_from_bytes(made.making.data(), policy=policy.default)
        assert isinstance(message, EmailMessage)
        return message


@pytest.fixture
def post(register_folder: Path) -> Iterator[Office]:
    session = Session.open(register_folder, create=True)
    session.clock = lambda: datetime(2026, 12, 3, 9, tzinfo=UTC)
    yield Office(session)
    session.close()


def test_a_file_goes_to_those_alone_who_may_see_it(post: Office) -> None:
    public, members = post.given(Audience.PUBLIC, data=b"%PDF- a"), post.given()
    officers = post.given(Audience.OFFICERS, data=b"%PDF- b")
    assert not post.told(public, "Ames", "Olive", "Owen")
    assert not post.told(members, "Ames", "Bell", "Owen")
    assert post.told(members, "Ames", "Olive") == [
        "“2026-12-10 PC pack – members.pdf” is for members and officers, and not for Olive. "
        "Leave Olive out, or take the file for the public."
    ]
    assert not post.told(officers, "Owen")
    (words,) = post.told(officers, "Ames", "Bell", "Owen")
    assert "is for officers alone, and not for Ames and Bell." in words
    stranger = MailTo("", "press@example.org")
    with pytest.raises(KnownError, match=r"not for press@example\.org"):
        post.draft([members], [*post.to("Ames"), stranger])
    assert post.draft([public], [stranger])["Bcc"] == "press@example.org"


def test_what_is_withheld_from_somebody_goes_to_them_in_their_own_copy(post: Office) -> None:
    item = agenda.add_item(post.session, post.meeting, "The lease").result(WAIT).uid
    paper = post.write(lambda w: w.insert(Paper(body=post.body, title="Rent"))).uid
    post.write(lambda w: w.insert(ItemPaper(item=item, paper=paper)))
    bell = post.person("Bell")
    pack, other = post.given(), post.given(data=b"%PDF- without it")
    post.write(lambda w: w.insert(Withheld(paper=paper, person=bell)))
    post.write(lambda w: w.insert(PackRange(publication=pack.uid, item=item, paper=paper)))
    post.write(lambda w: w.insert(PackRange(publication=other.uid, item="elsewhere", paper="x")))
    assert not post.told(pack, "Ames")
    assert not post.told(other, "Ames", "Bell")
    assert post.told(pack, "Ames", "Bell") == [
        "“2026-12-10 PC pack – members.pdf” holds what is kept from Bell. "
        "Leave Bell out, and make a pack of their own for them."
    ]
    own = post.given(person=bell, data=b"%PDF- own", name="2026-12-10 PC pack – Bell.pdf")
    assert not post.told(own, "Bell")
    assert post.told(own, "Ames", "Bell") == [
        "“2026-12-10 PC pack – Bell.pdf” is the copy of Bell alone, not of Ames. Leave Ames out."
    ]
    assert not post.told(post.given(Audience.PUBLIC, data=b"%PDF- open"), "Bell")
    post.write(lambda w: w.insert(Withheld(item=item, person=bell)))
    assert post.told(own, "Bell") == [
        "Since “2026-12-10 PC pack – Bell.pdf” was made, more is kept from the one for whom it is. "
        "Make their pack again, and give that out."
    ]


def test_only_what_passed_its_release_check_goes(post: Office) -> None:
    assert not post.told(post.given(state=CheckState.WARNED), "Ames")
    assert "check of “2026-12-10 PC pack – members.pdf” failed. Mend" in " ".join(
        post.told(post.given(state=CheckState.FAILED), "Ames")
    )
    assert "has not been through the release check" in " ".join(
        post.told(post.given(state=CheckState.NONE), "Ames")
    )
    assert "is not kept on this computer. Give" in " ".join(
        post.told(post.given(is_kept=False, data=b"%PDF- gone"), "Ames")
    )
    assert post.told(post.given(), "Nobody") == [
        "Nobody with an e-mail address is chosen. Choose somebody, or add an address."
    ]


def test_one_bad_address_stops_nobody(post: Office) -> None:
    for name, email in {
        "Cole": "cole at example",
        "Dean": "dean@example.org\r\nBcc: evil@example.org",
        "Eve\r\nBcc: evil@example.org": "eve@example.org",
        "Finn": "finn@bücher.example",
        "Gray": "",
    }.items():
        person = people.add_person(post.session, name, email="").result(WAIT)
        post.write(
            lambda w, uid=person.uid, email=email, name=name: w.update(
                Person, uid, email=email, family_name=name
            )
        )
        bodies.add_member(post.session, post.body, person.uid).result(WAIT)
    everybody = mail_gate.recipients(post.session.reader, post.meeting)
    public = post.given(Audience.PUBLIC)
    file = mail_gate.mail_file(post.session, public)
    found = mail_gate.mail_findings(post.session, post.meeting, [file], everybody)
    assert {one.gravity for one in found} == {Gravity.WARN}
    assert [one.text for one in found] == [
        "Cole is left out: “cole at example” is no e-mail address.",
        "Dean is left out: “dean@example.org�Bcc: evil@example.org” is no e-mail address.",
        "Gray is left out: no e-mail address is known.",
    ]
    blind = post.draft([public], everybody)
    assert blind["To"] is None
    assert "evil@example.org" not in [one.addr_spec for one in blind["Bcc"].addresses]
    assert len(blind["Bcc"].addresses) == 6
    assert "finn@xn--bcher-kva.example" in [one.addr_spec for one in blind["Bcc"].addresses]
    seen = post.draft([public], everybody, is_blind=False)
    assert seen["Bcc"] is None
    assert len(seen["To"].addresses) == 6
    (attached,) = seen.iter_attachments()
    assert attached.get_content() == b"%PDF-1.7 pack"
    # The draft of a document by itself keeps to the same rule.
    told = publish.recipients(post.session, post.meeting, Audience.MEMBERS)
    assert {one.name: one.why_not for one in told if one.why_not}.keys() >= {"Cole", "Olive"}
    assert len(publish.addresses(post.session, post.meeting, Audience.MEMBERS)) == 5


def test_the_total_size_is_told_and_what_is_too_large_stays_out(post: Office) -> None:
    assert mail_gate.in_megabytes(mail_gate.mail_size([])) == "6 KB"
    large = mail_gate.MailFile("a", Audience.PUBLIC, 15_500_000, CheckState.PASSED)
    assert mail_gate.in_megabytes(mail_gate.mail_size([large])) == "21.2 MB"
    (warned,) = mail_gate.mail_findings(post.session, post.meeting, [large], post.to("Ames"))
    assert warned.gravity is Gravity.WARN
    assert warned.text == "The message would have 21.2 MB, and 20 MB go through."
    office.set_mail_limit(post.session, 25).result(WAIT)
    assert not mail_gate.mail_findings(post.session, post.meeting, [large], post.to("Ames"))
    office.set_mail_limit(post.session, 1).result(WAIT)
    assert post.session.reader.count(Setting) == 1
    with pytest.raises(KnownError, match="between 1 and 1,000"):
        office.set_mail_limit(post.session, 0)
    small = post.given(Audience.PUBLIC, name="Agenda.pdf")
    big = post.given(Audience.PUBLIC, data=b"%PDF-" + b"x" * 900_000, name="Pack.pdf")
    made = mail_drafts.mail_draft(post.session, post.meeting, [big, small], post.to("Ames"))
    assert (made.too_large, made.publications) == (("Pack.pdf",), (small.uid,))
    message = post.draft([big, small], post.to("Ames"))
    assert [one.get_filename() for one in message.iter_attachments()] == ["Agenda.pdf"]
    words = message.get_body(("plain",))
    assert words is not None
    assert "too large for e-mail" in words.get_content()
    assert "Dear Ames" in words.get_content()


def test_what_a_body_says_in_every_e_mail_stands_above_the_message(post: Office) -> None:
    bodies.add_text(post.session, post.body, TextPlace.EMAIL, "Wi-Fi code at the desk.").result(
        WAIT
    )
    words = post.draft([post.given()], post.to("Ames", "Bell")).get_body(("plain",))
    assert words is not None
    text = " ".join(words.get_content().split())
    assert text.index("Wi-Fi code") < text.index("Attached is this document")
    assert "Planning Committee, Thursday 10 December 2026" in text
    assert "not for publication" in text
    assert "Dear" not in text


def test_a_file_that_was_never_checked_is_looked_at_before_it_goes(post: Office) -> None:
    broken = post.given(state=CheckState.NONE, data=b"%PDF-1.7 nothing")
    with pytest.raises(KnownError, match=r"release check .* failed"):
        post.draft([broken], post.to("Ames"))
    whole = post.given(state=CheckState.NONE, data=pdf(1))
    message = post.draft([whole], post.to("Ames"))
    assert [one.get_content() for one in message.iter_attachments()] == [pdf(1)]


def test_who_got_which_file_is_recorded_once_each_and_undone_as_one(post: Office) -> None:
    pack = post.given()
    press = MailTo("", "press@example.org")
    people_there = [*post.to("Ames", "Bell"), press, MailTo("Nowhere", "")]
    assert sent.mark_sent(post.session, post.meeting, [pack.uid], people_there).result(WAIT) == 3
    again = sent.mark_sent(post.session, post.meeting, [pack.uid], post.to("Bell", "Owen"))
    assert again.result(WAIT) == 1
    members = served.served(post.session.reader, post.meeting, date(2026, 12, 3))
    assert [one.name for one in served.not_served(members)] == [], "a pack holds the agenda"
    rows = sent.sent_of(post.session.reader, [pack.uid])[pack.uid]
    assert [(one.name, one.address, one.publication) for one in rows] == [
        ("Ames", "ames@example.org", pack.uid),
        ("Bell", "bell@example.org", pack.uid),
        ("Owen", "owen@example.org", pack.uid),
        ("press@example.org", "press@example.org", pack.uid),
    ]
    assert sent.sent_words(rows) == "to 4 people on 3 December 2026"
    post.session.undo().result(WAIT)
    assert post.session.reader.count(Despatch, publication=pack.uid) == 3
    post.session.undo().result(WAIT)
    assert post.session.reader.count(Despatch) == 0
    with pytest.raises(KnownError, match="still to come"):
        sent.mark_sent(post.session, post.meeting, [pack.uid], [press], on=date(2026, 12, 4))
