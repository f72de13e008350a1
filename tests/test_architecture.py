"""The rules of the house, proved on every run: a rule that is tested cannot rot.

The stairs and the forbidden imports are contracts of import-linter in `pyproject.toml`. What a
graph of imports cannot say is looked for here in the syntax trees. Each checker is itself tried
on a planted violation below, so that it is known to fail when it should.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "secretariat"

LONGEST_MODULE = 500
LONGEST_FUNCTION = 60

# Time is passed in: what these rooms say depends on what they are given and on nothing else.
CLOCKLESS = ("models", "documents", "render", "packs")
CLOCKS = {
    "time": {"time", "time_ns", "localtime", "gmtime"},
    "datetime": {"now", "utcnow", "today"},
    "date": {"today"},
}

SQL = re.compile(
    r"^\s*(SELECT\s|INSERT\s+(OR\s+\w+\s+)?INTO\s|UPDATE\s+\w+\s+SET\s|DELETE\s+FROM\s|PRAGMA\s"
    r"|ATTACH\s+DATABASE\s|BEGIN\s+IMMEDIATE"
    r"|(CREATE|DROP)\s+(TEMP\s+)?(TABLE|INDEX|TRIGGER|VIEW|UNIQUE\s+INDEX|VIRTUAL\s+TABLE)\s)"
)

# Squashed into "PySide6" by the import graph, so looked for by name.
ONLINE_QT = re.compile(r"^PySide6\.(QtNetwork|QtWeb\w*|QtHttpServer|QtRemoteObjects)\b")

# What the models may import beside themselves and the standard library.
BELOW_MODELS = {"secretariat", "secretariat.models", "secretariat.errors"}

# Not before the first window: each costs a tenth of a second or more at start-up.
HEAVY = (
    "docx",
    "hunspell",
    "icalendar",
    "jsonschema",
    "markdown_it",
    "pikepdf",
    "pypdfium2",
    "reportlab",
    "spylls",
    "sqlite_utils",
)


# ---------------------------------------------------------------------------------- checkers


def long_module(source: str) -> list[str]:
    """Find a module that has outgrown one reading."""
    lines = source.count("\n")
    return [f"{lines} lines, more than {LONGEST_MODULE}"] if lines > LONGEST_MODULE else []


def long_functions(source: str) -> list[str]:
    """Find functions and methods, docstring included, that have outgrown one screen."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > LONGEST_FUNCTION:
                found.append(f"line {node.lineno}: {node.name} has {lines} lines")
    return found


def event_pumping(source: str) -> list[str]:
    """Find `processEvents`: it lets a key press run in the middle of another command."""
    return [
        f"line {node.lineno}: processEvents"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Attribute) and node.attr == "processEvents"
    ]


def kept_parents(source: str) -> list[str]:
    """Find classes that go away by themselves and keep the parent that they hand to Qt.

    While such an object is being deleted Python lets go of what it kept. A window that nobody else
    holds then dies too, and deletes its child, which is being deleted, once more.
    """
    found = []
    for made in ast.walk(ast.parse(source)):
        if not isinstance(made, ast.ClassDef):
            continue
        nodes = list(ast.walk(made))
        if not any(ast.unparse(n) == "self.deleteLater" for n in nodes if _is_attribute(n)):
            continue
        calls = [n for n in nodes if isinstance(n, ast.Call)]
        begun = [n for n in calls if ast.unparse(n.func).endswith("__init__")]
        handed = {a.id for n in begun for a in n.args if isinstance(a, ast.Name)}
        found += [
            f"line {n.lineno}: {made.name} keeps {n.id}"
            for assigned in nodes
            if isinstance(assigned, ast.Assign | ast.AnnAssign) and _is_kept(assigned)
            for n in ast.walk(assigned.value or assigned)
            if isinstance(n, ast.Name) and n.id in handed and not _is_called(assigned, n)
        ]
    return found


def _is_attribute(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute)


def _is_kept(node: ast.Assign | ast.AnnAssign) -> bool:
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    return any(_is_attribute(part) for target in targets for part in ast.walk(target))


def _is_called(node: ast.AST, name: ast.Name) -> bool:
    """Say whether a name is only handed on, to a call or for one of its attributes."""
    users = [n for n in ast.walk(node) if isinstance(n, ast.Call | ast.Attribute)]
    return any(name in ast.walk(user) for user in users if user is not node)


