"""Where the program keeps what belongs to no sitting."""

from pathlib import Path

import platformdirs

NAME = "majilis-tui"


def state_folder() -> Path:
    """Return the folder for crash details and the list of recent sittings."""
    return Path(platformdirs.user_state_dir(NAME, appauthor=False))


def settings_file() -> Path:
    """Return the file in which theme and language are kept."""
    return Path(platformdirs.user_config_dir(NAME, appauthor=False)) / "settings.toml"


def free_file(stem: str) -> Path:
    """Return a path for a sitting's file that is not taken, among the user's documents."""
    folder = Path(platformdirs.user_documents_dir())
    if not folder.is_dir():
        folder = Path.home()
    number, path = 1, folder / f"{stem}.sqlite"
    while path.exists():
        number += 1
        path = folder / f"{stem}-{number}.sqlite"
    return path
