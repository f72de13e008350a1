"""What the register holds about what happened in the room.

Motions, votes, declarations and the meeting's own events each may stand in an entry of the
minutes (`entry`), whose words, when it has any, print in place of the usual sentence.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import ClassVar

from secretariat.models.kinds import EntryKind
from secretariat.models.record import Record
from secretariat.models.room_kinds import (
    ApprovalKind,
    BallotChoice,
    Conduct,
    Majority,
    MeetingEventKind,
    Restart,
    Result,
    Sequenced,
    VoteMethod,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingEvent(Record):
    """Something that befell the whole meeting: adjourned, the public excluded, quorum lost.

    `ground` is what the resolution to exclude the public names: items and paragraphs.
    """

    TABLE: ClassVar[str] = "meeting_event"
    meeting: str
    kind: MeetingEventKind
    sitting: str | None = None
    item: str | None = None
    entry: str | None = None
    at: time | None = None
    ground: str = ""
    note: str = ""
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration(Record):
    """An interest that somebody declared in an item, and what they then did.

    `kind` is one of those of the body's code (`models.interests`). Of a sensitive interest only
    that there is one is ever printed: Localism Act 2011, s.32. `dispensation` says under which
    one the member spoke or voted: s.33.
    """

    TABLE: ClassVar[str] = "declaration"
    meeting: str
    attendee: str
    item: str | None = None
    entry: str | None = None
    kind: str
    nature: str = ""
    is_sensitive: bool = False
    conduct: Conduct = Conduct.NOT_SAID
    dispensation: str = ""
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Motion(Record):
    """Something moved; `amends` is the motion that an amendment would change.

    The names stand for movers who are no attendees.
    """

    TABLE: ClassVar[str] = "motion"
    meeting: str
    item: str | None = None
    entry: str | None = None
    amends: str | None = None
    text: str = ""
    mover: str | None = None
    mover_name: str = ""
    seconder: str | None = None
    seconder_name: str = ""
    result: Result = Result.NONE
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote(Record):
    """A vote, or one round of an election; None in a count means that nobody counted.

    `casting` is who gave a casting vote and `casting_choice` how. `question` says what was voted
    on when it was no motion. `round` counts those of an election from 1.
    """

    TABLE: ClassVar[str] = "vote"
    meeting: str
    item: str | None = None
    entry: str | None = None
    motion: str | None = None
    question: str = ""
    method: VoteMethod = VoteMethod.SHOW
    majority: Majority = Majority.SIMPLE
    votes_for: int | None = None
    votes_against: int | None = None
    abstentions: int | None = None
    casting: str | None = None
    casting_choice: BallotChoice = BallotChoice.NOT_VOTING
    result: Result = Result.NONE
    is_election: bool = False
    round: int = 1
    by_lot: bool = False
    note: str = ""
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteOption(Record):
    """A candidate of an election, with the votes of one round."""

    TABLE: ClassVar[str] = "vote_option"
    vote: str
    label: str
    person: str | None = None
    count: int | None = None
    is_elected: bool = False
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Ballot(Record):
    """How somebody voted: in a vote by name, or because they asked that it be recorded."""

    TABLE: ClassVar[str] = "ballot"
    vote: str
    attendee: str
    choice: BallotChoice
    option: str | None = None
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval(Record):
    """That minutes of an earlier meeting were approved, received or ratified at this one.

    `of_words` says which when that meeting is not in the register. `part` is the public or the
    exempt one, empty for the whole.
    """

    TABLE: ClassVar[str] = "approval"
    meeting: str
    item: str | None = None
    entry: str | None = None
    of_meeting: str | None = None
    of_words: str = ""
    part: str = ""
    kind: ApprovalKind = ApprovalKind.APPROVED
    signed_by: str = ""
    signed_on: date | None = None
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction(Record):
    """What the minutes were corrected by when they were approved."""

    TABLE: ClassVar[str] = "correction"
    approval: str
    minute: str = ""
    paragraph: str = ""
    old_words: str = ""
    new_words: str = ""
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Sequence(Record):
    """Numbers that run on over meetings: of minutes or of decisions, of one body or several.

    `pattern` has the slots `{n}`, `{nnn}` (with noughts), `{yy}`, `{yyyy}`, `{yy2}` (the year in
    which it ends) and `{body}`. `first` is the number that the sequence begins with.
    """

    TABLE: ClassVar[str] = "sequence"
    body: str
    name: str
    numbers: Sequenced = Sequenced.MINUTES
    pattern: str = "{n}."
    restart: Restart = Restart.NEVER
    first: int = 1
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SequenceNumber(Record):
    """A number that was given out; a void one is never given again.

    `year` is that in which the period began in which the number is unique.
    """

    TABLE: ClassVar[str] = "sequence_number"
    sequence: str
    meeting: str
    item: str | None = None
    entry: str | None = None
    value: int
    year: int = 0
    printed: str = ""
    is_void: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Snippet(Record):
    """Standard words, of a body or (None) of the office; `short` is what is typed after `/`.

    `kind` is the kind of entry that they make; `text` may hold slots such as `{chair}`.
    """

    TABLE: ClassVar[str] = "snippet"
    body: str | None = None
    short: str
    name: str = ""
    text: str = ""
    kind: EntryKind = EntryKind.NARRATIVE
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownWord(Record):
    """A word that the spelling takes as right, added by the officer."""

    TABLE: ClassVar[str] = "known_word"
    word: str
