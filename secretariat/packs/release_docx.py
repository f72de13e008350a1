"""The release check of a Word file: its parts, where they lead, and what they say of people.

It rests on lists of the parts, properties and settings that a document needs (ECMA-376); what is on
none of them is told.
"""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import BadZipFile

from secretariat.models.release import ReleaseFault, ReleaseFinding
from secretariat.packs.destinations import is_public
from secretariat.packs.office_parts import Attributes, LockedError, Package, UnreadError, opened
from secretariat.packs.release_docx_text import DocxText
from secretariat.packs.release_found import Found, plain_name
from secretariat.packs.release_pictures import says_more
from secretariat.packs.release_words import Canaries
from secretariat.packs.release_zip import besides

WORD = "word/document.xml"
_PROGRAM = "Secretariat"
_PLAIN = re.compile(
    r"\[content_types\]\.xml|_rels/\.rels|docprops/(?:app|core)\.xml"
    r"|word/(?:document|styles|numbering|settings|websettings|fonttable|theme|styleswitheffects"
    r"|footnotes|endnotes|header\d*|footer\d*)\.xml"
    r"|word/theme/theme\d*\.xml|word/(?:theme/)?_rels/[a-z]+\d*\.xml\.rels"
    r"|word/fonts/[\w.-]+\.(?:odttf|ttf|otf)"
)
_PICTURES = re.compile(r"word/media/[\w.-]+\.(?:png|jpe?g|gif|bmp|tiff?|svg|emf|wmf)")
_TEXTS = re.compile(r"word/(?:document|footnotes|endnotes|header\d*|footer\d*)\.xml")
_TOLD: tuple[tuple[str, ReleaseFault, str], ...] = (
    (r"vbaproject|vbadata|/macros/", ReleaseFault.ACTIVE, "macros"),
    (r"/activex/|/webextensions?/|^customui/", ReleaseFault.ACTIVE, "controls"),
    (r"/embeddings/|oleobject|\.(?:docx?|xlsx?|pptx?|pdf|mht|mhtml|html?|rtf|zip|exe)$",
     ReleaseFault.ATTACHMENT, ""),
    (r"word/(?:comments|people)", ReleaseFault.COMMENT, ""),
    (r"docprops/custom|^customxml/", ReleaseFault.METADATA, "properties of its own"),
    (r"docprops/thumbnail", ReleaseFault.METADATA, "a picture of its first page"),
    (r"/printersettings", ReleaseFault.METADATA, "settings of a printer"),
)  # fmt: skip
_CORE = frozenset(
    ("title", "subject", "description", "keywords", "language", "created", "modified", "creator")
)
_APP = frozenset(
    ("Application", "AppVersion", "Pages", "Words", "Characters", "CharactersWithSpaces", "Lines",
     "Paragraphs", "DocSecurity", "ScaleCrop", "LinksUpToDate", "SharedDoc", "HyperlinksChanged")
)  # fmt: skip
_SETTINGS = frozenset((
    "activeWritingStyle", "alignBordersAndEdges", "autoFormatOverride", "autoHyphenation",
    "bordersDoNotSurroundFooter", "bordersDoNotSurroundHeader", "captions",
    "characterSpacingControl", "chartTrackingRefBased", "clrSchemeMapping", "compat",
    "consecutiveHyphenLimit", "decimalSymbol", "defaultTabStop", "defaultTableStyle",
    "displayBackgroundShape", "displayHorizontalDrawingGridEvery",
    "displayVerticalDrawingGridEvery", "doNotAutoCompressPictures", "doNotHyphenateCaps",
    "doNotTrackFormatting", "doNotTrackMoves", "documentProtection", "drawingGridHorizontalSpacing",
    "drawingGridVerticalSpacing", "embedSystemFonts", "embedTrueTypeFonts", "endnotePr",
    "evenAndOddHeaders", "footnotePr", "formsDesign", "gutterAtTop", "hdrShapeDefaults",
    "hideGrammaticalErrors", "hideSpellingErrors", "hyphenationZone", "listSeparator", "mathPr",
    "mirrorMargins", "noPunctuationKerning", "printTwoOnOne", "proofState",
    "removeDateAndTime", "removePersonalInformation", "saveSubsetFonts", "settings",
    "shapeDefaults", "smartTagType", "stylePaneFormatFilter", "styleLockTheme", "themeFontLang",
    "trackRevisions", "updateFields", "view", "zoom",
))  # fmt: skip
"""Settings that say nothing of people, machines and other files (ECMA-376, 17.15.1)."""
_HANDLED = frozenset(("rsids", "rsid", "rsidRoot"))


