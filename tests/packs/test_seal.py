"""The identity and the digest that a written file is given."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from pikepdf import ObjectStreamMode, Pdf

from secretariat.errors import BugError
from secretariat.packs.seal import seal

FIXED = bytes.fromhex("31415926535897932384626433832795")


def written(path: Path, words: bytes, *, mode: str = "generate", how: str = "static_id") -> Path:
    with Pdf.new() as pdf:
        pdf.add_blank_page()
        pdf.pages[0].obj.Contents = pdf.make_stream(words)
        options = {how: True, "object_stream_mode": ObjectStreamMode[mode]}
        pdf.save(path, compress_streams=False, **options)  # type: ignore[arg-type]
    return path


def identity(path: Path) -> tuple[bytes, ...]:
    with Pdf.open(path) as pdf:
        assert pdf.check_pdf_syntax() == []
        return tuple(map(bytes, pdf.trailer.ID))


@pytest.mark.parametrize("mode", ["generate", "disable"])
def test_a_file_is_known_by_what_is_in_it(tmp_path: Path, mode: str) -> None:
    path, again = (written(tmp_path / name, b"q Q", mode=mode) for name in ("a.pdf", "b.pdf"))
    other = written(tmp_path / "c.pdf", b"q q Q Q", mode=mode)
    told = seal(path)
    assert (told.size, told.sha256) == (
        path.stat().st_size,
        hashlib.sha256(path.read_bytes()).hexdigest(),
    )
    assert seal(again) == told
    assert seal(other) != told
    first, second = identity(path)
    assert first == second == identity(again)[0] != FIXED
    assert identity(other)[0] not in (first, FIXED)


def test_a_stream_that_validators_misread_is_told_wherever_it_stands(tmp_path: Path) -> None:
    assert not seal(written(tmp_path / "a.pdf", b"q Q\n")).is_ambiguous
    assert seal(written(tmp_path / "b.pdf", b"q Q\r")).is_ambiguous
    start = (tmp_path / "b.pdf").read_bytes().index(b"q Q\r")
    # Across the seam between the pieces in which the file is read.
    for spare in range(-16, 3):
        words = b" " * ((1 << 16) - start + spare - 5) + b"q Q\r"
        assert seal(written(tmp_path / "c.pdf", words)).is_ambiguous


def test_only_what_waits_for_an_identity_is_given_one(tmp_path: Path) -> None:
    with pytest.raises(BugError):
        seal(written(tmp_path / "a.pdf", b"q Q", how="deterministic_id"))
    (tmp_path / "b.pdf").write_bytes(b"no PDF at all")
    with pytest.raises(BugError):
        seal(tmp_path / "b.pdf")
