"""Rehearsals: every planted fault can be met and dealt with, and is judged from the log."""

from collections import Counter

import pytest
from msgspec.structs import replace

from majilis_tui import languages
from majilis_tui.clock import ScenarioClock
from majilis_tui.desk import Desk
from majilis_tui.drill.hall import truth
from majilis_tui.drill.plan import FAULTS
from majilis_tui.drill.scenes import Scene, Step
from majilis_tui.procedure import actions as act
from majilis_tui.procedure.refusals import Refusal
from majilis_tui.procedure.timing import seconds_between
from majilis_tui.rehearsal import (
    START,
    Rehearsal,
    RehearsalClock,
    attend,
    begin,
    go_on_with,
    planned,
    take_up,
)
from majilis_tui.rehearsal_words import BY_ITSELF, HAPPENS, happens, report
from tests.rehearsals import Memory, answers, conducted, fresh, with_fault
from tests.screens.driving import fresh as real_sitting

SEEDS = range(60)


@pytest.fixture(scope="module")
def played() -> list[tuple[Rehearsal, list[Scene]]]:
    """Rehearsals of many seeds, by officers who make no mistake, and what the hall did in each."""
    return [(rehearsal, conducted(rehearsal)) for rehearsal in map(fresh, SEEDS)]


@pytest.fixture(scope="module")
def ended(played) -> list[Rehearsal]:
    """The rehearsals alone."""
    return [rehearsal for rehearsal, _shown in played]


def test_every_planted_fault_is_dealt_with(ended):
    for rehearsal in ended:
        found = answers(rehearsal)
        assert set(found) == {*rehearsal.plan.faults, None}
        assert set(found.values()) == {"handled"}, rehearsal.plan.seed
        assert all(f.seconds is not None for f in rehearsal.findings()), rehearsal.plan.seed


def test_the_result_is_what_the_hall_voted(ended):
    for rehearsal in ended:
        sitting, plan = rehearsal.desk.sitting, rehearsal.plan
        election = sitting.elections[plan.office]
        assert len(election.rounds) == len(plan.votes)
        assert election.elected == (plan.votes[-1].winner,)
        for current, vote in zip(election.rounds, plan.votes, strict=True):
            true = truth(plan, current)
            assert {c: current.totals.get(c, 0) for c in current.choices} == {
                c: true[c] for c in current.choices
            }
            assert (current.outcome == "elected") == (vote.winner is not None)
            voters = {m for m in current.received if not (current.number == 1 and _away(plan, m))}
            cast = Counter(vote.marks[m] for m in voters)
            if current.number == 1 and plan.has("paper-too-many"):
                cast["invalid:form"] += 1
            assert true == cast


def _away(plan, member):
    return member == plan.carried_away


def test_every_kind_of_fault_comes_and_is_seen_in_the_hall(played):
    planted = Counter(fault for rehearsal, _shown in played for fault in rehearsal.plan.faults)
    assert set(planted) == set(FAULTS)
    assert min(planted.values()) > 3
    for rehearsal, shown in played:
        # Papers to set aside are seen on the papers themselves.
        seen = {now.fault for now in shown} - {None}
        assert seen == set(rehearsal.plan.faults) - {"set-aside"}


def test_a_seed_is_the_same_hall_again():
    one, other = fresh(3), fresh(3)
    conducted(one)
    conducted(other)
    assert [m.entry for m in one.moves] == [m.entry for m in other.moves]
    assert planned(3) != planned(4)


def test_nobody_in_the_hall_is_a_real_person():
    plan = planned(1)
    assert len(plan.members) == plan.rules.chamber.seats
    for number, member in enumerate(plan.members, 1):
        assert member.name == f"Deputy {number:02}"
        assert member.group is None


def test_at_the_beginning_no_fault_was_met():
    assert set(answers(fresh(5)).values()) == {"not yet"}


# -- officers who are careless ------------------------------------------------------


def _unnoticed(**plan):
    """Officers who do not see what happens: for them the hall is another one."""

    def habit(rehearsal: Rehearsal, _now: Scene) -> list[Step]:
        blind = Rehearsal(rehearsal.desk, replace(rehearsal.plan, **plan), rehearsal.clock)
        now = blind.scene()
        rehearsal.clock.move(now.wait)
        return list(now.steps)

    return habit


def _instead(kind: str, *steps):
    """Officers who do something else than what is right when something happens."""

    def habit(rehearsal: Rehearsal, now: Scene) -> list[Step] | None:
        if now.kind != kind:
            return None
        return [(by, make(rehearsal, now)) for by, make in steps]

    return habit


def _election(rehearsal):
    return rehearsal.plan.office


def _closing(rehearsal, _now):
    return act.CloseVoting(
        election=_election(rehearsal), reason="Nobody else comes", with_="secretary"
    )


def _serving(rehearsal, now):
    return act.IssueBallot(members=now.other or now.who, with_="chairman")


def _exchanging(_rehearsal, now):
    return act.ExchangeBallot(member=now.who[0])


