"""Where rules are found: bundled with the program, or a user's own file."""

from importlib.resources import files
from pathlib import Path

from majilis_tui.procedure.rules import Rules, RulesError, read_rules_text


def bundled() -> list[str]:
    """Return the ids of the bundled rules, in alphabetical order."""
    folder = files("majilis_tui") / "rules"
    return sorted(
        entry.name.removesuffix(".toml")
        for entry in folder.iterdir()
        if entry.name.endswith(".toml")
    )


def bundled_text(rules_id: str) -> str:
    """Return the TOML of bundled rules."""
    return (files("majilis_tui") / "rules" / f"{rules_id}.toml").read_text(encoding="utf-8")


def find_rules(name: str, folder: Path = Path()) -> Rules:
    """Return rules by bundled id, or by path relative to a folder; raises RulesError."""
    if name in bundled():
        return read_rules_text(bundled_text(name))
    path = folder / name
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise RulesError(f"{path}: not UTF-8; save the file as UTF-8") from None
    except OSError as error:
        raise RulesError(
            f"{name}: neither bundled rules ({', '.join(bundled())}) nor a file that can be"
            f" read ({(error.strerror or '').lower()})"
        ) from None
    try:
        return read_rules_text(text)
    except RulesError as error:
        raise RulesError(f"{path}: {error}") from None


def read_rules_file(path: Path) -> Rules:
    """Read rules from a user's own file; raises RulesError."""
    return find_rules(str(path.absolute()))
