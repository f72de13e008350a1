"""A finished PDF behind a pass phrase: looked at first, because nobody can look into it after."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from secretariat.errors import KnownError
from secretariat.models.pack_kinds import CheckState
from secretariat.models.release import ReleaseCheck
from secretariat.services.releases import check_file

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


def checked_copy(
    source: Path,
    target: Path,
    name: str,
    phrase: PassPhrase,
    canaries: Iterable[str] = (),
    *,
    cancel: Cancel | None = None,
) -> ReleaseCheck:
    """Check a finished PDF as it leaves under `name`, and protect it. KnownError with the result
    when the check fails: then there is no copy."""
    check = check_file(source, name, canaries, cancel=cancel)
    if check.state is CheckState.FAILED:
        first = check.findings[0]
        raise KnownError(f"It was not protected. {check.line}: {first.text} {first.cure}".strip())
    protect_copy(source, target, phrase, cancel=cancel)
    return check
