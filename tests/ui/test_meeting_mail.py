"""The e-mail card of the send step: what goes to whom, and who got what."""

from __future__ import annotations

from email import message_from_bytes, policy
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from pikepdf import PasswordError, Pdf
from PySide6.QtGui import QGuiApplication

from secretariat.models.kinds import Audience, DocumentKind, Format, MemberRole, Restriction
from secretariat.models.pack_kinds import CheckState
from secretariat.models.records import Despatch, Person, Publication, Withheld
from secretariat.services import agenda, bodies, office, people
from secretariat.services.session import Session
from secretariat.store import papers as store
from secretariat.ui.meeting.mail_card import MailCard
from secretariat.ui.meeting.mail_check import check_first
from secretariat.ui.meeting.mail_people import Group
from secretariat.ui.meeting.out_maker import Going
from secretariat.ui.meeting.send import SendStep
from tests.services.test_paper_intake import pdf
from tests.ui.test_meeting_support import WAIT, World, world

__all__ = ["world"]


def given(session: Session, meeting: str, audience: Audience, pages: int = 1) -> Publication:
    """Return a pack as it stands once it was given out."""
    data = pdf(pages)
    store.keep(session.register.folder / store.FOLDER, data)
    row = Publication(
        meeting=meeting, kind=DocumentKind.PACK, format=Format.PDF, audience=audience,
        file_name=f"2016-11-10 SB pack – {audience}.pdf", sha256=sha256(data).hexdigest(),
        is_kept=True, check_state=CheckState.PASSED, made_at=session.clock(),
    )  # fmt: skip
    return session.change("Give out", lambda w: w.insert(row)).result(WAIT)


@pytest.fixture
def step(world: World, tmp_path: Path) -> SendStep:
    for name in ("Moore", "Clarke", "Freeman"):
        row = world.session.reader.one(Person, family_name=name)
        assert row is not None
        people.change_person(world.session, row.uid, email=f"{name.lower()}@example.org").result(
            WAIT
        )
    looker = people.add_person(world.session, "Looker", email="looker@example.org").result(WAIT)
    bodies.add_member(world.session, world.body, looker.uid, role=MemberRole.OBSERVER).result(WAIT)
    made = SendStep(world.context, world.meeting)
    made.set_folder(str(tmp_path / "out"))
    world.show(made)
    return made


def told(card: MailCard) -> list[str]:
    return [one.text for one in card.findings()]


def drafted(world: World, card: MailCard, folder: Path) -> object:
    card.make.click()
    world.bot.waitUntil(lambda: not card._after.isHidden(), timeout=30000)
    (made,) = folder.glob("*.eml")
    message = message_from_bytes(made.read_bytes(), policy=policy.default)
    made.unlink()
    return message


def test_who_may_not_have_a_file_is_told_and_left_out(
    world: World, step: SendStep, tmp_path: Path
) -> None:
    card = step.mail
    assert not card._empty.isHidden()
    members = given(world.session, world.meeting, Audience.MEMBERS)
    public = given(world.session, world.meeting, Audience.PUBLIC, 2)
    world.settle(lambda: len(card.boxes) == 2)
    assert card._empty.isHidden()
    assert not card.make.isEnabled()
    card.boxes[public.uid].click()
    assert card.people.is_blind
    assert [one.called for one in card.people.chosen()][-1] == "Looker"
    assert told(card) == ["Elaine Matthews is left out: no e-mail address is known."]
    assert card.total.text().startswith("To 4 people; the message has")
    assert card.make.isEnabled()
    card.people.others.setText("press@example.org; nonsense")
    assert "“nonsense” is no e-mail address and is left out." in told(card)
    card.boxes[members.uid].click()
    (stop,) = [one for one in card.findings() if "and not for" in one.text]
    assert stop.text.endswith("and not for press@example.org.")
    card.people.choose(Group.ALL)
    assert any("Looker and press@example.org" in words for words in told(card))
    assert not card.make.isEnabled()
    card.leave.click()
    assert card.people.others.text() == "nonsense"
    assert card.leave.isHidden()
    assert card.make.isEnabled()
    item = agenda.add_item(world.session, world.meeting, "Lease").result(WAIT)
    clarke = world.session.reader.one(Person, family_name="Clarke")
    assert clarke is not None
    row = Withheld(item=item.uid, person=clarke.uid)
    world.session.change("Withhold", lambda w: w.insert(row)).result(WAIT)
    world.settle(lambda: any("holds what is kept from Paul Clarke" in one for one in told(card)))
    assert not card.make.isEnabled()


