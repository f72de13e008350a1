"""The letter of invitation that opens an agenda."""

from __future__ import annotations

from collections.abc import Iterable

from secretariat.documents.common import (
    Frame,
    body_names,
    place_line,
    remote_line,
    slots,
    standing,
    standing_blocks,
)
from secretariat.documents.model import (
    Block,
    ListBlock,
    ListItem,
    Paragraph,
    Role,
    Text,
    runs,
)
from secretariat.documents.prose import BULLETS, escape, prose
from secretariat.documents.two_languages import after, passages, worded
from secretariat.documents.wording import filled
from secretariat.models.kinds import MemberRole, TextPlace
from secretariat.models.plaintext import one_line
from secretariat.models.records import Sitting
from secretariat.models.views import Member

_NOT_INVITED_BY_NAME = (MemberRole.OFFICER, MemberRole.SUBSTITUTE)


def letter_blocks(frame: Frame) -> list[Block]:
    """Return the letter: date, addressees, invitation, signatory, access note."""
    blocks: list[Block] = []
    if written := frame.view.meeting.letter_date:
        day = worded(frame, lambda one: one.phrases.plain_date(written))
        blocks.append(Paragraph(day, Role.DATE_LINE))
    blocks.extend(addressees(frame))
    own = standing(frame, TextPlace.INVITATION)
    has_both = all(passages(text.text)[1] for text in own)
    blocks.extend(after(frame, _letter) if has_both else _letter(frame))
    blocks.extend(standing_blocks(frame, TextPlace.SIGNATORY, role=Role.SIGNATURE))
    blocks.extend(standing_blocks(frame, TextPlace.ACCESS))
    return blocks


def _letter(frame: Frame) -> list[Block]:
    blocks: list[Block] = []
    blocks.append(Paragraph(runs(frame.say("letter.salutation"))))
    blocks.extend(_invitation(frame))
    for sitting in frame.view.sittings:
        if sitting.remote_link.strip():
            blocks.append(Paragraph(remote_line(frame, sitting)))
    blocks.append(Paragraph(runs(frame.say("letter.close")), keep_with_next=True))
    return blocks


def member_line(frame: Frame, member: Member) -> str:
    """Return a member's name with what the member stands for in brackets."""
    stands_for = (
        member.membership.representing
        or (member.seat.name if member.seat else "")
        or (member.organisation.name if member.organisation else "")
    )
    name = frame.name(member.person)
    return f"{name} ({one_line(stands_for)})" if stands_for.strip() else name


def addressees(frame: Frame) -> list[Block]:
    """Return whom the letter is to: the chair, then the members, then the lines added by hand."""
    blocks: list[Block] = []
    if frame.choices.yes("agenda.addressees") and frame.view.members:
        blocks.append(_members(frame))
    for line in frame.view.meeting.addressees.splitlines():
        if line.strip():
            blocks.append(Paragraph(runs(_to(frame, one_line(line))), Role.ADDRESS))
    return blocks


def _members(frame: Frame) -> Paragraph:
    invited = [m for m in frame.view.members if m.membership.role not in _NOT_INVITED_BY_NAME]
    chairs = [m for m in invited if m.membership.role is MemberRole.CHAIR]
    names = frame.phrases.listed(frame.name(m.person) for m in chairs)
    first = (
        frame.say("letter.chair", names=names, chair=frame.view.lead.chair_title) if names else ""
    )
    others = frame.phrases.listed(frame.name(m.person) for m in invited if m not in chairs)
    lines = [line for line in (first, others) if line]
    lines[:1] = [_to(frame, line) for line in lines[:1]]
    return Paragraph(runs("\n".join(lines)), Role.ADDRESS)


def _to(frame: Frame, names: str) -> str:
    """Return a line of address; one that was typed with its own “To:” stays as it is."""
    prefix = frame.say("letter.to", names="").strip()
    if prefix and names.casefold().startswith(prefix.casefold()):
        return names
    return frame.say("letter.to", names=names)


def _invitation(frame: Frame) -> list[Block]:
    """Return the sentence that invites, the body's own or that of the wording."""
    return calling_words(frame, "letter.invitation")


def calling_words(frame: Frame, key: str) -> list[Block]:
    """Return the sentence that calls to the meeting: the body's own invitation, or the phrase
    `key`; with several sittings `key.several`, and the list of them."""
    if standing(frame, TextPlace.INVITATION):
        return standing_blocks(frame, TextPlace.INVITATION)
    several = len(frame.view.sittings) != 1
    words = frame.say.raw(f"{key}.several" if several else key)
    blocks: list[Block] = list(prose(filled(words, slots(frame) | where_phrases(frame))))
    if several:
        blocks.extend(sittings_list(frame, frame.view.sittings))
    return blocks


def where_phrases(frame: Frame) -> dict[str, str]:
    """Return the slots of the invitation that are phrases of their own."""
    held = slots(frame)
    title = one_line(frame.view.meeting.title)
    if title:
        meeting = frame.say("letter.event", title=escape(title))
    else:
        meeting = frame.say("letter.meeting", body=escape(body_names(frame)))
    if held["address"]:
        place = frame.say("letter.room", room=held["room"], address=held["address"])
    elif held["place"]:
        place = frame.say("letter.place", place=held["place"])
    else:
        remote = any(sitting.remote_link.strip() for sitting in frame.view.sittings)
        place = frame.say("letter.online" if remote else "letter.no_place")
    return {"meeting": meeting, "place": place}


def sittings_list(frame: Frame, sittings: Iterable[Sitting]) -> list[Block]:
    """Return when and where each sitting is, one below the other."""
    items: list[ListItem] = []
    for sitting in sittings:
        words = ", ".join(part for part in (when(frame, sitting), place_line(sitting)) if part)
        items.append(ListItem(BULLETS[0], (Paragraph((Text(words, bold=True),)),)))
    return [ListBlock(tuple(items))] if items else []


def when(frame: Frame, sitting: Sitting) -> str:
    """Return the day and the times of a sitting."""
    return frame.say(
        "sitting.when",
        date=frame.phrases.spoken(sitting.date),
        time=frame.phrases.times(sitting),
    )
