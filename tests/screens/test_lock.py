"""PINs on the screens: chosen in turn, the lock, and both officers for what is critical."""

from contextlib import asynccontextmanager

import pytest

from majilis_tui.procedure.timing import later
from majilis_tui.screens.frame import SittingScreen
from majilis_tui.screens.lock import Lock
from majilis_tui.screens.session import IDLE_SECONDS
from tests.cheap import hash_cheaply
from tests.screens.driving import fresh, played, seated
from tests.screens.small import reading

CHAIRMAN, SECRETARY, WRONG = "271828", "314159", "000001"


@pytest.fixture(autouse=True)
def cheap_hash(monkeypatch):
    hash_cheaply(monkeypatch)


def guarded(desk):
    """Give both officers a PIN."""
    desk.enroll("chairman", CHAIRMAN)
    desk.enroll("secretary", SECRETARY)
    return desk


@asynccontextmanager
async def unlocked(desk, role, size=(80, 24)):
    """Sit down as an officer who has proved it."""
    async with seated(desk, role, size) as keys:
        await keys.type(CHAIRMAN if role == "chairman" else SECRETARY)
        await keys.press("enter")
        yield keys


def locked(keys):
    return isinstance(keys.app.screen, Lock)


async def look(keys):
    """Look as the screens do of themselves every second."""
    frame = next(s for s in keys.app.screen_stack if isinstance(s, SittingScreen))
    for _look in range(5):
        frame._look()
    await keys.pilot.pause()
    if locked(keys):
        keys.app.screen.draw()
        keys.app.screen.query_one("#pin").count_down()
    await keys.pilot.pause()


async def choose_officers(keys):
    await keys.press("f5", "f6", "y", "k", "f", "down", "space", "space", "enter", "y")
    await keys.press("o", "enter", "enter", "y")


async def test_officers_choose_pins_in_turn_unseen(tmp_path):
    async with seated(fresh(tmp_path / "s.sqlite")) as keys:
        await choose_officers(keys)
        assert "PIN of the chairman" in keys.shown()
        await keys.type(CHAIRMAN)
        await keys.press("enter")
        await keys.type(CHAIRMAN)
        assert CHAIRMAN not in keys.shown()
        assert "••••••" in keys.shown()
        await keys.press("enter")
        assert "PIN of the secretary" in keys.shown()
        await keys.type(SECRETARY)
        await keys.press("enter")
        await keys.type(WRONG)
        await keys.press("enter")
        assert "Typed differently" in keys.shown()
        assert not keys.app.session.desk.has_pin("secretary")
        assert "••" not in keys.shown(), "both lines are empty again"
        assert "Esc: without a PIN" in keys.shown()
        for _twice in range(2):
            await keys.type(SECRETARY)
            await keys.press("enter")
        assert "Both officers have a PIN" in keys.shown()
        assert not locked(keys), "who has just chosen a PIN sits here"
        assert keys.actions()[-2:] == ["enroll_officer", "enroll_officer"]
        await keys.press("w")
        await keys.type("words")
        await keys.press("enter")
        assert keys.app.session.desk.last.entry.by == "secretary"


async def test_one_officer_may_do_without(tmp_path):
    async with seated(fresh(tmp_path / "s.sqlite")) as keys:
        await choose_officers(keys)
        for _twice in range(2):
            await keys.type(CHAIRMAN)
            await keys.press("enter")
        await keys.press("escape")
        words = keys.words()
        assert "Without a PIN of the secretary, one person could act for both officers" in words
        assert "the record will not show two proofs" in words
        for no in ("escape", "enter"):
            await keys.press(no)
            assert "PIN of the secretary" in keys.shown(), "no is the answer unless one says yes"
            await keys.press("escape")
        await keys.press("y")
        assert "Only one officer has a PIN" in keys.shown()


