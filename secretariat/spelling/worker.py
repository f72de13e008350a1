"""The child process that spells: it is given words and names, and never the register.

It reads a line of JSON from its standard input for each question and answers with a line, until
the input ends, as it does when the window goes away:

    {"number": 1, "check": ["teh", "the"]}  ->  {"number": 1, "wrong": ["teh"]}
    {"number": 2, "suggest": "teh", "names": ["Tehran"]}  ->  {"number": 2, "suggestions": [...]}

The first line it writes says whether it can: {"library": "Hunspell"} or {"missing": "…"}.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any, BinaryIO

from secretariat.models.spelling import close_names, is_known
from secretariat.spelling.engine import MOST, Engine, MissingError, field_words, load


class Desk:
    """An engine with the words of the field, which count as right and are suggested first."""

    def __init__(self, engine: Engine, field: set[str]) -> None:
        self._engine, self._field = engine, field

    def answer(self, question: dict[str, Any]) -> dict[str, Any]:
        """Answer one question; a word that the library cannot take counts as right."""
        reply: dict[str, Any] = {"number": question["number"]}
        if "check" in question:
            reply["wrong"] = [word for word in question["check"] if not self.is_right(word)]
        if "suggest" in question:
            reply["suggestions"] = self.suggest(question["suggest"], question.get("names", ()))
        return reply

    def is_right(self, word: str) -> bool:
        """Say whether a word is known here."""
        if is_known(word, self._field):
            return True
        try:
            return self._engine.is_right(word)
        except ValueError:  # it cannot be written as the dictionary is
            return True

    def suggest(self, word: str, names: Iterable[str] = ()) -> list[str]:
        """Return what may have been meant: names of the register first, then words."""
        near = close_names(word, {*names, *self._field})
        try:
            found = self._engine.suggest(word)
        except ValueError:
            found = []
        return list(dict.fromkeys([*near, *found]))[:MOST]


def serve(source: BinaryIO, target: BinaryIO, folder: Path | None = None) -> None:
    """Say whether there is a dictionary, then answer until the source ends."""

    def write(reply: dict[str, Any]) -> None:
        target.write(json.dumps(reply, ensure_ascii=True).encode("ascii") + b"\n")
        target.flush()

    try:
        engine = load(folder)
        desk = Desk(engine, field_words(folder))
    except MissingError as error:
        write({"missing": str(error)})
        return
    write({"library": engine.name})
    for line in source:
        write(desk.answer(json.loads(line)))


def main() -> int:
    """Serve on the standard streams; what a library prints by mistake goes to standard error."""
    target = sys.stdout.buffer
    sys.stdout = sys.stderr
    serve(sys.stdin.buffer, target)
    return 0


if __name__ == "__main__":
    sys.exit(main())
