"""The pack: parts and their plan become one file.

Parts are opened one after the other and closed as soon as their pages are copied. What they paint
stays packed as it is and is held until the file is written: a pack takes about as much memory as it
is long, beside what its pages and tags take. Nothing of a part comes along but its pages, its
structure tree and its bookmarks.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from pikepdf import Array, Dictionary, Object, ObjectStreamMode, Pdf, PdfError

from secretariat.errors import BugError
from secretariat.models.page_plan import Leaf, PlannedPage
from secretariat.packs.admit import NotReadyError, admit
from secretariat.packs.bookmarks import Bookmark, below, filed, read_bookmarks, write_bookmarks
from secretariat.packs.boxes import sight_of
from secretariat.packs.describe import describe, label_pages, output_intent
from secretariat.packs.jobs import Report
from secretariat.packs.keys import entry
from secretariat.packs.leaves import LeafWriter
from secretariat.packs.limits import Limits
from secretariat.packs.links import PackLinks, add_annotation, back_link, spell_out
from secretariat.packs.parts import (
    Assembled,
    Claim,
    PackOrder,
    PackPart,
    PartFault,
    PartReport,
    Source,
    TagNote,
    TagState,
)
from secretariat.packs.places import Places
from secretariat.packs.seal import Sealed, seal
from secretariat.packs.tags import JoinedTree, PartTags, Trial, try_tree

# What pikepdf raises where a file is not what it says; one that was rebuilt raises none of them.
_UNREADABLE = (AttributeError, IndexError, KeyError, OSError, PdfError, TypeError, ValueError)
# What a page may have from the nodes above it (ISO 32000-1, 7.7.3.4).
_INHERITED = ("/MediaBox", "/CropBox", "/Resources", "/Rotate")
_HIGHEST = 60


@dataclass(frozen=True, slots=True)
class AssembleOrder:
    """The wish to have a pack put together in a file of the caller's."""

    pack: PackOrder
    target: Path


def carry_out(order: AssembleOrder, limits: Limits, report: Report) -> Assembled:
    """Put a pack together in a child process; see `assemble`."""
    return assemble(order.pack, order.target, report)


def assemble(order: PackOrder, target: Path, report: Report | None = None) -> Assembled:
    """Put a pack together into `target` and tell what it is; the same order, the same bytes.

    Write to a temporary file and rename it: one that is left when the work is stopped is not whole.
    Where parts cannot be opened nothing is written, and all of them are told.

    Raises:
        BugError: The plan is not one of these parts.
        KnownError: A font of the program cannot be read.
    """
    with Pdf.new() as pdf:
        work = _Assembly(pdf, order, report or (lambda done, of, what: None))
        work.take_parts()
        if work.faults:
            return Assembled(0, 0, "", (), faults=tuple(work.faults))
        claims, dead = work.finish()
        made = _save(pdf, target, claims)
    reports = tuple(work.reports)
    return Assembled(len(work.pages), made.size, made.sha256, reports, claims, tuple(dead))


def _save(pdf: Pdf, target: Path, claims: Sequence[Claim]) -> Sealed:
    def save(mode: ObjectStreamMode) -> Sealed:
        pdf.save(target, force_version="1.7", static_id=True, object_stream_mode=mode)
        return seal(target)

    made = save(ObjectStreamMode.generate)
    if made.is_ambiguous and Claim.ARCHIVE in claims:
        return save(ObjectStreamMode.disable)
    return made


