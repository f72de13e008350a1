"""The packs of meetings while the window is open: made beside it, kept outside the register."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
import threading
import time
from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from shiboken6 import isValid

from secretariat.errors import KnownError
from secretariat.models.kinds import Audience
from secretariat.paths import resources
from secretariat.ui.jobs import worker_command
from secretariat.ui.private_pack import PREFIX, PrivatePacks
from secretariat.ui.release_checker import ReleaseChecker

if TYPE_CHECKING:
    from secretariat.models.release import ReleaseCheck
    from secretariat.packs.child import Cancel
    from secretariat.render.client import RenderClient
    from secretariat.services.packs import MadePack, PackBrief
    from secretariat.services.session import Session
    from secretariat.ui.page import Context

_OLD = 7 * 24 * 3600
"""Seconds after which a folder that a killed program left is deleted."""


@dataclass(slots=True)
class PackState:
    """One pack: what was made, when and where it lies; why not; whether it is out of date; what
    its release check said and when, or why there is none. `is_empty` says of a supplement that
    there is nothing to put into it."""

    made: MadePack | None = None
    path: Path = field(default_factory=Path)
    at: datetime = datetime(2000, 1, 1)
    is_stale: bool = False
    failure: str = ""
    is_empty: bool = False
    check: ReleaseCheck | None = None
    checked_at: datetime = datetime(2000, 1, 1)
    check_failure: str = ""


@dataclass(frozen=True, slots=True)
class PackProgress:
    """Which pack is being made, and how many of its pages' parts are done."""

    meeting: str
    audience: Audience
    done: int = 0
    of: int = 0
    is_supplement: bool = False


