"""The verdict of axe-core, in Chromium, on every document as a web page in every house style.

    apt-get install chromium && npm install axe-core
    python -m tests.battery.web_verdicts node_modules/axe-core/axe.min.js

Rules: WCAG 2.0, 2.1 and 2.2, levels A and AA, and axe's own best practice.
"""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from secretariat.models.kinds import Format
from secretariat.render.dispatch import render
from secretariat.services.session import Session
from tests import public_board
from tests.battery.verdicts import documents, styles
from tests.render.pdf_check import FONTS

_RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
_RUN = """<script>axe.run(document, {runOnly: %s}).then(found => {
  const told = list => list.map(one => one.id + ": " + one.nodes[0].html.slice(0, 120));
  const said = {passes: found.passes.length, faults: told(found.violations),
    unsure: told(found.incomplete)};
  document.documentElement.innerHTML = "<pre id=verdict></pre>";
  document.getElementById("verdict").textContent = JSON.stringify(said);
});</script>"""
_VERDICT = re.compile(r'<pre id="verdict">(.*?)</pre>', re.DOTALL)
_POLICY = re.compile(r"<meta http-equiv[^>]*>")


def pages(session: Session) -> Iterator[tuple[str, str]]:
    """Yield the name of each page and its HTML."""
    found = list(documents(session))
    for style in styles(session):
        for kind, document in found:
            name = f"{kind.value} in {style.name}{', large' if style.large else ''}"
            yield name, render(document, style, FONTS, Format.HTML).decode()


def verdict(browser: str, axe: str, page: str, folder: Path) -> dict[str, list[str] | int]:
    """Return what axe says of a page; the page may then run the scripts that it forbids."""
    file = folder / "page.html"
    run = _RUN % json.dumps(_RULES)
    watched = _POLICY.sub("", page).replace("</body>", f"<script>{axe}</script>{run}</body>")
    file.write_text(watched, "utf-8")
    made = subprocess.run(
        [browser, "--headless=new", "--no-sandbox", "--disable-gpu",
         "--virtual-time-budget=20000", f"--user-data-dir={folder / 'profile'}",
         "--dump-dom", file.as_uri()],
        capture_output=True, check=True, timeout=120, text=True,
    )  # fmt: skip
    said = _VERDICT.search(made.stdout)
    if said is None:
        raise RuntimeError("axe gave no verdict")
    found: dict[str, list[str] | int] = json.loads(html.unescape(said[1]))
    return found


def main(arguments: list[str]) -> int:
    """Print what was found, and how much passed; the status says whether everything did."""
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if len(arguments) != 1 or browser is None:
        print(__doc__)
        return 2
    axe = Path(arguments[0]).read_text("utf-8").replace("</script", "<\\/script")
    count = passes = faults = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        session = Session.open(folder / "register", create=True)
        try:
            public_board.fill(session, "margin")
            for title, page in pages(session):
                said = verdict(browser, axe, page, folder)
                found = [*list_of(said["faults"]), *list_of(said["unsure"])]
                count, faults = count + 1, faults + len(found)
                passes += said["passes"] if isinstance(said["passes"], int) else 0
                for one in found:
                    print(f"{title}: {one}")
        finally:
            session.close()
    print(f"{count} pages, {passes} rules passed, {faults} failed or left open")
    return int(bool(faults))


def list_of(found: list[str] | int) -> list[str]:
    return found if isinstance(found, list) else []


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
