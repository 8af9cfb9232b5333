"""Simulated power cuts: how many were tried, and how many lost something acknowledged.

    python -m tests.benchmarks.power_cuts [CUTS] [SEED]

Every moment between two file operations of the bundled sitting and of the Senate's of 2023 is
cut in turn, and again with other chances until CUTS are done (3000 unless given). The last line
shows that the simulation can win: the same against an engine told not to sync.
"""

import random
import sys
import tempfile
import time
from pathlib import Path

from majilis_tui.scenario import bundled_scenario
from tests.conftest import CASES
from tests.record.power import conducted, cut, recorded

SCENARIOS = [bundled_scenario("2023-03-29"), next(p for p in CASES if p.stem == "kz-senate-2023")]


def run(cuts: int, seed: int, synchronous: str) -> None:
    """Cut each scenario's recording over and over, and print what it came to."""
    for scenario in SCENARIOS:
        with tempfile.TemporaryDirectory() as name:
            folders = [Path(name) / part for part in ("conducted", "recorded", "disk")]
            for folder in folders:
                folder.mkdir()
            statements, states = conducted(folders[0], scenario)
            operations = recorded(folders[1], statements, synchronous)
            chance = random.Random(seed)
            began = time.perf_counter()
            outcomes = [
                cut(folders[2], operations, states, chance, number % len(operations) + 1)
                for number in range(cuts)
            ]
            took = time.perf_counter() - began
        lost = [outcome for outcome in outcomes if outcome.wrong]
        print(
            f"{scenario.stem}, synchronous={synchronous}: {len(operations)} file operations,"
            f" {len(states)} actions; {cuts} cuts,"
            f" {sum(outcome.acknowledged > 0 for outcome in outcomes)} with something to lose,"
            f" {len(lost)} lost something ({took:.0f} s)"
        )
        for outcome in lost[:3] if synchronous == "FULL" else []:
            print(f"  after operation {outcome.at}: {outcome.wrong}")


if __name__ == "__main__":
    given = [int(argument) for argument in sys.argv[1:]]
    number, start = (*given, *(3000, 2023)[len(given) :])
    run(number, start, "FULL")
    run(min(number, 300), start, "OFF")
