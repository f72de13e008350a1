"""Protected packs: they open with the pass phrase alone, and nothing of them stands in clear."""

from __future__ import annotations

from math import log2
from pathlib import Path

import pytest
from pikepdf import PasswordError, Pdf

from secretariat.errors import BugError, KnownError
from secretariat.packs.child import run
from secretariat.packs.parts import Claim
from secretariat.packs.protect import (
    LEAST_BITS,
    Protected,
    ProtectOrder,
    _words,
    new_pass_phrase,
    protect,
)
from tests.packs.build import BOTH, Shelf
from tests.packs.material import page_of

TITLE = "Pack of the Appointments Panel"


def made(folder: Path, **settings: object) -> Path:
    shelf = Shelf().put("a", page_of("Salary of the director", "£103,456"), claims=BOTH)
    told = shelf.make(folder, title=TITLE, **settings).told
    assert (Claim.ARCHIVE in told.claims) is not settings.get("will_be_protected", False)
    return folder / "pack.pdf"


def test_a_protected_pack_opens_with_its_pass_phrase_alone(tmp_path: Path) -> None:
    source = made(tmp_path, will_be_protected=True)
    target = tmp_path / "protected.pdf"
    phrase = new_pass_phrase()
    told = run("protect", ProtectOrder(source, target, phrase), Protected)
    assert told.size == target.stat().st_size
    for wrong in ("", phrase.upper(), phrase[:-1]):
        with pytest.raises(PasswordError):
            Pdf.open(target, password=wrong)
    with Pdf.open(target, password=phrase) as pdf:
        assert pdf.encryption.R == 6
        assert pdf.encryption.bits == 256
        assert pdf.user_password_matched
        assert not pdf.owner_password_matched
        assert pdf.allow.accessibility
        assert str(pdf.docinfo["/Title"]) == TITLE
        assert pdf.check_pdf_syntax() == []
    data = target.read_bytes()
    for words in (TITLE, "Salary", "xmpmeta", phrase):
        assert words.encode() not in data
        assert words.encode("utf-16-be") not in data


def test_a_protected_copy_no_longer_claims_to_be_for_archives(tmp_path: Path) -> None:
    source, target = made(tmp_path), tmp_path / "protected.pdf"
    before = source.read_bytes()
    protect(source, target, "words")
    assert source.read_bytes() == before
    with Pdf.open(target, password="words") as pdf:
        said = pdf.Root.Metadata.read_bytes()
        assert b"<pdfaid:" not in said
        assert b"<pdfuaid:part>1<" in said
        assert "/OutputIntents" not in pdf.Root
        assert str(pdf.docinfo["/Title"]) == TITLE


def test_what_cannot_be_protected_says_so(tmp_path: Path) -> None:
    target = tmp_path / "protected.pdf"
    with pytest.raises(BugError):
        protect(made(tmp_path), target, "")
    with pytest.raises(KnownError, match="could not be read"):
        protect(tmp_path / "gone.pdf", target, "words")
    assert not target.exists()


def test_pass_phrases_are_words_that_cannot_be_guessed() -> None:
    words = _words()
    assert len(set(words)) == len(words)
    assert all(word.isascii() and word.isalpha() and word.islower() for word in words)
    phrases = {new_pass_phrase() for _ in range(200)}
    assert len(phrases) == 200
    for phrase in phrases:
        parts = phrase.split("-")
        assert set(parts) <= set(words)
        assert len(parts) * log2(len(words)) >= LEAST_BITS