def clock_reading(source: str) -> list[str]:
    """Find readings of the clock, under the names that the module gives to what it imports."""
    tree = ast.parse(source)
    names = {"time": "time", "datetime": "datetime", "date": "date"}
    bare: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "time":
            bare |= {a.asname or a.name: a.name for a in node.names if a.name in CLOCKS["time"]}
        elif isinstance(node, ast.Import | ast.ImportFrom):
            names |= {a.asname: a.name for a in node.names if a.asname and a.name in CLOCKS}
    return [
        f"line {node.lineno}: {ast.unparse(node)}"
        for node in ast.walk(tree)
        if (isinstance(node, ast.Attribute) and _is_clock(node, names))
        or (isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in bare)
    ]


def _is_clock(node: ast.Attribute, names: dict[str, str]) -> bool:
    owner = node.value
    name = owner.attr if isinstance(owner, ast.Attribute) else getattr(owner, "id", "")
    return node.attr in CLOCKS.get(names.get(name, ""), set())


def sql_strings(source: str) -> list[str]:
    """Find strings that begin as a statement of SQL does."""
    return [
        f"line {node.lineno}: {node.value.strip()[:40]!r}"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and SQL.match(node.value)
    ]


def online_qt(source: str) -> list[str]:
    """Find the parts of Qt that can speak to a network."""
    return [name for name in imported(source) if ONLINE_QT.match(name)]


def foreign_imports(source: str) -> list[str]:
    """Find imports of the models that are neither the standard library nor below them."""
    return [
        name
        for name in imported(source)
        if name.partition(".")[0] not in sys.stdlib_module_names
        and not any(
            name == room or name.startswith(f"{room}.") for room in BELOW_MODELS - {"secretariat"}
        )
    ]


def undocumented(source: str) -> list[str]:
    """Find a module or a public function that does not say what it is for."""
    tree = ast.parse(source)
    found = [] if not source.strip() or ast.get_docstring(tree) else ["the module"]
    for node in tree.body:
        if (
            isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
            and not node.name.startswith("_")
            and not ast.get_docstring(node)
        ):
            found.append(f"line {node.lineno}: {node.name}")
    return found


def imported(source: str) -> list[str]:
    """Return the dotted names that a module imports, wherever in it the import stands."""
    names = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names += [f"{node.module}.{alias.name}" for alias in node.names]
    return names


# ------------------------------------------------------------------------------- the house


def modules(*rooms: str, without: str = "") -> Iterator[Path]:
    """Yield the modules of the package, or of some of its rooms."""
    for path in sorted(PACKAGE.rglob("*.py")):
        room = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
        if (not rooms or room in rooms) and room != without:
            yield path


def report(check: Callable[[str], list[str]], paths: Iterator[Path]) -> str:
    """Return what a checker finds in some files, a line each; empty when all is well."""
    return "\n".join(
        f"{path.relative_to(ROOT).as_posix()}: {finding}"
        for path in paths
        for finding in check(path.read_text(encoding="utf-8"))
    )


def everything() -> Iterator[Path]:
    """Yield the package, the tests and the starter."""
    yield from modules()
    yield from sorted((ROOT / "tests").rglob("*.py"))
    yield ROOT / "dev.py"


def test_imports_keep_to_the_contracts() -> None:
    command = [
        sys.executable,
        "-c",
        "import sys; from importlinter.cli import lint_imports_command as lint; lint()",
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]


def test_modules_fit_one_reading() -> None:
    assert report(long_module, everything()) == ""


def test_functions_fit_one_screen() -> None:
    assert report(long_functions, everything()) == ""


def test_events_are_never_pumped() -> None:
    assert report(event_pumping, modules()) == ""


def test_what_goes_away_by_itself_keeps_no_parent() -> None:
    assert report(kept_parents, modules("ui")) == ""


def test_the_core_reads_no_clock() -> None:
    assert report(clock_reading, modules(*CLOCKLESS)) == ""


def test_only_the_store_speaks_sql() -> None:
    assert report(sql_strings, modules(without="store")) == ""


def test_qt_is_used_offline() -> None:
    assert report(online_qt, modules()) == ""


def test_models_stand_on_the_standard_library() -> None:
    assert report(foreign_imports, modules("models")) == ""


def test_public_things_say_what_they_are_for() -> None:
    assert report(undocumented, modules()) == ""


def test_packaging_is_no_package() -> None:
    # It would hide the library of that name, which pytest imports.
    assert not list((ROOT / "packaging").rglob("__init__.py"))


def test_nothing_heavy_is_imported_before_the_first_window() -> None:
    code = f"import sys, secretariat.app; print([m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.stdout.strip() == "[]", done.stdout + done.stderr


# ------------------------------------------------------------------- the checkers, checked


