"""What all tests share: the bundled sitting, and sittings conducted to an end."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from majilis_tui.languages import use
from majilis_tui.scenario import Play, bundled_scenario

# Longer than all others: begun last, it would keep the others waiting.
LONGEST = "test_terminal.py"

CASES = sorted((Path(__file__).parent / "cases").glob("*.jsonl"))


def pytest_xdist_auto_num_workers() -> int:
    """A screen waits for much of its time: there is room for one test more than processors."""
    return 1 + (os.cpu_count() or 1)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the longest test."""
    items.sort(key=lambda item: item.path.name != LONGEST)


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Every test speaks English and keeps its settings to itself."""
    use("en")
    home = tmp_path_factory.getbasetemp() / "home"
    for name in ("XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(home / name))


@pytest.fixture
def conducted(tmp_path: Path) -> Iterator[Callable[..., Play]]:
    """Conduct a scenario, whole or its first steps; closed when the test ends."""
    plays: list[Play] = []

    def conduct(scenario: Path | None = None, steps: int | None = None) -> Play:
        play = Play(
            scenario or bundled_scenario("2023-03-29"), tmp_path / f"sitting-{len(plays)}.sqlite"
        )
        plays.append(play)
        for step in play.steps[:steps]:
            play.do(step)
        return play

    yield conduct
    for play in plays:
        play.close()
