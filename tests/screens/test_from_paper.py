"""Entering from paper: both officers agree once, every entry says so, and it ends for certain."""

import json

import pytest

from majilis_tui.procedure.timing import later
from majilis_tui.record.verify import verify
from majilis_tui.screens.lock import Lock
from majilis_tui.screens.session import IDLE_SECONDS
from tests.cheap import hash_cheaply
from tests.screens.driving import fresh, seated
from tests.screens.sittings import PINS, chamber, decided, guarded

CHAIRMAN, SECRETARY = PINS["chairman"], PINS["secretary"]


@pytest.fixture(autouse=True)
def cheap_hash(monkeypatch):
    hash_cheaply(monkeypatch)


voting = chamber("open_voting")


async def command(keys, name):
    keys.app.screen.action_command(name)
    await keys.pilot.pause()


async def prove(keys, *pins):
    for pin in pins:
        await keys.type(pin)
        await keys.press("enter")


def data(desk):
    return json.loads(desk.last.text)["data"]


async def note(keys, words):
    await command(keys, "note")
    await keys.type(words)
    await keys.press("enter")


async def test_both_agree_and_every_entry_says_so_until_it_ends(tmp_path):
    desk = voting(tmp_path / "s.sqlite")
    async with seated(desk, "secretary", (120, 40)) as keys:
        await command(keys, "from_paper")
        assert "1 chairman: press the key to confirm" in keys.words()
        await keys.press("1", "escape")
        assert not desk.from_paper, "one is not enough"
        await command(keys, "from_paper")
        await keys.press("1", "2")
        assert "FROM PAPER" in keys.shown()
        await keys.press("down", "enter")
        assert data(desk)["from_paper"] is True
        assert data(desk)["with"] == "chairman"
        await keys.press("f9")
        assert "FROM PAPER" in keys.shown(), "on every screen"
        assert "from paper, signed by chairman and secretary" in keys.shown()
        await command(keys, "from_paper")
        assert "FROM PAPER" not in keys.shown()
        await note(keys, "now")
        assert "from_paper" not in data(desk)
    assert verify(tmp_path / "s.sqlite").sound


async def test_the_clerk_enters_alone_before_there_are_officers(tmp_path):
    desk = fresh(tmp_path / "s.sqlite")
    async with seated(desk) as keys:
        await command(keys, "from_paper")
        await keys.press("y", "f5")
        assert data(desk)["from_paper"] is True
        assert "with" not in data(desk)


async def test_the_clerk_does_not_once_there_are_officers(tmp_path):
    desk = voting(tmp_path / "s.sqlite")
    async with seated(desk, "clerk") as keys:
        await command(keys, "from_paper")
        assert "entered by an officer; F2 changes the officer." in keys.words()


async def test_no_bell_is_held_against_what_was_done_by_pen(tmp_path):
    desk = voting(tmp_path / "s.sqlite")
    async with seated(desk, "secretary") as keys:
        desk.clock.moment = later(desk.sitting.voting.round.deadline, 60)
        await command(keys, "from_paper")
        await keys.press("1", "2")
        await keys.press("down", "enter")
        assert len(desk.papers.register) == 1, "without asking both again"
        await keys.press("space")
        assert "who received one" in keys.shown()
        await keys.press(*["space"] * 8, "enter")
        assert len(desk.papers.register) == 9
        await keys.press("f2")
        assert keys.app.session.role == "chairman"
        await keys.press("f6", "y")
        assert keys.actions()[-1] == "close_voting"
        assert data(desk)["from_paper"] is True


async def test_what_the_presiding_officer_did_names_recorder_and_second(tmp_path):
    desk = decided({"m6": 6, "m7": 3}, "announce_result")(tmp_path / "s.sqlite")
    async with seated(desk, "chairman") as keys:
        await command(keys, "from_paper")
        await keys.press("1", "2", "escape", "d", "y")
        entry = desk.last.entry
        assert (entry.action, entry.by) == ("declare", "presiding")
        assert (entry.data.recorder, entry.data.with_) == ("chairman", "secretary")
        assert entry.data.from_paper


async def test_with_pins_one_agreement_stands_but_not_for_what_is_critical(tmp_path):
    desk = guarded(chamber("approve_ballot"))(tmp_path / "s.sqlite")
    async with seated(desk, "secretary") as keys:
        await prove(keys, SECRETARY)
        await command(keys, "from_paper")
        await prove(keys, CHAIRMAN, SECRETARY)
        assert "FROM PAPER" in keys.shown()
        await note(keys, "the power went at 10:05")
        assert data(desk)["with"] == "chairman"
        await keys.press("f2")
        assert not isinstance(keys.app.screen, Lock), "both have agreed; either may enter"
        await note(keys, "and came back")
        assert (desk.last.entry.by, data(desk)["with"]) == ("chairman", "secretary")
        await keys.press("o", "enter")
        assert "chairman: type your PIN" in keys.shown()
        await keys.press("escape")
        assert desk.sitting.voting is None
        await keys.press("o", "enter")
        await prove(keys, CHAIRMAN, SECRETARY)
        assert data(desk)["from_paper"] is True
        await command(keys, "from_paper")
        assert isinstance(keys.app.screen, Lock), "the chairman never sat down here"


async def test_both_readings_of_a_packet_are_entered_by_either(tmp_path):
    desk = guarded(chamber("count_papers"))(tmp_path / "s.sqlite")
    async with seated(desk, "secretary") as keys:
        await prove(keys, SECRETARY)
        await command(keys, "from_paper")
        await prove(keys, CHAIRMAN, SECRETARY)
        for _reader in range(2):
            assert "0 of 4" in keys.shown()
            await keys.press("1", "1", "2", "3", "enter", "f2")
        entry = desk.last.entry
        assert (entry.action, entry.by, entry.data.with_) == (
            "agree_packet",
            "chairman",
            "secretary",
        )
        assert entry.data.from_paper


async def test_the_lock_ends_it(tmp_path):
    desk = guarded(voting)(tmp_path / "s.sqlite")
    async with seated(desk, "secretary") as keys:
        await prove(keys, SECRETARY)
        await command(keys, "from_paper")
        await prove(keys, CHAIRMAN, SECRETARY)
        frame = keys.app.screen
        desk.clock.move(IDLE_SECONDS)
        frame._lock_if_due()
        await keys.pilot.pause()
        assert isinstance(keys.app.screen, Lock)
        await prove(keys, SECRETARY)
        assert "FROM PAPER" not in keys.shown()
        assert not desk.from_paper


@pytest.mark.parametrize("size", [(40, 12), (120, 40)])
async def test_the_mark_at_any_size(tmp_path, size):
    async with seated(voting(tmp_path / "s.sqlite"), "secretary", size) as keys:
        await command(keys, "from_paper")
        assert "2  secretary" in keys.shown()
        assert "Esc" in keys.shown()
        await keys.press("1", "2")
        assert "FROM PAPER  secretary  " in keys.shown().splitlines()[0]
