"""What is said where something failed that nobody foresaw, the first time and the next."""

import os
import time
from pathlib import Path

import pytest

from majilis_tui import languages
from majilis_tui.crash import written_report
from majilis_tui.locations import state_folder

DAY = 24 * 60 * 60


@pytest.fixture(autouse=True)
def own_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / ("a long name of a folder " * 5)))
    languages.use("en")


def fail(kind=ValueError):
    """Fail at the same place, with the same value each time."""
    try:
        raise kind("secret")
    except kind as error:
        return written_report(error)


def report() -> Path:
    (path,) = state_folder().glob("crash-*")
    return path


def test_the_path_has_a_line_of_its_own():
    lines = fail().split("\n")
    assert "start again" in lines[0]
    assert lines[-1] == str(report())
    assert "secret" not in report().read_text()


def test_the_second_time_within_a_day_says_how_to_go_on_by_pen():
    first = fail()
    assert "fallback" not in first
    again = fail().split("\n")
    assert "start again" not in again[0]
    assert "by pen" in again[0]
    assert again[1] == "majilis-tui print FILE fallback"
    assert again[-1] == str(report())
    assert "fallback" not in fail(TypeError), "another failure"


def test_after_a_day_it_is_the_first_time_again():
    fail()
    then = time.time() - DAY - 60
    os.utime(report(), (then, then))
    assert "start again" in fail()
    assert "by pen" in fail()


def test_where_nothing_can_be_written_the_details_are_said(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    assert "test_crash.py" in fail()
