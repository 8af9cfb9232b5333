"""Real elections come out as history says, through the command a user would call."""

import json
from pathlib import Path

import pytest

from majilis_tui.record.verify import verify
from majilis_tui.scenario import Play
from tests.conftest import CASES


def differences(expected: object, found: object, place: str = "") -> list[str]:
    """Compare the keys that the expectation has."""
    if isinstance(expected, dict):
        assert isinstance(found, dict), place
        return [
            difference
            for key, value in expected.items()
            for difference in differences(value, found.get(key), f"{place}.{key}")
        ]
    if isinstance(expected, list) and expected and isinstance(expected[0], dict):
        assert isinstance(found, list)
        if len(expected) != len(found):
            return [f"{place}: {len(expected)} expected, {len(found)} found"]
        return [
            difference
            for number, (one, other) in enumerate(zip(expected, found, strict=True))
            for difference in differences(one, other, f"{place}[{number}]")
        ]
    return [] if expected == found else [f"{place}: {expected} expected, {found} found"]


@pytest.mark.parametrize("scenario", CASES, ids=lambda path: path.stem)
def test_real_election(scenario: Path, tmp_path: Path) -> None:
    expected = json.loads(scenario.with_suffix(".expected.json").read_text())
    play = Play(scenario, tmp_path / "sitting.sqlite")
    for _ in play.run():
        pass
    assert play.desk is not None
    result = json.loads(json.dumps(play.desk.result()))
    play.close()
    assert differences(expected, result["elections"][0]) == []
    report = verify(play.log)
    assert report.findings == []


def test_there_are_cases() -> None:
    assert len(CASES) >= 9
