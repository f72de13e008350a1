"""A pack for one person, or behind a pass phrase, while the window is open: made beside it."""

from __future__ import annotations

import shutil
import tempfile
import threading
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from shiboken6 import isValid

from secretariat.errors import KnownError
from secretariat.models.kinds import Audience
from secretariat.models.records import Publication
from secretariat.paths import resources
from secretariat.ui.jobs import worker_command
from secretariat.ui.meeting.export_file import write_whole

if TYPE_CHECKING:
    from secretariat.models.release import ReleaseCheck
    from secretariat.packs.child import Cancel
    from secretariat.render.client import RenderClient
    from secretariat.services.packs import MadePack
    from secretariat.services.protecting import PassPhrase
    from secretariat.ui.page import Context

PREFIX = "secretariat-packs-"


@dataclass(frozen=True, slots=True)
class PrivateWish:
    """Which pack is wanted: of which meeting, for whom (`person`: for one alone), behind a pass
    phrase or not, and in which folder it is to lie."""

    meeting: str
    audience: Audience
    folder: Path
    person: str | None = None
    is_protected: bool = False


@dataclass(frozen=True, slots=True)
class PrivateState:
    """How such a pack stands: how far it is, what became of it, or why nothing did.

    `path` is the file that was saved, `source` the pack as it was before it was protected, `given`
    its publication once it was given out. The pass phrase lives here alone, until
    `PrivatePacks.forget`.
    """

    wish: PrivateWish
    is_making: bool = True
    done: int = 0
    of: int = 0
    made: MadePack | None = None
    check: ReleaseCheck | None = None
    source: Path = field(default_factory=Path)
    path: Path = field(default_factory=Path)
    phrase: PassPhrase | None = None
    failure: str = ""
    given: Publication | None = None


class PrivatePacks(QObject):
    """Makes one pack at a time: built, looked at, protected if wanted, and saved whole.

    `moved` tells of every step. A pack whose release check fails is not saved.
    """

    moved = Signal()
    _told = Signal(object)

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.state: PrivateState | None = None
        self._thread: threading.Thread | None = None
        self._cancel: Cancel | None = None
        self._render: RenderClient | None = None
        self._folder: Path | None = None
        self._told.connect(self._show, Qt.ConnectionType.QueuedConnection)

    @property
    def is_making(self) -> bool:
        """Say whether a pack is being made."""
        return self.state is not None and self.state.is_making

    def begin(self, wish: PrivateWish) -> None:
        """Make a pack, unless one is being made; what was known of the last one is forgotten."""
        if self.is_making:
            return
        from secretariat.packs.child import Cancel
        from secretariat.render.client import RenderClient

        self.forget()
        self._folder = Path(tempfile.mkdtemp(prefix=PREFIX))
        self._cancel = Cancel()
        self._render = RenderClient(worker_command(), resources() / "fonts")
        self.state = PrivateState(wish)
        self._thread = threading.Thread(
            target=self._run, args=(wish, self._folder, self._cancel, self._render),
            name="private pack", daemon=True,
        )  # fmt: skip
        self._thread.start()
        self.moved.emit()

    def cancel(self) -> None:
        """Call off what is being made; nothing is saved then."""
        if self._cancel is not None:
            self._cancel.ask()
        if self._render is not None:
            self._render.stop()

    def was_given(self, publication: Publication) -> None:
        """Take note that the last pack was given out."""
        if self.state is not None:
            self.state = replace(self.state, given=publication)
            self.moved.emit()

    def forget(self) -> None:
        """Know nothing of the last pack any more, its pass phrase least of all."""
        if self.is_making:
            return
        self._join()
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None
        if self.state is not None:
            self.state = None
            self.moved.emit()

    def close(self) -> None:
        """Stop at once and delete what is no finished file; a second call does nothing."""
        self.cancel()
        self._join()
        if self.state is not None:
            self.state = replace(self.state, is_making=False)
        self.forget()

    def _join(self) -> None:
        if self._thread is not None:
            self._thread.join()
        self._thread = self._cancel = self._render = None

    def _run(self, wish: PrivateWish, folder: Path, cancel: Cancel, render: RenderClient) -> None:
        state = PrivateState(wish)
        try:
            state = self._make(state, folder, cancel, render)
        except KnownError as error:
            state = replace(
                state, failure="It was called off." if cancel.is_asked() else str(error)
            )
        except Exception:  # noqa: BLE001 - a sentence, whatever went wrong
            import traceback

            traceback.print_exc()
            state = replace(state, failure="This pack could not be made; nothing is lost.")
        finally:
            render.close()
            if isValid(self):
                self._told.emit(replace(state, is_making=False))

    def _make(
        self, state: PrivateState, folder: Path, cancel: Cancel, render: RenderClient
    ) -> PrivateState:
        from secretariat.models.pack_kinds import CheckState
        from secretariat.services.mail_drafts import neutral_name
        from secretariat.services.packs import build_pack, pack_brief
        from secretariat.services.protecting import new_pass_phrase, protect_copy
        from secretariat.services.release_checks import check_pack

        wish, session = state.wish, self._context.session
        source = folder / "pack.pdf"

        def told(done: int, of: int, _what: str) -> None:
            if isValid(self):
                self._told.emit(replace(state, done=done, of=of))

        brief = pack_brief(session, wish.meeting, wish.audience, wish.person)
        made = build_pack(brief, source, render=render.render, told=told, cancel=cancel)
        name = neutral_name(session, wish.meeting) if wish.is_protected else brief.name
        check = check_pack(session, made, source, render.render, cancel=cancel)
        state = replace(state, made=made, check=check, source=source)
        if check.state is CheckState.FAILED:
            first = check.findings[0]
            raise KnownError(f"It was not saved. {check.line}: {first.text} {first.cure}".strip())
        whole, phrase = source, None
        if wish.is_protected:
            phrase, whole = new_pass_phrase(), folder / "protected.pdf"
            protect_copy(source, whole, phrase, cancel=cancel)
        path = write_whole(wish.folder, name, whole.read_bytes())
        return replace(state, path=path, phrase=phrase)

    @Slot(object)
    def _show(self, state: PrivateState) -> None:
        if self.state is None:
            return
        self.state = state
        if not state.is_making:
            self._join()
        self.moved.emit()
