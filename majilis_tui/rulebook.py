"""Where rules are found: bundled with the program, or a user's own file."""

from importlib.resources import files
from pathlib import Path

from majilis_tui.procedure.rules import Rules, RulesError, read_rules_text
from majilis_tui.procedure.sentences import Sentence


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
        raise RulesError(
            Sentence("{path}: not UTF-8; save the file as UTF-8", path=str(path))
        ) from None
    except OSError as error:
        raise RulesError(
            Sentence(
                "{name}: neither bundled rules ({bundled}) nor a file that can be read ({reason})",
                name=name,
                bundled=", ".join(bundled()),
                reason=(error.strerror or "").lower(),
            )
        ) from None
    try:
        return read_rules_text(text)
    except RulesError as error:
        raise RulesError(Sentence("{place}: {wrong}", place=str(path), wrong=error)) from None


def read_rules_file(path: Path) -> Rules:
    """Read rules from a user's own file; raises RulesError."""
    return find_rules(str(path.absolute()))
