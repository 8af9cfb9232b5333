"""What the program leaves behind tells neither who came when, nor what was read when."""

import contextlib
import random
import shutil
from pathlib import Path

import pytest

from majilis_tui.clock import ScenarioClock
from majilis_tui.desk import Desk
from majilis_tui.record import file
from majilis_tui.record.errors import RecordError
from majilis_tui.scenario import asked
from tests.record import secret_vote as votes
from tests.record.secrecy import LINK, ORDER, READ, Files, attack

# Success that chance brings about less often than this is not chance.
BOUND = 0.001
VOTES = 40


class Held:
    """Votes drawn by lot, and what could be looked at in each."""

    def __init__(self, chambers: votes.Chambers, number: int, until: str = "program left") -> None:
        self.chance = random.Random(number)
        self.votes = [chambers.draw(self.chance) for _ in range(number)]
        self.seen = [votes.looked_at(chambers, vote, until) for vote in self.votes]

    def order(self, moment: str) -> float:
        trials = [
            votes.order_trial(vote, seen[moment], votes.come(vote, moment), self.chance)
            for vote, seen in zip(self.votes, self.seen, strict=True)
        ]
        return attack(trials, ORDER).chance

    def reading(self, moment: str) -> float:
        pairs = zip(self.votes, self.seen, strict=True)
        return attack([votes.reading_trial(v, seen[moment]) for v, seen in pairs], READ).chance

    def link(self, moment: str) -> float:
        pairs = zip(self.votes, self.seen, strict=True)
        trials = [votes.vote_trial(v, seen[moment], self.chance) for v, seen in pairs]
        return attack(trials, LINK).chance


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Held:
    return Held(votes.Chambers(tmp_path_factory.mktemp("votes")), VOTES)


@pytest.mark.parametrize("moment", votes.MOMENTS)
def test_the_order_of_issue_is_not_found(held: Held, moment: str) -> None:
    assert held.order(moment) > BOUND


@pytest.mark.parametrize("moment", votes.MOMENTS[2:])
def test_the_order_of_reading_is_not_found(held: Held, moment: str) -> None:
    assert held.reading(moment) > BOUND


@pytest.mark.parametrize("moment", votes.MOMENTS[2:])
def test_nobodys_vote_is_found(held: Held, moment: str) -> None:
    assert held.link(moment) > BOUND


def test_after_a_kill_no_order_is_found(tmp_path: Path) -> None:
    """Of those who had their paper; who was being served at the very moment may be seen."""
    chambers, chance = votes.Chambers(tmp_path), random.Random(5)
    before, after = [], []
    for _ in range(VOTES):
        vote = chambers.draw(chance)
        statement = chance.randint(1, votes.statements_of_a_vote(chambers, vote))
        killed = votes.killed(chambers, vote, statement)
        if killed.issued >= 2:
            before.append(votes.order_trial(vote, killed.files, killed.issued, chance))
            after.append(votes.order_trial(vote, killed.started, killed.issued, chance))
    assert len(before) > VOTES / 2
    assert attack(before, ORDER).chance > BOUND
    assert attack(after, ORDER).chance > BOUND


# ---------------------------------------------------------------- it can win


@pytest.mark.parametrize(
    ("leak", "moment"),
    [
        ("row numbers", "in the vote"),
        ("rows where there is room", "in the vote"),
        ("the log of writes left", "in the vote"),
        ("deleted rows left", "vote closed"),
    ],
)
def test_a_careless_program_is_seen_through(tmp_path: Path, leak: str, moment: str) -> None:
    chambers = votes.Chambers(tmp_path, votes.LEAKS[leak])
    assert Held(chambers, 24, until=moment).order(moment) < BOUND


def test_a_careless_program_gives_away_every_vote(tmp_path: Path) -> None:
    chambers = votes.Chambers(tmp_path, votes.LEAKS["the log of writes left"])
    held = Held(chambers, 24)
    assert held.reading("in the packet") < BOUND
    assert held.link("count finished") < BOUND


# ---------------------------------------------------------------- not a byte differs


def same(one: Files, other: Files) -> bool:
    """Whether two folders hold the same bytes but for the index's salts, drawn by lot."""
    return one.keys() == other.keys() and all(
        one[name][96:] == other[name][96:] if name.endswith("-shm") else one[name] == other[name]
        for name in one
    )


@pytest.mark.parametrize("seed", range(6))
def test_another_order_leaves_the_same_bytes(tmp_path: Path, seed: int) -> None:
    chambers, chance = votes.Chambers(tmp_path), random.Random(seed)
    vote = chambers.draw(chance)
    early, late = vote.order[: vote.asked_after], vote.order[vote.asked_after :]
    order = (*chance.sample(early, len(early)), *chance.sample(late, len(late)))
    other = votes.Vote(order, vote.second_mark, vote.asked_after)
    one_seen, other_seen = votes.looked_at(chambers, vote), votes.looked_at(chambers, other)
    for moment in votes.MOMENTS:
        assert same(one_seen[moment], other_seen[moment]), moment


def test_another_order_leaves_the_same_bytes_in_a_large_chamber(tmp_path: Path) -> None:
    """A register of several pages, whose places depend on how it grew unless it is rebuilt."""
    chance = random.Random(3)
    members = [f"m{number:03}{'x' * chance.randint(0, 50)}" for number in range(300)]
    base = tmp_path / "base.sqlite"
    with Desk.create(base, ScenarioClock(votes.START)) as desk:
        for line in votes.lines(members):
            desk.do(*asked(line, Path()))
    folders = []
    for number, order in enumerate((sorted(members[:150], key=len), members[:150])):
        path = tmp_path / str(number) / "sitting.sqlite"
        path.parent.mkdir()
        shutil.copy(base, path)
        with votes.opened(path) as desk:
            for member in order:
                votes.issue(desk, member)
            folders.append(votes.everything(path.parent))
    assert same(*folders)


def test_a_reader_in_the_way_gives_nothing_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another program that reads on and on keeps the log of writes from being emptied.

    The desk may refuse to go on; what it has written until then may not tell an order.
    """
    monkeypatch.setattr(file, "TIDY_MILLISECONDS", 1)
    chambers, chance = votes.Chambers(tmp_path), random.Random(9)
    trials = []
    for _ in range(24):
        vote = chambers.draw(chance)
        with chambers.table(vote) as path:
            reader = votes.Reader(path)
            desk = chambers.open(path)
            issued = 0
            with contextlib.suppress(RecordError):
                for member in vote.order:
                    votes.issue(desk, member)
                    issued += 1
            if issued >= 2:
                seen = votes.everything(path.parent)
                trials.append(votes.order_trial(vote, seen, issued, chance))
            reader.close()
            desk.close()
    assert not trials or attack(trials, ORDER).chance > BOUND
