"""What is kept between runs: theme and language, and which sittings were open lately."""

import contextlib
import json
import os
from pathlib import Path

import msgspec

from majilis_tui import languages
from majilis_tui.locations import settings_file, state_folder

MOST_RECENT = 12


def saved_theme() -> str | None:
    """Return the theme kept, None if there is none."""
    return _kept("theme")


def save_theme(theme: str) -> None:
    """Keep the theme; what cannot be written is left."""
    _keep("theme", theme)


def speak(asked: str | None) -> None:
    """Speak the language asked for, else the one kept, else the environment's."""
    languages.use(asked or _kept("language") or languages.preferred())


def speak_next(*, keep: bool = True) -> None:
    """Speak the next language from now on, and at the next start too if it is kept."""
    spoken = languages.LANGUAGES
    languages.use(spoken[(spoken.index(languages.language()) + 1) % len(spoken)])
    if keep:
        _keep("language", languages.language())


def _kept(name: str) -> str | None:
    try:
        kept = msgspec.toml.decode(settings_file().read_text(encoding="utf-8"))
    except (OSError, ValueError, msgspec.DecodeError):
        return None
    value = kept.get(name) if isinstance(kept, dict) else None
    return value if isinstance(value, str) else None


def _keep(name: str, value: str) -> None:
    with contextlib.suppress(OSError, UnicodeDecodeError):
        path = settings_file()
        path.parent.mkdir(parents=True, exist_ok=True)
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        others = [line for line in lines if line.partition("=")[0].strip() != name]
        path.write_text("\n".join([f'{name} = "{value}"', *others, ""]), encoding="utf-8")


def _recent_file() -> Path:
    return state_folder() / "recent.json"


def recent() -> list[Path]:
    """Return the sittings that were open lately and still exist, newest first."""
    try:
        listed = json.loads(_recent_file().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    if not isinstance(listed, list):
        return []
    return [Path(path) for path in listed if isinstance(path, str) and Path(path).exists()]


def remember(path: Path) -> None:
    """Put a sitting first in the list: nothing but its path is kept."""
    absolute = str(path.absolute())
    listed = [absolute, *(str(p) for p in recent() if str(p) != absolute)][:MOST_RECENT]
    with contextlib.suppress(OSError):
        folder = state_folder()
        folder.mkdir(parents=True, exist_ok=True)
        fresh = folder / f"recent.json.{os.getpid()}"
        fresh.write_text(json.dumps(listed, ensure_ascii=False), encoding="utf-8")
        fresh.replace(_recent_file())
