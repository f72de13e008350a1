"""The papers of a meeting as they stand: what is in, what is missing, what was found in each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from secretariat.models.agenda import Held, effective_restrictions, stricter
from secretariat.models.kinds import ItemKind, Restriction
from secretariat.models.languages import language_name
from secretariat.models.numbering import NO_NUMBER, agenda_numbers
from secretariat.models.pack_kinds import FileState, PaperRole
from secretariat.models.paper_files import in_pack, kind_words, newest, size_words
from secretariat.models.paper_findings import (
    Gathered,
    Gravity,
    PaperFault,
    PaperFinding,
    gathered,
)
from secretariat.models.records import Body, Item, ItemPaper, Paper, PaperFile
from secretariat.models.records import PaperFinding as FindingRow
from secretariat.services import bodies
from secretariat.services.agenda import items_of
from secretariat.services.meetings import meet_of
from secretariat.services.owed import PaperView, near_date, owed
from secretariat.services.paper_files import files_of, path_of
from secretariat.services.paper_links import links_of
from secretariat.services.papers import takes_report

if TYPE_CHECKING:
    from secretariat.services.session import Session
    from secretariat.store.rows import Reader


class Standing(StrEnum):
    """How a paper stands on its way into the pack, as a word that is seen on its row."""

    NOTHING = ""
    MISSING = "Missing"
    NO_FILE = "No file"
    NOT_HERE = "Not here"
    WAITING = "Waiting"
    REFUSED = "Refused"
    NEEDS_PDF = "Needs a PDF"
    HIDDEN = "Hidden text"
    LOOK = "Look at it"
    RESTRICTED = "Restricted"
    UNTAGGED = "Untagged"
    READY = "Ready"
    NOT_NEEDED = "Not needed"

    @property
    def tone(self) -> str:
        """Return the tone of the tag: bad, warn, good or quiet."""
        return _TONES.get(self, "quiet")


_TONES = {
    Standing.NOT_HERE: "bad",
    Standing.REFUSED: "bad",
    Standing.RESTRICTED: "bad",
    Standing.NEEDS_PDF: "warn",
    Standing.NO_FILE: "warn",
    Standing.HIDDEN: "warn",
    Standing.LOOK: "warn",
    Standing.UNTAGGED: "warn",
    Standing.READY: "good",
}
_HIDDEN = (PaperFault.HIDDEN_TEXT, PaperFault.UNDONE_REDACTION)
_UNREADABLE = (PaperFault.UNTAGGED, PaperFault.SCANNED)


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A paper of an item, or an item that has none: `link`, `paper` and `view` are then None.

    `file` is the version that is in the pack, else the latest; `size` is in bytes, that of the
    rebuilt PDF where there is one. `is_here` is false where the bytes are not in this register.
    """

    item: Item
    number: str
    held: Held
    takes: bool
    link: ItemPaper | None = None
    paper: Paper | None = None
    view: PaperView | None = None
    files: tuple[PaperFile, ...] = ()
    file: PaperFile | None = None
    size: int = 0
    is_here: bool = True
    found: tuple[Gathered, ...] = ()

    @property
    def key(self) -> str:
        """What tells the line from all others, and stays while the paper stays at its item."""
        return f"{self.item.uid}/{self.paper.uid if self.paper else ''}"

    @property
    def title(self) -> str:
        """Return the paper with its letter, or the title of an item that has none."""
        if self.paper is None:
            return self.item.title.strip() or "Item without a title"
        letter = self.link.letter if self.link else ""
        role = self.link.role if self.link else PaperRole.REPORT
        lead = letter or ("Background" if role is PaperRole.BACKGROUND else "")
        same = lead.casefold() == self.paper.title.casefold()
        return f"{lead}: {self.paper.title}" if lead and not same else self.paper.title

    @property
    def is_in(self) -> bool:
        """Say whether it can go into the pack."""
        return self.file is not None and self.file.state is FileState.READY and self.is_here

    @property
    def is_wanted(self) -> bool:
        """Say whether the pack waits for it."""
        return self.paper is not None and (self.paper.is_needed or bool(self.files))

    @property
    def pages(self) -> int:
        return self.file.pages or 0 if self.file else 0

    @property
    def is_unseen(self) -> bool:
        """Say whether something was found that the officer ought to look at, and has not."""
        grave = any(one.finding.kind.gravity in (Gravity.DANGER, Gravity.LOSS)
                    for one in self.found)  # fmt: skip
        return self.file is not None and not self.file.is_seen and grave

    def standing(self) -> Standing:
        """Return how the paper stands; what needs the officer first comes first."""
        file = self.file
        if self.paper is None:
            return Standing.NOTHING
        if file is None:
            if not self.paper.is_needed:
                return Standing.NOT_NEEDED
            came = self.paper.received_on or self.paper.cleared_on
            return Standing.NO_FILE if came else Standing.MISSING
        if not self.is_here:
            return Standing.NOT_HERE
        if file.state is not FileState.READY:
            return _OF_STATE[file.state]
        return self._of_findings()

    def _of_findings(self) -> Standing:
        kinds = {one.finding.kind for one in self.found}
        unseen = self.file is not None and not self.file.is_seen
        if unseen and kinds & set(_HIDDEN):
            return Standing.HIDDEN
        if unseen and any(kind.gravity is Gravity.DANGER for kind in kinds):
            return Standing.LOOK
        if self.held.restriction is not Restriction.NONE:
            return Standing.RESTRICTED
        if kinds & set(_UNREADABLE):
            return Standing.UNTAGGED
        return Standing.READY

    def detail(self, today: date) -> str:
        """Return the second line: what was found, or what is missing; empty for a bare item."""
        file = self.file
        if self.paper is None:
            return "No paper yet; drop it here" if self.takes else ""
        if file is None:
            return self._missing(today)
        if not self.is_here:
            return "The file is not in this register; attach it again"
        if file.failure:
            return file.failure
        if file.state is FileState.WAITING:
            return f"{kind_words(file.media_type)}, {size_words(file.size)}"
        newer = newest(self.files, file.edition, file.language)
        if newer is not None and newer.version > file.version:
            return f"Version {newer.version} is {_STATE_WORDS[newer.state]}; {file.version} is in"
        told = [one.officer for one in self.found if one.finding.kind.gravity is not Gravity.NOTE]
        if told and not file.is_seen:
            return told[0].rstrip(".")
        return self._quiet_words(file)

    def _quiet_words(self, file: PaperFile) -> str:
        parts = []
        if self.held.restriction is not Restriction.NONE:
            parts.append(self.held.ground or self.held.restriction.value.capitalize())
        parts.append("Tagged" if file.is_tagged else "Not tagged")
        if file.version > 1:
            parts.append(f"version {file.version}")
        if file.language:
            parts.append(f"in {language_name(file.language)}")
        ready = {one.language for one in self.files if one.state is FileState.READY}
        parts += [f"also in {language_name(tag)}" for tag in sorted(ready - {"", file.language})]
        if self.link is not None and not self.link.is_in_pack:
            parts.append("listed only")
        return ", ".join(parts)

    def _missing(self, today: date) -> str:
        if self.paper is None or self.view is None:
            return ""
        if not self.paper.is_needed:
            return ""
        if self.paper.received_on or self.paper.cleared_on:
            return "Marked as received; attach its file"
        parts = [self.view.words(today)]
        if self.view.author_name:
            parts.append(self.view.author_name)
        if self.view.due_day:
            parts.append(f"due {near_date(self.view.due_day, today)}")
        return ", ".join(parts)


