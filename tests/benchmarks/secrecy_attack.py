"""Attack the secrecy of thousands of simulated votes, and print how often the attacker is right.

    python -m tests.benchmarks.secrecy_attack [--votes N] [--surrounded N] [--kills N] [--leaks N]
                                               [--seed N]

The votes go through the real desk on real files (see `tests/record/secret_vote.py`). Chance is
one half; `by chance` is how likely as much success, or more, is by guessing.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from pathlib import Path

from tests.record import secret_vote as votes
from tests.record.kills import MEMORY
from tests.record.secrecy import LINK, ORDER, READ, Guess, Trial, attack, images, standing


def show(what: str, moment: str, trials: list[Trial], ways: tuple[Guess, ...]) -> None:
    said = attack(trials, ways)
    share = 100 * said.right / max(said.trials, 1)
    print(
        f"{what:<28} {moment:<16} {said.right:>5} of {said.trials:<5} {share:5.1f} %"
        f"  by chance {said.chance:.2g}  ({said.way})",
        flush=True,
    )


def batch(chambers: votes.Chambers, number: int, chance: random.Random) -> None:
    """So many votes from beginning to end, looked at at every moment."""
    order: dict[str, list[Trial]] = {moment: [] for moment in votes.MOMENTS}
    reading: dict[str, list[Trial]] = {moment: [] for moment in votes.MOMENTS[2:]}
    link: dict[str, list[Trial]] = {moment: [] for moment in votes.MOMENTS[2:]}
    for _ in range(number):
        vote = chambers.draw(chance)
        seen = votes.looked_at(chambers, vote)
        for moment, trials in order.items():
            come = votes.come(vote, moment)
            trials.append(votes.order_trial(vote, seen[moment], come, chance))
        for moment, trials in reading.items():
            trials.append(votes.reading_trial(vote, seen[moment]))
            link[moment].append(votes.vote_trial(vote, seen[moment], chance))
    for moment, trials in order.items():
        show("who came first", moment, trials, ORDER)
    for moment, trials in reading.items():
        show("which mark was read first", moment, trials, READ)
    for moment, trials in link.items():
        show("who voted for", moment, trials, LINK)


def kills(chambers: votes.Chambers, number: int, chance: random.Random) -> None:
    """So many votes killed at a statement drawn by lot."""
    before: list[Trial] = []
    after: list[Trial] = []
    served: list[Trial] = []
    for _ in range(number):
        vote = chambers.draw(chance)
        statement = chance.randint(1, votes.statements_of_a_vote(chambers, vote))
        killed = votes.killed(chambers, vote, statement)
        if killed.issued < 2:
            continue
        before.append(votes.order_trial(vote, killed.files, killed.issued, chance))
        after.append(votes.order_trial(vote, killed.started, killed.issued, chance))
        last = vote.order[killed.issued] if killed.issued < len(vote.order) else ""
        if last and any(standing(image, [last]) for image in images(killed.files)):
            earlier = vote.order[chance.randrange(killed.issued)]
            served.append(Trial(killed.files, earlier, last))
    show("who came first", "killed", before, ORDER)
    show("who came first", "started again", after, ORDER)
    # Between the moment when an entry is durable and that when the log of writes is emptied, the
    # file holds the register before and after: who came last can be told, and nobody else.
    print(f"killed in the act of serving somebody already in the register: {len(served)}")
    show("who came last", "killed in the act", served, ORDER)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--votes", type=int, default=2000)
    parser.add_argument("--surrounded", type=int, default=200)
    parser.add_argument("--kills", type=int, default=500)
    parser.add_argument("--leaks", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    chance = random.Random(arguments.seed)
    started = time.perf_counter()
    with tempfile.TemporaryDirectory(dir=MEMORY) as folder:
        chambers = votes.Chambers(Path(folder))
        if arguments.votes:
            batch(chambers, arguments.votes, chance)
        if arguments.surrounded:
            print("-- with mirror, signed heads, backups, documents and crash reports beside it")
            room = Path(tempfile.mkdtemp(dir=folder))
            batch(votes.Chambers(room, surrounded=True, pdf=True), arguments.surrounded, chance)
        kills(chambers, arguments.kills, chance)
        for leak in votes.LEAKS.values() if arguments.leaks else ():
            print(f"-- careless on purpose: {leak.name}")
            room = Path(tempfile.mkdtemp(dir=folder))
            batch(votes.Chambers(room, leak), arguments.leaks, chance)
    print(f"{time.perf_counter() - started:.0f} s")


if __name__ == "__main__":
    main()