class _Assembly:
    """One pack while it is put together."""

    def __init__(self, pdf: Pdf, order: PackOrder, report: Report) -> None:
        self._pdf, self._order, self._report = pdf, order, report
        self._plan = _by_part(order)
        self._leaves = LeafWriter(pdf, order)
        self._tree = JoinedTree(pdf) if order.tagged else None
        self._links = PackLinks()
        self._outline: list[Bookmark] = []
        self._contents: Object | None = None
        self._intents: set[bytes] = set()
        self.pages: list[Object] = []
        self.faults: list[PartFault] = []
        self.reports: list[PartReport] = []

    def take_parts(self) -> None:
        """Take every part, in the order of the plan."""
        parts = {part.key: part for part in self._order.parts}
        for done, (key, pages) in enumerate(self._plan):
            part = parts[key]
            self._report(done, len(self._plan) + 1, part.title)
            try:
                self._take(part, pages)
            except NotReadyError:
                words = f"“{part.title}” was not made ready for a pack: attach it once more."
                self.faults.append(PartFault(key, words))
            except _UNREADABLE as error:
                why = _first_line(error) if isinstance(error, PdfError) else "it is broken"
                self.faults.append(PartFault(key, f"“{part.title}” could not be read: {why}."))
        self._report(len(self._plan), len(self._plan) + 1, self._order.title)

    def finish(self) -> tuple[tuple[Claim, ...], list[str]]:
        """Write what spans the parts; return what the file may claim, and links to nothing."""
        dead = []
        for link, target in self._links.settle():
            dead.append(target)
            if self._tree is not None:
                self._tree.unlink(link)
        self._leaves.finish()
        if self._tree is not None:
            self._tree.finish()
        write_bookmarks(self._pdf, self._outline, self.pages)
        self._write_pages()
        label_pages(self._pdf, self._order.pages)
        claims = self._claims()
        if Claim.ARCHIVE not in claims and "/OutputIntents" in self._pdf.Root:
            del self._pdf.Root.OutputIntents
        describe(self._pdf, self._order, claims)
        return claims, list(dict.fromkeys(dead))

    def _write_pages(self) -> None:
        """Hang the pages below the root all at once: one by one, each would be counted anew."""
        above = self._pdf.Root.Pages
        for page in self.pages:
            page.Parent = above
        above.Kids = Array(self.pages)
        above.Count = len(self.pages)

    def _claims(self) -> tuple[Claim, ...]:
        """Return what each part claims, as far as it still holds of all of them together."""
        if self._tree is None or self._tree.mixes_headings:
            return ()
        claims = [claim for claim in Claim if all(claim in part.claims for part in self.reports)]
        if (len(self._intents) != 1 or self._order.will_be_protected) and Claim.ARCHIVE in claims:
            claims.remove(Claim.ARCHIVE)
        return tuple(claims)

    def _take(self, part: PackPart, pages: Sequence[PlannedPage]) -> None:
        """Put the pages of a part into the pack: its cover, its own, and blanks between them."""
        tags = self._tree.begin(part.title, part.language) if self._tree else None
        first = len(self.pages)
        self._file_bookmark(part, first)
        for kind, run in _runs(pages):
            if kind is Leaf.BLANK:
                for page in run:
                    self.pages.append(self._leaves.blank(page, part))
                continue
            source = part.source if kind is Leaf.PAPER else part.cover
            if source is None:
                raise BugError(f"“{part.key}” has no pages of this kind.")
            self._take_source(part, source, run, tags)
        state = tags.state if tags else TagState.UNTAGGED
        notes = tuple(dict.fromkeys(tags.notes)) if tags else ()
        if not part.language:
            notes = (*notes, TagNote.NO_LANGUAGE)
        claims = part.claims if state is TagState.TAGGED else ()
        self.reports.append(
            PartReport(part.key, part.title, len(self.pages) - first, state, notes, claims)
        )

    def _file_bookmark(self, part: PackPart, first: int) -> None:
        self._entry = Bookmark(part.title, (first, None), is_open=False)
        if part.bookmark:
            *path, self._entry.title = part.bookmark
            filed(self._outline, path, self._entry)

    def _take_source(
        self,
        part: PackPart,
        source: Source,
        run: Sequence[PlannedPage],
        tags: PartTags | None,
    ) -> None:
        with Pdf.open(BytesIO(source) if isinstance(source, bytes) else source) as opened:
            pages = [page.obj for page in opened.pages]
            if len(pages) != len(run):
                raise BugError(f"“{part.key}” has {len(pages)} pages, not {len(run)}.")
            admit(pages)
            places = Places(opened)
            spell_out(pages, places)
            trial = self._tried(part, opened) if tags else None
            own = read_bookmarks(opened, places) if part.has_bookmarks else []
            copied = [self._copied(page) for page in pages]
            if self._tree is not None and tags is not None and trial is not None:
                self._tree.take(tags, trial, copied)
            self._keep_intent(part, opened)
        for bookmark in (each for one in own for each in one.all()):
            if bookmark.place is not None:
                bookmark.place = (bookmark.place[0] + len(self.pages), bookmark.place[1])
        self._entry.kids.extend(below(self._entry.title, own))
        self._links.gather(copied)
        if part.is_contents and self._contents is None:
            self._contents = copied[0]
        if part.target:
            self._links.goals.setdefault(part.target, (copied[0], part.title))
        wraps = tags is not None and trial is not None and trial.state is not TagState.TAGGED
        for page, planned in zip(copied, run, strict=True):
            self._finish_page(part, page, planned, tags if wraps else None, tags)
        self.pages += copied

    def _tried(self, part: PackPart, opened: Pdf) -> Trial:
        """Look at a tree as closely as must be: of a part that claims a standard, at its headings
        too. Without one that claims none, the pack claims none either."""
        return try_tree(opened, is_sound=part.is_sound and not part.claims)

    def _copied(self, page: Object) -> Object:
        """Return the copy of a page with all that it has from above."""
        for key in _INHERITED:
            if key not in page and (value := _inherited(page, key)) is not None:
                page[key] = value
        return self._pdf.copy_foreign(page)

    def _finish_page(
        self,
        part: PackPart,
        page: Object,
        planned: PlannedPage,
        wrapped: PartTags | None,
        tags: PartTags | None,
    ) -> None:
        sight = sight_of(page)
        painting, mark = self._leaves.stamp(page, planned, part, sight, wrapped is not None)
        if wrapped is not None and self._tree is not None:
            self._tree.wrap(wrapped, page, mark)
        words = self._order.words.back
        if painting.back is None or self._contents is None or not words or part.is_contents:
            return
        link = back_link(self._pdf, painting.back, sight, self._contents, words)
        add_annotation(page, link)
        if self._tree is not None and tags is not None:
            self._tree.link(tags, page, link)

    def _keep_intent(self, part: PackPart, opened: Pdf) -> None:
        """Keep the colour profile of a part that claims to be for archives."""
        intent = output_intent(opened) if Claim.ARCHIVE in part.claims else None
        profile = intent.get("/DestOutputProfile") if intent is not None else None
        if intent is None or profile is None:
            self._intents.add(b"")
            return
        digest = hashlib.sha256(profile.read_bytes()).digest()
        if not self._intents:
            kept = intent if intent.is_indirect else opened.make_indirect(intent)
            self._pdf.Root.OutputIntents = Array([self._pdf.copy_foreign(kept)])
        self._intents.add(digest)


def _by_part(order: PackOrder) -> list[tuple[str, list[PlannedPage]]]:
    """Return the plan part by part; BugError where it is not one of these parts."""
    found: list[tuple[str, list[PlannedPage]]] = []
    for page in order.pages:
        if not found or found[-1][0] != page.part:
            found.append((page.part, []))
        found[-1][1].append(page)
    if [key for key, _ in found] != [part.key for part in order.parts]:
        raise BugError("The plan of the pages is not one of these parts.")
    return found


def _runs(pages: Sequence[PlannedPage]) -> list[tuple[Leaf, list[PlannedPage]]]:
    runs: list[tuple[Leaf, list[PlannedPage]]] = []
    for page in pages:
        if not runs or runs[-1][0] is not page.kind:
            runs.append((page.kind, []))
        runs[-1][1].append(page)
    return runs


def _inherited(page: Object, key: str) -> Object | None:
    above = entry(page, "/Parent")
    for _ in range(_HIGHEST):
        if not isinstance(above, Dictionary):
            return None
        if key in above:
            return above[key]
        above = entry(above, "/Parent")
    return None


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0].rstrip(".") or "it is broken"
