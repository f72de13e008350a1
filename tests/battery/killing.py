"""Kills the taker at random moments and holds the register to what was acknowledged."""

from __future__ import annotations

import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from secretariat.models.records import Body, Entry, Publication
from secretariat.services.session import Session
from secretariat.store import backup, checkup, papers
from secretariat.store.register import Register

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent


@dataclass
class Tally:
    """What the kills did."""

    kills: int = 0
    saved: int = 0
    lost: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    papers: int = 0
    copies: int = 0
    in_flight_kept: int = 0
    unclean: int = 0
    unsaid: set[str] = field(default_factory=set, repr=False)

    @property
    def whole(self) -> bool:
        """Say whether nothing was lost and nothing is wrong."""
        return not self.lost and not self.faults


def killed(script: str, arguments: list[str], wait: float) -> list[dict[str, Any]]:
    """Start a script of this folder, kill it a while after its first line, return its lines."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(
        [sys.executable, str(HERE / script), *arguments],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    with process.stdout as out, process.stderr as err:
        first = out.readline()
        if not first:
            process.wait()
            raise AssertionError(err.read().decode())
        time.sleep(wait)
        process.send_signal(signal.SIGKILL)
        raw = first + out.read()
        process.wait()
    lines = []
    for line in raw.split(b"\n"):
        try:
            lines.append(json.loads(line))
        except ValueError:
            continue  # a line that was torn was never said
    return lines


def kill_taker(place: Path, kills: int, bug: str = "", seed: int = 20260101) -> Tally:
    """Kill the taker some times; each register lives through ten kills in a row."""
    tally, chance = Tally(), random.Random(seed)
    folder, saved = place, dict[str, str]()
    for number in range(kills):
        if number % 10 == 0:
            folder, saved = place / f"register-{number // 10}", {}
            _make(folder)
        wait = chance.choice(
            [chance.uniform(0, 0.02), chance.uniform(0, 0.15), chance.uniform(0, 0.4)]
        )
        said = killed("taker.py", [str(folder), str(seed + number), bug], wait)
        tally.kills += 1
        _hold_to(folder, said, saved, tally)
        if bug and not tally.whole:
            break
    return tally


def _make(folder: Path) -> None:
    session = Session.open(folder, create=True)
    session.change("Add", lambda w: w.insert(Body(name="Board"))).result()
    session.close()


def _hold_to(folder: Path, said: list[dict[str, Any]], saved: dict[str, str], tally: Tally) -> None:
    trying: dict[str, str] | None = None
    for line in said:
        match line["k"]:
            case "try":
                trying = line
            case "saved":
                saved[line["uid"]] = line["sha"]
                tally.saved += 1
                trying = None
            case "paper":
                tally.papers += 1
            case "copy":
                tally.copies += 1
    log = next(folder.glob("gen-*/register.db-wal"), None)
    tally.unclean += bool(log and log.stat().st_size)
    try:
        register = Register.open(folder)
    except Exception as error:  # noqa: BLE001 (whatever it is, it is what the test looks for)
        tally.faults.append(f"cannot be opened: {error}")
        return
    try:
        _compare(register, saved, trying, tally)
        tally.faults += [f.message for f in checkup.check(folder)]
    finally:
        register.close()


def _compare(
    register: Register, saved: dict[str, str], trying: dict[str, str] | None, tally: Tally
) -> None:
    reader = register.reader()
    kept = {e.uid: _sha(e.text) for e in reader.find(Entry) if e.text != "passing"}
    for uid, sha in saved.items():
        if kept.get(uid) == sha:
            continue
        if trying and trying["uid"] == uid and kept.get(uid) == trying["sha"]:
            tally.in_flight_kept += 1  # committed, and killed before it could say so
            saved[uid] = trying["sha"]
            tally.unsaid.add(trying["sha"])
        else:
            tally.lost.append(uid)
    if trying and trying["uid"] not in saved and trying["uid"] in kept:
        saved[trying["uid"]] = kept[trying["uid"]]
        tally.unsaid.add(trying["sha"])
        tally.in_flight_kept += 1
    flight = "".join(p.read_text("utf-8") for p in register.folder.glob("flight*.jsonl"))
    flown = {_sha(json.loads(line).get("text", "")) for line in flight.splitlines()}
    unflown = set(saved.values()) - flown - tally.unsaid
    tally.faults += [f"{sha} is not in the flight recorder" for sha in unflown]
    folder = register.folder / "papers"
    for row in reader.find(Publication):
        if not papers.place(folder, row.sha256).is_file():
            tally.faults.append(f"the paper {row.sha256} is not there")
    for copy in backup.copies(register.folder):
        if why := backup.defect(copy):
            tally.faults.append(f"{copy.path.name}: {why}")


def _sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
