"""The fences that a child puts round itself before it opens anything.

What the system can hold it to, the system does: address space and computing time on Linux, a job
object on Windows. Where it cannot, as with memory on macOS, a thread watches. The parent ends the
child at the limit of the clock whatever happens in it.
"""

from __future__ import annotations

import ctypes
import os
import sys
import threading
import time
from collections.abc import Callable

from secretariat.packs.limits import Limits

OUT_OF_MEMORY = 81
"""With which a child ends that has taken more memory than it may."""
ORPHANED = 82
"""With which a child ends whose parent has gone, or that has outlived its time."""
_EVERY = 0.2
_SPARE = 5.0
"""Seconds by which the child outlives the limit that its parent holds it to."""


def put_up(limits: Limits) -> None:
    """Hold this process to its limits from now on."""
    if sys.platform == "win32":
        _job_object(limits)
    else:
        _resource_limits(limits)
    used = _memory_used()
    if used is not None and sys.platform != "linux":
        threading.Thread(target=_watch_memory, args=(used, limits.memory), daemon=True).start()
    timer = threading.Timer(limits.seconds + _SPARE, os._exit, args=(ORPHANED,))
    timer.daemon = True
    timer.start()


if sys.platform != "win32":

    def _resource_limits(limits: Limits) -> None:
        import resource

        def lower(kind: int, most: int) -> None:
            _, hard = resource.getrlimit(kind)
            if hard != resource.RLIM_INFINITY:
                most = min(most, hard)
            # macOS refuses some limits below what is in use; the watching thread is left then.
            try:
                resource.setrlimit(kind, (most, hard))
            except (ValueError, OSError):
                return

        seconds = int(limits.seconds) + int(_SPARE)
        lower(resource.RLIMIT_CPU, seconds)
        lower(resource.RLIMIT_CORE, 0)
        lower(resource.RLIMIT_FSIZE, limits.made_size)
        lower(resource.RLIMIT_NOFILE, 256)
        if sys.platform == "linux":
            lower(resource.RLIMIT_AS, limits.memory)


if sys.platform == "win32":

    class _Basic(ctypes.Structure):
        _fields_ = (
            ("PerProcessUserTimeLimit", ctypes.c_int64),
            ("PerJobUserTimeLimit", ctypes.c_int64),
            ("LimitFlags", ctypes.c_uint32),
            ("MinimumWorkingSetSize", ctypes.c_size_t),
            ("MaximumWorkingSetSize", ctypes.c_size_t),
            ("ActiveProcessLimit", ctypes.c_uint32),
            ("Affinity", ctypes.c_size_t),
            ("PriorityClass", ctypes.c_uint32),
            ("SchedulingClass", ctypes.c_uint32),
        )

    class _Extended(ctypes.Structure):
        _fields_ = (
            ("Basic", _Basic),
            ("IoInfo", ctypes.c_uint64 * 6),
            ("ProcessMemoryLimit", ctypes.c_size_t),
            ("JobMemoryLimit", ctypes.c_size_t),
            ("PeakProcessMemoryUsed", ctypes.c_size_t),
            ("PeakJobMemoryUsed", ctypes.c_size_t),
        )

    def _job_object(limits: Limits) -> None:
        """Put this process into a job of its own: memory, time, no children, dies with its handle.

        Names and numbers are those of JOBOBJECT_EXTENDED_LIMIT_INFORMATION (winnt.h).
        """
        process_time, active, no_dialog, memory = 0x2, 0x8, 0x400, 0x100
        wanted = _Extended()
        wanted.Basic.LimitFlags = process_time | active | no_dialog | memory
        wanted.Basic.PerProcessUserTimeLimit = int((limits.seconds + _SPARE) * 10_000_000)
        wanted.Basic.ActiveProcessLimit = 1
        wanted.ProcessMemoryLimit = limits.memory
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.CreateJobObjectW.restype = ctypes.c_void_p
        kernel.GetCurrentProcess.restype = ctypes.c_void_p
        kernel.SetInformationJobObject.argtypes = (
            ctypes.c_void_p,
            ctypes.c_int,
            ctypes.c_void_p,
            ctypes.c_uint32,
        )
        kernel.AssignProcessToJobObject.argtypes = (ctypes.c_void_p, ctypes.c_void_p)
        job = kernel.CreateJobObjectW(None, None)
        if job and kernel.SetInformationJobObject(
            job, 9, ctypes.byref(wanted), ctypes.sizeof(wanted)
        ):
            kernel.AssignProcessToJobObject(job, kernel.GetCurrentProcess())


def _memory_used() -> Callable[[], int] | None:
    """Return what reads the memory that this process has taken, in bytes."""
    if sys.platform == "win32":
        return None
    import resource

    unit = 1 if sys.platform == "darwin" else 1024
    return lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def _watch_memory(used: Callable[[], int], most: int) -> None:
    while used() <= most:
        time.sleep(_EVERY)
    os._exit(OUT_OF_MEMORY)
