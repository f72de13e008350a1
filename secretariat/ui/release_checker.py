"""The release check of packs while the window is open: one after another, beside it."""

from __future__ import annotations

import threading
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from shiboken6 import isValid

from secretariat.errors import KnownError
from secretariat.models.kinds import Audience
from secretariat.paths import resources
from secretariat.ui.jobs import worker_command

if TYPE_CHECKING:
    from secretariat.models.release import ReleaseCheck
    from secretariat.packs.child import Cancel
    from secretariat.render.client import RenderClient
    from secretariat.ui.pack_maker import PackState
    from secretariat.ui.page import Context


@dataclass(frozen=True, slots=True)
class CheckProgress:
    """Which pack is being checked, and how many of its pages are done; of none: not known yet."""

    meeting: str
    audience: Audience
    done: int = 0
    of: int = 0


@dataclass(slots=True, eq=False)
class _Wish:
    meeting: str
    audience: Audience
    state: PackState


class ReleaseChecker(QObject):
    """Checks packs that were made; `moved` tells of every step.

    What comes of it is written into the state of the pack: its check and when, or why there is
    none. One that is called off leaves the state as it was.
    """

    moved = Signal()
    _told = Signal(object)
    _done = Signal(object, object, str)

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.progress: CheckProgress | None = None
        self._waiting: deque[_Wish] = deque()
        self._running: _Wish | None = None
        self._thread: threading.Thread | None = None
        self._cancel: Cancel | None = None
        self._render: RenderClient | None = None
        self._is_closed = False
        self._told.connect(self._show, Qt.ConnectionType.QueuedConnection)
        self._done.connect(self._keep, Qt.ConnectionType.QueuedConnection)

    def is_checking(self, state: PackState) -> bool:
        """Say whether this very pack is being checked."""
        return self._running is not None and self._running.state is state

    def begin(self, meeting: str, audience: Audience, state: PackState) -> None:
        """Check a pack; one that is being checked or waits for it is not checked twice."""
        if self._is_closed or state.made is None:
            return
        under_way = [*self._waiting, *([self._running] if self._running else [])]
        if any(one.state is state for one in under_way):
            return
        self._waiting.append(_Wish(meeting, audience, state))
        self._next()

    def cancel(self) -> None:
        """Call off the check that is under way and those that wait."""
        self._waiting.clear()
        if self._cancel is not None:
            self._cancel.ask()
        if self._render is not None:
            self._render.stop()

    def close(self) -> None:
        """Stop at once; a second call does nothing."""
        self._is_closed = True
        self.cancel()
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def _next(self) -> None:
        if self._running is not None or not self._waiting:
            return
        from secretariat.packs.child import Cancel
        from secretariat.render.client import RenderClient

        wish = self._running = self._waiting.popleft()
        self._cancel = Cancel()
        self._render = RenderClient(worker_command(), resources() / "fonts")
        self.progress = CheckProgress(wish.meeting, wish.audience)
        self._thread = threading.Thread(
            target=self._run, args=(wish, self._cancel, self._render), name="check", daemon=True
        )
        self._thread.start()
        self.moved.emit()

    def _run(self, wish: _Wish, cancel: Cancel, render: RenderClient) -> None:
        check, failure = None, ""

        def told(done: int, of: int, _what: str) -> None:
            if isValid(self):
                self._told.emit(CheckProgress(wish.meeting, wish.audience, done, of))

        try:
            from secretariat.services.release_checks import check_pack

            made, path = wish.state.made, wish.state.path
            assert made is not None
            session = self._context.session
            check = check_pack(session, made, path, render.render, told=told, cancel=cancel)
        except KnownError as error:
            failure = str(error)
        except Exception:  # noqa: BLE001 - the window goes on, and the pack has not passed
            import traceback

            traceback.print_exc()
            failure = "The release check came to no end; please try again."
        finally:
            render.close()
        if isValid(self):
            self._done.emit(wish, None if cancel.is_asked() else check,
                            "" if cancel.is_asked() else failure)  # fmt: skip

    @Slot(object)
    def _show(self, progress: CheckProgress) -> None:
        if self._running is not None and not self._is_closed:
            self.progress = progress
            self.moved.emit()

    @Slot(object, object, str)
    def _keep(self, wish: _Wish, check: ReleaseCheck | None, failure: str) -> None:
        if self._is_closed:
            return
        if self._thread is not None:
            self._thread.join()
        self._thread = self._cancel = self._render = self._running = self.progress = None
        if check is not None or failure:
            wish.state.check, wish.state.check_failure = check, failure
            wish.state.checked_at = self._context.session.clock()
        self._next()
        self.moved.emit()
