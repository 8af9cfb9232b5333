"""PINs: who proves, who waits, who is locked, and what is on record of it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from majilis_tui.desk import Desk
from majilis_tui.procedure.actions import ChooseOfficers, FormCommission
from majilis_tui.procedure.refusals import Refusal
from majilis_tui.record import credentials
from majilis_tui.record.verify import verify
from majilis_tui.scenario import Play
from tests.cheap import hash_cheaply

Conduct = Callable[..., Play]
PIN, OTHER = "271828", "314159"


@pytest.fixture(autouse=True)
def cheap_hash(monkeypatch: pytest.MonkeyPatch) -> None:
    """One test below does without this."""
    hash_cheaply(monkeypatch)


def with_officers(conducted: Conduct) -> Desk:
    play = conducted(steps=0)
    for step in play.steps:
        play.do(step)
        if step.do == "choose_officers":
            break
    assert play.desk is not None
    return play.desk


def wrong(desk: Desk, times: int) -> list[int]:
    """Enter a wrong PIN as often as it is looked at, waiting as told; return the waits."""
    waits = []
    for _ in range(times):
        assert not desk.prove("chairman", "000001")
        waits.append(desk.pin_wait("chairman"))
        desk.clock.move(waits[-1])  # type: ignore[attr-defined]
    return waits


def actions(desk: Desk) -> list[str]:
    return [line.entry.action for line in desk.lines()]


def test_a_pin_is_hashed_as_it_should_be_and_is_nowhere_in_the_file(
    conducted: Conduct, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    desk = with_officers(conducted)
    desk.enroll("chairman", PIN)
    assert desk.prove("chairman", PIN)
    assert not desk.prove("chairman", OTHER)
    raw = desk.path.read_bytes()
    assert b"$argon2id$v=19$m=65536,t=3,p=4$" in raw
    assert PIN.encode() not in raw
    assert OTHER.encode() not in raw


@pytest.mark.parametrize("pin", ["", "12345", "111111", "x" * 201])
def test_a_pin_that_is_too_easy_is_refused(conducted: Conduct, pin: str) -> None:
    desk = with_officers(conducted)
    with pytest.raises(Refusal) as refused:
        desk.enroll("chairman", pin)
    assert refused.value.code == "bad-input"
    assert not desk.has_pin("chairman")


def test_a_pin_is_the_same_in_either_unicode_form(conducted: Conduct) -> None:
    desk = with_officers(conducted)
    desk.enroll("secretary", "й" * 3 + "ё" * 3)
    assert desk.prove("secretary", "и\u0306" * 3 + "е\u0308" * 3)


def test_nobody_enrols_as_an_officer_before_there_are_any(conducted: Conduct) -> None:
    play = conducted(steps=3)
    assert play.desk is not None
    play.desk.enroll("clerk", PIN)
    with pytest.raises(Refusal) as refused:
        play.desk.enroll("chairman", PIN)
    assert refused.value.code == "wrong-moment"
    with pytest.raises(Refusal):
        play.desk.prove("chairman", PIN)


def test_the_wait_grows_and_a_lock_ends_it(conducted: Conduct) -> None:
    desk = with_officers(conducted)
    desk.enroll("chairman", PIN)
    desk.enroll("secretary", OTHER)
    assert wrong(desk, 9) == [0, 0, 5, 15, 45, 135, 405, 900, 900]
    assert actions(desk).count("pin_refused") == 9
    assert desk.prove("chairman", PIN)
    assert desk.pin_wait("chairman") == 0
    assert wrong(desk, 3) == [0, 0, 5]
    assert desk.pin_wait("secretary") == 0
    assert verify(desk.path).sound


def test_while_waiting_not_even_the_right_pin_is_looked_at(conducted: Conduct) -> None:
    desk = with_officers(conducted)
    desk.enroll("chairman", PIN)
    for _ in range(3):
        assert not desk.prove("chairman", "000001")
    before = desk.sitting.seq
    for seconds in (5, 1):
        with pytest.raises(Refusal, match=f"wait {seconds} s"):
            desk.prove("chairman", PIN)
        desk.clock.move(4)  # type: ignore[attr-defined]
    assert desk.sitting.seq == before
    assert desk.prove("chairman", PIN)


def test_a_restart_or_a_second_terminal_is_no_way_round_the_wait(conducted: Conduct) -> None:
    desk = with_officers(conducted)
    desk.enroll("chairman", PIN)
    for _ in range(3):
        desk.prove("chairman", "000001")
    with Desk.open(desk.path, desk.clock) as other:
        assert other.pin_wait("chairman") == 5
        with pytest.raises(Refusal):
            other.prove("chairman", PIN)


def test_setting_the_clock_is_no_way_round_the_wait(conducted: Conduct) -> None:
    from tests.record.test_faults import SetClock

    desk = with_officers(conducted)
    desk.enroll("chairman", PIN)
    clock = SetClock(desk.clock.now())
    with Desk.open(desk.path, clock) as other:
        for _ in range(3):
            other.prove("chairman", "000001")
        clock.set(3600)
        with pytest.raises(Refusal):
            other.prove("chairman", PIN)
        assert other.pin_wait("chairman") == 5
        clock.set(-3600)
        other.watch_clock()
        assert other.pin_wait("chairman") == 5
        clock.move(5)
        assert other.prove("chairman", PIN)


def test_changing_a_pin_takes_the_old_one_or_the_other_officers(conducted: Conduct) -> None:
    desk = with_officers(conducted)
    desk.enroll("clerk", "161803")
    desk.enroll("chairman", PIN)
    desk.enroll("secretary", OTHER)
    for proof in (None, ("chairman", "000001"), ("clerk", "161803"), ("secretary", "000001")):
        with pytest.raises(Refusal) as refused:
            desk.enroll("chairman", "141421", proof)  # type: ignore[arg-type]
        assert refused.value.code == "not-permitted"
    assert desk.prove("chairman", PIN)
    desk.enroll("chairman", "141421", ("chairman", PIN))
    assert not desk.prove("chairman", PIN)
    assert desk.prove("chairman", "141421")
    wrong(desk, 8)
    desk.enroll("chairman", "173205", ("secretary", OTHER))
    assert desk.pin_wait("chairman") == 0
    assert desk.prove("chairman", "173205")
    assert actions(desk).count("enroll_officer") == 5


def test_new_officers_choose_their_own_pins(conducted: Conduct) -> None:
    desk = with_officers(conducted)
    desk.enroll("chairman", PIN)
    members = desk.sitting.commission
    assert desk.sit("chairman", PIN)
    desk.do("chairman", ChooseOfficers(chairman=members[1], secretary=members[0]))
    assert not desk.has_pin("chairman")
    desk.enroll("chairman", OTHER)
    assert desk.sit("chairman", OTHER)
    desk.do("chairman", FormCommission(members=members))
    assert not desk.has_pin("chairman")


def test_a_pin_survives_in_a_backup(conducted: Conduct, tmp_path: Path) -> None:
    desk = with_officers(conducted)
    desk.enroll("chairman", PIN)
    desk.backup(tmp_path / "copy.sqlite")
    with Desk.open(tmp_path / "copy.sqlite", desk.clock) as copy:
        assert copy.prove("chairman", PIN)


def test_the_wait_never_shrinks_with_failures() -> None:
    waits = [credentials.delay_after(number) for number in range(50)]
    assert waits == sorted(waits)
    assert waits[-1] == credentials.LOCK_SECONDS
