"""The tests of the screens keep nothing in the user's folders."""

import pytest

from majilis_tui import languages


@pytest.fixture(autouse=True)
def own_folders(tmp_path, monkeypatch):
    """Keep settings and the list of recent sittings in the test's own folder."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")
    languages.use("en")
