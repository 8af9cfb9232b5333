"""The program against an independent model: the same answers and results, line by line."""

import json
import random
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from majilis_tui.procedure.actions import NAME_OF_LOGGED
from majilis_tui.procedure.entries import Entry
from majilis_tui.procedure.guards import Case, decide
from majilis_tui.procedure.papers import NO_PAPERS
from majilis_tui.procedure.refusals import Refusal
from majilis_tui.procedure.result import result
from majilis_tui.procedure.sitting import EMPTY
from majilis_tui.procedure.timing import later
from majilis_tui.scenario import asked
from tests.procedure.lines import START_MS, walk
from tests.procedure.model import Model

START = "2020-01-01T00:00:00.000Z"


class Table:
    """The procedure alone, without a file: what the desk does, in memory."""

    def __init__(self) -> None:
        self.sitting = EMPTY
        self.papers = NO_PAPERS

    def do(self, line: dict, at: str) -> str | None:
        try:
            by, action = asked(line, Path())
            decision = decide(
                Case(sitting=self.sitting, papers=self.papers, by=by, at=at), action
            )
        except Refusal as refusal:
            return refusal.code
        self.papers = decision.papers
        if decision.fact is not None:
            name = NAME_OF_LOGGED[type(decision.fact)]
            entry = Entry(name, at, by, decision.fact, self.sitting.seq + 1)
            self.sitting = self.sitting.apply(entry)
        return None


def compared(given: dict) -> dict:
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
    model = Model()
    table = Table()
    taken = 0
    for step in walk(random.Random(seed), steps, wildness, model):
        at = later(START, (step.at_ms - START_MS) / 1000)
        said = table.do(step.line, at)
        where = f"seed {seed}, step {taken}: {json.dumps(step.line, ensure_ascii=False)[:600]}"
        assert said == step.code, where
        if table.sitting.rules is not None:
            ours = compared(result(table.sitting, "0" * 64))
            assert ours == model.result(), where
        taken += 1
    return taken


@given(st.integers(0, 2**32))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_answer_and_result_is_the_models(seed: int) -> None:
    assert conduct(seed, 250, 0.3) > 0
