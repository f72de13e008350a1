"""The child process that looks words up: questions go out, answers come back, nobody waits."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QProcess, Signal, Slot

Answered = Callable[[dict[str, Any]], None]

_TRIES = 3
"""How often a child that ended by itself is started again."""
STOPPED = "Spelling has stopped working; it begins again with the program."


class SpellingLane(QObject):
    """One child and the questions that it has not answered.

    `told` says which library it uses, or with an empty name why there is none. A question that a
    child took with it is asked again of the next one.
    """

    told = Signal(str, str)

    def __init__(self, parent: QObject | None = None, command: tuple[str, ...] = ()) -> None:
        super().__init__(parent)
        self._command = command or worker_command()
        self._process: QProcess | None = None
        self._open: dict[int, tuple[dict[str, Any], Answered]] = {}
        self._number = self._ends = 0
        self._is_over = False

    def ask(self, question: dict[str, Any], then: Answered) -> None:
        """Ask; the child is started where it does not run. Nothing comes back once it is over."""
        if self._is_over:
            return
        self._number += 1
        whole = {"number": self._number, **question}
        self._open[self._number] = (whole, then)
        if self._process is None:
            self._start()
        else:
            self._write(whole)

    def begin(self) -> None:
        """Start the child before the first question, which tells whether it can."""
        if self._process is None and not self._is_over:
            self._start()

    def close(self) -> None:
        """End the child; what was asked is answered no more."""
        self._is_over = True
        self._open.clear()
        process, self._process = self._process, None
        if process is None:
            return
        process.readyReadStandardOutput.disconnect(self._read)
        process.finished.disconnect(self._ended)
        process.errorOccurred.disconnect(self._failed)
        process.closeWriteChannel()
        process.kill()
        process.waitForFinished(1000)
        process.deleteLater()

    def _start(self) -> None:
        process = QProcess(self)
        process.setStandardErrorFile(QProcess.nullDevice())
        process.readyReadStandardOutput.connect(self._read)
        process.finished.connect(self._ended)
        process.errorOccurred.connect(self._failed)
        self._process = process
        program, *arguments = self._command
        process.start(program, arguments)
        for question, _ in self._open.values():
            self._write(question)

    def _write(self, question: dict[str, Any]) -> None:
        if self._process is not None:
            self._process.write(json.dumps(question).encode("ascii") + b"\n")

    @Slot()
    def _read(self) -> None:
        while self._process is not None and self._process.canReadLine():
            reply = json.loads(bytes(self._process.readLine().data()))
            if "library" in reply:
                self.told.emit(reply["library"], "")
            elif "missing" in reply:
                self.close()
                self.told.emit("", reply["missing"])
            else:
                _, then = self._open.pop(reply["number"], (None, _nobody))
                then(reply)

    @Slot(QProcess.ProcessError)
    def _failed(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._ended()

    @Slot()
    def _ended(self, *_: object) -> None:
        """Start another child for what is open; after some that ended give up, and say so."""
        process, self._process = self._process, None
        if process is not None:
            process.deleteLater()
        self._ends += 1
        if self._ends > _TRIES:
            self._is_over = True
            self._open.clear()
            self.told.emit("", STOPPED)
        elif self._open:
            self._start()


def _nobody(_: dict[str, Any]) -> None:
    """Take an answer that nobody waits for."""


def worker_command() -> tuple[str, ...]:
    """Return the command that starts a child: this Python, or this program when it is frozen."""
    if getattr(sys, "frozen", False):
        return (sys.executable, "--spelling-worker")
    return (sys.executable, "-m", "secretariat.spelling.worker")
