"""What an insider adds to the file before or during a sitting: it is not worked with, and found."""

import os
import sqlite3
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from majilis_tui.desk import Desk, RecordError
from majilis_tui.procedure.actions import ChooseOfficers, ClockJump, OpenVoting
from majilis_tui.procedure.guards import Case, decide
from majilis_tui.procedure.refusals import Refusal
from majilis_tui.record import checkpoints
from majilis_tui.record.verify import verify
from majilis_tui.scenario import Play
from tests.cheap import hash_cheaply
from tests.cli.program import run
from tests.record.forging import entries, forged, rechained, written

Conduct = Callable[..., Play]
THEFT = """
    create trigger {name} after update on tally
    when new.mark = 'against' and new.papers > old.papers
    begin update tally set papers = papers + 1 where mark = 'for'; end
"""
PIN, OTHER = "271828", "314159"


def after(conducted: Conduct, action: str) -> Play:
    """The sitting of 2023 up to an action."""
    play = conducted(steps=0)
    for step in play.steps:
        play.do(step)
        if step.do == action:
            return play
    raise AssertionError(action)


def guarded(
    conducted: Conduct, monkeypatch: pytest.MonkeyPatch, action: str = "choose_officers"
) -> tuple[Play, Desk]:
    """The same, and both officers have a PIN."""
    hash_cheaply(monkeypatch)
    play = after(conducted, action)
    assert play.desk is not None
    play.desk.enroll("chairman", PIN)
    play.desk.enroll("secretary", OTHER)
    return play, play.desk


def left(play: Play) -> None:
    play.close()
    play.desk = None


def changed(path: Path, *statements: str) -> None:
    with sqlite3.connect(path) as database:
        for statement in statements:
            database.execute(statement)
    database.close()


def view(path: Path, name: str) -> str:
    with sqlite3.connect(path) as database:
        (sql,) = database.execute("select sql from sqlite_master where name = ?", [name]).fetchone()
    database.close()
    return str(sql)


@pytest.mark.parametrize("name", ["results", "thief"])
def test_a_trigger_that_steals_votes_is_refused_and_found(conducted: Conduct, name: str) -> None:
    """A trigger may bear the name of a view, which is then made again."""
    play = after(conducted, "choose_officers")
    path = play.log
    left(play)
    results = view(path, "results")
    drop = ("drop view results",) if name == "results" else ()
    again = (results,) if name == "results" else ()
    changed(path, *drop, THEFT.format(name=name), *again)
    with pytest.raises(RecordError, match=f"trigger {name} on tally does not belong here"):
        Desk.open(path)
    found = verify(path)
    assert [str(each) for each in found.findings] == [
        f"schema: trigger {name} on tally does not belong here"
    ]
    assert run("open", path).status in (1, 2)


def test_a_signed_head_of_no_entry_is_found(conducted: Conduct, tmp_path: Path) -> None:
    """The table of signed heads could hold who received a paper, and when."""
    play = after(conducted, "choose_officers")
    assert play.desk is not None
    play.desk.make_key("chairman", tmp_path / "key")
    play.desk.cosign()
    left(play)
    assert verify(play.log).sound
    changed(play.log, "insert into checkpoint values (99, 'm05 08:01:02.345')")
    assert "the signed head of entry 99 is not of this log" in verify(play.log).findings
    changed(
        play.log,
        "delete from checkpoint where seq = 99",
        "update checkpoint set note = note || 'm05 08:01'",
    )
    assert not verify(play.log).sound


def test_a_key_that_was_never_made_is_found(conducted: Conduct) -> None:
    play = after(conducted, "choose_officers")
    left(play)
    changed(play.log, "insert into officer_key values ('name+00000000+AAAA', 'chairman', '/x', 1)")
    assert "there are officers' keys that are not on record" in verify(play.log).findings


