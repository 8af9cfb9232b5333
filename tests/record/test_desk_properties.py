"""Whatever is said to a desk: a refusal leaves no trace, an acceptance is all on the disk."""

import os
from pathlib import Path

import pytest

from majilis_tui.clock import ScenarioClock
from majilis_tui.desk import Desk
from majilis_tui.procedure.result import result
from majilis_tui.record import file
from majilis_tui.record.verify import verify
from tests.procedure.model import Model
from tests.record.walks import START, steps_through


class Raw:
    """Reads the bytes of a file, which it opens once and shuts when all is over.

    Whoever closes a file gives up the locks that the same process has on it elsewhere.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.handle = -1

    def __call__(self) -> bytes:
        if self.handle < 0:
            self.handle = os.open(self.path, os.O_RDONLY)
        return os.pread(self.handle, os.fstat(self.handle).st_size, 0)

    def __enter__(self) -> "Raw":
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self.handle)


def companions(path: Path) -> int:
    """Bytes that wait in the write-ahead log and in a rollback journal."""
    beside = (Path(f"{path}-wal"), Path(f"{path}-journal"))
    return sum(each.stat().st_size for each in beside if each.exists())


def content(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every table of the file, row by row, read by a connection of its own."""
    db = file.connect(path, read_only=True)
    names = [str(row[0]) for row in db.execute("select name from sqlite_master order by name")]
    tables = [row[0] for row in db.execute("select name from sqlite_master where type = 'table'")]
    rows = {str(name): db.execute(f"select * from {name}").fetchall() for name in tables}
    db.close()
    return {"": [(name,) for name in names], **rows}


@pytest.mark.parametrize("seed", range(2, 10))
@pytest.mark.parametrize("wildness", [0.05, 0.5])
def test_refusals_leave_no_trace_and_acceptances_are_durable(
    tmp_path: Path, seed: int, wildness: float
) -> None:
    path = tmp_path / "sitting.sqlite"
    clock = ScenarioClock(START)
    model = Model()
    refused = accepted = 0
    with Raw(path) as raw, Desk.create(path, clock) as desk:
        rows, before = content(path), raw()
        for step, done in steps_through(desk, clock, seed, 180, wildness, model):
            assert companions(path) == 0, step.line
            if done is None:
                refused += 1
                assert raw() == before, step.line
                assert content(path) == rows, step.line
                continue
            accepted += 1
            rows, before = content(path), raw()
            with Desk.open(path, clock, read_only=True) as other:
                assert other.sitting == desk.sitting, step.line
                assert other.papers == desk.papers, step.line
                assert other.head == desk.head
            assert (len(rows["log"]) == desk.sitting.seq) and desk.sitting == done.sitting
        said = result(desk.sitting, desk.head)
        assert verify(path).findings == []
    assert sorted(each.name for each in tmp_path.iterdir()) == ["sitting.sqlite"]
    assert accepted > 40
    assert refused > 0
    report = verify(path)
    assert report.sound and report.actions == len(rows["log"]) and report.head == said["head"]
    assert [each["outcome"] for each in said["elections"]] == [
        each["outcome"] for each in model.result()["elections"]
    ]


@pytest.mark.parametrize("seed", range(100, 103))
def test_two_desks_take_turns(tmp_path: Path, seed: int) -> None:
    """Each of two terminals goes on from where the other one stopped."""
    path = tmp_path / "sitting.sqlite"
    clock = ScenarioClock(START)
    one = Desk.create(path, clock)
    other = Desk.open(path, clock)
    turns = TakingTurns(one, other)
    for step, done in steps_through(turns, clock, seed, 120, 0.3, Model()):  # type: ignore[arg-type]
        assert done is None or done.sitting == turns.last.sitting, step.line
    other.catch_up()
    one.catch_up()
    assert one.sitting == other.sitting and one.papers == other.papers and one.head == other.head
    other.close()
    one.close()
    assert verify(path).findings == []


class TakingTurns:
    """Two desks on one file, used in turn."""

    def __init__(self, *desks: Desk) -> None:
        self.desks = list(desks)
        self.last = desks[0]

    def do(self, by, action):  # type: ignore[no-untyped-def]
        self.last = self.desks.pop(0)
        self.desks.append(self.last)
        return self.last.do(by, action)
