"""Both verifiers against a corpus of sound sittings and of forged ones, and against mutants."""

import json
import os
import random
import runpy
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from majilis_tui.procedure.result import head_code
from majilis_tui.record.errors import RecordError
from majilis_tui.record.verify import verify
from majilis_tui.scenario import bundled_scenario
from tests.benchmarks.mutate_verifier import SURVIVORS, Judge, mutants
from tests.record import corpus

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "majilis_tui" / "verifier.py"
CASES = sorted((ROOT / "tests" / "cases").glob("*.jsonl"))
INDEPENDENT: dict[str, Any] = runpy.run_path(str(SOURCE))
SOUND = {
    "by both": (False, False),
    "by the program": (False, True),
    "with a head": (True, True),
    "not readable": (None, None),
}


NOT_SUMS = ("at", "by", "recorder")


class Verdicts(NamedTuple):
    """Sound or not, None where the file cannot be read as a record at all."""

    program: bool | None
    independent: bool | None


def judged(path: Path, head: str | None = None) -> Verdicts:
    program: bool | None
    try:
        program = verify(path, head).sound
    except RecordError:
        program = None
    return Verdicts(program, independently(path, head))


def independently(path: Path, head: str | None = None) -> bool | None:
    try:
        book, _ = INDEPENDENT["verify"](path, head)
    except INDEPENDENT["UnreadableError"]:
        return None
    return not book.findings


@pytest.fixture(scope="module")
def small() -> corpus.Rows:
    return corpus.small_sitting()


@pytest.fixture(scope="module")
def sittings(small: corpus.Rows) -> dict[str, corpus.Rows]:
    return corpus.sittings()


