"""What may be found in a paper that comes in: how grave it is, and what to say of it to whom.

The officer is told what was found and what was done about it; the author what to send instead. A
finding has no sentence for the author where there is nothing that the author could do.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Gravity(StrEnum):
    """How much a finding matters, the gravest first."""

    REFUSED = "refused"
    """The paper cannot be taken in at all."""
    DANGER = "danger"
    """Something may be published that nobody meant to publish: look before it goes out."""
    LOSS = "loss"
    """The paper looks or works otherwise than it was sent, or not everybody can read it."""
    NOTE = "note"
    """Something was taken away that no reader misses."""


class PaperFault(StrEnum):
    """What can be found in a paper."""

    NOT_PDF = "not a pdf"
    BROKEN = "broken"
    PASSWORD = "password"
    TOO_LARGE = "too large"
    TOO_MANY_PAGES = "too many pages"
    NO_PAGES = "no pages"
    TOO_HARD = "too hard"
    LIVE_FORM = "live form"
    MARKS_REFUSED = "marks refused"

    HIDDEN_TEXT = "hidden text"
    UNDONE_REDACTION = "undone redaction"
    COVERED_PICTURE = "covered picture"
    TRACKED_CHANGES = "tracked changes"
    COMMENTS = "comments"
    HIDDEN_LAYER = "hidden layer"
    CROPPED = "cropped"
    INTRANET_LINK = "intranet link"

    PAGE_CHANGED = "page changed"
    NOT_COMPARED = "not compared"
    SIGNED = "signed"
    NOT_DRAWN = "not drawn"
    REPAIRED = "repaired"
    NOT_KEPT = "not kept"
    SCANNED = "scanned"
    UNTAGGED = "untagged"
    NO_TITLE = "no title"
    NO_LANGUAGE = "no language"
    NO_ALTERNATIVE = "no alternative"
    FONT_MISSING = "font missing"

    CONVERTED = "converted"
    HIDDEN_SHEETS = "hidden sheets"
    HIDDEN_ROWS = "hidden rows"
    HIDDEN_SLIDES = "hidden slides"
    HIDDEN_WORDS = "hidden words"
    SPEAKER_NOTES = "speaker notes"
    TRACKED_IN_FILE = "tracked in file"
    COMMENTS_IN_FILE = "comments in file"
    EMBEDDED = "embedded"
    OUTSIDE_LINKS = "outside links"
    MACROS = "macros"
    UNREAD = "unread"

    ATTACHMENT = "attachment"
    ACTIVE = "active"
    FORM_FIELDS = "form fields"
    STAMPS = "stamps"
    LINK_REMOVED = "link removed"
    LAYERS = "layers"
    PERSONAL = "personal"
    EARLIER = "earlier"
    PROTECTED = "protected"
    TEXT_LAYER = "text layer"
    ROTATED = "rotated"
    ODD_SIZE = "odd size"

    @property
    def gravity(self) -> Gravity:
        """Return how much it matters."""
        return _SAID[self][0]


@dataclass(frozen=True, slots=True)
class PaperFinding:
    """Something found in a paper: on a page counted from 1, or 0 for the whole of it; how often;
    and the words, names or addresses that belong to it."""

    kind: PaperFault
    page: int = 0
    count: int = 1
    words: str = ""


# {n} is how often, {pages} the pages as people say them (“page 3”, “pages 2 to 5”) or “the whole
# paper”, {words} the words. What stands before a stroke is said of one, what stands after of more.
_SAID: dict[PaperFault, tuple[Gravity, str, str]] = {
    PaperFault.NOT_PDF: (
        Gravity.REFUSED,
        "This is not a PDF, whatever its name says.",
        "The file is not a PDF. Please save it as a PDF again, or send the Word file.",
    ),
    PaperFault.BROKEN: (
        Gravity.REFUSED,
        "This PDF is broken and cannot be read.",
        "The PDF is broken and does not open. Please save it again and send it once more.",
    ),
    PaperFault.PASSWORD: (
        Gravity.REFUSED,
        "This PDF opens only with a password.",
        "The PDF opens only with a password. Please send one without.",
    ),
    PaperFault.TOO_LARGE: (
        Gravity.REFUSED,
        "This PDF is too large: {words}.",
        "The PDF is too large ({words}). Please send one with smaller pictures.",
    ),
    PaperFault.TOO_MANY_PAGES: (
        Gravity.REFUSED,
        "This PDF has too many pages: {words}.",
        "The PDF has too many pages ({words}). Please send it in parts.",
    ),
    PaperFault.NO_PAGES: (
        Gravity.REFUSED,
        "This PDF has no pages.",
        "The PDF has no pages. Please save it again and send it once more.",
    ),
    PaperFault.TOO_HARD: (
        Gravity.REFUSED,
        "This PDF was given up: {words}",
        "The PDF could not be worked on. Please print it to a new PDF and send that.",
    ),
    PaperFault.LIVE_FORM: (
        Gravity.REFUSED,
        "This PDF is a live form (XFA) that only Adobe’s own programs can show.",
        "The PDF is a live form that most programs cannot show. Please print it to a new PDF.",
    ),
    PaperFault.MARKS_REFUSED: (
        Gravity.REFUSED,
        "This PDF has marks on top of its pages: {words}.",
        "The PDF has marks on top of its pages ({words}). Please take them out or print it to a new"
        " PDF.",
    ),
    PaperFault.HIDDEN_TEXT: (
        Gravity.DANGER,
        "Text that nobody can see, but anybody can copy, on {pages}: {words}",
        "There is text on {pages} that is covered or invisible, and can still be copied: {words}"
        " Please delete it in the original; covering it is not enough.",
    ),
    PaperFault.UNDONE_REDACTION: (
        Gravity.DANGER,
        "Words were marked to be blacked out on {pages}, but are still there.",
        "Words on {pages} are marked to be blacked out, but the redaction was not applied. Please"
        " apply it and save the file again.",
    ),
    PaperFault.COVERED_PICTURE: (
        Gravity.DANGER,
        "Part of a picture or scan is covered on {pages}; what is below is still in the file.",
        "Part of a picture or scan on {pages} is only covered, and can be uncovered. Please cut it"
        " out of the picture itself, or print the page and scan it.",
    ),
    PaperFault.TRACKED_CHANGES: (
        Gravity.DANGER,
        "Tracked changes can be seen on {pages}.",
        "Tracked changes can be seen on {pages}. Please accept or reject them all, and send a clean"
        " copy.",
    ),
    PaperFault.COMMENTS: (
        Gravity.DANGER,
        "{n} comment on {pages}; its words were removed."
        "|{n} comments on {pages}; their words were removed.",
        "There is {n} comment on {pages}. Please settle it and send a clean copy."
        "|There are {n} comments on {pages}. Please settle them and send a clean copy.",
    ),
    PaperFault.HIDDEN_LAYER: (
        Gravity.DANGER,
        "A layer that is switched off was removed: {words}."
        "|{n} layers that are switched off were removed: {words}.",
        "The PDF had layers that are switched off ({words}); they have been removed. Please check"
        " that nothing is missing.",
    ),
    PaperFault.CROPPED: (
        Gravity.DANGER,
        "Only part of the sheet is shown on {pages}; the rest is cropped, and still in the file.",
        "Parts of {pages} are cropped away, and still in the file. Please print it to a new PDF.",
    ),
    PaperFault.INTRANET_LINK: (
        Gravity.LOSS,
        "A link that only works inside the organisation was removed: {words}"
        "|{n} links that only work inside the organisation were removed: {words}",
        "Links that the public cannot open have been removed: {words} Please give public ones.",
    ),
    PaperFault.PAGE_CHANGED: (
        Gravity.LOSS,
        "{pages} looks different since it was cleaned: please look at it."
        "|{pages} look different since they were cleaned: please look at them.",
        "",
    ),
    PaperFault.NOT_COMPARED: (
        Gravity.LOSS,
        "{pages} could not be compared with what was sent: please look at it."
        "|{pages} could not be compared with what was sent: please look at them.",
        "",
    ),
    PaperFault.SIGNED: (
        Gravity.LOSS,
        "The digital signature is no longer valid in the pack; the original is kept. {words}"
        "|{n} digital signatures are no longer valid in the pack; the original is kept. {words}",
        "",
    ),
    PaperFault.NOT_DRAWN: (
        Gravity.LOSS,
        "A mark on {pages} could not be drawn, and is missing: {words}."
        "|{n} marks on {pages} could not be drawn, and are missing: {words}.",
        "Marks on {pages} ({words}) could not be kept. Please print the file to a new PDF.",
    ),
    PaperFault.REPAIRED: (
        Gravity.LOSS,
        "The file was damaged and has been repaired; please look through its pages.",
        "The file was damaged. We have repaired what we could; please send it again if you can.",
    ),
    PaperFault.NOT_KEPT: (
        Gravity.LOSS,
        "Something on {pages} that no reader of ours understands was left out: {words}.",
        "Something on {pages} could not be kept ({words}). Please print the file to a new PDF.",
    ),
    PaperFault.SCANNED: (
        Gravity.LOSS,
        "Scanned without text: {pages} can be neither searched nor read aloud.",
        "The file is a scan without text ({pages}), so that it can be neither searched nor read"
        " aloud. Please send the original, or a scan with text recognised.",
    ),
    PaperFault.UNTAGGED: (
        Gravity.LOSS,
        "Not tagged: screen readers cannot tell its headings and tables.",
        "The PDF is not tagged for screen readers. In Word, save it with “Document structure tags"
        " for accessibility” ticked.",
    ),
    PaperFault.NO_TITLE: (
        Gravity.NOTE,
        "It has no title of its own; the paper’s is used.",
        "",
    ),
    PaperFault.NO_LANGUAGE: (
        Gravity.NOTE,
        "It does not say in which language it is; the paper’s is used.",
        "",
    ),
    PaperFault.NO_ALTERNATIVE: (
        Gravity.LOSS,
        "A picture has no words for those who cannot see it."
        "|{n} pictures have no words for those who cannot see them.",
        "A picture has no alternative text. Please describe it."
        "|{n} pictures have no alternative text. Please describe them.",
    ),
    PaperFault.FONT_MISSING: (
        Gravity.LOSS,
        "A font is not in the file, so that it may look different elsewhere: {words}."
        "|{n} fonts are not in the file, so that it may look different elsewhere: {words}.",
        "Fonts are not embedded ({words}). Please save the PDF with its fonts.",
    ),
    PaperFault.CONVERTED: (
        Gravity.NOTE,
        "Its pages were made by {words}; please look through them.",
        "",
    ),
    PaperFault.HIDDEN_SHEETS: (
        Gravity.DANGER,
        "A hidden sheet is in the file that came: {words}. It is not in the PDF; never give out the"
        " original."
        "|{n} hidden sheets are in the file that came: {words}. They are not in the PDF; never give"
        " out the original.",
        "The file has a hidden sheet ({words}). Please make sure that nobody’s data are in it, and"
        " send a copy without it."
        "|The file has {n} hidden sheets ({words}). Please make sure that nobody’s data are in"
        " them, and send a copy without them.",
    ),
    PaperFault.HIDDEN_ROWS: (
        Gravity.DANGER,
        "Hidden rows or columns are in the file that came: {words}. They are not in the PDF; never"
        " give out the original.",
        "The file has hidden rows or columns ({words}). Please send a copy without them.",
    ),
    PaperFault.HIDDEN_SLIDES: (
        Gravity.DANGER,
        "A hidden slide is in the file that came; it is not in the PDF."
        "|{n} hidden slides are in the file that came; they are not in the PDF.",
        "A slide is hidden and will not be in the pack. Please show it if it should be."
        "|{n} slides are hidden and will not be in the pack. Please show those that should be.",
    ),
    PaperFault.HIDDEN_WORDS: (
        Gravity.DANGER,
        "Words that are formatted as hidden are in the file that came: {words}",
        "The file has words that are formatted as hidden. Please delete them, or show them.",
    ),
    PaperFault.SPEAKER_NOTES: (
        Gravity.DANGER,
        "Speaker’s notes to {n} slide are in the file that came; they are not in the PDF."
        "|Speaker’s notes to {n} slides are in the file that came; they are not in the PDF.",
        "The slides have speaker’s notes. Please send a copy without them.",
    ),
    PaperFault.TRACKED_IN_FILE: (
        Gravity.DANGER,
        "{n} tracked change is in the file, and can be seen in the PDF: deleted words too."
        "|{n} tracked changes are in the file, and can be seen in the PDF: deleted words too.",
        "There is {n} tracked change in the file. Please accept or reject it, and send a clean"
        " copy."
        "|There are {n} tracked changes in the file. Please accept or reject them all, and send a"
        " clean copy.",
    ),
    PaperFault.COMMENTS_IN_FILE: (
        Gravity.DANGER,
        "{n} comment is in the file that came; it is not in the PDF."
        "|{n} comments are in the file that came; they are not in the PDF.",
        "There is {n} comment in the file. Please settle it and send a clean copy."
        "|There are {n} comments in the file. Please settle them and send a clean copy.",
    ),
    PaperFault.EMBEDDED: (
        Gravity.DANGER,
        "A file inside the file that came is not in the PDF: {words}."
        "|{n} files inside the file that came are not in the PDF: {words}.",
        "There are files inside the file ({words}). If they belong to the paper, please send them"
        " as appendices.",
    ),
    PaperFault.OUTSIDE_LINKS: (
        Gravity.LOSS,
        "It takes something from another file or place, which was not fetched: {words}"
        "|It takes {n} things from other files or places, which were not fetched: {words}",
        "The file takes pictures or figures from elsewhere, which are missing in the pack. Please"
        " put them into the file itself.",
    ),
    PaperFault.MACROS: (
        Gravity.NOTE,
        "It has macros; none was run, and none is in the PDF.",
        "",
    ),
    PaperFault.UNREAD: (
        Gravity.LOSS,
        "What is hidden in the file that came could not be looked for: {words}",
        "",
    ),
    PaperFault.ATTACHMENT: (
        Gravity.DANGER,
        "A file inside the PDF was removed: {words}."
        "|{n} files inside the PDF were removed: {words}.",
        "Files inside the PDF have been removed ({words}). If they belong to the paper, please send"
        " them as appendices.",
    ),
    PaperFault.ACTIVE: (
        Gravity.NOTE,
        "What could run or call elsewhere was removed: {words}.",
        "",
    ),
    PaperFault.FORM_FIELDS: (
        Gravity.NOTE,
        "{n} form field was drawn into the page.|{n} form fields were drawn into the pages.",
        "",
    ),
    PaperFault.STAMPS: (
        Gravity.NOTE,
        "{n} mark on {pages} was drawn into the page: {words}."
        "|{n} marks on {pages} were drawn into the page: {words}.",
        "",
    ),
    PaperFault.LINK_REMOVED: (
        Gravity.NOTE,
        "{n} link on {pages} was removed, because it leads to no page of this paper or of the web."
        "|{n} links on {pages} were removed, because they lead to no page of this paper or of the"
        " web.",
        "",
    ),
    PaperFault.LAYERS: (
        Gravity.NOTE,
        "It has a layer, which is now part of the page: {words}."
        "|It has {n} layers, which are now part of the pages: {words}.",
        "",
    ),
    PaperFault.PERSONAL: (
        Gravity.NOTE,
        "What it said of who made it, and how, was removed: {words}.",
        "",
    ),
    PaperFault.EARLIER: (
        Gravity.NOTE,
        "An earlier state of the paper that was still in the file was removed."
        "|{n} earlier states of the paper that were still in the file were removed.",
        "",
    ),
    PaperFault.PROTECTED: (
        Gravity.NOTE,
        "Its maker asked programs not to allow: {words}. It opens without a password.",
        "",
    ),
    PaperFault.TEXT_LAYER: (
        Gravity.NOTE,
        "A scan with recognised text on {pages}; what was recognised may be wrong.",
        "",
    ),
    PaperFault.ROTATED: (
        Gravity.NOTE,
        "{pages} is turned.|{pages} are turned.",
        "",
    ),
    PaperFault.ODD_SIZE: (
        Gravity.NOTE,
        "{pages} is not A4: {words}.|{pages} are not A4: {words}.",
        "",
    ),
}  # fmt: skip

_LONGEST = 300


def officer_sentence(finding: PaperFinding, pages: Sequence[int] = ()) -> str:
    """Return what the officer is told; with `pages`, of all of them at once."""
    return _said(_SAID[finding.kind][1], finding, pages)


def author_sentence(finding: PaperFinding, pages: Sequence[int] = ()) -> str:
    """Return what the author is asked for; empty where there is nothing to be done."""
    return _said(_SAID[finding.kind][2], finding, pages)


@dataclass(frozen=True, slots=True)
class Gathered:
    """All findings of one kind: how often in all, on which pages, and their words once each."""

    finding: PaperFinding
    pages: tuple[int, ...]

    @property
    def officer(self) -> str:
        """Return what the officer is told."""
        return officer_sentence(self.finding, self.pages)

    @property
    def author(self) -> str:
        """Return what the author is asked for; empty where there is nothing to be done."""
        return author_sentence(self.finding, self.pages)


def gathered(findings: Iterable[PaperFinding]) -> list[Gathered]:
    """Return the findings by kind, the gravest first."""
    kinds: dict[PaperFault, list[PaperFinding]] = {}
    for finding in findings:
        kinds.setdefault(finding.kind, []).append(finding)
    order = list(Gravity)
    listed = sorted(kinds.items(), key=lambda pair: order.index(pair[0].gravity))
    return [_gather(kind, found) for kind, found in listed]


def _gather(kind: PaperFault, found: list[PaperFinding]) -> Gathered:
    pages = tuple(sorted({one.page for one in found if one.page}))
    words = "; ".join(dict.fromkeys(one.words for one in found if one.words))
    return Gathered(PaperFinding(kind, 0, sum(one.count for one in found), words), pages)


def _said(sentence: str, finding: PaperFinding, pages: Sequence[int]) -> str:
    first, _, more = sentence.partition("|")
    where = sorted(set(pages)) or ([finding.page] if finding.page else [])
    # What is said of pages is said of one page or of several; the rest of one thing or several.
    many = len(where) > 1 if "{n}" not in more and "{pages}" in more else finding.count > 1
    chosen = more if more and many else first
    words = finding.words if len(finding.words) <= _LONGEST else finding.words[:_LONGEST] + "…"
    told = chosen.format(n=f"{finding.count:,}", pages=pages_in_words(where), words=words)
    return told[:1].upper() + told[1:]


def pages_in_words(pages: Sequence[int]) -> str:
    """Return pages as people say them: “page 3”, “pages 2 to 5 and 9”, “the whole paper”."""
    if not pages:
        return "the whole paper"
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    parts = []
    for run in runs:
        if len(run) > 2:
            parts.append(f"{run[0]} to {run[-1]}")
        else:
            parts += [str(page) for page in run]
    told = parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
    return f"page {told}" if len(pages) == 1 else f"pages {told}"
