"""A file that is handed out is whole, private, and never takes a sitting's place."""

import errno
import os
import stat
from pathlib import Path

import pytest

from majilis_tui.delivery import OverSittingError, write_new, write_over
from majilis_tui.scenario import bundled_scenario
from tests.cli.program import run


def full(*_: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_write_that_fails_leaves_the_old_file_and_no_other(tmp_path, monkeypatch):
    path = tmp_path / "roll.txt"
    path.write_text("old")
    write_over(path, b"new")
    assert path.read_bytes() == b"new"
    (tmp_path / "folder").mkdir()
    with pytest.raises(IsADirectoryError):
        write_over(tmp_path / "folder", b"new")
    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space"):
        write_over(path, b"newer")
    assert path.read_bytes() == b"new"
    assert {each.name for each in tmp_path.iterdir()} == {"folder", "roll.txt"}


def test_what_is_written_is_its_owners_alone(tmp_path):
    before = os.umask(0)
    try:
        write_new(tmp_path / "new", b"")
        write_over(tmp_path / "over", b"")
    finally:
        os.umask(before)
    for name in ("new", "over"):
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600


def test_a_link_stays_and_what_it_leads_to_is_replaced(tmp_path):
    (tmp_path / "far").write_text("old")
    (tmp_path / "link").symlink_to("far")
    write_over(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "far").read_bytes() == b"new"


def test_a_device_is_written_to_as_it_stands():
    write_over(Path("/dev/null"), b"gone")
    assert Path("/dev/null").is_char_device()


def test_no_document_takes_the_place_of_a_sitting(tmp_path):
    sitting = tmp_path / "s.sqlite"
    assert run("play", bundled_scenario("2023-03-29"), "--log", sitting).status == 0
    before = sitting.read_bytes()
    for command in (("print", sitting, "roll"), ("export", sitting, "--format", "csv")):
        ran = run(*command, "--out", sitting)
        assert ran.status == 2
        assert (
            ran.err
            == f"majilis-tui: {sitting}: cannot be written (there is a sitting in its place)\n"
        )
    (tmp_path / "link").symlink_to(sitting)
    with pytest.raises(OverSittingError):
        write_over(tmp_path / "link", b"")
    assert sitting.read_bytes() == before
