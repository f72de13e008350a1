"""The words of papers, by which their pages are found: kept with each check, made up for later.

They stand in the search index alone. A paper whose words cannot be kept is a paper all the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from secretariat.errors import KnownError
from secretariat.services.paper_files import path_of
from secretariat.store import paper_text

if TYPE_CHECKING:
    from secretariat.packs.child import Cancel
    from secretariat.services.session import Session

_WRITTEN = 60.0


def keep(session: Session, sha256: str, pages: Sequence[str]) -> bool:
    """Keep the words of the pages of a rebuilt PDF; say whether that could be done."""
    try:
        session.register.keep_paper_text(sha256, pages).result(_WRITTEN)
    except KnownError:
        return False
    return True


class Backlog:
    """The rebuilt PDFs whose words are not kept: those of earlier programs, and after a mended
    index. Words that belong to no paper any more are forgotten first."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._left: list[str] | None = None

    def read_one(self, cancel: Cancel) -> bool:
        """Read the next in a child process; False where none is left, or it was called off.

        One that cannot be read is not tried again.
        """
        from secretariat.packs import child
        from secretariat.packs.page_words import PageWords, WordsOrder

        if self._left is None:
            self._left = self._found()
        while self._left:
            sha = self._left.pop()
            path = path_of(self._session, sha)
            if not path.is_file():
                continue
            try:
                words = child.run("words", WordsOrder(path), PageWords, cancel=cancel).pages
            except child.CancelledError:
                self._left.append(sha)
                return False
            except child.FailedError:
                words = ()
            keep(self._session, sha, words)
            return True
        return False

    def _found(self) -> list[str]:
        try:
            self._session.register.sweep_paper_text().result(_WRITTEN)
        except KnownError:
            return []
        return paper_text.unread(self._session.reader.connection)
