"""What there is to know of this machine before a sitting; nothing is changed by looking."""

import contextlib
import shutil
import sys
from pathlib import Path

from sqlite_utils.utils import sqlite3  # type: ignore[attr-defined]

from majilis_tui.procedure.timing import moment
from majilis_tui.readiness import Facts
from majilis_tui.record.file import LEAST_ENGINE

MOUNTS = Path("/proc/mounts")
POWER = Path("/sys/class/power_supply")


def facts(
    path: Path,
    date: str,
    now: str,
    *,
    newest: str | None,
    mirror: Path | None,
    size: tuple[int, int],
) -> Facts:
    """Return what is found on this machine for a sitting's file under a path, made or not."""
    battery, mains = power()
    return Facts(
        now=now,
        utc_offset=utc_offset(now),
        newest=newest,
        date=date,
        free_bytes=_free(path),
        file_system=file_system(path, _read(MOUNTS)),
        engine=sqlite3.sqlite_version_info,
        least_engine=LEAST_ENGINE,
        mirror=None if mirror is None else str(mirror),
        mirror_apart=mirror is not None and apart(path, mirror),
        cells=size[0],
        lines=size[1],
        utf8=(getattr(sys.__stdout__, "encoding", None) or "utf-8").lower().startswith("utf"),
        battery=battery,
        mains=mains,
    )


def utc_offset(now: str) -> int:
    """Return by how many seconds this machine's local time is ahead of UTC at a moment."""
    ahead = moment(now).astimezone().utcoffset()
    return 0 if ahead is None else int(ahead.total_seconds())


def existing(path: Path) -> Path:
    """Return a path, or the nearest folder above it that there is."""
    found = path.absolute()
    while not found.exists() and found != found.parent:
        found = found.parent
    return found


def apart(one: Path, other: Path) -> bool:
    """Say whether two paths lie on different media, as far as the machine tells."""
    try:
        return existing(one).stat().st_dev != existing(other).stat().st_dev
    except OSError:
        return False


def file_system(path: Path, mounts: str) -> str | None:
    """Return the kind of file system that a path is on, by the kernel's list; None if unknown."""
    place = existing(path).resolve()
    best, kind = -1, None
    for line in mounts.splitlines():
        words = line.split(" ")
        if len(words) < 3:
            continue
        point = Path(words[1].replace("\\040", " "))
        # Of two on one point the later lies on top.
        if place.is_relative_to(point) and len(point.parts) >= best:
            best, kind = len(point.parts), words[2]
    return kind


def power(supplies: Path = POWER) -> tuple[int | None, bool | None]:
    """Return the battery's charge in percent and whether the machine is plugged in."""
    charges, plugged = [], []
    with contextlib.suppress(OSError):
        for supply in sorted(supplies.iterdir()):
            kind = _read(supply / "type").strip()
            if kind == "Mains":
                plugged.append(_read(supply / "online").strip() == "1")
            elif kind == "Battery" and _read(supply / "scope").strip() != "Device":
                charge = _read(supply / "capacity").strip()
                if charge.isdecimal():
                    charges.append(int(charge))
                plugged += [False] if _read(supply / "status").strip() == "Discharging" else []
    return (min(charges) if charges else None), (any(plugged) if plugged else None)


def _free(path: Path) -> int | None:
    try:
        return shutil.disk_usage(existing(path)).free
    except OSError:
        return None


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