async def test_a_pin_too_easy_is_refused_in_the_box(tmp_path):
    async with seated(fresh(tmp_path / "s.sqlite")) as keys:
        await choose_officers(keys)
        for _twice in range(2):
            await keys.type("1111")
            await keys.press("enter")
        assert "at least 6 characters" in keys.shown()


async def test_f2_locks_and_changes_the_officer(tmp_path):
    desk = guarded(played(tmp_path / "s.sqlite", "close_nominations"))
    async with unlocked(desk, "secretary") as keys:
        await keys.press("a")
        assert "F2: chairman" in keys.shown()
        await keys.press("f2")
        assert locked(keys)
        assert "▸ chairman" in keys.shown()
        assert desk.must_sit("secretary"), "whoever sat here has left"
        await keys.type(SECRETARY)
        await keys.press("enter")
        assert "Wrong PIN; that is on record." in keys.shown()
        assert keys.actions()[-1] == "pin_refused"
        await keys.type(CHAIRMAN)
        await keys.press("enter")
        assert not locked(keys)
        assert keys.app.session.role == "chairman"
        await keys.press("a", "enter", "enter", "y")
        assert desk.last.entry.by == "chairman"


async def test_arrows_choose_who_sits_down_and_a_clerk_needs_no_pin(tmp_path):
    desk = guarded(played(tmp_path / "s.sqlite", "close_nominations"))
    async with unlocked(desk, "chairman") as keys:
        await keys.press("f2")
        assert "▸ secretary" in keys.shown()
        await keys.press("up")
        assert "▸ clerk" in keys.shown()
        assert "(without a PIN)" in keys.shown()
        await keys.press("enter")
        assert keys.app.session.role == "clerk"
        await keys.press("f2", "enter")
        assert locked(keys), "an officer does need it"
        assert keys.app.screen.role == "chairman"


async def test_after_the_clerk_the_lock_asks_for_the_reader_who_is_due(tmp_path):
    desk = guarded(reading(tmp_path / "s.sqlite"))
    async with unlocked(desk, "secretary") as keys:
        await keys.press("f2", "down", "enter")
        assert keys.app.session.role == "clerk"
        await keys.press("f2")
        assert keys.app.screen.role == "secretary", "who sat here before the clerk"
        await keys.type(SECRETARY)
        await keys.press("enter")
        await keys.press("1", "1", "2", "3", "enter")
        assert desk.papers.readings["secretary"].finished
        await keys.press("f2", "down", "enter")
        assert keys.app.session.role == "clerk"
        await keys.press("f2")
        assert keys.app.screen.role == "chairman", "the packet waits for this reader"


async def test_what_was_refused_brings_the_officer_who_may(tmp_path):
    desk = guarded(played(tmp_path / "s.sqlite", "close_nominations"))
    async with seated(desk, "clerk") as keys:
        await keys.press("b")
        await keys.press("escape", "f2")
        assert keys.app.screen.role == "secretary"


async def test_the_lock_hides_marks_and_shows_record_and_roles(tmp_path):
    desk = guarded(reading(tmp_path / "s.sqlite"))
    async with unlocked(desk, "secretary") as keys:
        await keys.press("1", "1", "2")
        assert "3 of 4" in keys.shown()
        frame = keys.app.screen
        await keys.press("f2")
        shown = keys.shown()
        assert "3 of 4" not in shown
        assert "Hadisha" not in shown
        assert "Small chamber" in shown
        assert desk.head_code[:9] in shown
        assert not frame.query_one("#body").visible, "nothing is left below the lock"
        await keys.type(CHAIRMAN)
        await keys.press("enter")
        assert "0 of 4" in keys.shown(), "the other reader sees none of these marks"


async def test_a_sitting_is_opened_on_the_lock(tmp_path):
    desk = guarded(reading(tmp_path / "s.sqlite"))
    async with seated(desk, "chairman") as keys:
        assert locked(keys)
        assert "Hadisha" not in keys.shown()
        await keys.press("1", "f5", "escape", "f9")
        assert locked(keys)
    async with seated(guarded(reading(tmp_path / "t.sqlite")), "clerk") as keys:
        assert not locked(keys)


