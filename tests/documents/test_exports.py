"""The sitting for other programs, and the commands that print and export it."""

import csv
import hashlib
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from majilis_tui.cli import commands
from majilis_tui.documents.exports import exported
from majilis_tui.documents.source import Source
from majilis_tui.procedure.result import result
from majilis_tui.scenario import Play

# What NIST SP 1500-100 version 2 demands of the classes used here, and what else it allows.
COMMON = {"@type"}
NIST: dict[str, tuple[set[str], set[str]]] = {
    "ElectionReport": (
        {"Format", "GeneratedDate", "Issuer", "IssuerAbbreviation", "SequenceEnd"}
        | {"SequenceStart", "Status", "VendorApplicationId"},
        {"Election", "GpUnit", "IsTest", "Notes", "Office", "Person"},
    ),
    "Election": (
        {"ElectionScopeId", "EndDate", "Name", "StartDate", "Type"},
        {"BallotCounts", "Candidate", "Contest", "OtherType"},
    ),
    "ReportingUnit": (
        {"@id", "Type"},
        {"Name", "OtherType", "VotersParticipated", "VotersRegistered"},
    ),
    "Office": ({"@id", "Name"}, {"ElectionDistrictId"}),
    "Person": ({"@id"}, {"FullName"}),
    "Candidate": ({"@id", "BallotName"}, {"PersonId", "PostElectionStatus"}),
    "RetentionContest": (
        {"@id", "CandidateId", "ElectionDistrictId", "Name"},
        {"ContestSelection", "OfficeId", "SequenceOrder"},
    ),
    "CandidateContest": (
        {"@id", "ElectionDistrictId", "Name", "VotesAllowed"},
        {"ContestSelection", "NumberElected", "OfficeIds", "SequenceOrder"},
    ),
    "BallotMeasureSelection": ({"@id", "Selection"}, {"SequenceOrder", "VoteCounts"}),
    "CandidateSelection": ({"@id"}, {"CandidateIds", "SequenceOrder", "VoteCounts"}),
    "VoteCounts": ({"Count", "GpUnitId", "Type"}, {"Round"}),
    "BallotCounts": ({"GpUnitId", "Type"}, {"BallotsCast", "BallotsRejected", "Round"}),
    "InternationalizedText": ({"Text"}, set()),
    "LanguageString": ({"Content", "Language"}, set()),
}


def of(sources: dict[str, Source], sitting: str, form: str) -> str:
    given = sources[sitting]
    return exported(form, given.sitting, result(given.sitting, given.head), [])


def parts(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, list):
        return [part for item in value for part in parts(item)]
    if isinstance(value, dict):
        return [value, *(part for item in value.values() for part in parts(item))]
    return []


@pytest.mark.parametrize("sitting", ["demo", "two-rounds", "four-rounds", "not-elected"])
def test_the_table_opens_in_a_spreadsheet_and_holds_each_choice(
    sitting: str, sources: dict[str, Source]
) -> None:
    text = of(sources, sitting, "csv")
    assert text.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text[1:])))
    given = sources[sitting]
    for election in result(given.sitting, given.head)["elections"]:
        for row in election["rounds"]:
            mine = [
                r
                for r in rows
                if (r["election"], r["round"]) == (election["id"], str(row["round"]))
            ]
            assert {r["choice"]: int(r["votes"]) for r in mine if int(r["votes"])} == {
                choice: number for choice, number in row["votes"].items() if number
            }
            for key in ("made", "issued", "found", "invalid", "blank", "needed", "base"):
                assert {r[key] for r in mine} == {"" if row[key] is None else str(row[key])}
            winners = {r["choice"] for r in mine if r["elected"] == "yes"}
            assert winners in ({"for"}, set(row["elected"]))


def test_no_name_becomes_a_formula(tmp_path: Path) -> None:
    from tests.documents.conftest import small_sitting, source, written

    names = {"one": "=HYPERLINK(1)", "two": "@SUM(1)"}
    steps = small_sitting(names, {"one": 3, "two": 3}, form="choose-one")
    given = source(written(steps, tmp_path / "s.jsonl"), tmp_path / "s.sqlite")
    text = exported("csv", given.sitting, result(given.sitting, given.head), [])
    assert {row["name"] for row in csv.DictReader(io.StringIO(text))} == {
        "'=HYPERLINK(1)",
        "'@SUM(1)",
    }


