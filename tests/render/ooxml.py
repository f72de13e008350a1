"""Word files by the schema of ECMA-376 and the rules that Word itself keeps beside it.

The judge is openxml-audit, which holds the tables of Microsoft's Open XML SDK. What it lets pass
and Word does not is asked here: words where no words may stand, attributes that no element has,
colours that are none, and properties that are said twice.
"""

from __future__ import annotations

import json
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from lxml import etree
from openxml_audit import FileFormat, OpenXmlValidator

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TEXT = {"t", "delText", "instrText", "delInstrText"}
_COLOUR = re.compile("auto|[0-9A-Fa-f]{6}")


@cache
def _judge() -> OpenXmlValidator:
    return OpenXmlValidator(file_format=FileFormat.OFFICE_2019, max_errors=50)


def faults(data: bytes, suffix: str = ".docx") -> list[str]:
    """Return what is wrong with a Word file, a sentence each; nothing when it is valid."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"file{suffix}"
        path.write_bytes(data)
        found = _judge().validate(str(path))
    told = [f"{each.part_uri}: {each.description}" for each in found.errors]
    assert found.is_valid == (not told)
    return [*told, *_passed_over(data)]


def _passed_over(data: bytes) -> Iterator[str]:
    with zipfile.ZipFile(BytesIO(data)) as package:
        names = package.namelist()
        if len(names) != len(set(names)):
            yield "the package has two parts of one name"
        for name in names:
            if name.startswith("word/") and name.endswith(".xml"):
                yield from _of_part(name, etree.fromstring(package.read(name)))
            elif name == "docProps/core.xml":
                said = [each.tag for each in etree.fromstring(package.read(name))]
                if len(said) != len(set(said)):
                    yield f"{name}: a property is said twice"


def _of_part(name: str, root: etree._Element) -> Iterator[str]:
    known = _attributes()
    for each in root.iter(f"{_W}*"):
        tag = each.tag.removeprefix(_W)
        words = [each.text, *(kid.tail for kid in each)]
        if tag not in _TEXT and any((word or "").strip() for word in words):
            yield f"{name}: words stand in {tag}"
        for key, value in each.attrib.items():
            attribute = str(key).removeprefix(_W)
            if str(key).startswith(_W) and attribute not in known[tag]:
                yield f"{name}: {tag} has no {attribute}"
            coloured = attribute in ("color", "fill") or (tag, attribute) == ("color", "val")
            if coloured and not _COLOUR.fullmatch(str(value)):
                yield f"{name}: {value} is no colour"


@cache
def _attributes() -> dict[str, set[str]]:
    """Return which attributes each element of WordprocessingML may have."""
    file = "data/openxml/schemas/schemas_openxmlformats_org_wordprocessingml_2006_main.json"
    types = json.loads(files("openxml_audit").joinpath(file).read_text("utf-8"))["Types"]
    by_class = {each["ClassName"]: each for each in types}
    found: dict[str, set[str]] = defaultdict(set)
    for each in types:
        tag, above = each["Name"].rpartition("/")[2].removeprefix("w:"), each
        while tag and above is not None:
            names = (one["QName"] for one in above.get("Attributes", ()))
            found[tag] |= {one.removeprefix("w:") for one in names}
            above = by_class.get(above.get("BaseClass"))
    return found