_OF_STATE = {
    FileState.WAITING: Standing.WAITING,
    FileState.REFUSED: Standing.REFUSED,
    FileState.NEEDS_PDF: Standing.NEEDS_PDF,
}
_STATE_WORDS = {
    FileState.WAITING: "waiting",
    FileState.REFUSED: "refused",
    FileState.NEEDS_PDF: "no PDF yet",
    FileState.READY: "ready",
}


@dataclass(frozen=True, slots=True)
class MeetingPapers:
    """All papers of a meeting, by their items; items without one stand where theirs would.

    `language` is that of its first body, `second` the body's second one, empty where it has none.
    """

    lines: tuple[PaperLine, ...]
    today: date
    language: str = "en-GB"
    second: str = ""

    @property
    def wanted(self) -> int:
        """How many papers there are to be."""
        return len({one.paper.uid for one in self.lines if one.paper and one.is_wanted})

    @property
    def here(self) -> int:
        """How many of them are ready."""
        return len({one.paper.uid for one in self.lines if one.paper and one.is_in})

    @property
    def count_words(self) -> str:
        """Return both for the tab: 7 of 8; empty where no paper is wanted."""
        return f"{self.here} of {self.wanted}" if self.wanted else ""

    @property
    def sentence(self) -> str:
        """Return the line above the list: 7 of 8 papers in · 80 pages · 4.2 MB."""
        if not self.wanted:
            return ""
        ready = {one.paper.uid: one for one in self.lines if one.paper and one.is_in}
        packed = [one for one in ready.values() if one.link is None or one.link.is_in_pack]
        pages = sum(one.pages for one in packed)
        noun = "paper" if self.wanted == 1 else "papers"
        parts = [f"{self.here} of {self.wanted} {noun} in"]
        if pages:
            parts.append("1 page" if pages == 1 else f"{pages:,} pages")
            parts.append(size_words(sum(one.size for one in packed)))
        return " · ".join(parts)

    def line(self, key: str) -> PaperLine | None:
        """Return the line of a key; None when it is there no more."""
        return next((one for one in self.lines if one.key == key), None)


