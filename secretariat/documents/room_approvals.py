"""Minutes of earlier meetings that were approved, received or ratified, and their corrections."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from secretariat.documents.common import Frame, Phrases
from secretariat.documents.model import Block, ListBlock, ListItem, Paragraph, runs
from secretariat.models.plaintext import one_line
from secretariat.models.records import Approval, Correction, Entry, Meeting, Sitting


@dataclass(frozen=True, slots=True)
class Earlier:
    """The meetings whose minutes were taken, and the names of bodies that are not the one that
    took them, both by meeting."""

    held: Mapping[str, tuple[Meeting, Sitting]]
    bodies: Mapping[str, str]


def approval_blocks(frame: Frame, entry: Entry, level: int) -> list[Block]:
    """Return the sentences of the approvals in an entry, with their corrections."""
    happened = frame.view.happened
    found = [one for one in happened.approvals if one.entry == entry.uid]
    blocks: list[Block] = []
    for those in _alike(found, happened.corrections):
        corrections = _of(those[0], happened.corrections)
        listed = [words for one in corrections if (words := _corrected(frame.phrases, one))]
        bullets = len(listed) > 1 or frame.choices["minutes.corrections"] == "bullets"
        earlier = Earlier(happened.approved, happened.approved_of)
        head = _sentence(frame.phrases, those, listed, earlier, bullets=bullets)
        if not head:
            continue
        below = bool(listed) and bullets
        blocks.append(Paragraph(runs(head), keep_with_next=below))
        if below:
            items = (ListItem("•", (Paragraph(runs(f"{words}.")),)) for words in listed)
            blocks.append(ListBlock(tuple(items)))
        if signed := _signed(frame.phrases, those[0]):
            blocks.append(Paragraph(runs(signed)))
    return blocks


def approval_sentence(
    phrases: Phrases,
    approvals: Iterable[Approval],
    corrections: Sequence[Correction],
    held: Earlier,
) -> str:
    """Return what the approvals of one entry print, as plain words."""
    told: list[str] = []
    for those in _alike(list(approvals), corrections):
        listed = [
            words for one in _of(those[0], corrections) if (words := _corrected(phrases, one))
        ]
        told += [
            _sentence(phrases, those, listed, held, bullets=False),
            _signed(phrases, those[0]),
        ]
    return " ".join(filter(None, told))


def _alike(
    approvals: Sequence[Approval], corrections: Sequence[Correction]
) -> list[list[Approval]]:
    """Return approvals in runs that one sentence can tell: alike, and without a correction."""
    corrected = {one.approval for one in corrections}

    def key(one: Approval) -> tuple[object, ...]:
        alone = one.uid if one.uid in corrected else ""
        return (one.kind, one.part, one.signed_by, one.signed_on, alone)

    ordered = sorted(approvals, key=lambda one: one.position)
    return [list(run) for _, run in groupby(ordered, key)]


def _of(approval: Approval, corrections: Iterable[Correction]) -> list[Correction]:
    found = (one for one in corrections if one.approval == approval.uid)
    return sorted(found, key=lambda one: one.position)


def _sentence(
    phrases: Phrases,
    those: Sequence[Approval],
    corrections: Sequence[str],
    held: Earlier,
    *,
    bullets: bool,
) -> str:
    """Return the sentence about minutes that were approved alike; empty when it names none."""
    say = phrases.say
    days: dict[str, list[str]] = {}
    for one in those:
        if one.of_meeting and one.of_meeting in held.held:
            day = phrases.spoken(held.held[one.of_meeting][1].date)
            days.setdefault(held.bodies.get(one.of_meeting, ""), []).append(day)
    named = [
        say(_meetings(body, dates), body=body, dates=phrases.listed(dates))
        for body, dates in days.items()
    ]
    named += [one_line(one.of_words) for one in those if one_line(one.of_words)]
    if not named:
        return ""
    part = one_line(those[0].part)
    minutes = say(f"approval.minutes.{part}") if part in ("public", "exempt") else ""
    minutes = minutes or say("approval.minutes")
    key = f"approval.{those[0].kind}"
    words = say(key, minutes=minutes, meeting=phrases.listed(named))
    if not corrections:
        return f"{words}."
    if bullets:
        many = "corrections" if len(corrections) > 1 else "correction"
        return say(f"approval.{many}", words=words)
    return say("approval.corrected", words=words, corrections="; ".join(corrections))


def _meetings(body: str, dates: Sequence[str]) -> str:
    """Return the phrase that names the meetings of a body, of one's own when it has no name."""
    key = "approval.meetings" if len(dates) > 1 else "approval.meeting"
    return f"{key}.of" if body else key


def _corrected(phrases: Phrases, one: Correction) -> str:
    """Return one correction: where it is, and what becomes of the words."""
    say = phrases.say
    minute, paragraph = one_line(one.minute), one_line(one.paragraph)
    places = [
        say("correction.minute", number=minute) if minute else "",
        say("correction.paragraph", number=paragraph) if paragraph else "",
    ]
    where = ", ".join(place for place in places if place)
    old, new = one_line(one.old_words), one_line(one.new_words)
    if old and new:
        what = say("correction.replace", old=old, new=new)
    elif old:
        what = say("correction.delete", old=old)
    elif new:
        what = say("correction.add", new=new)
    else:
        return ""
    return say("correction.at", where=where, what=what) if where else what


def _signed(phrases: Phrases, one: Approval) -> str:
    name = one_line(one.signed_by)
    if not name:
        return ""
    if one.signed_on is None:
        return phrases.say("approval.signed", name=name)
    return phrases.say("approval.signed.on", name=name, date=phrases.spoken(one.signed_on))