class PackMaker(QObject):
    """Makes the three packs of a meeting, one after another; `moved` tells of every step.

    What fails is told in its own state and the others go on. The files lie in a folder that only
    this user may read, and go with the window.
    """

    moved = Signal()
    _told = Signal(object)
    _made = Signal(str, object, bool, object)

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.private = PrivatePacks(context, self)
        self.checker = ReleaseChecker(context, self)
        self.checker.moved.connect(self.moved)
        self.progress: PackProgress | None = None
        self._states: dict[tuple[str, Audience, bool], PackState] = {}
        self._supplementing: set[str] = set()
        self._waiting: deque[tuple[str, bool]] = deque()
        self._thread: threading.Thread | None = None
        self._cancel: Cancel | None = None
        self._render: RenderClient | None = None
        self._folder: Path | None = None
        self._count = 0
        self._is_closed = False
        self._told.connect(self._show, Qt.ConnectionType.QueuedConnection)
        self._made.connect(self._keep, Qt.ConnectionType.QueuedConnection)
        context.bus.changed.connect(self._look_again)

    def state(self, meeting: str, audience: Audience) -> PackState:
        """Return how a pack stands, or the supplement while those are chosen."""
        return self._states.get((meeting, audience, self.is_supplement(meeting)), _NOTHING)

    def is_supplement(self, meeting: str) -> bool:
        """Say whether the supplements of a meeting are chosen, and not its whole packs."""
        return meeting in self._supplementing

    def choose(self, meeting: str, *, supplement: bool) -> None:
        """Choose between the whole packs of a meeting and its supplements."""
        if supplement is not self.is_supplement(meeting):
            self._supplementing ^= {meeting}
            self.moved.emit()

    def begin(self, meeting: str) -> None:
        """Make the packs of a meeting, or its supplements where those are chosen; those of another
        that is under way come first."""
        wanted = (meeting, self.is_supplement(meeting))
        if self._is_closed or wanted in self._waiting:
            return
        if self.progress is not None and self.progress.meeting == meeting:
            return
        self._waiting.append(wanted)
        self._next()

    def cancel(self) -> None:
        """Call off what is being made and what waits; what was made before stays."""
        self._waiting.clear()
        if self._cancel is not None:
            self._cancel.ask()
        if self._render is not None:
            self._render.stop()

    def close(self) -> None:
        """Stop at once and delete the files; a second call does nothing."""
        self._is_closed = True
        self.private.close()
        self.checker.close()
        self.cancel()
        if self._thread is not None:
            self._thread.join()
            self._thread = None
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None

    # ------------------------------------------------------------------ making

    def _next(self) -> None:
        if self.progress is not None or not self._waiting:
            return
        from secretariat.packs.child import Cancel
        from secretariat.render.client import RenderClient

        meeting, supplement = self._waiting.popleft()
        if self._folder is None:
            _sweep()
            self._folder = Path(tempfile.mkdtemp(prefix=PREFIX))
        self._count += 1
        paths = {one: self._folder / f"{one.value}-{self._count}.pdf" for one in Audience}
        self._cancel = Cancel()
        self._render = RenderClient(worker_command(), resources() / "fonts")
        self.progress = PackProgress(meeting, Audience.PUBLIC, is_supplement=supplement)
        self._thread = threading.Thread(
            target=self._run, args=(meeting, supplement, paths, self._cancel, self._render),
            name="packs", daemon=True,
        )  # fmt: skip
        self._thread.start()
        self.moved.emit()

    def _run(
        self, meeting: str, supplement: bool, paths: Mapping[Audience, Path], cancel: Cancel,
        render: RenderClient,
    ) -> None:  # fmt: skip
        try:
            for audience, path in paths.items():
                if cancel.is_asked():
                    break
                state = self._make(meeting, audience, supplement, path, cancel, render)
                if not cancel.is_asked() and isValid(self):
                    self._made.emit(meeting, audience, supplement, state)
        finally:
            render.close()
            if isValid(self):
                self._told.emit(None)

    def _make(
        self, meeting: str, audience: Audience, supplement: bool, path: Path, cancel: Cancel,
        render: RenderClient,
    ) -> PackState:  # fmt: skip
        from secretariat.services.packs import NothingNewError, build_pack

        session = self._context.session

        def told(done: int, of: int, _what: str) -> None:
            self._told.emit(PackProgress(meeting, audience, done, of, supplement))

        try:
            told(0, 0, "")
            brief = _brief(session, meeting, audience, supplement)
            made = build_pack(brief, path, render=render.render, told=told, cancel=cancel)
        except NothingNewError as error:
            return PackState(failure=str(error), is_empty=True)
        except KnownError as error:
            return PackState(failure=str(error))
        except Exception:  # noqa: BLE001 - the other packs go on
            import traceback

            traceback.print_exc()
            return PackState(failure="This pack could not be made; nothing is lost.")
        return PackState(made, path, session.clock())

    @Slot(object)
    def _show(self, progress: PackProgress | None) -> None:
        if self._is_closed:
            return
        self.progress = progress
        if progress is None:
            if self._thread is not None:
                self._thread.join()
            self._thread = self._cancel = self._render = None
            # What was written while they were made may be what they are made of.
            self._look_again()
            self._next()
        self.moved.emit()

    @Slot(str, object, bool, object)
    def _keep(self, meeting: str, audience: Audience, supplement: bool, state: PackState) -> None:
        if self._is_closed:
            return
        before = self._states.get((meeting, audience, supplement))
        if before is not None and state.made is None and not state.is_empty:
            state = replace(before, failure=state.failure)
        elif before is not None and before.made is not None:
            with contextlib.suppress(OSError):
                before.path.unlink()
        self._states[meeting, audience, supplement] = state
        if state.made is not None and audience is Audience.PUBLIC and not state.failure:
            self.checker.begin(meeting, audience, state)
        self.moved.emit()

    # ------------------------------------------------------------------ out of date

    def fresh(self, meeting: str) -> list[Audience]:
        """Return the audiences whose pack of a meeting is made and not out of date."""
        held = ((one, self.state(meeting, one)) for one in Audience)
        return [one for one, state in held if state.made is not None and not state.is_stale]

    def agree(self, meeting: str, fresh: Iterable[Audience]) -> None:
        """Take the register as it is now for what these packs were made of, which were `fresh`
        before one was given out: what that wrote changes nothing of them."""
        for audience in fresh:
            state = self.state(meeting, audience)
            if state.made is not None:
                self._agree(meeting, audience, state)

    def _agree(self, meeting: str, audience: Audience, state: PackState) -> None:
        from secretariat.services.packs import pack_brief

        made, session = state.made, self._context.session
        assert made is not None

        def then(now: PackBrief) -> None:
            was = made.brief
            now = replace(
                now, kept=was.kept, given=was.given, supplement=was.supplement, name=was.name
            )
            state.made, state.is_stale = replace(made, brief=now), False
            self.moved.emit()

        about = f"{made.brief.kind} {meeting} {audience}"
        self._context.jobs.read(
            self, about, lambda: pack_brief(session, meeting, audience), then, lambda _: None
        )

    @Slot(object)
    def _look_again(self, _: object = None) -> None:
        """See beside the window whether the packs are still what they would be made of now."""
        for (meeting, audience, _), state in self._states.items():
            if state.made is not None and not self._is_closed:
                self._compare(meeting, audience, state)

    def _compare(self, meeting: str, audience: Audience, state: PackState) -> None:
        made = state.made
        assert made is not None
        session = self._context.session

        def look() -> bool:
            from secretariat.services.packs import pack_brief

            try:
                now = pack_brief(session, meeting, audience)
            except KnownError:
                return True
            return _lasting(now) != _lasting(made.brief)

        def then(is_stale: bool) -> None:
            if state.is_stale is not is_stale:
                state.is_stale = is_stale
                self.moved.emit()

        about = f"{made.brief.kind} {meeting} {audience}"
        self._context.jobs.read(self, about, look, then)


_NOTHING = PackState()


def _brief(session: Session, meeting: str, audience: Audience, supplement: bool) -> PackBrief:
    from secretariat.services.pack_supplements import supplement_brief
    from secretariat.services.packs import pack_brief

    return (supplement_brief if supplement else pack_brief)(session, meeting, audience)


def _lasting(brief: PackBrief) -> PackBrief:
    """Return a brief without the moment at which the register was read, and without what was given
    out by then: that by itself puts nothing out of date."""
    made = datetime(2000, 1, 1)
    return replace(
        brief,
        kept={},
        given={},
        supplement=None,
        name="",
        view=replace(brief.view, made=made),
        public=replace(brief.public, made=made),
    )


def _sweep() -> None:
    """Delete what programs that were killed left behind long ago."""
    for left in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        with contextlib.suppress(OSError):
            if time.time() - left.stat().st_mtime > _OLD:
                shutil.rmtree(left, ignore_errors=True)