@pytest.mark.parametrize("sitting", ["demo", "two-rounds", "four-rounds", "not-elected"])
def test_the_election_report_has_the_published_form(
    sitting: str, sources: dict[str, Source]
) -> None:
    report = json.loads(of(sources, sitting, "nist"))
    ids: list[str] = []
    for part in parts(report):
        required, allowed = NIST[part["@type"].removeprefix("ElectionResults.")]
        assert required <= part.keys() <= required | allowed | COMMON, part["@type"]
        ids += [part["@id"]] if "@id" in part else []
    assert len(ids) == len(set(ids))
    for part in parts(report):
        for key, value in part.items():
            if key.endswith(("Id", "Ids")) and key not in ("@id", "VendorApplicationId"):
                assert set(value if isinstance(value, list) else [value]) <= set(ids)


def test_the_election_report_holds_the_votes(sources: dict[str, Source]) -> None:
    report = json.loads(of(sources, "two-rounds", "nist"))
    counts = [part["Count"] for part in parts(report) if part["@type"].endswith("VoteCounts")]
    assert counts == [310, 307, 3, 325, 289, 1]


def test_vote_events_hold_totals_and_no_voter(sources: dict[str, Source]) -> None:
    made = json.loads(of(sources, "demo", "popolo"))
    event = made["vote_events"][-1]
    assert event["result"] == "pass"
    assert {count["option"]: count["value"] for count in event["counts"]} == {
        **{"yes": 98, "no": 0},
        **{"blank": 0, "invalid": 0},
    }
    assert len(made["vote_events"]) == 5
    assert not any("votes" in event for event in made["vote_events"])


@pytest.fixture
def sitting(conducted: Callable[..., Play]) -> Path:
    """A file of the bundled sitting, closed."""
    play = conducted()
    play.close()
    play.desk = None
    return play.log


def run(*arguments: object) -> tuple[int, bytes, str]:
    done = CliRunner().invoke(commands, [str(argument) for argument in arguments])
    return done.exit_code, done.stdout_bytes, done.stderr


def test_the_exported_log_can_be_checked_without_this_program(sitting: Path) -> None:
    status, out, _ = run("export", sitting, "--format", "jsonl")
    assert status == 0
    before = "0" * 64
    for line in out.decode().splitlines():
        entry, _, rest = line.rpartition(',"hash":"')
        digest = hashlib.sha256((before + entry + "}").encode()).hexdigest()
        assert rest == f'{digest}"}}'
        before = digest


def test_export_writes_a_file(sitting: Path, tmp_path: Path) -> None:
    out = tmp_path / "results.csv"
    assert run("export", sitting, "--format", "csv", "--out", out)[0] == 0
    assert out.read_bytes().startswith(b"\xef\xbb\xbfsitting,date")


def test_print_says_text_and_writes_pdf_beside_the_file(sitting: Path) -> None:
    status, out, _ = run("print", sitting, "announcement", "--lang", "kk", "--format", "txt")
    assert status == 0
    assert "Мәжіліс Төрағасы болып Ерлан Қошанов сайланды." in out.decode()
    status, out, words = run("print", sitting, "protocol-results", "--lang", "ru")
    made = sitting.with_name(f"{sitting.stem}-protocol-results-ru.pdf")
    assert (status, out) == (0, b"")
    assert str(made) in words
    assert made.read_bytes().startswith(b"%PDF")


def test_another_process_elsewhere_prints_the_same_bytes(sitting: Path, tmp_path: Path) -> None:
    made = []
    for zone, seed in (("Asia/Almaty", "1"), ("America/Lima", "2")):
        out = tmp_path / f"{seed}.pdf"
        arguments = ["print", str(sitting), "protocol-results", "--lang", "kk+ru", "--out"]
        subprocess.run(
            [sys.executable, "-m", "majilis_tui", *arguments, str(out)],
            cwd=Path(__file__).parents[2],
            env={**os.environ, "TZ": zone, "PYTHONHASHSEED": seed, "LANG": "ru_RU.UTF-8"},
            check=True,
        )
        made.append(out.read_bytes())
    assert made[0] == made[1]


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (["poem"], 2, "there is no document 'poem'; there are: ballot,"),
        (["ballot", "--election", "x"], 2, "no election 'x'"),
        (["ballot", "--round", "4"], 2, "no round 4"),
        (["protocol-results", "--election", "deputy-chairmen"], 3, "open vote"),
        (["roll", "--out", "/nowhere/roll.pdf"], 2, "cannot be written"),
    ],
)
def test_what_cannot_be_printed_is_said(
    arguments: list[str], status: int, words: str, sitting: Path
) -> None:
    done = run("print", sitting, *arguments)
    assert done[0] == status
    assert words in done[2]


def test_a_ballot_is_bilingual_unless_a_language_is_named(sitting: Path) -> None:
    _, out, _ = run("print", sitting, "ballot", "--format", "txt")
    assert "ЖАҚТАП / ЗА" in out.decode()
