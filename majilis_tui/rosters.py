"""The rosters that come with the program, to try it out."""

from importlib.resources import files
from pathlib import Path

from majilis_tui.roster import read_roster

_ENDING = ".roster.csv"


def bundled(seats: int) -> dict[str, Path]:
    """Return by name the rosters that fill a chamber of so many seats."""
    folder = Path(str(files("majilis_tui") / "sittings"))
    found = {path.name.removesuffix(_ENDING): path for path in folder.glob(f"*{_ENDING}")}
    return {name: found[name] for name in sorted(found) if len(read_roster(found[name])) == seats}
