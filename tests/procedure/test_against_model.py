"""The program against an independent model: the same answers and results, line by line.

A longer run: `python -m tests.procedure.test_against_model FIRST LAST WILDNESS`.
"""

import json
import random
import sys
from pathlib import Path
from typing import Any

import pytest

from majilis_tui.procedure.actions import NAME_OF_LOGGED
from majilis_tui.procedure.entries import Entry, decode, encode
from majilis_tui.procedure.guards import Case, decide, recheck
from majilis_tui.procedure.papers import NO_PAPERS
from majilis_tui.procedure.refusals import Refusal
from majilis_tui.procedure.result import result
from majilis_tui.procedure.sitting import EMPTY
from majilis_tui.procedure.timing import later
from majilis_tui.scenario import asked
from tests.procedure.lines import START_MS, walk
from tests.procedure.model import Model

START = "2020-01-01T00:00:00.000Z"
HEAD = "0" * 64


class Table:
    """The procedure alone, without a file: what the desk does, in memory."""

    def __init__(self) -> None:
        self.sitting = EMPTY
        self.papers = NO_PAPERS

    def do(self, line: dict[str, Any], at: str) -> str | None:
        before = (self.sitting, self.papers)
        try:
            by, action = asked(line, Path())
            case = Case(sitting=self.sitting, papers=self.papers, by=by, at=at, head=HEAD)
            decision = decide(case, action)
        except Refusal as refusal:
            assert (self.sitting, self.papers) == before
            return refusal.code
        self.papers = decision.papers
        if decision.fact is not None:
            name = NAME_OF_LOGGED[type(decision.fact)]
            entry = Entry(name, at, by, decision.fact, self.sitting.seq + 1)
            assert decode(encode(entry)) == entry
            recheck(self.sitting, entry, HEAD)
            self.sitting = self.sitting.apply(entry)
        return None


def compared(given: dict[str, Any]) -> dict[str, Any]:
    """What the model knows of a result."""
    extra = ("returned_unvoted", "invalid_reasons", "explanations", "lot")
    elections = [
        {
            **election,
            "rounds": [
                {k: v for k, v in each.items() if k not in extra} for each in election["rounds"]
            ],
        }
        for election in given["elections"]
    ]
    return {"questions": given["questions"], "elections": elections}


def conduct(seed: int, steps: int, wildness: float) -> int:
    """Walk both through the lines of a seed, and return how many there were."""
    model = Model()
    table = Table()
    taken = 0
    for step in walk(random.Random(seed), steps, wildness, model):
        at = later(START, (step.at_ms - START_MS) / 1000)
        where = f"seed {seed}, step {taken}: {json.dumps(step.line, ensure_ascii=False)[:600]}"
        try:
            said = table.do(step.line, at)
        except Exception as error:
            raise AssertionError(where) from error
        assert said == step.code, where
        if table.sitting.rules is not None and said is None:
            assert compared(result(table.sitting, "0" * 64)) == model.result(), where
        taken += 1
    return taken


@pytest.mark.parametrize("wildness", [0.05, 0.3, 0.6])
def test_every_answer_and_result_is_the_models(wildness: float) -> None:
    for seed in range(60):
        assert conduct(seed, 250, wildness) > 0


if __name__ == "__main__":
    first, last, wild = int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])
    lines = sum(conduct(seed, 250, wild) for seed in range(first, last))
    sys.stdout.write(f"{last - first} seeds, {lines} lines: agreed\n")
