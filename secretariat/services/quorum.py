"""The quorum of a body: its own rule, or what law or usual practice gives it.

A body's own are options: `quorum` (“5”, “1/3 min 3”), `quorum.source` (where it stands),
`quorum.remote` (“yes” or “no”: whether members who join from afar count) and, for each quorum
group of its seats, `quorum.group.<name>`. What holds otherwise is data: `resources/rules`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from secretariat.errors import KnownError
from secretariat.models.membership import in_force
from secretariat.models.quorum import Quorum, read_quorum
from secretariat.models.records import Body, BodyOption, Seat
from secretariat.paths import resources
from secretariat.services.rules import jurisdiction_of
from secretariat.services.session import Session
from secretariat.store.rows import Reader, Writer
from secretariat.store.writer import Receipt

QUORUM, SOURCE, REMOTE, GROUP = "quorum", "quorum.source", "quorum.remote", "quorum.group."


@dataclass(frozen=True, slots=True)
class BodyQuorum:
    """The quorum of a body on a day. `rule` is None where neither it nor the law has one.

    `own` says that the body gave it, `suggested` that it is usual practice and no law, `checked`
    whether that of the law was held against its text. `groups` are the quorums of groups of its
    seats. `remote` says whether members from afar count, and `remote_source` why, where that is
    not the body's own choice.
    """

    rule: Quorum | None = None
    source: str = ""
    own: bool = False
    suggested: bool = False
    groups: Mapping[str, Quorum] | None = None
    remote: bool = True
    remote_source: str = ""
    checked: bool = True

    @property
    def binds(self) -> bool:
        """Say whether it is the body's own or the law's, and not only usual."""
        return bool(self.groups) or (self.rule is not None and not self.suggested)


@cache
def rule_data(name: str) -> Mapping[str, Any]:
    """Return a file of shipped rules."""
    found: dict[str, Any] = json.loads((resources() / "rules" / name).read_text("utf-8"))
    return found


def fitting(
    rows: Iterable[Mapping[str, Any]], body: Body, jurisdiction: str, on: date
) -> Mapping[str, Any] | None:
    """Return the first shipped row for this kind of body, in its jurisdiction, on a day."""
    for row in rows:
        spans = [row.get("in_force_from"), row.get("in_force_to")]
        first, last = (date.fromisoformat(day) if day else None for day in spans)
        fits = not row["jurisdictions"] or jurisdiction in row["jurisdictions"]
        if fits and body.kind.value in row["kinds"] and in_force(first, last, on):
            return row
    return None


def quorum_of(reader: Reader, body: Body, on: date) -> BodyQuorum:
    """Return the quorum of a body on a day; its own rule comes before law and usual practice."""
    own = own_options(reader, body.uid)
    where, data = jurisdiction_of(reader, body), rule_data("quorum.json")
    shipped = fitting(data["quorum"], body, where, on)
    rule, source, suggested = _known(own.get(QUORUM, "")), own.get(SOURCE, ""), False
    has_own, checked = rule is not None, True
    if rule is None and shipped:
        rule, source = read_quorum(shipped["quorum"]), shipped["source"]
        suggested = bool(shipped["suggested"])
        checked = suggested or bool(shipped["checked"])
    afar = fitting(data["remote"], body, where, on)
    usual = afar is None or bool(afar["counts"])
    groups = {
        key.removeprefix(GROUP): found
        for key, value in own.items()
        if key.startswith(GROUP) and (found := _known(value))
    }
    return BodyQuorum(
        rule,
        source,
        has_own,
        suggested,
        groups,
        own.get(REMOTE, "yes" if usual else "no") == "yes",
        "" if REMOTE in own or afar is None else afar["source"],
        checked,
    )


def own_options(reader: Reader, body: str) -> dict[str, str]:
    """Return what a body says itself about its quorum, by option."""
    rows = reader.find(BodyOption, body=body)
    return {row.key: row.value for row in rows if row.key.partition(".")[0] == QUORUM}


def usual_remote(reader: Reader, body: Body, on: date) -> bool:
    """Say whether members from afar count where the body has not said so itself."""
    afar = fitting(rule_data("quorum.json")["remote"], body, jurisdiction_of(reader, body), on)
    return afar is None or bool(afar["counts"])


def _known(text: str) -> Quorum | None:
    """Return the rule that an option holds; what another program wrote there may be none."""
    try:
        return read_quorum(text) if text.strip() else None
    except KnownError:
        return None


def groups_of(reader: Reader, body: str) -> list[str]:
    """Return the names of the quorum groups of a body's seats, in the order of the seats."""
    names = (" ".join(seat.quorum_group.split()) for seat in reader.find(Seat, body=body))
    return list(dict.fromkeys(name for name in names if name))


def set_quorum(
    session: Session, body: str, text: str, *, key: str = QUORUM, origin: str = ""
) -> Receipt[None]:
    """Give a body, or a group of its seats, a quorum of its own; empty takes it away.

    KnownError when the words are no quorum.
    """
    text = " ".join(text.split())
    if text:
        read_quorum(text)
    return _set(session, body, key, text, "Change quorum", origin)


def set_source(session: Session, body: str, text: str, *, origin: str = "") -> Receipt[None]:
    """Say where a body's own quorum stands."""
    return _set(session, body, SOURCE, " ".join(text.split()), "Change source of quorum", origin)


def set_remote(session: Session, body: str, value: str) -> Receipt[None]:
    """Say whether members who join from afar count: “yes”, “no”, or "" as is usual."""
    return _set(session, body, REMOTE, value, "Change who counts for the quorum", "")


def _set(
    session: Session, body: str, key: str, value: str, label: str, origin: str
) -> Receipt[None]:
    def work(writer: Writer) -> None:
        row = writer.one(BodyOption, body=body, key=key)
        if row and not value:
            writer.delete(BodyOption, row.uid)
        elif row:
            writer.update(BodyOption, row.uid, value=value)
        elif value:
            writer.insert(BodyOption(body=body, key=key, value=value))

    return session.change(label, work, origin=origin, merge_key=f"option:{body}:{key}")
