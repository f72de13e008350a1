"""A finished PDF behind a pass phrase: looked at first, because nobody can look into it after."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from secretariat.errors import KnownError
from secretariat.models.pack_kinds import CheckState
from secretariat.models.release import ReleaseCheck

if TYPE_CHECKING:
    from secretariat.packs.child import Cancel


@dataclass(frozen=True, slots=True, repr=False)
class PassPhrase:
    """The words with which a file opens: shown once, and written down nowhere.

    It has no words of its own where it is printed, so that no log and no trace can hold them.
    """

    words: str

    def __repr__(self) -> str:
        return "PassPhrase(…)"


def new_pass_phrase() -> PassPhrase:
    """Return words by chance, easily read out."""
    from secretariat.packs import protect

    return PassPhrase(protect.new_pass_phrase())


def protect_copy(
    source: Path, target: Path, phrase: PassPhrase, *, cancel: Cancel | None = None
) -> None:
    """Write a copy of a finished PDF that opens with the pass phrase alone (AES-256); its metadata
    are encrypted too. `source` has passed its release check. KnownError when it cannot be made."""
    from secretariat.packs import child
    from secretariat.packs.protect import Protected, ProtectOrder

    child.run("protect", ProtectOrder(source, target, phrase.words), Protected, cancel=cancel)


def checked_copy(check: ReleaseCheck, source: Path, target: Path, phrase: PassPhrase) -> None:
    """Protect a copy of a finished PDF of which `check` tells. KnownError with the result when it
    failed: then there is no copy."""
    if check.state is CheckState.FAILED:
        first = check.findings[0]
        raise KnownError(f"It was not protected. {check.line}: {first.text} {first.cure}".strip())
    protect_copy(source, target, phrase)
