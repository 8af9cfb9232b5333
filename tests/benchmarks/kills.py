"""Kill a sitting at every moment, and print how many kills lost something acknowledged.

    python -m tests.benchmarks.kills [EVERY]

A moment is a statement given to the engine, a write, cut or removal of a file by the engine, or
a sync of the second medium. After each kill by signal 9 the file is opened, compared with what
was acknowledged, conducted to the end and verified. EVERY is how many moments are stepped on by;
1 unless given.
"""

import sys
import tempfile
import time
from pathlib import Path

from majilis_tui.scenario import bundled_scenario
from tests.conftest import CASES
from tests.record.kills import MEMORY, conducted_until, killed, states

SCENARIOS = [bundled_scenario("2023-03-29"), next(p for p in CASES if p.stem == "kz-senate-2023")]


def run(every: int) -> None:
    """Kill each scenario over and over, and print what it came to."""
    for scenario in SCENARIOS:
        with tempfile.TemporaryDirectory(dir=MEMORY) as name:
            folder = Path(name)
            began = time.perf_counter()
            whole, result = states(scenario, folder)
            (folder / "to the end").mkdir()
            _, moments = conducted_until(None, scenario, folder / "to the end")
            survived = {
                moment: killed(moment, scenario, folder / str(moment), whole, result)
                for moment in range(1, moments + 1, every)
            }
            took = time.perf_counter() - began
        lost = {moment: each.wrong for moment, each in survived.items() if each.wrong}
        none = sum(not each.opened for each in survived.values())
        print(
            f"{scenario.stem}: {len(whole)} actions, {moments} moments; {len(survived)} kills,"
            f" {sum(each.acknowledged > 0 for each in survived.values())} with something to lose,"
            f" {len(lost)} lost something, {none} before there was a sitting ({took:.0f} s)"
        )
        for moment, wrong in list(lost.items())[:5]:
            print(f"  at moment {moment}: {wrong}")


if __name__ == "__main__":
    run(int(sys.argv[1]) if sys.argv[1:] else 1)
