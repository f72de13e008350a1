"""The closed lists of words for what happened in the room."""

from __future__ import annotations

from enum import StrEnum


class CallingIn(StrEnum):
    """Whether a decision may be called in where the body has call-in."""

    MAY_BE = ""
    URGENT = "urgent"
    EXEMPT = "exempt"


class DecisionKind(StrEnum):
    """What sort of decision an entry is, where its words do not say it."""

    NONE = ""
    RESOLVED = "resolved"
    AGREED = "agreed"
    RECOMMENDED = "recommended"
    NOTED = "noted"
    DEFERRED = "deferred"
    REFERRED = "referred"
    LOST = "lost"
    ELECTED = "elected"


class MeetingEventKind(StrEnum):
    """What befell the whole meeting."""

    ADJOURNED = "adjourned"
    RESUMED = "resumed"
    PUBLIC_EXCLUDED = "public excluded"
    PUBLIC_READMITTED = "public readmitted"
    CONTINUED = "continued past the limit"
    QUORUM_LOST = "quorum lost"
    QUORUM_REGAINED = "quorum regained"


class Conduct(StrEnum):
    """What a member who declared an interest did."""

    NOT_SAID = ""
    STAYED = "stayed and took part"
    SPOKE = "spoke and did not vote"
    SILENT = "stayed and took no part"
    SPOKE_AND_LEFT = "spoke and left"
    LEFT = "left the room"


class Result(StrEnum):
    """What became of a motion or a vote."""

    NONE = ""
    CARRIED = "carried"
    LOST = "lost"
    TIED = "tied"
    WITHDRAWN = "withdrawn"
    NOT_PUT = "not put"
    FELL = "fell"


class VoteMethod(StrEnum):
    """How a vote was taken: AGREED is without a count, NAMED with every name."""

    AGREED = "without a count"
    SHOW = "show of hands"
    NAMED = "by name"
    BALLOT = "secret ballot"


class Majority(StrEnum):
    """What a vote needs: of the votes cast, but for ALL_MEMBERS, which is of the membership."""

    SIMPLE = "simple"
    TWO_THIRDS = "two thirds"
    THREE_QUARTERS = "three quarters"
    ALL_MEMBERS = "more than half of all members"
    UNANIMOUS = "unanimous"


class BallotChoice(StrEnum):
    FOR = "for"
    AGAINST = "against"
    ABSTAIN = "abstain"
    NOT_VOTING = "not voting"


class ApprovalKind(StrEnum):
    APPROVED = "approved"
    RECEIVED = "received"
    RATIFIED = "ratified"


class Sequenced(StrEnum):
    """What a sequence numbers. The number of a meeting is the reference of its minutes."""

    MINUTES = "minutes"
    MEETINGS = "meetings"
    DECISIONS = "decisions"
    ACTIONS = "actions"


class Restart(StrEnum):
    """When a sequence begins anew: a municipal year begins with the annual meeting in May."""

    MEETING = "each meeting"
    MUNICIPAL_YEAR = "municipal year"
    FINANCIAL_YEAR = "financial year"
    CALENDAR_YEAR = "calendar year"
    NEVER = "never"