def meeting_papers(session: Session, meeting: str) -> MeetingPapers:
    """Return the papers of a meeting as they stand today."""
    reader, today = session.reader, session.today()
    with reader.snapshot():
        meet = meet_of(reader, meeting)
        items = items_of(reader, meeting)
        scheme = meet.bodies[0].agenda_numbering if meet.bodies else "1.|(a)|(i)"
        numbers = agenda_numbers(items, scheme)
        held = effective_restrictions(items)
        languages = _languages(reader, meet.bodies)
        views = {view.paper.uid: view for view in owed(reader, meeting=meeting)}
        links = links_of(reader, items)
        files = files_of(reader, views)
        shown = {uid: in_pack(rows) or newest(rows) for uid, rows in files.items()}
        findings = findings_of(reader, [one.uid for one in shown.values() if one])
    lines: list[PaperLine] = []
    for item in items:
        if item.kind is ItemKind.HEADING:
            continue
        bare = PaperLine(item, numbers.get(item.uid, NO_NUMBER).full, held[item.uid],
                         takes_report(item, items))  # fmt: skip
        own = [link for link in links.get(item.uid, ()) if link.paper in views]
        for link in own:
            view = views[link.paper]
            file = shown.get(link.paper)
            lines.append(
                _line(session, bare, link, view, tuple(files.get(link.paper, ())), file,
                      findings.get(file.uid, ()) if file else ())
            )  # fmt: skip
        if not own:
            lines.append(bare)
    return MeetingPapers(tuple(lines), today, *languages)


def _languages(reader: Reader, of: Sequence[Body]) -> tuple[str, str]:
    """Return the language of the first body of a meeting, and its second one or nothing."""
    if not of:
        return "en-GB", ""
    second = bodies.choices_of(reader, of[0].uid)["second_language"]
    return of[0].language, "" if second == "none" else second


def _line(
    session: Session,
    bare: PaperLine,
    link: ItemPaper,
    view: PaperView,
    files: tuple[PaperFile, ...],
    file: PaperFile | None,
    findings: Iterable[PaperFinding],
) -> PaperLine:
    paper = view.paper
    holds = stricter(bare.held, Held(paper.restriction, paper.restriction_ground))
    size, here = 0, True
    if file is not None:
        try:
            size = path_of(session, file.pdf_sha256 or file.sha256).stat().st_size
        except OSError:
            here = False
    return PaperLine(
        bare.item, bare.number, holds, bare.takes, link, paper, view, files, file, size, here,
        tuple(gathered(findings)),
    )  # fmt: skip


def findings_of(reader: Reader, files: Iterable[str]) -> dict[str, tuple[PaperFinding, ...]]:
    """Return by file what was found in it, in order; kinds that this program does not know are
    left out."""
    known = {kind.value: kind for kind in PaperFault}
    return {
        uid: tuple(
            PaperFinding(known[row.kind], row.page or 0, row.count, row.words)
            for row in rows
            if row.kind in known
        )
        for uid, rows in reader.grouped(FindingRow, "file", files, order="position").items()
    }


def count_words(reader: Reader, meeting: str) -> str:
    """Return how many papers of a meeting are ready, for its tab: 7 of 8."""
    links = links_of(reader, items_of(reader, meeting)).values()
    papers = reader.by_uid(Paper, {link.paper for some in links for link in some})
    files = reader.grouped(PaperFile, "paper", papers)
    wanted = [uid for uid, paper in papers.items() if paper.is_needed or uid in files]
    ready = sum(1 for uid in wanted if in_pack(files.get(uid, ())))
    return f"{ready} of {len(wanted)}" if wanted else ""
