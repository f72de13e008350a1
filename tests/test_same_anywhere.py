"""A public document is the same wherever and whenever it is made, and comes by one door alone."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from hashlib import sha256
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from secretariat.services.session import Session
from tests import board_files, public_board

ROOT = Path(__file__).parents[1]
CHILD = Path(__file__).with_name("made_elsewhere.py")
PLACES = {
    "ahead": (
        "37",
        {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1", "LC_ALL": "C", "PYTHONUTF8": "0"},
    ),
    "behind": (
        "-21",
        {"TZ": "America/Los_Angeles", "PYTHONHASHSEED": "4711", "LANG": "cy_GB.UTF-8"},
    ),
}


def elsewhere(folder: Path, years: str, **env: str) -> dict[str, Any]:
    """Return what is made of a copy of a register by a process in another place and time."""
    copy = copytree(folder, folder.with_name(f"copy {years}"))
    home = folder.with_name(f"home {years}")
    home.mkdir()
    ours = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG", "PYTHON"))}
    ours |= {"PYTHONPATH": str(ROOT), "PYTHONCOERCECLOCALE": "0", "HOME": str(home), **env}
    done = subprocess.run(
        [sys.executable, str(CHILD), str(copy), years],
        cwd=home,
        env=ours | {"USER": f"user{years}", "LOGNAME": f"user{years}"},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("layout", ["margin", pytest.param("lines", marks=pytest.mark.battery)])
def test_public_documents_are_the_same_anywhere(tmp_path: Path, layout: str) -> None:
    folder = tmp_path / "register"
    session = Session.open(folder, create=True)
    public_board.fill(session, layout)
    files = board_files.files(session)
    again = board_files.files(session)
    session.close()
    assert [key for key in files if files[key] != again[key]] == []
    here = {
        f"{kind} {form}": [name, sha256(data).hexdigest()]
        for (kind, form), (name, data) in files.items()
    }
    for years, env in PLACES.values():
        there = elsewhere(folder, years, **env)
        assert there["year"] != datetime.now().year, "the clock was not wrong"
        assert there["made"] == here


@cache
def _calls() -> Mapping[str, set[str]]:
    """Return the modules in which something is called, by the name of what is called."""
    found: dict[str, set[str]] = defaultdict(set)
    for path in (ROOT / "secretariat").rglob("*.py"):
        module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                for name in (getattr(node.func, "id", ""), getattr(node.func, "attr", "")):
                    found[name].add(module)
    return found


@pytest.mark.parametrize(
    ("door", "keepers"),
    [
        # Beside the loading of views: the words of a vote, which the window shows as it is typed,
        # those that fill the slots of standard wording, which go into what she writes, and the
        # meeting that was made up for looking at house styles.
        (
            "MeetingView",
            {
                "secretariat.services.slots",
                "secretariat.services.style_sample",
                "secretariat.services.views",
                "secretariat.services.vote_words",
            },
        ),
        ("ActionListView", {"secretariat.services.views"}),
        ("ForwardPlanView", {"secretariat.services.plan_views"}),
        ("BodyView", {"secretariat.services.body_documents"}),
        ("Composition", {"secretariat.services.finished"}),
        (
            "meeting_view",
            {
                "secretariat.services.views",
                "secretariat.services.body_documents",
                "secretariat.services.extracts",
                "secretariat.services.last_time",
                "secretariat.services.mail_drafts",
                "secretariat.services.packs",
                "secretariat.services.projected",
                "secretariat.services.publish",
                "secretariat.services.reminders",
                "secretariat.services.style_pages",
            },
        ),
        # The table of documents names these, and a composition calls what it finds there.
        *(
            (f"compose_{name}", set[str]())
            for name in ("agenda", "minutes", "actions", "attendance", "summons", "script")
        ),
        # The pages of a pack that are its own, beside its front.
        ("compose_stand_in", {"secretariat.services.packs"}),
        ("compose_pack_changes", {"secretariat.services.packs"}),
        ("Order", {"secretariat.render.client", "secretariat.ui.jobs"}),
        (
            "render_email",
            {
                "secretariat.render.dispatch",
                "secretariat.render.worker",
                "secretariat.services.finished",
            },
        ),
    ],
)
def test_documents_are_made_by_one_door(door: str, keepers: set[str]) -> None:
    assert _calls().get(door, set()) == keepers
