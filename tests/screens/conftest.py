"""The tests of the screens keep nothing in the user's folders, and stand in one time zone."""

import time

import pytest

from majilis_tui import languages


def pytest_addoption(parser):
    parser.addoption(
        "--update-snapshots", action="store_true", help="keep the pictures as they are now"
    )


@pytest.fixture
def update_snapshots(request):
    return request.config.getoption("--update-snapshots", default=False)


@pytest.fixture(autouse=True)
def own_folders(tmp_path, monkeypatch):
    """Keep settings and the list of recent sittings in the test's own folder."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")
    languages.use("en")


@pytest.fixture(autouse=True)
def one_time_zone(monkeypatch):
    """Show times of day as in Greenwich, whatever the machine is set to."""
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "UTC")
        time.tzset()
        yield
    time.tzset()
