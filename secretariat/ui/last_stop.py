"""What a window says, and puts back, when the program was stopped the last time."""

from __future__ import annotations

from secretariat.services import recovery
from secretariat.ui.page import Context


def look_back(context: Context) -> None:
    """Put back what was typed and not saved, and say so; nothing after an ordinary close."""
    session = context.session

    def tell(count: int) -> None:
        words = recovery.stop_told(session, count)
        if count:
            context.messages.tell(words, "Undo", context.undo)
        elif words:
            context.messages.tell(words)

    if found := recovery.left_over(session):
        context.submit(recovery.put_back(session, found), then=tell)
    else:
        tell(0)