def test_only_keys_of_the_sitting_are_deleted(conducted: Conduct, tmp_path: Path) -> None:
    """Whoever can write to the file can name any path in it."""
    play = after(conducted, "choose_officers")
    desk = play.desk
    assert desk is not None
    dear, key, link = tmp_path / "dear.txt", tmp_path / "k" / "key", tmp_path / "link"
    dear.write_text("dear")
    name = checkpoints.key_name(desk._hash_of(1), "chairman")
    key.parent.mkdir()
    key.write_text(f"PRIVATE+KEY+{name}+00000000+AAAA\n")
    link.symlink_to(key)
    os.mkfifo(tmp_path / "pipe")
    sitting = checkpoints.origin(desk._hash_of(1))
    for path in (dear, link, tmp_path / "pipe", tmp_path, tmp_path / "none"):
        checkpoints.delete_key(path, sitting)
    assert dear.read_text() == "dear"
    assert key.exists() and link.is_symlink()
    assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)
    checkpoints.delete_key(key, "majilis-tui/another")
    assert key.exists()
    checkpoints.delete_key(key, sitting)
    assert not key.exists()


def test_what_is_critical_takes_both_pins_at_the_door_and_in_the_log(
    conducted: Conduct, monkeypatch: pytest.MonkeyPatch
) -> None:
    play, desk = guarded(conducted, monkeypatch, "approve_ballot")
    opening = OpenVoting(election="chairman", with_="secretary")
    assert desk.sit("chairman", PIN)
    for action in (OpenVoting(election="chairman"), opening):
        with pytest.raises(Refusal) as told:
            desk.do("chairman", action)
        assert told.value.code == "not-permitted"
    proof = desk.prove("secretary", OTHER)
    assert proof is not None
    desk.do("chairman", opening, [proof])
    left(play)
    log = entries(play.log)
    assert log[-1]["data"].pop("with") == "secretary"
    alone = forged(play.log, rechained(map(written, log)))
    assert "Both officers have a PIN; this takes both." in "".join(verify(alone).findings)


def test_other_officers_have_not_agreed_to_anything(
    conducted: Conduct, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, desk = guarded(conducted, monkeypatch)
    assert desk.sitting.both_enrolled
    desk.sit("chairman", PIN)
    commission = desk.sitting.commission
    desk.do("chairman", ChooseOfficers(chairman=commission[1], secretary=commission[0]))
    assert not desk.sitting.both_enrolled


def test_a_pin_replaced_by_the_other_officer_says_so_for_ever(
    conducted: Conduct, monkeypatch: pytest.MonkeyPatch
) -> None:
    play, desk = guarded(conducted, monkeypatch)
    desk.enroll("chairman", "161803", ("chairman", PIN))
    assert desk.last is not None
    assert desk.last.entry.data.proved_by is None  # type: ignore[attr-defined]
    desk.enroll("chairman", "577215", ("secretary", OTHER))
    assert desk.last.entry.data.proved_by == "secretary"  # type: ignore[attr-defined]
    left(play)
    assert "instead of the old PIN, that of: secretary" in run("log", play.log).out


def test_the_key_of_an_officer_takes_the_pin(
    conducted: Conduct, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, desk = guarded(conducted, monkeypatch)
    with pytest.raises(Refusal, match="has a PIN"):
        desk.make_key("chairman", tmp_path / "stolen")
    assert not (tmp_path / "stolen").exists()
    desk.sit("chairman", PIN)
    assert desk.make_key("chairman", tmp_path / "own")


@pytest.mark.parametrize(("seconds", "stands"), [(-3600, True), (0, True), (3600, False)])
def test_a_jump_of_the_clock_fits_the_times_around_it(
    conducted: Conduct, seconds: int, stands: bool
) -> None:
    """Time that never passed would ring the bell, or keep it from ringing."""
    desk = after(conducted, "open_voting").desk
    assert desk is not None
    case = Case(sitting=desk.sitting, by="system", at=desk.sitting.at, head=desk.head)
    if stands:
        assert decide(case, ClockJump(seconds=seconds)).fact is not None
    else:
        with pytest.raises(Refusal, match="says otherwise"):
            decide(case, ClockJump(seconds=seconds))


def test_a_view_in_the_place_of_working_papers_is_not_read(conducted: Conduct) -> None:
    """It could go on for ever."""
    play = after(conducted, "choose_officers")
    left(play)
    endless = "with recursive r(member) as (select 1 union all select member + 1 from r)"
    changed(
        play.log,
        "drop table register",
        f"create view register as {endless} select member from r",
    )
    assert "schema: register is missing" in verify(play.log).findings
