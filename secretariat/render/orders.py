"""What the window asks of the child that renders, what that answers, and how both travel."""

from __future__ import annotations

import pickle
import struct
from dataclasses import dataclass
from pathlib import Path

from secretariat.documents.composition import Composition
from secretariat.documents.model import Document
from secretariat.documents.style import HouseStyle
from secretariat.models.kinds import Format

HEADER = struct.Struct(">Q")


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be rendered. What follows the format is for an e-mail draft: `word_files` are
    further documents, by file name, that it carries as Word files, `files` are PDFs that are
    finished already, and `bcc` are those of whom the others do not learn."""

    number: int
    document: Document | Composition
    style: HouseStyle
    fonts: Path
    form: Format
    to: tuple[str, ...] = ()
    attachment: str = ""
    word_files: tuple[tuple[str, Document, HouseStyle], ...] = ()
    files: tuple[tuple[str, Path], ...] = ()
    bcc: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """The bytes, or one sentence that says why there are none."""

    number: int
    data: bytes = b""
    failure: str = ""


def pack(value: Order | Answer) -> bytes:
    """Return a frame."""
    body = pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
    return HEADER.pack(len(body)) + body


def unpack(body: bytes) -> Answer:
    """Return the answer in a frame that this program's own child wrote."""
    answer = pickle.loads(body)
    assert isinstance(answer, Answer)
    return answer
