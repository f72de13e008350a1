"""Makes every public document of a register in a process of its own, years away, and prints them.

Run as a program: the folder of the register, and the years by which its clock is wrong.
"""

from __future__ import annotations

import datetime
import json
import locale
import sys
import time
from hashlib import sha256
from pathlib import Path

LOCALES = ("tr_TR.UTF-8", "de_DE.UTF-8", "cy_GB.UTF-8", "C")


def set_clock(years: int) -> None:
    """Make every clock that Python code may read wrong by that many years."""
    shift = years * 365.25 * 86_400
    now, today = time.time, datetime.datetime

    class Datetime(today):
        @classmethod
        def now(cls, tz: datetime.tzinfo | None = None) -> datetime.datetime:
            return cls.fromtimestamp(time.time(), tz)

        @classmethod
        def utcnow(cls) -> datetime.datetime:
            return cls.fromtimestamp(time.time(), datetime.UTC).replace(tzinfo=None)

    class Date(datetime.date):
        @classmethod
        def today(cls) -> datetime.date:
            return cls.fromtimestamp(time.time())

    local, utc, form = time.localtime, time.gmtime, time.strftime
    time.time = lambda: now() + shift
    time.localtime = lambda at=None: local(time.time() if at is None else at)
    time.gmtime = lambda at=None: utc(time.time() if at is None else at)
    time.strftime = lambda words, at=None: form(words, time.localtime() if at is None else at)
    datetime.datetime = Datetime  # type: ignore[misc]
    datetime.date = Date  # type: ignore[misc]


def set_locale() -> None:
    """Speak another language, where the machine knows one."""
    for name in LOCALES:
        try:
            locale.setlocale(locale.LC_ALL, name)
        except locale.Error:
            continue
        return


def main(folder: str, years: str) -> None:
    set_clock(int(years))
    set_locale()
    from secretariat.services.session import Session
    from tests import board_files

    session = Session.open(Path(folder))
    try:
        made = {
            f"{kind} {form}": [name, sha256(data).hexdigest()]
            for (kind, form), (name, data) in board_files.files(session).items()
        }
    finally:
        session.close()
    json.dump({"year": datetime.datetime.now().year, "made": made}, sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])
