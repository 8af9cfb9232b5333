"""Random sittings through a real desk, on a real file."""

import random
from collections.abc import Iterator
from pathlib import Path

from majilis_tui.clock import ScenarioClock
from majilis_tui.desk import Desk, Recorded
from majilis_tui.procedure.refusals import Refusal
from majilis_tui.procedure.timing import later
from majilis_tui.scenario import asked
from tests.procedure.lines import START_MS, Step, walk
from tests.procedure.model import Model

START = "2020-01-01T00:00:00.000Z"


def steps_through(
    desk: Desk, clock: ScenarioClock, seed: int, steps: int, wildness: float, model: Model
) -> Iterator[tuple[Step, Recorded | None]]:
    """Say random lines to a desk; yields each with what was recorded, None if refused."""
    for step in walk(random.Random(seed), steps, wildness, model):
        clock.moment = later(START, (step.at_ms - START_MS) / 1000)
        try:
            by, action = asked(step.line, Path())
            done = desk.do(by, action)
        except Refusal as refusal:
            assert refusal.code == step.code, step.line
            yield step, None
        else:
            assert step.code is None, step.line
            yield step, done


def random_sitting(path: Path, seed: int, steps: int, wildness: float = 0.1) -> None:
    """Leave a file with a random sitting in it."""
    clock = ScenarioClock(START)
    with Desk.create(path, clock) as desk:
        for _ in steps_through(desk, clock, seed, steps, wildness, Model()):
            pass
