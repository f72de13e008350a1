"""Which foot stands below each kind of entry that is more than words."""

from __future__ import annotations

from collections.abc import Mapping

from secretariat.models.kinds import EntryKind
from secretariat.ui.meeting.approval_foot import ApprovalFoot
from secretariat.ui.meeting.entry_foot import EntryFoot
from secretariat.ui.meeting.movement_foot import MovementFoot

FEET: Mapping[EntryKind, type[EntryFoot]] = {
    EntryKind.MOVEMENT: MovementFoot,
    EntryKind.APPROVAL: ApprovalFoot,
}
"""The foot of each kind of entry that has one."""
