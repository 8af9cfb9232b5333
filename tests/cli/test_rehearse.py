"""`rehearse` without a terminal: officers who make no mistake, a report, a marked file."""

import json

import pytest

from tests.cli.program import run
from tests.screens.driving import fresh


@pytest.fixture(scope="module")
def drill(tmp_path_factory):
    file = tmp_path_factory.mktemp("drill") / "r.sqlite"
    return file, run("rehearse", "--headless", "--seed", 6, "--file", file)


def test_the_report_names_every_fault_and_how_it_was_met(drill):
    file, ran = drill
    assert ran.status == 0
    assert "REHEARSAL - not a real sitting" in ran.out
    assert "✓ A paper is missing from the box: as it should be, 0:05" in ran.out
    assert "  Right: Enter what was found, and say in words what became of the paper." in ran.out
    assert "8 of 8 as it should be" in ran.out
    assert ran.out.endswith(f"File: {file}\n")
    assert "deputies are here, the quorum is 66. More are on their way." in ran.err


def test_the_same_seed_gives_the_same_head(drill, tmp_path):
    _file, ran = drill
    again = run("rehearse", "--seed", 6, "--file", tmp_path / "again.sqlite")
    assert again.out.splitlines()[:-1] == ran.out.splitlines()[:-1]
    assert run("rehearse", "--seed", 7).out.splitlines()[0] != ran.out.splitlines()[0]


def test_everything_made_of_the_file_says_what_it_is(drill):
    file, _ran = drill
    assert run("result", file, "--json").json["sitting"]["rehearsal"] is True
    assert json.loads(run("verify", file, "--json").out)["rehearsal"] is True
    assert "REHEARSAL" in run("print", file, "announcement", "--lang", "en", "--format", "txt").out
    assert '"IsTest": true' in run("export", file, "--format", "nist").out


def test_what_could_not_say_so_is_refused(drill):
    file, _ran = drill
    ran = run("export", file, "--format", "popolo")
    assert ran.status == 3
    assert "rehearsal-file" in ran.err
    assert ran.out == ""


def test_a_real_sitting_is_left_alone(tmp_path):
    file = tmp_path / "real.sqlite"
    with fresh(file) as desk:
        before = desk.head
    ran = run("rehearse", "--headless", "--file", file)
    assert ran.status == 3
    assert "refused (rehearsal-file)" in ran.err
    with_code = run("verify", file, "--head", before[:16])
    assert "0 entries follow it" in with_code.out
