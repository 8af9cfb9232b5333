"""Asking before what cannot be taken back: which letters answer, what is said, and who confirms."""

import pytest

from tests.cheap import hash_cheaply
from tests.screens.driving import played, seated
from tests.screens.sittings import decided
from tests.screens.test_lock import CHAIRMAN, SECRETARY, WRONG, guarded, look, unlocked


@pytest.fixture(autouse=True)
def cheap_hash(monkeypatch):
    hash_cheaply(monkeypatch)


@pytest.mark.parametrize("letter", ["y", "Y", "д", "Д", "и"])
async def test_a_letter_of_yes_in_any_language_answers(tmp_path, letter):
    async with seated(played(tmp_path / "s.sqlite", "announce_result"), "secretary") as keys:
        await keys.press("d", letter)
        assert keys.actions()[-1] == "declare"
        assert "Left as it was." not in keys.shown()


async def test_no_answers_too_and_is_told(tmp_path):
    async with seated(played(tmp_path / "s.sqlite", "announce_result"), "secretary") as keys:
        for answer in ("n", "N", "т", "ж", "escape", "enter", "space"):
            await keys.press("d")
            assert "y / д: yes   n / ж, Esc, Enter: no" in keys.shown()
            await keys.press(answer)
            assert "! Left as it was." in keys.shown(), answer
        assert keys.actions()[-1] == "announce_result"


@pytest.mark.parametrize("letter", ["н", "Н", "x"])
async def test_any_other_letter_answers_nothing_and_says_which_do(tmp_path, letter):
    async with seated(played(tmp_path / "s.sqlite", "announce_result"), "secretary") as keys:
        await keys.press("d", letter)
        said = f"“{letter.lower()}” does not answer. Yes: y, д, и; no: n, т, ж."
        assert said in keys.shown()
        await keys.press("y")
        assert keys.actions()[-1] == "declare"


async def test_the_code_of_a_protocol_is_that_which_it_will_bear(tmp_path):
    desk = guarded(played(tmp_path / "s.sqlite", "finish_count"))
    async with unlocked(desk, "chairman") as keys:
        await keys.press("s", "enter")
        before = desk.head_code
        assert before in keys.words()
        await keys.type(WRONG)
        await keys.press("enter")
        assert desk.head_code != before, "a wrong PIN is an entry"
        keys.app.screen.draw_consequence()
        await keys.pilot.pause()
        shown = keys.words()
        assert desk.head_code in shown
        assert before not in shown
        borne = desk.head_code
        for pin in (CHAIRMAN, SECRETARY):
            await keys.type(pin)
            await keys.press("enter")
        assert keys.sitting.protocols[-1].head_code == borne


async def test_what_is_declared_is_said_before(tmp_path):
    async with seated(played(tmp_path / "s.sqlite", "announce_result"), "secretary") as keys:
        await keys.press("d")
        assert "For: 98 · Against: 0" in keys.words()
        assert "at least 50 (fifty) votes" in keys.words()
        assert "Erlan Qoşanov is elected Chairman of the Mäjilis." in keys.words()


async def test_a_tie_is_said_before_it_is_declared(tmp_path):
    lot = {"round": [{"needed": "most", "of": "valid", "tie": "lot"}]}
    made = decided({"m6": 3, "m7": 3, "m8": 3}, "announce_result", **lot)
    async with seated(made(tmp_path / "s.sqlite"), "secretary") as keys:
        await keys.press("d")
        assert "Galym: 3" in keys.words()
        assert "The votes are tied. The lot decides." in keys.words()
        assert "elected" not in keys.words().split("The votes are tied.")[1]


@pytest.mark.parametrize("role", ["secretary", "clerk"])
@pytest.mark.parametrize(
    ("last", "pressed", "action"),
    [
        ("approve_ballot", ("o", "enter"), "open_voting"),
        ("account_papers", ("o", "enter"), "open_box"),
        ("finish_count", ("s", "enter"), "sign_protocol"),
    ],
)
async def test_both_pins_are_enough_whoever_sits_here(tmp_path, role, last, pressed, action):
    desk = guarded(played(tmp_path / "s.sqlite", last))
    async with seated(desk, role) as keys:
        if role == "secretary":
            await keys.type(SECRETARY)
            await keys.press("enter")
        await keys.press(*pressed)
        for pin in (CHAIRMAN, SECRETARY):
            assert keys.actions()[-1] != action
            await keys.type(pin)
            await keys.press("enter")
        entry = desk.last.entry
        assert (entry.action, entry.by, entry.data.with_) == (action, "chairman", "secretary")
        assert keys.app.session.role == role


@pytest.mark.parametrize("role", ["chairman", "secretary", "clerk"])
async def test_without_pins_it_takes_both_keys_whoever_sits_here(tmp_path, role):
    desk = played(tmp_path / "s.sqlite", "approve_ballot")
    async with seated(desk, role) as keys:
        await keys.press("o", "enter")
        assert "1 chairman: press the key to confirm" in keys.words()
        assert "2 secretary: press the key to confirm" in keys.words()
        await keys.press("y", "2")
        assert keys.sitting.voting is None, "one of the two is not enough"
        await keys.press("1")
        entry = desk.last.entry
        assert (entry.action, entry.by, entry.data.with_) == (
            "open_voting",
            "chairman",
            "secretary",
        )


async def test_what_one_officer_confirms_alone_is_still_for_that_officer(tmp_path):
    desk = played(tmp_path / "s.sqlite", "close_nominations")
    async with seated(desk, "secretary") as keys:
        await keys.press("a")
        assert "F2: chairman" in keys.shown()
        assert desk.last.entry.action == "close_nominations"


async def test_the_extension_takes_both_from_the_secretary_too(tmp_path):
    desk = guarded(played(tmp_path / "s.sqlite", "open_voting"))
    async with unlocked(desk, "secretary") as keys:
        keys.app.screen.action_command("extend_voting")
        await keys.pilot.pause()
        await keys.press("enter")
        await keys.type("queue")
        await keys.press("enter")
        for pin in (CHAIRMAN, SECRETARY):
            await keys.type(pin)
            await keys.press("enter")
        entry = desk.last.entry
        assert (entry.action, entry.by, entry.data.with_) == (
            "extend_voting",
            "chairman",
            "secretary",
        )
        await look(keys)
