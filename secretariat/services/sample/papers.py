"""Files of sample papers: PDFs as they are once they are checked, and what was found in them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from secretariat.models.pack_kinds import FileState, PaperRole
from secretariat.models.paper_files import PDF
from secretariat.models.records import ItemPaper, Paper, PaperFile, PaperFinding
from secretariat.paths import resources
from secretariat.services.interchange.names import derived_uid
from secretariat.store import papers as store
from secretariat.store.rows import Writer

Told = Mapping[str, Any]


def stories() -> list[Told]:
    """Return which file belongs to which paper; one that is told `beside` another is an appendix of
    the same item."""
    found: list[Told] = json.loads((_folder().parent / "papers.json").read_text("utf-8"))
    return found


def keep_files(folder: Path, told: Sequence[Told]) -> None:
    """Put the files among the papers of a register. Raises KnownError when they cannot be kept."""
    for one in told:
        store.keep(folder, (_folder() / one["file"]).read_bytes())


def attach_files(writer: Writer, told: Sequence[Told]) -> None:
    """Write the rows of the files, under the same uids every time."""
    for one in told:
        paper = _paper(writer, one)
        data = (_folder() / one["file"]).read_bytes()
        sha = hashlib.sha256(data).hexdigest()
        file = writer.insert(
            PaperFile(
                uid=derived_uid(paper.uid, "file", "1"),
                paper=paper.uid,
                original_name=one["original_name"],
                media_type=PDF,
                size=len(data),
                sha256=sha,
                received_on=date.fromisoformat(one["received_on"]),
                sender=one["sender"],
                state=FileState.READY,
                pdf_sha256=sha,
                pages=one["pages"],
                is_tagged=one["is_tagged"],
            )
        )
        for at, found in enumerate(one["findings"]):
            uid = derived_uid(file.uid, "finding", str(at))
            writer.insert(PaperFinding(uid=uid, file=file.uid, position=at, **found))


def _paper(writer: Writer, one: Told) -> Paper:
    """Return the paper that a file is of; an appendix comes to be beside its report."""
    if "beside" not in one:
        return writer.find(Paper, title=one["paper"])[0]
    report = writer.find(Paper, title=one["beside"])[0]
    (link,) = writer.find(ItemPaper, paper=report.uid)
    made = writer.insert(
        Paper(
            uid=derived_uid(report.uid, "appendix", one["letter"]),
            body=report.body,
            title=one["paper"],
            author=report.author,
            received_on=date.fromisoformat(one["received_on"]),
        )
    )
    writer.insert(
        ItemPaper(
            uid=derived_uid(made.uid, "item", link.item),
            item=link.item,
            paper=made.uid,
            letter=one["letter"],
            role=PaperRole.APPENDIX,
            position=link.position + 1,
        )
    )
    return made


def _folder() -> Path:
    return resources() / "sample" / "papers"
