"""The power fails at any moment: what was acknowledged is there, whole and sound."""

import random
from pathlib import Path

import pytest

pytest.importorskip("apsw", reason="apsw records the file operations of SQLite")

from tests.record.power import Operation, State, conducted, cut, recorded

CUTS = 300


@pytest.fixture(scope="module")
def statements(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[str], list[State]]:
    return conducted(tmp_path_factory.mktemp("conducted"))


def lost(
    folder: Path, operations: list[Operation], states: list[State], cuts: int
) -> tuple[int, list[str]]:
    """Cut at chance moments; return how many had something to lose, and what was lost."""
    chance = random.Random(2023)
    outcomes = [
        cut(folder, operations, states, chance, chance.randrange(1, len(operations) + 1))
        for _ in range(cuts)
    ]
    told = [f"cut {o.at}, {o.acknowledged} steps: {o.wrong}" for o in outcomes if o.wrong]
    return sum(o.acknowledged > 0 for o in outcomes), told


def test_a_power_cut_loses_nothing_that_was_acknowledged(
    tmp_path: Path, statements: tuple[list[str], list[State]]
) -> None:
    operations = recorded(tmp_path, statements[0])
    (tmp_path / "disk").mkdir()
    tried, told = lost(tmp_path / "disk", operations, statements[1], CUTS)
    assert told == []
    assert tried > CUTS * 2 // 3
    assert sum(o.kind == "sync" for o in operations) > 3 * len(statements[1])


def test_the_same_cuts_convict_an_engine_that_does_not_sync(
    tmp_path: Path, statements: tuple[list[str], list[State]]
) -> None:
    operations = recorded(tmp_path, statements[0], synchronous="OFF")
    (tmp_path / "disk").mkdir()
    _, told = lost(tmp_path / "disk", operations, statements[1], 40)
    assert len(told) > 10
