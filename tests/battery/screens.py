"""A display without a monitor, whose screens come and go as they are told."""

from __future__ import annotations

import ctypes
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

OWN, ROOM = (0, 0, 1440, 900), (1440, 0, 1024, 768)


class _Monitor(ctypes.Structure):
    """What RandR calls a monitor (Xrandr.h)."""

    _fields_ = (
        ("name", ctypes.c_ulong), ("primary", ctypes.c_int), ("automatic", ctypes.c_int),
        ("outputs_count", ctypes.c_int), ("x", ctypes.c_int), ("y", ctypes.c_int),
        ("width", ctypes.c_int), ("height", ctypes.c_int), ("wide_mm", ctypes.c_int),
        ("high_mm", ctypes.c_int), ("outputs", ctypes.c_void_p),
    )  # fmt: skip


class Screens:
    """The screens of a display. `plug` and `unplug` are what a hand does with a cable."""

    def __init__(self, display: str) -> None:
        self.display = display
        self._x: Any = ctypes.CDLL("libX11.so.6")
        self._randr: Any = ctypes.CDLL("libXrandr.so.2")
        self._x.XOpenDisplay.restype = ctypes.c_void_p
        self._x.XDefaultRootWindow.restype = self._x.XInternAtom.restype = ctypes.c_ulong
        self._randr.XRRAllocateMonitor.restype = ctypes.POINTER(_Monitor)
        self._open = ctypes.c_void_p(self._x.XOpenDisplay(display.encode()))
        self._root = ctypes.c_ulong(self._x.XDefaultRootWindow(self._open))

    def plug(self, name: str, place: tuple[int, int, int, int], *, primary: bool = False) -> None:
        """Add a screen."""
        made = self._randr.XRRAllocateMonitor(self._open, 0)
        one = made.contents
        one.name, one.primary = self._atom(name), primary
        one.x, one.y, one.width, one.height = place
        one.wide_mm, one.high_mm = place[2] // 4, place[3] // 4
        self._randr.XRRSetMonitor(self._open, self._root, made)
        self._x.XSync(self._open, 0)

    def unplug(self, name: str) -> None:
        """Take a screen away."""
        self._randr.XRRDeleteMonitor(self._open, self._root, ctypes.c_ulong(self._atom(name)))
        self._x.XSync(self._open, 0)

    def close(self) -> None:
        self._x.XCloseDisplay(self._open)

    def _atom(self, name: str) -> int:
        return int(self._x.XInternAtom(self._open, name.encode(), 0))


@contextmanager
def two_screens() -> Iterator[Screens]:
    """Start a display with the officer's screen and the room's. OSError where there is none."""
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "2464x900x24", "-nolisten", "tcp"],
        pass_fds=(writing,),
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    try:
        with os.fdopen(reading) as told:
            display = f":{told.readline().strip()}"
        screens = Screens(display)
        screens.plug("Own", OWN, primary=True)
        screens.plug("Room", ROOM)
        yield screens
        screens.close()
    finally:
        server.terminate()
        server.wait(10)
