"""Bytes on disk under their own SHA-256: written once, synced before any row names them."""

import hashlib
import os
import tempfile
from pathlib import Path

from django.conf import settings


class FileDamaged(OSError):
    """What is on the disk is not what was stored, or it is gone."""


def keep(data: bytes) -> str:
    """Write the bytes and return their SHA-256. On return they are on the disk, with their name."""
    digest = hashlib.sha256(data).hexdigest()
    path = _path(digest)
    if fault(digest, len(data)) is None:
        return digest
    for folder in (settings.FILES, path.parent):
        _make_folder(folder)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    _sync(path.parent)
    return digest


def fetch(digest: str) -> bytes:
    """Read the bytes back; raise FileDamaged unless they are the same."""
    try:
        data = _path(digest).read_bytes()
    except FileNotFoundError:
        raise FileDamaged(f"{digest} is not on the disk") from None
    if hashlib.sha256(data).hexdigest() != digest:
        raise FileDamaged(f"{digest} has been changed on the disk")
    return data


def fault(digest: str, size: int) -> str | None:
    """Tell what is wrong with a kept file, or None."""
    path = _path(digest)
    if not path.exists():
        return "is not on the disk"
    if path.stat().st_size != size:
        return f"has {path.stat().st_size} bytes instead of {size}"
    with path.open("rb") as file:
        if hashlib.file_digest(file, "sha256").hexdigest() != digest:
            return "has been changed on the disk"
    return None


def _path(digest: str) -> Path:
    return Path(settings.FILES) / digest[:2] / digest


def _make_folder(folder: Path) -> None:
    if not folder.exists():
        folder.mkdir(parents=True, exist_ok=True)
        _sync(folder.parent)


def _sync(folder: Path) -> None:
    """Sync a folder: a new name is only durable once its folder is."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
