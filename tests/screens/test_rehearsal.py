"""A rehearsal by keys: what the hall says is answered on the real screens."""

import re
from pathlib import Path

import pytest

from majilis_tui.clock import ScenarioClock
from majilis_tui.desk import Desk
from majilis_tui.drill.plan import FAULTS
from majilis_tui.procedure.count import marks_offered, set_aside
from majilis_tui.procedure.papers import BLANK
from majilis_tui.rehearsal import START, Rehearsal, attend, begin, planned
from majilis_tui.rehearsal_words import paper_in_hand
from majilis_tui.screens.rehearsal import hall_words
from majilis_tui.screens.steps import STEPS
from tests.cheap import hash_cheaply
from tests.rehearsals import answers
from tests.screens.driving import Keyboard, fresh, seated


def number(member: str) -> str:
    """What one types to find a deputy."""
    return member[1:]


async def sit_as(keys: Keyboard, role: str) -> None:
    for _turn in range(3):
        if keys.app.session.role != role:
            await keys.press("f2")
    assert keys.app.session.role == role


async def let_it_happen(keys: Keyboard) -> None:
    await keys.press("tab")
    assert "The hall can go on by itself" in keys.words()
    await keys.press("space")


async def figures(keys: Keyboard, *numbers: int) -> None:
    for figure in numbers:
        await keys.type(str(figure))
        await keys.press("enter")


async def form_commission(keys: Keyboard, now) -> None:
    await keys.press("v", "enter")
    await figures(keys, now.n, now.m, 1)
    await keys.press("y")
    await keys.press("f")
    if now.other:
        await keys.type(number(now.who[-1]))
        assert "nobody found" in keys.shown(), "a nominee is not offered"
        await keys.press("escape")
    for member in now.steps[-1][1].members:
        await keys.type(number(member))
        await keys.press("space")
    await keys.press("enter", "y")


async def serve_one_who_comes_late(keys: Keyboard, now) -> None:
    (late,) = now.who
    await keys.type(number(late))
    assert ": absent" in keys.shown()
    await keys.press("escape", *["f7"] * STEPS.index("voting"))
    await keys.type(number(late))
    await keys.press("space", "escape")
    await keys.type(number(late))
    await keys.press("enter")


async def read_by_hand(keys: Keyboard) -> None:
    """Each officer marks what they are shown, paper by paper."""
    session = keys.app.session
    packet = session.election.round.packets_agreed
    differs = session.election.round.packet_differs
    for role in ("secretary", "chairman"):
        await sit_as(keys, role)
        offered = marks_offered(session.sitting.law, session.election.round)
        reasons = [mark for mark in offered if mark.startswith("invalid:")]
        words = {paper_in_hand(session.sitting, mark): mark for mark in offered}
        while found := re.search(r"paper \d+ of \d+: (.*)", hall_words(session, session.rehearsal)):
            assert found[0] in keys.words()
            mark = words[found[1]]
            if mark in reasons:
                await keys.press("x", str(reasons.index(mark) + 1))
            else:
                await keys.press("0" if mark == BLANK else str(offered.index(mark) + 1))
        await keys.press("enter")
    current = session.election.round
    assert current.packets_agreed > packet or (current.packet_differs and not differs)


async def act_on(keys: Keyboard, now) -> None:
    """Press the keys that two officers press who deal with it as they should."""
    if now.goes_on:
        await let_it_happen(keys)
        return
    one = number(now.who[0]) if now.who else ""
    match now.kind:
        case "excused":
            await keys.type(one)
            await keys.press("f4")
        case "close-roll":
            await keys.press("f6", "y")
        case "open-election":
            await keys.press("o", "enter", "enter")
        case "proposal":
            await keys.press("n")
            await keys.type(one)
            await keys.press("enter")
            await keys.type(number(now.other[0]))
            await keys.press("enter", "enter", "enter")
        case "withdrawal":
            below = keys.sitting.elections["chairman"].standing.index(now.who[0])
            await keys.press("home", *["down"] * below, "x", "enter", "y")
        case "no-other-names":
            await keys.press("c", "y")
        case "commission" | "nominee-proposed":
            await form_commission(keys, now)
        case "officers":
            await keys.press("o", "enter", "enter", "y", "escape", "y", "escape", "y")
        case "ballot":
            await sit_as(keys, "chairman")
            await keys.press("a", "enter")
            await figures(keys, now.n)
            await keys.press("y")
        case "open-vote":
            await keys.press("o", "enter", "1", "2")
        case "issue":
            await keys.type(one)
            await keys.press("enter")
        case "second-paper":
            await keys.type(number(now.other[0]))
            await keys.press("enter")
        case "spoiled-paper":
            await keys.type(one)
            await keys.press("f4", "y")
        case "late":
            await serve_one_who_comes_late(keys, now)
        case "in-line":
            await keys.type(one)
            await keys.press("enter", "1", "2")
        case "after-the-bell" | "all-voted":
            await sit_as(keys, "chairman")
            await keys.press("f6", "y")
        case "by-hand" | "unused-miscounted":
            counted = now.steps[0][1]
            await keys.press("h")
            await figures(keys, counted.unused, counted.spoiled)
            await keys.press("enter")
        case "open-box":
            await keys.press("o", "enter", "1", "2")
        case "mix":
            await keys.press("m", "y")
        case "found":
            await keys.press("f")
            await figures(keys, now.n)
        case "packet" | "packet-again":
            await read_by_hand(keys)
        case "missing-paper" | "paper-too-many":
            await sit_as(keys, "chairman")
            await keys.press("e")
            await keys.type("seen by an usher")
            await keys.press("enter", "enter", "y")
        case "finish":
            await sit_as(keys, "chairman")
            await keys.press("c", "1", "2")
        case "sign":
            await keys.press("s", "enter", "1", "2")
        case "announce":
            await keys.press("a", "1", "2")
        case "declare":
            await keys.press("d", "y")
        case "no-majority":
            await keys.press("n", "enter", "y")
        case "close" | "close-without":
            await keys.press("c", "y", "z", "y")


