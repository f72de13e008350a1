"""Where a register may lie: on a disk of this computer that no other program copies about.

118 of 120 copies that a sync client took of a live register were unusable, and file locks on
remote disks do not hold. Finished backups may lie anywhere.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path, PureWindowsPath

from secretariat.errors import KnownError

_NAMES = {
    "onedrive": "OneDrive",
    "dropbox": "Dropbox",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "google drive streaming": "Google Drive",
    "drivefs": "Google Drive",
    "icloud drive": "iCloud",
    "iclouddrive": "iCloud",
    "icloud~": "iCloud",
    "mobile documents": "iCloud",
    "com~apple~clouddocs": "iCloud",
    "sharepoint": "SharePoint",
    "box sync": "Box",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "pcloud drive": "pCloud",
    "pclouddrive": "pCloud",
    "cloudstorage": "a synchronised folder",
}
_WITH_TENANT = ("onedrive - ", "onedrive-", "dropbox (", "sharepoint - ", "googledrive-", "box-box")
"""Beginnings of folder names that go on with the name of an organisation or account."""

_MARKS = {
    ".849C9593-D756-4E56-8D6E-42412F2A707B": "OneDrive",
    ".dropbox": "Dropbox",
    ".stfolder": "Syncthing",
    ".nextcloudsync.log": "Nextcloud",
    ".owncloudsync.log": "ownCloud",
}
"""Files and folders that sync clients leave at the top of what they copy."""

_REMOTE = {
    "nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "davfs", "ncpfs", "fuse.sshfs", "fuse.rclone",
    "fuse.gvfsd-fuse", "fuse.davfs2", "fuse.google-drive-ocamlfuse", "fuse.onedriver",
}  # fmt: skip


class SyncedFolderError(KnownError):
    """A register was asked for where one may not lie; `service` says who copies the folder."""

    def __init__(self, folder: Path, service: str) -> None:
        self.service = service
        super().__init__(
            f"A register cannot be kept in {folder}: {service} would damage it while it is being"
            " written. Choose or move it to a folder that stays on this computer; finished"
            " backups may lie there."
        )


def refuse_unsafe(folder: Path) -> None:
    """Raise SyncedFolderError when `folder` is synchronised or lies on another computer."""
    service = synced_by(folder) or ("the network" if is_remote(folder) else "")
    if service:
        raise SyncedFolderError(folder, service)


def synced_by(folder: Path) -> str:
    """Return the name of the service that copies `folder`, or nothing."""
    real = _real(folder)
    for path in {folder, real}:
        for part in path.parts:
            if service := _by_name(part.casefold()):
                return service
    for variable in ("OneDrive", "OneDriveCommercial", "OneDriveConsumer"):
        root = os.environ.get(variable)
        if root and real.is_relative_to(_real(Path(root))):
            return "OneDrive"
    for place in (real, *real.parents):
        for mark, service in _MARKS.items():
            if os.path.exists(place / mark):  # unlike Path.exists, for any name
                # ~/.dropbox is where the client keeps its settings, whatever it copies.
                if place == Path.home() and mark == ".dropbox":
                    continue
                return service
    return ""


def _by_name(part: str) -> str:
    if part in _NAMES:
        return _NAMES[part]
    return next((_NAMES.get(_bare(s), "a synchronised folder") for s in _WITH_TENANT
                 if part.startswith(s)), "")  # fmt: skip


def _bare(start: str) -> str:
    return start.rstrip(" -(")


def _real(folder: Path) -> Path:
    try:
        return folder.resolve()
    except (OSError, RuntimeError):
        return folder.absolute()


def is_remote(folder: Path) -> bool:
    """Say whether `folder` lies on another computer, as far as the system tells."""
    text = str(folder)
    if text.startswith(("\\\\", "//")) and not text.startswith(("\\\\?\\", "\\\\.\\")):
        return True
    if sys.platform == "win32":
        import ctypes

        drive = PureWindowsPath(_real(folder)).drive
        return drive.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(drive + "\\") == 4
    if sys.platform.startswith("linux"):
        try:
            mounts = Path("/proc/mounts").read_text("utf-8", "surrogateescape").splitlines()
        except OSError:
            return False
        return file_system(_real(folder), mounts) in _REMOTE
    return False


def file_system(folder: Path, mounts: Iterable[str]) -> str:
    """Return the kind of file system of `folder`, from lines like those of /proc/mounts."""
    best, kind = -1, ""
    for line in mounts:
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        point = Path(fields[1].replace("\\040", " "))
        depth = len(point.parts)
        if depth >= best and (folder == point or point in folder.parents):
            best, kind = depth, fields[2]
    return kind
