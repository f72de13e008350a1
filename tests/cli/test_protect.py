"""A pack that opens with a pass phrase alone, made by command."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pikepdf import PasswordError, Pdf

from secretariat.cli import main

MEETING = "MCSSB/2026-12-10"


def test_a_protected_pack_tells_its_phrase_once_and_keeps_it_nowhere(
    register_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def run(*words: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main(["--register", str(register_folder), "make", *words])
        told = capsys.readouterr()
        return code, told.out, told.err

    main(["--register", str(register_folder), "demo"])
    room = tmp_path / "out"
    room.mkdir()
    code, out, err = run("pack", MEETING, "--protect", "-o", str(room))
    assert code == 0, err
    (made,) = room.iterdir()
    assert made.name == "2026-12-10 MCSSB papers.pdf"
    phrase = re.findall(r"^Pass phrase: (\S+)$", err, re.MULTILINE)[0]
    assert phrase not in out
    with pytest.raises(PasswordError):
        Pdf.open(made)
    with Pdf.open(made, password=phrase) as pdf:
        title = str(pdf.docinfo["/Title"])
    data = made.read_bytes()
    for words in (title, phrase, "xmpmeta"):
        assert words.encode() not in data
        assert words.encode("utf-16-be") not in data
    for file in register_folder.rglob("*"):
        assert not file.is_file() or phrase.encode() not in file.read_bytes()

    code, _, err = run("pack", MEETING, "--protect", "-o", str(room))
    assert (code, "is there already" in err) == (1, True)
    assert made.read_bytes() == data
    code, _, err = run("pack", MEETING, "--protect", "--audience", "public", "-o", str(room))
    assert (code, "everybody may read it" in err) == (1, True)
    code, _, err = run("agenda", MEETING, "--protect", "--as", "pdf", "-o", str(room))
    assert (code, "Only a pack" in err) == (2, True)
