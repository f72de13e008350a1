"""A draft by e-mail is looked into before it is saved: once it lies in a folder, it gets sent."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from shiboken6 import isValid

from secretariat.models.pack_kinds import CheckState
from secretariat.ui.meeting.out_maker import Going
from secretariat.ui.page import Context

if TYPE_CHECKING:
    from secretariat.models.release import ReleaseCheck


def check_first(
    context: Context,
    owner: QObject,
    meeting: str,
    going: Going,
    name: str,
    data: bytes,
    then: Callable[[], None],
) -> None:
    """Check a draft with all that is attached to it beside the window, and call `then` unless it
    fails; a warning says why it does."""

    def look() -> ReleaseCheck:
        from secretariat.services.release_checks import check_document

        return check_document(
            context.session, going.kind, meeting, going.audience, name, data, owner=going.owner
        )

    def done(check: ReleaseCheck) -> None:
        if check.state is CheckState.FAILED:
            first = check.findings[0]
            context.messages.warn(f"“{name}” was not saved. {first.text} {first.cure}".strip())
        elif isValid(owner):
            then()

    context.jobs.read(owner, "", look, done, context.messages.warn)