def docx_findings(
    data: bytes, canaries: Canaries, hosts: tuple[str, ...] = ()
) -> list[ReleaseFinding]:
    """Return what is found in a finished Word file; one that cannot be read does not pass.

    `hosts` are sites that only work inside.
    """
    found = Found()
    try:
        for odd in besides(data):
            found.add(ReleaseFault.EARLIER if "bytes" in odd else ReleaseFault.METADATA, odd)
        with opened(BytesIO(data)) as package:
            if WORD not in package.names:
                raise UnreadError("it holds no text of Word.")
            _Reading(package, found, canaries, hosts).read()
    except LockedError:
        found.add(ReleaseFault.UNREADABLE, "it opens only with a password.")
    except (UnreadError, BadZipFile, ValueError, EOFError, NotImplementedError) as error:
        words = str(error) if isinstance(error, UnreadError) else "it is broken."
        found.add(ReleaseFault.UNREADABLE, words)
    return found.findings()


class _Reading:
    """Goes through the parts of one file."""

    def __init__(
        self, package: Package, found: Found, canaries: Canaries, hosts: tuple[str, ...]
    ) -> None:
        self._package, self._found, self._canaries = package, found, canaries
        self._hosts = hosts

    def read(self) -> None:
        """Look into every part."""
        text = DocxText(self._package, self._found, self._hosts)
        said = self._properties()
        for name in dict.fromkeys(self._package.names):
            low = name.casefold()
            if name.endswith("/"):
                continue
            self._part(name, low)
            self._words(name, low)
            if low.endswith(".rels"):
                self._relations(name)
            elif _TEXTS.fullmatch(low):
                text.read(name)
        self._settings()
        text.end(says_language=bool(said.get("language")))
        if not said.get("title"):
            self._found.add(ReleaseFault.NO_TITLE)

    def _part(self, name: str, low: str) -> None:
        """Tell of a part that no document needs."""
        if _PLAIN.fullmatch(low):
            return
        if _PICTURES.fullmatch(low):
            if says_more(self._bytes(name)):
                self._found.add(ReleaseFault.PICTURE)
            return
        for pattern, fault, words in _TOLD:
            if re.search(pattern, low):
                self._found.add(fault, words)
                return
        shown = plain_name(name, "a part")
        self._found.add(ReleaseFault.UNKNOWN, "a part" if self._canaries.in_text(name) else shown)

    def _words(self, name: str, low: str) -> None:
        """Look for the words that must not leave, in a part and in its name."""
        if not self._canaries:
            return
        shown = low if _PLAIN.fullmatch(low) else "a part of the file"
        if self._canaries.in_text(name):
            self._found.add(ReleaseFault.RESTRICTED, "the name of a part")
        if self._canaries.in_bytes(self._bytes(name)):
            self._found.add(ReleaseFault.RESTRICTED, shown)
        elif low.endswith((".xml", ".rels", ".svg")):
            held: list[str] = []
            values: set[str] = set()
            self._package.walk(
                name, lambda _, given: values.update(given.values()), words=held.append
            )
            if self._canaries.in_text("".join(held)) or any(map(self._canaries.in_text, values)):
                self._found.add(ReleaseFault.RESTRICTED, shown)

    def _bytes(self, name: str) -> bytes:
        return b"".join(self._package.pieces(name))

    def _relations(self, name: str) -> None:
        """Tell of what a part takes from elsewhere, and of links that only some can open."""

        def start(tag: str, given: Attributes) -> None:
            if given.get("TargetMode", "").casefold() != "external":
                return
            kind = given.get("Type", "").rpartition("/")[2]
            if kind == "hyperlink":
                if not is_public(given.get("Target", "").strip(), self._hosts):
                    self._found.add(ReleaseFault.BAD_LINK)
            else:
                shown = plain_name(kind, "something")
                self._found.add(ReleaseFault.ACTIVE, f"{shown} from elsewhere")

        self._package.walk(name, start)

    def _properties(self) -> dict[str, str]:
        """Tell of what the file says of people and machines; return what it may say."""
        said = self._told("docProps/core.xml")
        about = self._told("docProps/app.xml")
        ours = about.get("Application") == _PROGRAM
        odd = [name for name in said if name not in _CORE]
        odd += [name for name in about if name not in _APP]
        if not ours:
            odd += [name for name in ("creator",) if name in said]
            odd += [name for name in ("Application",) if name in about]
        for name in odd:
            self._found.add(ReleaseFault.METADATA, plain_name(name, "a property"))
        return said

    def _told(self, part: str) -> dict[str, str]:
        """Return the properties of a part that say something, by their names."""
        held: dict[str, str] = {}
        names: list[str] = []

        def end(_: str) -> None:
            names.pop()

        def words(text: str) -> None:
            if len(names) > 1 and text.strip():
                held[names[1]] = held.get(names[1], "") + text.strip()

        self._package.walk(part, lambda tag, _: names.append(tag), end, words)
        return held

    def _settings(self) -> None:
        depth = 0

        def start(tag: str, given: Attributes) -> None:
            nonlocal depth
            depth += 1
            if depth == 2 and tag in _HANDLED:
                self._found.add(ReleaseFault.METADATA, "marks of editing sessions")
            elif depth == 2 and tag not in _SETTINGS:
                self._found.add(ReleaseFault.METADATA, plain_name(tag, "a setting"))

        def end(_: str) -> None:
            nonlocal depth
            depth -= 1

        self._package.walk("word/settings.xml", start, end)