@pytest.fixture(scope="module")
def original(small: corpus.Rows, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return corpus.make_file(tmp_path_factory.mktemp("small") / "small.sqlite", small)


@pytest.fixture
def copy(original: Path, tmp_path: Path) -> Iterator[Path]:
    yield Path(shutil.copy(original, tmp_path / "copy.sqlite"))


# ---------------------------------------------------------------- sound ones


@pytest.mark.parametrize("path", [*CASES, bundled_scenario("2023-03-29")], ids=lambda p: p.stem)
def test_sittings_that_were_held_are_sound_to_both(path: Path, tmp_path: Path) -> None:
    rows = corpus.scenario(path)
    made = corpus.make_file(tmp_path / "sitting.sqlite", rows)
    assert judged(made, head_code(rows[-1][2])) == (True, True)


def test_the_sittings_that_are_forged_are_sound_to_both(
    sittings: dict[str, corpus.Rows], tmp_path: Path
) -> None:
    for name, rows in sittings.items():
        made = corpus.make_file(tmp_path / f"{name}.sqlite", rows)
        assert judged(made, head_code(rows[-1][2])) == (True, True), name


def test_a_vote_under_way_is_sound_to_both(tmp_path: Path) -> None:
    path = corpus.file_in_the_vote(tmp_path / "sitting.sqlite")
    assert judged(path) == (True, True)
    corpus.statements("delete from register where member = 'b'")(path)
    assert judged(path) == (False, True), "the register is the program's own"


@pytest.mark.parametrize("seed", range(20))
def test_random_sittings_are_sound_and_altered_ones_judged_alike(seed: int) -> None:
    rows = corpus.random_sitting(seed)
    assert corpus.by_the_procedure(rows) is None
    assert INDEPENDENT["examine"](rows)[0].findings == []
    for altered in corpus.altered_values(rows, random.Random(seed)):
        program = corpus.by_the_procedure(altered.rows)
        found = INDEPENDENT["examine"](altered.rows)[0].findings
        assert program or not found, found
        if program and altered.seen_by_both(program):
            assert found, (altered.action, altered.field, program)


def test_random_rounds_are_decided_alike() -> None:
    chance = random.Random(4)
    for _ in range(3000):
        case = corpus.random_round(chance)
        assert case.judged(INDEPENDENT) == case.by_the_program(), case
        assert case.by_the_model() == case.matters, case


def test_large_differences_are_judged_alike_or_not_at_all() -> None:
    chance = random.Random(5)
    judged = 0
    for _ in range(1000):
        case = corpus.random_round(chance, corpus.LARGE_GAPS)
        assert case.judged(INDEPENDENT) == case.by_the_program()
        could = case.by_trying(INDEPENDENT)
        assert could in (None, case.matters), case
        judged += could is not None
    assert judged > 950


@pytest.mark.timeout(10)
def test_a_million_papers_and_ties_by_age_are_judged_at_once() -> None:
    for case in corpus.special_rounds():
        assert case.judged(INDEPENDENT) == case.by_the_program(), case
        assert case.by_trying(INDEPENDENT) == case.matters, case


# ---------------------------------------------------------------- forged ones


@pytest.mark.parametrize("kind", corpus.KINDS, ids=lambda kind: kind.name)
def test_entries_forged_and_chained_anew(
    kind: corpus.Kind, sittings: dict[str, corpus.Rows], copy: Path
) -> None:
    rows = sittings[kind.sitting]
    entries = corpus.entries_of(rows)
    kind.change(entries)
    corpus.overwrite(copy, corpus.chained_anew(entries))
    if kind.seen == "by the independent":
        assert independently(copy) is False
        return
    assert judged(copy) == SOUND[kind.seen]
    if kind.seen == "with a head":
        assert judged(copy, head_code(rows[-1][2])) == (False, False)


@pytest.mark.parametrize("kind", corpus.RAW_KINDS, ids=lambda kind: kind.name)
def test_rows_forged(kind: corpus.RawKind, small: corpus.Rows, copy: Path) -> None:
    corpus.overwrite(copy, kind.change(list(small)))
    assert judged(copy) == (False, False)


@pytest.mark.parametrize("kind", corpus.FILE_KINDS, ids=lambda kind: kind.name)
def test_files_forged(kind: corpus.FileKind, copy: Path) -> None:
    kind.change(copy)
    if kind.seen == "by the independent":
        assert independently(copy) is False
    else:
        assert judged(copy) == SOUND[kind.seen]


@pytest.mark.parametrize("action", ["declare", "finish_count"])
def test_every_byte_of_an_entry(
    action: str, small: corpus.Rows, original: Path, tmp_path: Path
) -> None:
    """Each once with its hash as it was, once with everything after it chained anew."""
    number = corpus.place(corpus.entries_of(small), action, 1)
    for position, text in corpus.flipped(small[number][1]):
        where = f"byte {position}: {text}"
        path = tmp_path / f"{position}.sqlite"
        shutil.copy(original, path)
        corpus.patch(path, small[number : number + 1], [(0, text, small[number][2])])
        assert judged(path) == (False, False), where
        shutil.copy(original, path)
        corpus.patch(path, small, corpus.rechained_text(small, number, text))
        said = judged(path)
        if said != (False, False):
            changed = _changed(small[number][1], text)
            assert said == (False, True) or (changed, said) == ("at", (True, True)), where
            assert changed in NOT_SUMS, where
        path.unlink()


def _changed(before: str, after: str) -> str:
    """The one field in which two entries differ, "" if there are several."""
    one, other = json.loads(before), json.loads(after)
    flat = [{**entry, **entry["data"], "data": None} for entry in (one, other)]
    names = [name for name in flat[0] if flat[0][name] != flat[1].get(name)]
    return names[0] if len(names) == 1 else ""


def test_a_head_from_outside(small: corpus.Rows, original: Path) -> None:
    report = verify(original, head_code(small[40][2]).upper())
    assert report.head_check is not None
    assert (report.head_check.seq, report.head_check.followed_by) == (41, len(small) - 41)
    for head in (head_code(small[40][2]), small[40][2][:16].upper(), small[40][2]):
        assert judged(original, head) == (True, True)
    for head in (head_code(small[40][2])[:-1], "0000-0000-0000-0000", "", small[40][2][:15]):
        assert judged(original, head) == (False, False)


# ---------------------------------------------------------------- as a program of its own


def run(program: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    """The verifier by itself: no package of ours or others' within its reach."""
    command = [sys.executable, "-I", "-S", str(program), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def test_printed_it_runs_by_itself(small: corpus.Rows, copy: Path, tmp_path: Path) -> None:
    printed = subprocess.run(
        [sys.executable, "-m", "majilis_tui", "verifier"],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
        cwd=ROOT,
    )
    assert printed.stdout == SOURCE.read_text("utf-8")
    program = tmp_path / "verify.py"
    program.write_text(printed.stdout, "utf-8")

    said = run(program, copy, "--head", head_code(small[40][2]))
    assert said.returncode == 0, said
    assert "Election speaker, office speaker, round 2\n" in said.stdout
    assert "outcome: elected; elected: Mémber A" in said.stdout
    assert f"that of entry 41; {len(small) - 41} follow it" in said.stdout
    assert f"Head code: {head_code(small[-1][2])}" in said.stdout
    assert "seats 7, quorum 4 (> 1/2 of seats)" in said.stdout
    assert "places 1; votes needed: > 1/2 of seats, that is 4\n" in said.stdout
    assert "places 1; votes needed: most of valid\n" in said.stdout
    assert "exchanged 1, spoiled 1, returned 0, found 4" in said.stdout
    assert "papers to explain 1, explained 1" in said.stdout
    assert "Election deputies, office deputy: by open votes, not checked here\n" in said.stdout
    assert "declared outcomes of the secret votes.\nNot checked here: open votes" in said.stdout
    assert "candidates: Mémber A (a), Mémber B (b)\n" in said.stdout
    assert run(program, copy, "--head", "0" * 16).returncode == 1
    assert run(program, tmp_path / "nothing.sqlite").returncode == 2
    assert run(program).returncode == 2
    assert sorted(each.name for each in tmp_path.iterdir()) == ["copy.sqlite", "verify.py"]

    entries = corpus.entries_of(small)
    corpus.find(entries, "finish_count", 1)["data"]["totals"] = {"a": 2, "b": 3}
    corpus.overwrite(copy, corpus.chained_anew(entries))
    said = run(program, copy)
    assert said.returncode == 1
    assert "Entry 57 (declare): elected is a, but follows as b." in said.stdout
    assert said.stdout.splitlines()[-1] == "NOT SOUND: see the lines before the head code."


def test_it_says_where_it_stops(small: corpus.Rows, copy: Path) -> None:
    corpus.overwrite(copy, small[:3] + small[4:])
    said = run(SOURCE, copy).stdout.splitlines()
    assert said[1] == "Entry 4: it is missing, or out of place; nothing after it was read."


def test_it_reads_what_is_still_in_the_log_of_writes(small: corpus.Rows, tmp_path: Path) -> None:
    from majilis_tui.record import file

    path = tmp_path / "open.sqlite"
    db = file.create(path)
    db.execute("PRAGMA wal_autocheckpoint=0")
    with file.writing(db, path):
        db.conn.executemany("insert into log (seq, entry, hash) values (?, ?, ?)", small)
    assert Path(f"{path}-wal").stat().st_size > 0
    said = run(SOURCE, path)
    db.close()
    assert said.returncode == 0, said
    assert f"Head code: {head_code(small[-1][2])}" in said.stdout


def test_what_it_is_given_may_be_anything(original: Path, tmp_path: Path) -> None:
    pipe, folder = tmp_path / "pipe", tmp_path / "folder"
    os.mkfifo(pipe)
    folder.mkdir()
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    strange = tmp_path / os.fsdecode(b"caf\xe9.sqlite")
    shutil.copy(original, strange)
    shutil.copy(original, tmp_path / "torn.sqlite")
    (tmp_path / "torn.sqlite-journal").write_bytes(b"something")
    for path, status in (
        *((pipe, 2), (folder, 2), (loop, 2), (tmp_path / ("x" * 300), 2)),
        *((strange, 0), (tmp_path / "torn.sqlite", 2)),
    ):
        said = run(SOURCE, path)
        assert said.returncode == status, said
        assert not said.stderr


def test_it_finds_what_is_still_to_be_written_behind_a_link(
    small: corpus.Rows, tmp_path: Path
) -> None:
    from majilis_tui.record import file

    path, link = tmp_path / "open.sqlite", tmp_path / "elsewhere" / "link.sqlite"
    db = file.create(path)
    db.execute("PRAGMA wal_autocheckpoint=0")
    with file.writing(db, path):
        db.conn.executemany("insert into log (seq, entry, hash) values (?, ?, ?)", small)
    link.parent.mkdir()
    link.symlink_to(path)
    said = run(SOURCE, link)
    db.close()
    assert said.returncode == 0, said
    assert f"Head code: {head_code(small[-1][2])}" in said.stdout


@pytest.mark.parametrize(
    "surroundings",
    [{"PYTHONIOENCODING": "ascii"}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}],
    ids=["ascii", "C"],
)
def test_what_cannot_be_shown_is_replaced(surroundings: dict[str, str], original: Path) -> None:
    command = [sys.executable, "-S", str(SOURCE), str(original), "--head", "\u0416"]
    said = subprocess.run(
        command, capture_output=True, timeout=60, check=False, env={**os.environ, **surroundings}
    )
    assert said.returncode == 1, said
    assert b"M?mber A" in said.stdout
    assert not said.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_output_that_cannot_be_written_is_no_verdict(original: Path) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        command = [sys.executable, "-S", str(SOURCE), str(original)]
        said = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, timeout=60, check=False)
    assert (said.returncode, said.stderr) == (2, b"")
    closed = ["sh", "-c", f"exec {shlex.join(command)} >&-"]
    said = subprocess.run(closed, stderr=subprocess.PIPE, timeout=60, check=False)
    assert (said.returncode, said.stderr) == (2, b"")


def test_numbers_of_thousands_of_digits_are_a_finding(small: corpus.Rows, copy: Path) -> None:
    number = corpus.place(corpus.entries_of(small), "count_papers")
    text = small[number][1].replace('"found":4', '"found":1' + "0" * 4300)
    corpus.overwrite(copy, [*small[:number], *corpus.rechained_text(small, number, text)[number:]])
    assert independently(copy) is False


def test_a_table_without_end_is_not_read(copy: Path) -> None:
    endless = "with recursive r (member) as (select 1 union all select member + 1 from r)"
    corpus.statements(
        "drop table register", f"create view register as {endless} select member from r"
    )(copy)
    said = run(SOURCE, copy)
    assert said.returncode == 0, said


def test_it_imports_the_standard_library_alone() -> None:
    import ast

    tree = ast.parse(SOURCE.read_text("utf-8"))
    names = {
        (node.module if isinstance(node, ast.ImportFrom) else alias.name) or ""
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }
    assert {name.partition(".")[0] for name in names} <= sys.stdlib_module_names


# ---------------------------------------------------------------- the verifier itself


def test_mutants_of_the_verifier_are_found_out(tmp_path: Path) -> None:
    judge = Judge(tmp_path, sittings=6)
    every = list(mutants(SOURCE.read_text("utf-8")))
    some = random.Random(1).sample(every, 40)
    left = {mutant.name for mutant in some if judge.survives(mutant)}
    assert left <= SURVIVORS, left - SURVIVORS
