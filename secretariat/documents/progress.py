"""What became of earlier actions, as the minutes tell it under the item for them."""

from __future__ import annotations

from secretariat.documents.common import Frame
from secretariat.documents.model import Block, Paragraph, Text
from secretariat.documents.prose import plain_prose
from secretariat.models.plaintext import one_line
from secretariat.models.views import ActionView


def progress_blocks(frame: Frame) -> list[Block]:
    """Return a line for each earlier action that the meeting heard about: what was to be done, in
    bold, and what was noted of it, or its state."""
    blocks: list[Block] = []
    for view in frame.view.told_of:
        words = one_line(plain_prose(view.words)).rstrip(".")
        if words:
            told = frame.say("minutes.progress.told", status=_status(frame, view))
            blocks.append(Paragraph((Text(words, bold=True), Text(told))))
    return blocks


def _status(frame: Frame, view: ActionView) -> str:
    notes = [one_line(note.text) for note in view.updates if note.text.strip()]
    return " ".join(notes) or frame.say(f"minutes.progress.{view.action.state}")