def up_to(fault: str, path: Path) -> Desk:
    """A rehearsal conducted through the door until a fault stands in the hall."""
    seed = next(seed for seed in range(1, 99) if fault in planned(seed).faults)
    desk = begin(path, seed, ScenarioClock(START))
    rehearsal = attend(desk)
    while not meets(rehearsal, fault):
        for _done in rehearsal.go_on(rehearsal.scene(), 5):
            pass
    return desk


def meets(rehearsal: Rehearsal, fault: str) -> bool:
    now = rehearsal.scene()
    if fault == "set-aside":
        return now.kind == "packet" and any(set_aside(step[1].marks) for step in now.steps)
    return now.fault == fault


@pytest.mark.parametrize("fault", FAULTS)
async def test_every_fault_is_dealt_with_by_keys(tmp_path, fault):
    """What the hall says is answered on the real screens, and is then judged as it should be."""
    async with seated(up_to(fault, tmp_path / "r.sqlite")) as keys:
        rehearsal = keys.app.session.rehearsal
        while meets(rehearsal, fault):
            now = rehearsal.scene()
            said = " ".join(hall_words(keys.app.session, rehearsal).split())
            assert said in keys.words(), "the officers see what happens"
            await act_on(keys, now)
            assert rehearsal.scene() != now, f"{now.kind}: {keys.shown()}"
        for _done in rehearsal.conduct():
            if answers(rehearsal)[fault] != "not yet":
                break
        assert answers(rehearsal)[fault] == "handled"


async def test_from_the_first_screen_to_the_report(tmp_path):
    path = tmp_path / "r.sqlite"
    async with seated(None, rehearsal=(path, 6)) as keys:
        assert "Rehearsal 6" in keys.shown()
        assert not path.exists(), "nothing is made before it begins"
        await keys.press("space")
        assert "REHEARSAL" in keys.shown()
        assert "In the hall: The roll is read. No answer from" in keys.words()
        await keys.press("tab", "r")
        assert "Still open or to come: 8" in keys.words()
        assert "withdraws" not in keys.words(), "what is to come is not told"
        await keys.press("enter")
        rehearsal = keys.app.session.rehearsal
        for _done in rehearsal.conduct():
            pass
        keys.app.screen.redraw()
        await keys.press("tab")
        assert "Report of the rehearsal" in keys.shown()
        assert "✓ A deputy is excused: as it should be" in keys.words()
        await keys.press("enter", "f10")
        assert "r.sqlite" in keys.shown()
        await keys.press("enter")
        assert "The hall is empty" in keys.words(), "opened again, the hall is there"


async def test_the_hall_does_not_do_what_is_to_be_learned(tmp_path):
    async with seated(up_to("spoiled-paper", tmp_path / "r.sqlite")) as keys:
        before = keys.sitting.seq
        await keys.press("tab", "space")
        assert "This is yours to deal with." in keys.words()
        assert keys.sitting.seq == before


async def test_home_begins_a_rehearsal():
    async with seated(None) as keys:
        await keys.press("r")
        assert "Two officers practise a sitting" in keys.words()
        await keys.press("escape")
        assert "n New sitting" in keys.shown()


async def test_a_real_sitting_has_no_hall(tmp_path):
    async with seated(fresh(tmp_path / "s.sqlite")) as keys:
        assert "In the hall" not in keys.shown()
        assert not any(command.id == "hall" for command in keys.app.screen.commands)


async def test_the_file_of_a_real_sitting_is_refused(tmp_path):
    path = tmp_path / "s.sqlite"
    fresh(path).close()
    async with seated(None, rehearsal=(path, 6)) as keys:
        await keys.press("space")
        assert "a rehearsal has a file of its own" in keys.words()


async def test_the_hall_is_seen_on_a_small_terminal(tmp_path):
    async with seated(up_to("in-line", tmp_path / "r.sqlite"), size=(40, 12)) as keys:
        assert "The bell. Standing in line" in keys.words()


async def test_with_pins_the_hall_acts_for_who_sits_here_alone(tmp_path, monkeypatch):
    hash_cheaply(monkeypatch)
    desk = begin(tmp_path / "r.sqlite", 6, ScenarioClock(START))
    rehearsal = attend(desk)
    assert rehearsal is not None
    for now, _recorded in rehearsal.conduct():
        if now.kind == "found":
            break
    pins = {"chairman": "271828", "secretary": "314159"}
    for role, pin in pins.items():
        desk.enroll(role, pin)
    for role, pin in pins.items():
        desk.sit(role, pin)
        for step in rehearsal.scene().steps:
            if step[0] == role:
                desk.do(*step)
    desk.rise()
    assert rehearsal.scene().goes_on, "a packet that teaches nothing"
    async with seated(desk, "clerk") as keys:
        await keys.press("tab")
        assert "acts for an officer with a PIN only once they sit here (F2)" in keys.words()
        await keys.press("space", "escape")
        for role, pin in pins.items():
            await keys.press("f2")
            while keys.app.screen.role != role:
                await keys.press("down")
            await keys.type(pin)
            await keys.press("enter")
            await let_it_happen(keys)
        assert keys.actions()[-1] == "agree_packet"
