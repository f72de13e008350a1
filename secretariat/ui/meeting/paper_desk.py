"""Files on their way to a paper: taken in, asked about, attached, and told of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMimeData, QObject, Signal

from secretariat.models.languages import language_name
from secretariat.models.pack_kinds import Edition
from secretariat.models.plaintext import shortened
from secretariat.models.records import PaperFile
from secretariat.services import paper_files, paper_versions
from secretariat.services.meeting_papers import PaperLine
from secretariat.services.paper_files import Attached, Kept
from secretariat.ui.meeting.drop_ask import DropAsk
from secretariat.ui.meeting.file_taker import PASTED, FileTaker, picture_in
from secretariat.ui.meeting.papers_table import local_paths
from secretariat.ui.page import Context
from secretariat.ui.pages.base import ask

Then = Callable[[list[Attached]], None]
_LONGEST = 60


class PaperDesk(QObject):
    """Makes papers of files. `attached` tells the item and the paper to be shown next; what has to
    be asked is asked in `question`, which stands above the list."""

    attached = Signal(str, str)

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self.question = DropAsk()
        self.taker = FileTaker(context, self)
        self.destroyed.connect(self.taker.stop)

    def drop(
        self,
        paths: Sequence[Path],
        line: PaperLine | None,
        items: Sequence[tuple[str, str]],
        *,
        asks: bool = True,
        second: str = "",
    ) -> None:
        """Take in files that were dropped on a line, or below all lines.

        One that falls on a paper may be its next version, its edition in the `second` language of
        the body, or a further paper: that is asked.
        """
        if line is None:
            self._ask_item(paths, items)
            return
        item, paper = line.item.uid, line.paper
        if not asks or paper is None or line.file is None or len(paths) != 1:
            self.take_for(item, paths)
            return
        words = f"“{_short(paths[0].name)}” is for “{_short(paper.title)}”:"
        redacted = partial(self.new_version, paper.uid, paths, edition=Edition.REDACTED)
        answers = [
            ("New version", partial(self.new_version, paper.uid, paths)),
            ("Redacted edition", redacted),
            ("A further paper", partial(self.take_for, item, paths, apart=True)),
        ]
        if second:
            spoken = partial(self.new_version, paper.uid, paths, language=second)
            answers.insert(1, (f"In {language_name(second)}", spoken))
        self.question.ask(words, answers)

    def take_data(self, data: QMimeData, line: PaperLine, items: Sequence[tuple[str, str]]) -> None:
        """Take in what was copied; a sentence says so where that is nothing of use here."""
        if paths := local_paths(data):
            self.drop(paths, line, items)
        elif picture := picture_in(data):
            self.taker.take_bytes(PASTED, picture, partial(self._attach, line.item.uid, None))
        else:
            self._context.messages.warn(
                "There is no file to paste: copy it in its folder first (Ctrl+C)."
            )

    def take_for(
        self, item: str, paths: Sequence[Path], then: Then | None = None, **values: Any
    ) -> None:
        """Take in files for an item; `then` hears what became of them."""
        self.taker.take(paths, partial(self._attach, item, then, **values))

    def new_version(
        self,
        paper: str,
        paths: Sequence[Path],
        *,
        edition: Edition = Edition.FULL,
        language: str | None = None,
    ) -> None:
        """Take in a file as the next version of a paper, of its redacted edition, or of the one in
        another language."""
        context = self._context

        def done(made: PaperFile) -> None:
            which = " of the redacted edition" if edition is Edition.REDACTED else ""
            which += f" in {language_name(made.language)}" if made.language else ""
            words = f"“{_short(made.original_name)}” is version {made.version}{which}."
            context.messages.say(words, "Undo", context.undo)

        def kept(files: tuple[Kept, ...]) -> None:
            ask(context, paper_versions.replace, paper, files[0], edition=edition,
                language=language, then=done)  # fmt: skip

        self.taker.take(paths[:1], kept)

    def _ask_item(self, paths: Sequence[Path], items: Sequence[tuple[str, str]]) -> None:
        count = f"“{_short(paths[0].name)}”" if len(paths) == 1 else f"{len(paths)} files"
        self.question.ask_choice(
            f"{count} for which item?", items, lambda item: self.take_for(item, paths)
        )

    def _attach(self, item: str, then: Then | None, files: tuple[Kept, ...], **values: Any) -> None:
        def done(made: list[Attached]) -> None:
            self._tell(item, made)
            if then is not None:
                then(made)

        ask(self._context, paper_files.attach, item, files, then=done, **values)

    def _tell(self, item: str, done: list[Attached]) -> None:
        context, messages = self._context, self._context.messages
        made = [one for one in done if one.file is not None]
        self.attached.emit(item, (made or done)[0].paper.uid)
        first = done[0]
        name, title = _short(first.name), _short(first.paper.title)
        if len(done) > 1:
            same = len(done) - len(made)
            more = f" {same} of them were there already." if same else ""
            messages.say(f"Added {len(made)} papers.{more}", "Undo", context.undo)
        elif first.file is None:
            messages.say(f"“{name}” is there already, as “{title}”.")
        elif first.was_awaited:
            messages.say(
                f"“{name}” is the report that was waited for.", "Make it another paper",
                partial(ask, context, paper_versions.set_apart, item, first.file.uid),
            )  # fmt: skip
        else:
            messages.say(f"Added “{title}”.", "Undo", context.undo)


def _short(words: str) -> str:
    return shortened(words, _LONGEST)
