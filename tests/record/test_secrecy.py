"""What the program leaves behind tells neither who came when, nor what was read when."""

import contextlib
import random
import shutil
import tempfile
from pathlib import Path

import pytest
from sqlite_utils import Database

from majilis_tui.clock import ScenarioClock
from majilis_tui.desk import Desk, Line
from majilis_tui.documents.press import DOCUMENTS
from majilis_tui.procedure.actions import Note
from majilis_tui.record import file
from majilis_tui.record.errors import RecordError
from majilis_tui.scenario import asked
from tests.record import secret_vote as votes, surroundings
from tests.record.kills import MEMORY
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


def test_nothing_beside_the_file_tells_an_order_or_a_vote() -> None:
    """The mirror, signed heads, a backup, every document, the list of files, a crash report."""
    with tempfile.TemporaryDirectory(dir=MEMORY) as name:
        held = Held(votes.Chambers(Path(name), surrounded=True), 20)
    for moment in votes.MOMENTS:
        assert held.order(moment) > BOUND, moment
    for moment in votes.MOMENTS[2:]:
        assert held.reading(moment) > BOUND, moment
        assert held.link(moment) > BOUND, moment
    beside = {Path(name).name for name in held.seen[0]["count finished"]}
    assert {surroundings.MIRROR, surroundings.NOTE, surroundings.BACKUP} <= beside
    assert {f"{name}.txt" for name in DOCUMENTS} <= beside
    assert any(name.startswith("crash-") for name in beside)


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


def served(path: Path, order: tuple[str, ...], desk: Desk | None = None) -> int:
    """How many get their paper, at a desk or at one that is opened for it, until it refuses."""
    number = 0
    table = desk or votes.opened(path)
    with contextlib.suppress(RecordError):
        for member in order:
            votes.issue(table, member)
            number += 1
    if desk is None:
        table.close()
    return number


def test_while_a_reader_is_in_the_way_one_paper_goes_out_at_all_terminals_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file itself is asked: neither a second terminal nor a new start gets round it."""
    monkeypatch.setattr(file, "TIDY_MILLISECONDS", 1)
    chambers = votes.Chambers(tmp_path)
    vote = chambers.draw(random.Random(4))
    with chambers.table(vote) as path:
        one, other = chambers.open(path), chambers.open(path)
        reader = votes.Reader(path)
        assert served(path, vote.order, one) == 1
        assert served(path, vote.order[1:], other) == 0
        one.close()
        assert served(path, vote.order[1:]) == 0
        with pytest.raises(RecordError, match="another program keeps reading"):
            votes.issue(other, vote.order[1])
        reader.close()
        assert served(path, vote.order[1:], other) == len(vote.order) - 1
        other.close()
        assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_a_reader_for_a_moment_only_delays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As another terminal is, which takes in what was written."""
    chambers = votes.Chambers(tmp_path)
    vote = chambers.draw(random.Random(4))
    with chambers.table(vote) as path, chambers.open(path) as desk:
        reader = votes.Reader(path)
        monkeypatch.setattr(file, "TIDY_MILLISECONDS", 1)
        votes.issue(desk, vote.order[0])
        tidied = 0

        def tidy(db: Database, *, vacuum: bool = False) -> bool:
            nonlocal tidied
            tidied += 1
            if tidied == 3:
                reader.close()
            return votes.TIDY(db, vacuum=vacuum)

        monkeypatch.setattr(file, "tidy", tidy)
        votes.issue(desk, vote.order[1])
        assert tidied > 3
        assert desk.papers.register == frozenset(vote.order[:2])


def test_the_log_of_writes_is_empty_before_anything_else_is_done(tmp_path: Path) -> None:
    """A medium that takes its time does not leave open who came last."""
    chambers = votes.Chambers(tmp_path)
    vote = chambers.draw(random.Random(4))
    seen = []

    class Watched(Desk):
        def _recorded(self, line: Line) -> None:
            seen.append(votes.everything(self.path.parent).get(f"{self.path.name}-wal", b""))

    with chambers.table(vote) as path:
        desk = Watched.open(path, ScenarioClock("2020-01-01T00:10:00.000Z"))
        for member in vote.order:
            votes.issue(desk, member)
        desk.close()
    assert seen == [b""] * len(vote.order)


def test_what_a_kill_left_is_rebuilt_at_the_next_change(tmp_path: Path) -> None:
    """The order in which a register of several pages grew is on no page after it."""
    chance = random.Random(3)
    members = [f"m{number:03}{'x' * chance.randint(0, 50)}" for number in range(300)]
    base = tmp_path / "base.sqlite"
    with Desk.create(base, ScenarioClock(votes.START)) as desk:
        for line in votes.lines(members):
            desk.do(*asked(line, Path()))
    left = []
    for number, order in enumerate((sorted(members[:150], key=len), members[:150])):
        path = tmp_path / str(number) / "sitting.sqlite"
        path.parent.mkdir()
        shutil.copy(base, path)
        desk = votes.opened(path)
        with pytest.MonkeyPatch.context() as careless:
            careless.setattr(file, "tidy", votes.LEAKS["rows where there is room"].tidy)
            for member in order[:-1]:
                votes.issue(desk, member)
            careless.setattr(file, "tidy", votes.LEAKS["the log of writes left"].tidy)
            votes.issue(desk, order[-1])
        killed = tmp_path / f"killed-{number}" / "sitting.sqlite"
        killed.parent.mkdir()
        for each in path.parent.iterdir():
            shutil.copy(each, killed.parent)
        desk.close()
        with votes.opened(killed) as again:
            again.do("clerk", Note(text="goes on"))
        left.append(votes.everything(killed.parent))
    assert same(*left)
