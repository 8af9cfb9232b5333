"""Is this machine fit: every bad fact is told, with what to do."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from majilis_tui import machine
from majilis_tui.readiness import Facts, findings, law_found, roster_found

GOOD = Facts(
    now="2026-03-29T04:30:00.000Z",
    utc_offset=5 * 3600,
    newest="2026-03-28T10:00:00.000Z",
    date="2026-03-29",
    free_bytes=10**12,
    file_system="ext4",
    engine=(3, 53, 1),
    least_engine=(3, 51, 3),
    mirror="/media/stick/copy.txt",
    mirror_apart=True,
    cells=80,
    lines=24,
    utf8=True,
    battery=90,
    mains=True,
)
MARKS = {"fine": "✓", "look": "!", "wrong": "✗"}


def told(**changes):
    """Return the findings that are not fine, by what they are about."""
    found = findings(replace(GOOD, **changes))
    return {f.about: (MARKS[f.mark], f.found, f.remedy) for f in found if f.mark != "fine"}


def test_where_all_is_fine_nothing_is_to_do():
    assert told() == {}
    assert all(finding.remedy == "" for finding in findings(GOOD))
    clock = findings(GOOD)[0]
    assert clock.found == "2026-03-29 09:30:00, UTC+5:00"


@pytest.mark.parametrize(
    ("changes", "about", "mark", "words"),
    [
        ({"now": "1970-01-01T00:00:10.000Z", "date": "1970-01-01"}, "Clock", "✗", "The year"),
        ({"now": "2126-03-29T04:30:00.000Z", "date": "2126-03-29"}, "Clock", "✗", "The year"),
        ({"newest": "2026-03-29T04:30:00.001Z"}, "Clock", "✗", "on record until 2026-03-29 04:30"),
        ({"date": "2026-03-30"}, "Date", "!", "today is 2026-03-29"),
        ({"now": "2026-03-28T18:59:59.000Z"}, "Date", "!", "today is 2026-03-28"),
        ({"free_bytes": 100 * 2**20}, "Disk", "!", "100 MB free"),
        ({"free_bytes": 2**20}, "Disk", "✗", "1 MB free"),
        ({"free_bytes": None}, "Disk", "!", "not known"),
        ({"file_system": "nfs4"}, "File system", "✗", "nfs4: on a network"),
        ({"file_system": "cifs"}, "File system", "✗", "on a network"),
        ({"file_system": "fuse.sshfs"}, "File system", "✗", "on a network"),
        ({"file_system": "fuseblk"}, "File system", "!", "may be on a network"),
        ({"file_system": "tmpfs"}, "File system", "✗", "in memory"),
        ({"file_system": None}, "File system", "!", "not known here"),
        ({"engine": (3, 40, 1)}, "Engine", "✗", "3.51.3 is needed"),
        ({"mirror": None}, "Second copy", "!", "one disk is lost as one"),
        ({"mirror_apart": False}, "Second copy", "!", "same medium"),
        ({"cells": 79}, "Terminal", "!", "80 x 24 or larger"),
        ({"lines": 23}, "Terminal", "!", "80 x 24 or larger"),
        ({"utf8": False}, "Terminal", "✗", "LC_ALL=C.UTF-8"),
        ({"mains": False}, "Power", "!", "Plug the machine in"),
        ({"battery": 20}, "Power", "!", "Let it charge"),
    ],
)
def test_what_is_not_fine_is_told_with_what_to_do(changes, about, mark, words):
    found = told(**changes)
    assert list(found) == [about]
    assert found[about][0] == mark
    assert words in " ".join(found[about][1:])
    assert found[about][2], "there is something to do"


def test_rules_and_roster_are_told_with_their_numbers():
    assert law_found("Assembly", 15, 10).found == "Assembly: 15 seats, quorum 10"
    assert law_found("Assembly", 15, 10).mark == "fine"


@pytest.mark.parametrize(
    ("members", "mark", "words", "remedy"),
    [
        (15, "fine", "15 deputies", ""),
        (14, "look", "14 deputies for 15 seats", "of all seats"),
        (1, "look", "1 deputy for 15 seats", "of all seats"),
        (16, "wrong", "16 deputies for 15 seats", "correct the roster"),
    ],
)
def test_a_deputy_for_each_seat_and_no_more(members, mark, words, remedy):
    found = roster_found(members, 15)
    assert (found.mark, found.found) == (mark, words)
    assert remedy in found.remedy
    assert bool(found.remedy) == bool(remedy)


def test_the_day_is_the_one_where_the_machine_stands():
    assert told(now="2026-03-28T19:00:00.000Z") == {}
    west = told(utc_offset=-5 * 3600, now="2026-03-29T04:59:59.000Z")
    assert "today is 2026-03-28" in west["Date"][1]
    assert "UTC-5:00" in findings(replace(GOOD, utc_offset=-5 * 3600))[0].found


def test_a_machine_without_a_battery_is_no_matter():
    assert told(battery=None, mains=None) == {}


def test_the_file_system_is_the_one_mounted_nearest(tmp_path):
    mounts = (
        "/dev/sda1 / ext4 rw 0 0\n"
        f"server:/export {tmp_path}/net nfs4 rw 0 0\n"
        f"/dev/sdb1 {tmp_path}/my\\040disk vfat rw 0 0\n"
        f"tmpfs {tmp_path}/net/over tmpfs rw 0 0\n"
    )
    for folder in ("net/over", "my disk", "network"):
        (tmp_path / folder).mkdir(parents=True)
    for where, kind in {
        "s.sqlite": "ext4",
        "net/s.sqlite": "nfs4",
        "net/new/deep/s.sqlite": "nfs4",
        "net/over/s.sqlite": "tmpfs",
        "network/s.sqlite": "ext4",
        "my disk/s.sqlite": "vfat",
    }.items():
        assert machine.file_system(tmp_path / where, mounts) == kind, where
    assert machine.file_system(tmp_path, "") is None


def supply(folder: Path, name: str, **facts: str) -> None:
    (folder / name).mkdir()
    for fact, value in facts.items():
        (folder / name / fact).write_text(value + "\n")


def test_the_power_as_the_kernel_tells_it(tmp_path):
    assert machine.power(tmp_path / "missing") == (None, None)
    assert machine.power(tmp_path) == (None, None)
    supply(tmp_path, "mouse", type="Battery", scope="Device", capacity="3", status="Discharging")
    assert machine.power(tmp_path) == (None, None)
    supply(tmp_path, "BAT0", type="Battery", capacity="71", status="Discharging")
    assert machine.power(tmp_path) == (71, False)
    supply(tmp_path, "AC", type="Mains", online="1")
    supply(tmp_path, "BAT1", type="Battery", capacity="40", status="Charging")
    assert machine.power(tmp_path) == (40, True)


def test_what_is_found_on_this_machine_can_be_judged(tmp_path):
    found = machine.facts(
        tmp_path / "new" / "s.sqlite",
        "2026-03-29",
        "2026-03-29T04:30:00.000Z",
        newest=None,
        mirror=tmp_path / "copy.txt",
        size=(80, 24),
    )
    assert not found.mirror_apart
    assert found.free_bytes
    assert found.engine >= found.least_engine
    assert len(findings(found)) == 9
