"""From bytes to a checked document: what comes from strangers is read with limits."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NoReturn

from secretariat.errors import KnownError
from secretariat.models.interchange import FORMAT, MAX_BYTES, MAX_DEPTH, MAX_RECORDS, VERSION
from secretariat.paths import resources

Json = Mapping[str, Any]

_LONGEST_NUMBER = 15


def read_file(path: Path) -> Json:
    """Return the document in `path`, valid by the schema.

    Raises KnownError with one sentence that names the file, and the place where there is one.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise KnownError(f"There is no file {path}.") from error
    except OSError as error:
        raise KnownError(f"{path} cannot be read; nothing was imported.") from error
    return read_bytes(data, path.name)


def read_bytes(data: bytes, name: str) -> Json:
    """Return the document that `data` holds, valid by the schema; `name` is said in errors."""
    try:
        document = parse(data)
        validate(document)
    except KnownError as error:
        raise refused(name, str(error)) from error
    return document


def refused(name: str, why: str) -> KnownError:
    """Return the error that says that nothing of a file was imported, and why."""
    return KnownError(f"“{name}” was not imported: {why}")


def parse(data: bytes) -> Json:
    """Return the JSON object in `data`, read with every limit but the schema's.

    Raises KnownError for what is too large, too deep, not UTF-8, not JSON, not ours, or
    ambiguous: two fields of one name, NaN, numbers that no field can hold.
    """
    if len(data) > MAX_BYTES:
        raise KnownError(f"it is larger than {MAX_BYTES // 1024 // 1024} MB.")
    text = _decoded(data)
    try:
        document = json.loads(
            text,
            object_pairs_hook=_object,
            parse_constant=_no_constant,
            parse_float=_no_float,
            parse_int=_int,
        )
    except json.JSONDecodeError as error:
        raise KnownError(
            f"it is not JSON; line {error.lineno}, column {error.colno} cannot be read."
        ) from error
    except RecursionError as error:
        raise KnownError("its lists are nested too deeply.") from error
    _measure(document)
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise KnownError(f"it is not an interchange file; its “format” ought to be “{FORMAT}”.")
    version = document.get("version")
    if isinstance(version, int) and version > VERSION:
        raise KnownError("it was written by a newer version of this program; please update.")
    return document


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise KnownError("it is written in UTF-16; please save it as UTF-8.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise KnownError(f"it is not UTF-8 text; byte {error.start + 1:,} fits nothing.") from error


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        seen: set[str] = set()
        twice = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        raise KnownError(f"the field “{twice[:60]}” stands twice in one record.")
    return found


def _no_constant(word: str) -> NoReturn:
    raise KnownError(f"it holds {word}, which is no number.")


def _no_float(digits: str) -> NoReturn:
    raise KnownError(f"it holds the number {digits[:20]}; only whole numbers can be kept.")


def _int(digits: str) -> int:
    if len(digits) > _LONGEST_NUMBER:
        raise KnownError(f"it holds a number of {len(digits):,} digits, which no field can keep.")
    return int(digits)


def _measure(document: object) -> None:
    """Raise KnownError when a document is deeper or holds more records than a file may."""
    records = 0
    level: list[object] = [document]
    for _ in range(MAX_DEPTH):
        below: list[object] = []
        for value in level:
            if isinstance(value, dict):
                records += 1
                below.extend(value.values())
            elif isinstance(value, list):
                below.extend(value)
        if records > MAX_RECORDS:
            raise KnownError(f"it holds more than {MAX_RECORDS:,} records.")
        level = [value for value in below if isinstance(value, dict | list)]
        if not level:
            return
    raise KnownError("its lists are nested too deeply.")


def schema() -> Json:
    """Return the JSON Schema of the format."""
    path = resources() / "schemas" / f"interchange-{VERSION}.schema.json"
    found: Json = json.loads(path.read_text("utf-8"))
    return found


def validate(document: Json) -> None:
    """Raise KnownError with one sentence that names the place when the schema forbids it."""
    from jsonschema import Draft202012Validator

    try:
        error = next(Draft202012Validator(schema()).iter_errors(document), None)
    except RecursionError as too_deep:
        raise KnownError("its lists are nested too deeply.") from too_deep
    if error is not None:
        # The alternatives of a field each say why not; the deepest is what was meant.
        while error.context:
            error = max(error.context, key=lambda one: len(one.absolute_path))
        raise KnownError(_sentence(error))


def _sentence(error: Any) -> str:
    where = place(list(error.absolute_path))
    said = _REASONS.get(error.validator, _unfit)(error)
    return f"{where}: {said}" if where else said


def _wrong_type(error: Any) -> str:
    wanted = error.validator_value
    words = {
        "string": "words in quotation marks",
        "integer": "a whole number",
        "boolean": "true or false",
        "array": "a list",
        "object": "a record in braces",
        "null": "null",
    }
    kinds = [wanted] if isinstance(wanted, str) else [one for one in wanted if one != "null"]
    return f"this ought to be {' or '.join(words.get(kind, kind) for kind in kinds)}."


def _missing(error: Any) -> str:
    absent = next(name for name in error.validator_value if name not in error.instance)
    return f"“{absent}” is missing."


def _unknown(error: Any) -> str:
    known = error.schema.get("properties", {})
    extra = next(name for name in error.instance if name not in known)
    return f"there is no field “{extra[:60]}”."


def _not_listed(error: Any) -> str:
    allowed = ", ".join(f"“{word}”" for word in error.validator_value if word)
    return f"“{str(error.instance)[:60]}” is none of {allowed}."


def _pattern(error: Any) -> str:
    kind = error.schema.get("title", "value")
    return f"“{str(error.instance)[:60]}” is not a {kind}."


def _too_long(error: Any) -> str:
    return f"this has {len(error.instance):,} letters; at most {error.validator_value:,} are kept."


def _unfit(error: Any) -> str:
    return "this does not fit the format."


_REASONS: dict[str, Callable[[Any], str]] = {
    "type": _wrong_type,
    "required": _missing,
    "additionalProperties": _unknown,
    "enum": _not_listed,
    "const": lambda error: f"this ought to be {error.validator_value!r}.",
    "pattern": _pattern,
    "maxLength": _too_long,
    "minLength": lambda error: "this is empty.",
    "minItems": lambda error: "this list is empty.",
    "minimum": lambda error: f"{error.instance} is less than {error.validator_value}.",
    "maximum": lambda error: f"{error.instance} is more than {error.validator_value}.",
}


def place(path: list[str | int]) -> str:
    """Return a place in a file in words: “meetings, 3rd, items, 2nd, title”."""
    return ", ".join(_ordinal(part + 1) if isinstance(part, int) else part for part in path)


def _ordinal(number: int) -> str:
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10)
    return f"{number}{ending or 'th'}"