def _opening_the_box(rehearsal, _now):
    return act.OpenBox(election=_election(rehearsal), present=rehearsal.desk.sitting.commission)


def _with_a_dash(rehearsal, now):
    return act.ExplainDifference(election=_election(rehearsal), papers=now.n, text="-")


def _ending(rehearsal, _now):
    return act.CloseElection(election=_election(rehearsal))


def _withdrawing(rehearsal, _now):
    return act.Withdraw(election=_election(rehearsal), candidate=rehearsal.plan.nominee)


def _forming(_rehearsal, now):
    return act.FormCommission(members=now.who)


def _copying(rehearsal: Rehearsal, now: Scene) -> list[Step] | None:
    """The second reader matches the first instead of the paper."""
    if not now.kind.startswith("packet"):
        return None
    read = now.steps[0][1]
    return [("secretary", read), ("chairman", read)]


def _all_valid(rehearsal: Rehearsal, now: Scene) -> list[Step] | None:
    """Both readers take every paper for a valid one."""
    if not now.kind.startswith("packet"):
        return None
    steps = []
    for by, read in now.steps:
        choices = rehearsal.desk.sitting.elections[_election(rehearsal)].round.choices
        marks = {choice: read.marks.get(choice, 0) for choice in choices}
        marks[choices[0]] += sum(read.marks.values()) - sum(marks.values())
        steps.append((by, replace(read, marks=marks)))
    return steps


CARELESS = {
    "excused": _unnoticed(excused=""),
    "no-quorum": _unnoticed(delayed=()),
    "withdrawal": _unnoticed(withdraws=""),
    "nominee-proposed": _instead("nominee-proposed", ("clerk", _withdrawing), ("clerk", _forming)),
    "spoiled-paper": _unnoticed(spoils=""),
    "second-paper": _instead("second-paper", ("secretary", _exchanging), ("secretary", _serving)),
    "late": _instead("late", ("chairman", _closing)),
    "in-line": _instead("lobby", ("chairman", _closing)),
    "after-the-bell": _instead("after-the-bell", ("secretary", _serving)),
    "unused-miscounted": _instead("unused-miscounted", ("chairman", _opening_the_box)),
    "missing-paper": _instead("missing-paper", ("chairman", _with_a_dash)),
    "paper-too-many": _instead("paper-too-many", ("chairman", _with_a_dash)),
    "set-aside": _all_valid,
    "slip": _copying,
    "no-majority": _instead("no-majority", ("presiding", _ending)),
}


def test_there_is_a_careless_way_with_every_fault():
    assert set(CARELESS) == set(FAULTS)


@pytest.mark.parametrize("fault", FAULTS)
def test_careless_officers_are_told_so(fault):
    rehearsal = _of_several_candidates(fault)
    conducted(rehearsal, CARELESS[fault])
    assert answers(rehearsal)[fault] == "otherwise"
    words = report(rehearsal.findings(), rehearsal.desk.sitting)
    assert "✗" in words
    assert "otherwise" in words


def _of_several_candidates(fault: str) -> Rehearsal:
    """The first rehearsal with a fault in which one candidate can be done without."""
    made = (fresh(seed) for seed in range(200))
    return next(r for r in made if fault in r.plan.faults and len(r.plan.candidates) > 2)


def test_officers_who_derive_the_papers_found_are_told_so():
    """Nothing seems to be missing, but the number is not the one on the table."""
    rehearsal = with_fault("missing-paper")
    conducted(rehearsal, _unnoticed(carried_away=""))
    found = answers(rehearsal)
    assert found["missing-paper"] == "otherwise"
    assert found[None] == "otherwise"


def test_everyone_marked_present_is_no_quorum_waited_for():
    rehearsal = with_fault("no-quorum")
    rehearsal.desk.do("clerk", act.MarkAttendance(members="all", status="present"))
    assert rehearsal.scene().kind == "roll", "the hall still says who does not answer"
    rehearsal.desk.do("clerk", act.CloseRollCall())
    assert answers(rehearsal)["no-quorum"] == "otherwise"


def test_a_reader_sees_the_slip_once():
    rehearsal = with_fault("slip")
    slip = rehearsal.plan.slip
    seen = [now for now in conducted(rehearsal) if now.fault == "slip"]
    assert [now.kind for now in seen] == ["packet", "packet-again"]
    first, again = ([step[1].marks for step in now.steps] for now in seen)
    assert first[0] != first[1]
    assert again[0] == again[1]
    own = 0 if slip.reader == "secretary" else 1
    assert first[1 - own] == again[own]


def test_faults_that_are_still_to_come_are_not_named():
    rehearsal = fresh(5)
    words = report(rehearsal.findings(), rehearsal.desk.sitting)
    assert words == f"0 of 0 as it should be\nStill open or to come: {len(rehearsal.findings())}"


