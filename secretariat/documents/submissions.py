"""Questions, petitions, deputations, statements and motions: on the agenda, and in the minutes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from secretariat.documents.common import Frame
from secretariat.documents.model import ListBlock, ListItem, Paragraph, Role, runs
from secretariat.documents.prose import escape, flat, prose
from secretariat.documents.wording import Wording
from secretariat.models.kinds import EntryKind, SubmissionKind
from secretariat.models.plaintext import one_line
from secretariat.models.records import Item, Submission
from secretariat.models.submissions import of_item, visible_submissions


def submission_notes(frame: Frame, item: Item) -> tuple[ListBlock, ...]:
    """Return what was handed in for an item, numbered in its order, as the body prints it."""
    style = frame.choices["agenda.submissions"]
    listed = of_item(frame.view.submissions, item.uid) if style != "none" else ()
    listed = visible_submissions(listed, frame.items, frame.view.audience) if listed else ()
    if not listed:
        return ()
    lines = tuple(
        ListItem(
            frame.say("submission.number", number=number),
            tuple(_printed(frame.say, one, full=style == "full")),
        )
        for number, one in enumerate(listed, start=1)
    )
    return (ListBlock(lines, ordered=True),)


def _printed(say: Wording, one: Submission, *, full: bool) -> Sequence[Paragraph | ListBlock]:
    words = flat(prose(one.text, role=Role.EXPLANATION)) if full else ()
    moved = _movers(say, one) if full else ""
    head = Paragraph(runs(headline(say, one, alone=not full)), keep_with_next=bool(words or moved))
    last = [Paragraph(runs(moved, italic=True), Role.EXPLANATION)] if moved else []
    return [head, *words, *last]


def headline(say: Wording, one: Submission, *, alone: bool = False) -> str:
    """Return a submission in one line: what it is, from whom, to whom, its title, how many signed.

    A motion names its mover where nothing follows (`alone`).
    """
    addressed = one_line(one.addressed_to)
    key = f"submission.{one.kind}.to" if addressed else f"submission.{one.kind}"
    if one.kind is SubmissionKind.MOTION and one.mover.strip() and not alone:
        key = "submission.motion"
    words = say(key, who=who(say, one), addressed_to=addressed)
    if title := one_line(one.title):
        words = say("submission.title", head=words, title=title)
    if one.kind is SubmissionKind.PETITION and one.signatures:
        key = "submission.signature" if one.signatures == 1 else "submission.signatures"
        words = say(key, head=words, count=f"{one.signatures:,}")
    return words


def who(say: Wording, one: Submission) -> str:
    """Return from whom a submission is, with the organisation where one is given."""
    name, organisation = one_line(one.name), one_line(one.organisation)
    return say("submission.who", name=name, organisation=organisation) if organisation else name


def _movers(say: Wording, one: Submission) -> str:
    mover, seconder = one_line(one.mover), one_line(one.seconder)
    if one.kind is not SubmissionKind.MOTION or not mover:
        return ""
    if seconder:
        return say("submission.moved.seconded", mover=mover, seconder=seconder)
    return say("submission.moved", mover=mover)


@dataclass(frozen=True, slots=True)
class MinutePart:
    """A paragraph of the standard words; `lead` tells it from others, however it goes on."""

    kind: EntryKind
    lead: str
    words: str = ""

    @property
    def text(self) -> str:
        if not self.words:
            return f"{self.lead[:-1]}." if self.lead.endswith(":") else self.lead
        # Words that are a list or several paragraphs begin on a line of their own.
        joint = "\n\n" if "\n" in self.words else " "
        return f"{self.lead}{joint}{self.words}"

    def stands_in(self, text: str) -> bool:
        """Say whether a paragraph begins as this one does, whatever became of the rest."""
        return text.startswith(self.lead.removesuffix(":"))


def minute_parts(say: Wording, one: Submission, chair: str) -> tuple[MinutePart, ...]:
    """Return the standard words of the minutes for a submission: a sub-heading, what was asked or
    handed in, the reply, the supplementary question and the reply to it, as far as they are known.
    Who replied is the one in the chair (`chair` is what that is called) where nobody is named.

    Names are spared from being read as marks; the words of the submission are prose as typed.
    """
    slots = {
        "who": escape(who(say, one)),
        "name": escape(one_line(one.name)),
        "by": escape(one_line(one.replied_by) or say("minutes.submission.somebody", chair=chair)),
        "mover": escape(one_line(one.mover) or one_line(one.name)),
        "seconder": escape(one_line(one.seconder)),
        "count": f"{one.signatures or 0:,}",
        "title": escape(one_line(one.title)),
    }

    def part(key: str, words: str = "") -> MinutePart:
        return MinutePart(EntryKind.NARRATIVE, say(f"minutes.submission.{key}", **slots), words)

    heading = MinutePart(EntryKind.HEADING, escape(headline(say, one)))
    parts = [heading, part(_asked(one), one.text.strip())]
    if one.reply.strip():
        parts.append(part("wrote" if one.is_written_reply else "replied", one.reply.strip()))
    elif one.is_written_reply:
        parts.append(part("will_write"))
    if one.supplementary.strip():
        parts.append(part("supplementary", one.supplementary.strip()))
    if one.supplementary_reply.strip():
        parts.append(part("supplementary_reply", one.supplementary_reply.strip()))
    return tuple(parts)


def _asked(one: Submission) -> str:
    """Return which phrase of the wording says what was done with a submission."""
    if one.kind is SubmissionKind.PETITION and one.signatures:
        return f"{one.kind}.{'signature' if one.signatures == 1 else 'signatures'}"
    if one.kind is SubmissionKind.MOTION and one.seconder.strip():
        return f"{one.kind}.seconded"
    return one.kind.value