async def test_the_wait_is_counted_down(tmp_path):
    desk = guarded(played(tmp_path / "s.sqlite", "close_nominations"))
    async with seated(desk, "chairman") as keys:
        for _slip in range(3):
            await keys.type(WRONG)
            await keys.press("enter")
        assert "Wait 5 seconds" in keys.shown()
        desk.clock.move(4)
        await look(keys)
        assert "Wait 1 second." in keys.shown()
        await keys.type(CHAIRMAN)
        await keys.press("enter")
        assert locked(keys), "while waiting not even the right one is looked at"
        desk.clock.move(1)
        await look(keys)
        assert "The PIN can be typed again." in keys.shown()
        await keys.type(CHAIRMAN)
        await keys.press("enter")
        assert not locked(keys)


async def test_a_desk_left_alone_locks(tmp_path):
    desk = guarded(played(tmp_path / "s.sqlite", "open_voting"))
    async with unlocked(desk, "secretary") as keys:
        desk.clock.move(IDLE_SECONDS - 1)
        await look(keys)
        assert not locked(keys)
        await keys.press("down")
        desk.clock.move(IDLE_SECONDS - 1)
        await look(keys)
        assert not locked(keys), "a key begins the time anew"
        await keys.press("w")
        desk.clock.move(IDLE_SECONDS)
        await look(keys)
        assert locked(keys)
        assert "▸ secretary" in keys.shown()
        assert "▀" in keys.shown() or "█" in keys.shown(), "the time left stays in large digits"
        await keys.type(SECRETARY)
        await keys.press("enter")
        assert "Words for the record" not in keys.shown(), "the box that stood open is closed"
        assert "VOTING" in keys.shown()


async def test_without_pins_nothing_locks(tmp_path):
    desk = played(tmp_path / "s.sqlite", "open_voting")
    async with seated(desk, "secretary") as keys:
        desk.clock.move(10 * IDLE_SECONDS)
        await look(keys)
        assert not locked(keys)
        await keys.press("f2")
        assert not locked(keys)
        assert keys.app.session.role == "chairman"


async def test_a_clock_set_back_does_not_keep_the_desk_open(tmp_path):
    desk = guarded(played(tmp_path / "s.sqlite", "open_voting"))
    async with unlocked(desk, "secretary") as keys:
        await keys.press("down")
        desk.clock.moment = later(desk.clock.moment, -3600)
        await look(keys)
        desk.clock.move(IDLE_SECONDS)
        await look(keys)
        assert locked(keys)


async def test_a_pin_chosen_elsewhere_locks_this_terminal(tmp_path):
    desk = played(tmp_path / "s.sqlite", "close_nominations")
    async with seated(desk, "secretary") as keys:
        assert not locked(keys)
        desk.enroll("secretary", SECRETARY)
        await look(keys)
        assert locked(keys)


async def test_what_is_critical_takes_both_pins(tmp_path):
    desk = guarded(played(tmp_path / "s.sqlite", "approve_ballot"))
    async with unlocked(desk, "chairman") as keys:
        await keys.press("o", "enter")
        assert "secretary: then a PIN here too" in keys.shown()
        await keys.type(CHAIRMAN)
        await keys.press("enter")
        assert "chairman: confirmed ✓" in keys.shown()
        await keys.type(WRONG)
        await keys.press("enter")
        assert "Wrong PIN" in keys.shown()
        assert keys.sitting.voting is None
        await keys.press("1", "2", "y")
        assert keys.sitting.voting is None, "keys are letters of a PIN here"
        await keys.press("backspace", "backspace", "backspace")
        await keys.type(SECRETARY)
        await keys.press("enter")
        assert keys.sitting.voting is not None
        entry = desk.last.entry
        assert (entry.action, entry.by, entry.data.with_) == (
            "open_voting",
            "chairman",
            "secretary",
        )