SELF_DELETING = """
class Leaving(QObject):
    def __init__(self, p):
        super().__init__(p)
        self.kept = {}

    def end(self):
        self.deleteLater()
"""

PLANTED = [
    (long_module, "x = 1\n" * 501, "x = 1\n" * 500),
    (long_functions, "def f():\n" + "    x = 1\n" * 60, "def f():\n" + "    x = 1\n" * 59),
    (long_functions, "class C:\n  async def f(self):\n" + "    x = 1\n" * 60, "class C: pass"),
    (event_pumping, "app.processEvents()", "app.exec()"),
    (event_pumping, "pump = QCoreApplication.processEvents", "'processEvents()'"),
    (kept_parents, SELF_DELETING.format("p"), SELF_DELETING.format("Edition(p)")),
    (kept_parents, SELF_DELETING.format("(1, p)"), SELF_DELETING.format("p.width()")),
    (clock_reading, "import time\nx = time.time()", "import time\nx = time.monotonic()"),
    (clock_reading, "from time import time as now\nx = now()", "def now(): ...\nx = now()"),
    (clock_reading, "import datetime as dt\nx = dt.datetime.now(dt.UTC)", "x = clock.now()"),
    (clock_reading, "from datetime import datetime\nx = datetime.utcnow()", "x = meeting.date"),
    (clock_reading, "from datetime import date as Day\nx = Day.today()", "x = rule.today"),
    (clock_reading, "import datetime\nf = datetime.date.today", "x = datetime.date(2018, 7, 19)"),
    (sql_strings, "q = 'SELECT id FROM body'", "q = 'Select a body'"),
    (sql_strings, "q = f'''\n  UPDATE {'t'} SET x'''\nr = 'UPDATE body SET x = 1'", "q = 'UPDATE'"),
    (sql_strings, "q = f'DELETE FROM {table}'", "q = 'Delete from the list'"),
    (sql_strings, "q = 'CREATE TEMP TRIGGER t'", "q = 'CREATE A BODY'"),
    (sql_strings, "q = 'INSERT OR IGNORE INTO t VALUES (1)'", "q = 'INSERT A HEADING'"),
    (sql_strings, "q = 'PRAGMA user_version'", "q = 'PRAGMATIC'"),
    (online_qt, "from PySide6 import QtNetwork", "from PySide6 import QtWidgets"),
    (online_qt, "from PySide6.QtWebEngineWidgets import QWebEngineView", "import PySide6.QtGui"),
    (foreign_imports, "import click", "import enum"),
    (foreign_imports, "def f():\n    from secretariat.store import x", "import datetime"),
    (foreign_imports, "from secretariat import services", "from secretariat import errors"),
    (undocumented, "x = 1", "'''A module.'''\ndef _f(): ..."),
    (undocumented, "'''A module.'''\ndef f(): ...", "'''A module.'''\ndef f(): '''Do it.'''"),
]


@pytest.mark.parametrize(("check", "bad", "good"), PLANTED)
def test_checkers_find_what_is_planted(
    check: Callable[[str], list[str]], bad: str, good: str
) -> None:
    assert check(bad)
    assert not check(good)


CONTRACT_BREAKERS = {
    "models/planted.py": "import secretariat.services",
    "documents/planted.py": "import secretariat.store",
    "services/planted.py": "from PySide6.QtCore import QObject",
    "services/counted.py": "import sqlite3",
    "store/planted.py": "import secretariat.render",
    "store/drawn.py": "import reportlab",
    "render/planted.py": "import pikepdf",
    "ui/planted.py": "import urllib.parse",
    "ui/spoken.py": "import sqlite_utils",
    "models/clocked.py": "import time",
}


def test_contracts_find_what_is_planted(tmp_path: Path) -> None:
    """Every planted import, in a copy of the bare rooms, is named by a broken contract."""
    (tmp_path / "pyproject.toml").write_bytes((ROOT / "pyproject.toml").read_bytes())
    for room in ("", "ui", "services", "store", "render", "documents", "models"):
        folder = tmp_path / "secretariat" / room
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "__init__.py").touch()
    for name, source in CONTRACT_BREAKERS.items():
        (tmp_path / "secretariat" / name).write_text(source + "\n", encoding="utf-8")
    code = (
        "import sys; sys.path.insert(0, '.');"
        "from importlinter.cli import lint_imports_command as lint; lint(['--no-cache'])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1, done.stdout + done.stderr
    found = set(re.findall(r"secretariat\.(\w+\.\w+) -> ", done.stdout))
    expected = {name.removesuffix(".py").replace("/", ".") for name in CONTRACT_BREAKERS}
    assert expected <= found, done.stdout
