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


def documents_folder() -> Path:
    """Return the folder that is offered for a new sitting."""
    return Path(platformdirs.user_documents_dir())