def test_a_draft_is_made_and_who_got_which_file_recorded(
    world: World, step: SendStep, tmp_path: Path
) -> None:
    row = given(world.session, world.meeting, Audience.PUBLIC)
    card = step.mail
    world.settle(lambda: row.uid in card.boxes)
    card.boxes[row.uid].click()
    message = drafted(world, card, tmp_path / "out")
    assert message["To"] is None
    assert len(message["Bcc"].addresses) == 4
    assert [one.get_content() for one in message.iter_attachments()] == [pdf(1)]
    world.run(step, "send.sent")
    reader = world.session.reader
    world.settle(lambda: reader.count(Despatch, publication=row.uid) == 4)
    assert world.said.texts[-1] == "Recorded as sent to 4 people."
    assert card._after.isHidden()
    world.session.undo().result(WAIT)
    assert reader.count(Despatch) == 0
    office.set_mail_limit(world.session, 1).result(WAIT)
    card.people.way.show_value(False)
    card.people.way.chosen.emit(False)
    message = drafted(world, card, tmp_path / "out")
    assert message["Bcc"] is None
    assert len(message["To"].addresses) == 4


def test_a_protected_file_opens_with_the_phrase_alone_which_nobody_keeps(
    world: World, step: SendStep, tmp_path: Path
) -> None:
    row = given(world.session, world.meeting, Audience.MEMBERS)
    card = step.mail
    world.settle(lambda: row.uid in card.boxes)
    card.boxes[row.uid].click()
    assert not card.people.is_blind
    card.protect.click()
    message = drafted(world, card, tmp_path / "out")
    (attached,) = message.iter_attachments()
    assert attached.get_filename() == "2016-11-10 SB papers.pdf"
    data, phrase = attached.get_content(), card.phrase.text()
    with pytest.raises(PasswordError):
        Pdf.open(BytesIO(data))
    Pdf.open(BytesIO(data), password=phrase).close()
    assert phrase.encode() not in message.as_bytes()
    card.copy.click()
    assert QGuiApplication.clipboard().text() == phrase
    card.sent.click()
    reader = world.session.reader
    world.settle(lambda: reader.count(Despatch, publication=row.uid) == 3)
    assert {one.note for one in reader.find(Despatch)} == {"Opens with a pass phrase"}
    assert not card.phrase.text()
    for file in world.session.register.folder.rglob("*"):
        assert not file.is_file() or phrase.encode() not in file.read_bytes()


def test_a_draft_of_a_document_is_looked_into_before_it_is_saved(
    world: World, step: SendStep, tmp_path: Path
) -> None:
    agenda.add_item(world.session, world.meeting, "Budget").result(WAIT)
    agenda.add_item(
        world.session, world.meeting, "Dismissal of the harbour master",
        restriction=Restriction.EXEMPT, public_title="A matter of staff",
    ).result(WAIT)  # fmt: skip
    step.form.show_value(Format.EMAIL)
    step.form.chosen.emit(Format.EMAIL)
    step.export()
    world.bot.waitUntil(lambda: not step.chip.isHidden(), timeout=40000)
    step.mark_served(DocumentKind.AGENDA)
    reader = world.session.reader
    world.settle(lambda: reader.count(Despatch) == 3)
    assert "looker@example.org" not in {one.address for one in reader.find(Despatch)}
    (made,) = (tmp_path / "out").glob("*.eml")
    data = made.read_bytes()
    saved: list[str] = []
    going = Going(DocumentKind.AGENDA, Audience.PUBLIC)

    def look(data: bytes) -> None:
        check_first(
            world.context, step, world.meeting, going, "a.eml", data, lambda: saved.append("yes")
        )

    look(data)
    world.bot.waitUntil(lambda: saved == ["yes"], timeout=20000)
    look(data.replace(b"Subject: ", b"Subject: Dismissal of the harbour master "))
    world.bot.waitUntil(lambda: bool(world.said.warnings), timeout=20000)
    assert world.said.warnings[-1].startswith("“a.eml” was not saved.")
    assert "harbour" not in world.said.warnings[-1]
    assert saved == ["yes"]
