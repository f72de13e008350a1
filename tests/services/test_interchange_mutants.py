"""Files that somebody tampered with are imported or refused in a sentence; nothing in between."""

from __future__ import annotations

import copy
import json
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from secretariat.errors import KnownError
from secretariat.services import interchange
from secretariat.services.session import Session
from tests.services.handed_over import DOCUMENT, bring

JUNK = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**20), 10**20),
    st.text(max_size=5),
    st.sampled_from(
        ["2017-02-30", "10:00", "", "pc", "SFB", "chair", "heading", "\0", "\ud800", " "]
    ),
    st.just([]),
    st.just({}),
    st.lists(st.text(max_size=2), max_size=2),
    st.dictionaries(st.sampled_from(["name", "uid", "key", "text"]), st.text(max_size=2)),
)


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the way to everything inside a document."""
    inner = value.items() if isinstance(value, dict) else ()
    inner = enumerate(value) if isinstance(value, list) else inner
    return [p for key, one in inner for p in ((*path, key), *places(one, (*path, key)))]


@st.composite
def mutants(draw: st.DrawFn) -> dict[str, Any]:
    """Return the document with a few things removed, replaced, doubled or put elsewhere."""
    made = copy.deepcopy(DOCUMENT)
    for _ in range(draw(st.integers(1, 3))):
        found = places(made)
        if not found:
            break
        *way, last = draw(st.sampled_from(found))
        home: Any = made
        for step in way:
            home = home[step]
        match draw(st.sampled_from(["remove", "replace", "double", "borrow"])):
            case "remove":
                del home[last]
            case "replace":
                home[last] = draw(JUNK)
            case "double" if isinstance(home, list):
                home.append(copy.deepcopy(home[last]))
            case _:
                other: Any = made
                for step in draw(st.sampled_from(found)):
                    other = other[step]
                home[last] = copy.deepcopy(other)
    return made


@example({**DOCUMENT, "namespace": "\ud800"})
@given(mutants())
def test_a_mutant_is_imported_whole_or_refused_in_a_sentence(document: dict[str, Any]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        session = Session.open(Path(folder) / "register", create=True)
        try:
            before, told = interchange.export_register(session), ""
            try:
                bring(session, json.dumps(document).encode())
            except KnownError as error:
                told = str(error)
            after = interchange.export_register(session)
            if told:
                assert told.startswith("“file.json” was not imported: ")
                assert told.endswith(".")
                assert after == before
                return
            assert bring(session, json.dumps(document).encode()).changes == 0
            assert interchange.export_register(session) == after
            assert bring(session, after).changes == 0
        finally:
            session.close()