@pytest.mark.parametrize("language", languages.LANGUAGES)
def test_everything_in_the_hall_has_words(language, played):
    languages.use(language)
    kinds = set()
    for rehearsal, shown in played:
        sitting = rehearsal.desk.sitting
        for now in shown:
            kinds.add(now.kind)
            said = happens(now, sitting, rehearsal.plan.office)
            assert said
            assert "{" not in said
            assert len(said) < 240
    # Where the officers made a mistake of their own.
    assert set(HAPPENS) - kinds == {"gap", "close-without"}


# -- in a file ----------------------------------------------------------------------


@pytest.mark.parametrize("seed", [2, 6, 9])
def test_through_the_door_it_is_the_same(tmp_path, seed):
    """The file holds what memory held, and is sound."""
    with begin(tmp_path / "r.sqlite", seed, ScenarioClock(START)) as desk:
        rehearsal = attend(desk)
        for _done in rehearsal.conduct():
            pass
        assert set(answers(rehearsal).values()) == {"handled"}
        in_memory = fresh(seed)
        conducted(in_memory)
        names = [m.entry.action for m in rehearsal.moves]
        assert names == [m.entry.action for m in in_memory.moves]
        assert desk.verify().sound
        assert desk.verify().rehearsal


def test_it_goes_on_where_it_stands(tmp_path):
    path = tmp_path / "r.sqlite"
    with take_up(path, 6, ScenarioClock(START)) as desk:
        rehearsal = attend(desk)
        for now, _done in rehearsal.conduct():
            if now.kind == "packet":
                break
        before = rehearsal.scene()
    with take_up(path, 999) as desk:
        rehearsal = attend(desk)
        assert rehearsal.plan == planned(6)
        assert rehearsal.scene() == before
        for _done in rehearsal.conduct():
            pass
        assert set(answers(rehearsal).values()) == {"handled"}


def test_a_real_sitting_is_no_rehearsal(tmp_path):
    path = tmp_path / "real.sqlite"
    with real_sitting(path) as desk:
        assert attend(desk) is None
    with pytest.raises(Refusal) as refused:
        go_on_with(path)
    assert refused.value.code == "rehearsal-file"


@pytest.mark.parametrize("drill", [True, False])
def test_neither_becomes_the_other(drill):
    table = Memory()
    first = act.OpenSitting(
        title="Sitting",
        date="2026-01-01",
        chamber="Chamber",
        presiding=act.Presiding(name="P", office="O"),
        rules=planned(1).rules,
        rehearsal=drill,
    )
    table.do("clerk", first)
    for again, code in ((not drill, "rehearsal-file"), (drill, "wrong-moment")):
        with pytest.raises(Refusal) as refused:
            table.do("clerk", replace(first, rehearsal=again))
        assert refused.value.code == code


def test_a_file_with_other_members_has_no_hall(tmp_path):
    """Only what the program drew is played by the program."""
    with begin(tmp_path / "r.sqlite", 1, ScenarioClock(START)) as drawn:
        seats = list(drawn.sitting.members.values())[1:]
        opening = next(iter(drawn.lines())).entry.data
    desk = Desk.create(tmp_path / "other.sqlite", ScenarioClock(START))
    with desk:
        desk.do("clerk", opening)
        desk.do("clerk", act.SeatMembers(members=tuple(seats)))
        assert desk.sitting.rehearsal
        assert attend(desk) is None


def test_time_passes_in_the_hall_and_is_no_clock_that_was_set(tmp_path):
    path = tmp_path / "r.sqlite"
    with begin(path, 1) as desk:
        clock = desk.clock
        assert isinstance(clock, RehearsalClock)
        before = clock.now()
        clock.move(1200)
        assert seconds_between(before, clock.now()) >= 1200
        desk.watch_clock()
        desk.do("clerk", act.Note(text="Twenty minutes later"))
        assert [line.entry.action for line in desk.lines()][-1] == "note"
    with Desk.open(path) as desk:
        attend(desk)
        desk.resume("clerk")
        actions = [line.entry.action for line in desk.lines()]
        assert actions[-2:] == ["note", "resume"], "opened again, the hall's time goes on"


@pytest.mark.parametrize("again", ["by-hand", "found"])
def test_what_was_typed_wrong_stays_on_the_table(again):
    """A slip of the officers' own is theirs to mend: the hall says the number once more."""
    rehearsal = next(r for r in map(fresh, range(99)) if "unused-miscounted" not in r.plan.faults)
    while (now := rehearsal.scene()).kind != again:
        for _done in rehearsal.go_on(now, 5):
            pass
    (by, right), *_others = now.steps
    field = "spoiled" if again == "by-hand" else "found"
    rehearsal.desk.do(by, replace(right, **{field: getattr(right, field) + 1}))
    assert rehearsal.scene() == now
    rehearsal.desk.do(by, right)
    assert rehearsal.scene().kind != again


def test_where_the_hall_goes_on_by_itself_there_are_words_for_it(played):
    by_itself = {now.kind for _rehearsal, shown in played for now in shown if now.goes_on}
    assert by_itself == set(BY_ITSELF)