async def test_an_agreement_that_was_left_serves_nothing(tmp_path):
    desk = guarded(played(tmp_path / "s.sqlite", "approve_ballot"))
    async with unlocked(desk, "chairman") as keys:
        for _twice in range(2):
            await keys.press("o", "enter")
            assert "chairman: type your PIN" in keys.shown()
            await keys.type(CHAIRMAN)
            await keys.press("enter", "escape")
        assert keys.sitting.voting is None


async def test_the_other_may_have_no_pin_and_confirms_by_a_key(tmp_path):
    desk = played(tmp_path / "s.sqlite", "approve_ballot")
    desk.enroll("chairman", CHAIRMAN)
    async with unlocked(desk, "chairman") as keys:
        await keys.press("o", "enter")
        await keys.type(CHAIRMAN)
        await keys.press("enter")
        assert "2  secretary: press the key to confirm" in keys.shown()
        await keys.press("2")
        assert keys.sitting.voting is not None


@pytest.mark.parametrize(
    ("last", "pressed", "action"),
    [
        ("account_papers", ("o", "enter"), "open_box"),
        ("finish_count", ("s", "enter"), "sign_protocol"),
    ],
)
async def test_box_and_protocol_take_both(tmp_path, last, pressed, action):
    desk = guarded(played(tmp_path / "s.sqlite", last))
    async with unlocked(desk, "chairman") as keys:
        await keys.press(*pressed)
        for pin in (CHAIRMAN, SECRETARY):
            assert keys.actions()[-1] != action
            await keys.type(pin)
            await keys.press("enter")
        assert keys.actions()[-1] == action
        assert desk.last.entry.data.with_ == "secretary"


async def test_a_pin_is_changed_by_the_old_one_or_the_other_officer(tmp_path):
    desk = guarded(played(tmp_path / "s.sqlite", "close_nominations"))
    async with unlocked(desk, "secretary") as keys:
        keys.app.screen.action_command("change_pin")
        await keys.pilot.pause()
        await keys.press("enter", "right", "enter")
        await keys.type(CHAIRMAN)
        await keys.press("enter")
        for _twice in range(2):
            await keys.type("161803")
            await keys.press("enter")
        assert not locked(keys), "who changed it still sits here"
        assert desk.prove("secretary", "161803")
        keys.app.screen.action_command("change_pin")
        await keys.pilot.pause()
        await keys.press("enter", "enter")
        await keys.type(WRONG)
        await keys.press("enter")
        for _twice in range(2):
            await keys.type("141421")
            await keys.press("enter")
        assert "takes the old one" in keys.shown()
        assert desk.prove("secretary", "161803")


async def test_leaving_needs_no_pin(tmp_path):
    async with seated(guarded(played(tmp_path / "s.sqlite", "open_voting")), "chairman") as keys:
        await keys.press("f10")
        assert "Sittings open lately" in keys.shown() or "No sitting" in keys.shown()


@pytest.mark.parametrize("size", [(40, 12), (120, 40)])
async def test_the_lock_at_any_size(tmp_path, size):
    desk = guarded(played(tmp_path / "s.sqlite", "open_voting"))
    async with seated(desk, "chairman", size) as keys:
        shown = keys.shown()
        assert "Locked. Who sits down?" in shown
        assert "▸ chairman" in shown
        assert "█" in shown
        assert "PIN, then Enter" in shown


@pytest.mark.parametrize("size", [(40, 12), (80, 24)])
async def test_a_wrong_pin_is_told_in_the_smallest_box(tmp_path, size):
    desk = guarded(played(tmp_path / "s.sqlite", "announce_result"))
    async with unlocked(desk, "chairman", size) as keys:
        keys.app.screen.action_command("from_paper")
        await keys.pilot.pause()
        await keys.type(WRONG)
        await keys.press("enter")
        assert "Wrong PIN; that is on record." in keys.shown()
        assert "secretary: then a PIN here too" in keys.shown()
        assert "Esc: no, leave it" in keys.shown()
