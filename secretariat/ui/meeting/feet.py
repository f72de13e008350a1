"""Which foot stands below each kind of entry that is more than words."""

from __future__ import annotations

from collections.abc import Mapping

from secretariat.models.kinds import EntryKind
from secretariat.ui.meeting.approval_foot import ApprovalFoot
from secretariat.ui.meeting.decision_foot import DecisionFoot
from secretariat.ui.meeting.declaration_foot import DeclarationFoot
from secretariat.ui.meeting.entry_foot import EntryFoot
from secretariat.ui.meeting.motion_foot import MotionFoot
from secretariat.ui.meeting.movement_foot import MovementFoot
from secretariat.ui.meeting.vote_foot import VoteFoot

FEET: Mapping[EntryKind, type[EntryFoot]] = {
    EntryKind.DECISION: DecisionFoot,
    EntryKind.MOTION: MotionFoot,
    EntryKind.MOVEMENT: MovementFoot,
    EntryKind.APPROVAL: ApprovalFoot,
    EntryKind.VOTE: VoteFoot,
    EntryKind.DECLARATION: DeclarationFoot,
}
"""The foot of each kind of entry that has one."""
