"""A backup is whole and parted from the first file; a mirror alone brings a sitting back."""

import os
import resource
import shutil
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from majilis_tui import verifier
from majilis_tui.desk import Desk, RecordError
from majilis_tui.procedure.actions import CloseVoting, IssueBallot, Note, Resume
from majilis_tui.procedure.papers import NO_PAPERS
from majilis_tui.procedure.refusals import Refusal
from majilis_tui.record import copies, file, schema
from majilis_tui.record.log import NO_HASH, chained
from majilis_tui.record.verify import verify
from majilis_tui.scenario import Play, bundled_scenario

Conduct = Callable[..., Play]
DEMO = bundled_scenario("2023-03-29")
IN_A_VOTE = 24
IN_A_COUNT = 40


def desk_of(play: Play) -> Desk:
    assert play.desk is not None
    return play.desk


@pytest.mark.parametrize("steps", [3, IN_A_VOTE, IN_A_COUNT, None])
def test_a_backup_of_an_open_sitting_goes_on_where_it_stands(
    conducted: Conduct, tmp_path: Path, steps: int | None
) -> None:
    play = conducted(steps=steps)
    copy = tmp_path / "copy.sqlite"
    report = copies.backup(play.log, copy)
    assert report.sound
    assert report.head == desk_of(play).head
    assert copy.stat().st_mode & 0o777 == 0o600
    assert sorted(path.name for path in tmp_path.glob("copy*")) == ["copy.sqlite"]
    with Desk.open(copy, play.clock) as desk:
        assert (desk.sitting, desk.papers) == (desk_of(play).sitting, desk_of(play).papers)
        rest = Play(play.scenario, copy)
        rest.clock.moment, rest.desk = play.clock.now(), desk
        for step in rest.steps[len(rest.steps) if steps is None else steps :]:
            rest.do(step)
    assert verify(copy).sound


def test_a_backup_knows_no_terminal_no_mirror_and_no_key(
    conducted: Conduct, tmp_path: Path
) -> None:
    play = conducted(steps=IN_A_VOTE)
    desk = desk_of(play)
    desk.resume("secretary")
    desk.set_mirror(tmp_path / "m.txt")
    desk.make_key("chairman", tmp_path / "private-folder")
    copy = tmp_path / "copy.sqlite"
    desk.backup(copy)
    raw = copy.read_bytes()
    assert b"m.txt" not in raw
    assert b"private-folder" not in raw
    before = (tmp_path / "m.txt").read_bytes()
    with Desk.open(copy, play.clock) as other:
        assert other.mirror is None
        assert other.cosign() is None
        assert len(other.verifiers()) == 1
        other.do("secretary", Note(text="only in the copy"))
    assert (tmp_path / "m.txt").read_bytes() == before


def test_a_backup_overwrites_nothing(conducted: Conduct, tmp_path: Path) -> None:
    play = conducted(steps=3)
    there = tmp_path / "there"
    there.write_text("mine")
    for dest in (there, tmp_path / "no-folder" / "copy", play.log):
        with pytest.raises(RecordError) as told:
            copies.backup(play.log, dest)
        assert told.value.path == dest
        assert told.value.remedy
    assert there.read_text() == "mine"


def test_an_unsound_sitting_has_no_verified_copy(conducted: Conduct, tmp_path: Path) -> None:
    play = conducted(steps=10)
    play.close()
    damaged = tmp_path / "damaged.sqlite"
    shutil.copy(play.log, damaged)
    db = file.connect(damaged)
    statement = schema.objects(db)["trigger", "log_update", "log"]
    db.execute("drop trigger log_update")
    db.execute("update log set entry = entry || ' ' where seq = 3")
    db.execute(statement)
    db.close()
    with pytest.raises(RecordError, match="does not verify"):
        copies.backup(damaged, tmp_path / "copy.sqlite")
    assert not (tmp_path / "copy.sqlite").exists()
    play.desk = None


def test_a_backup_onto_a_full_disk_leaves_no_copy(conducted: Conduct, tmp_path: Path) -> None:
    play = conducted(steps=10)
    play.close()
    play.desk = None
    tried = 0
    for room in range(4096, 69_632, 4096):
        child = os.fork()
        if child == 0:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
            status = 1
            try:
                copies.backup(play.log, tmp_path / "copy.sqlite")
            except RecordError as error:
                status = 0 if error.remedy else 2
            finally:
                os._exit(status)
        _, ended = os.waitpid(child, 0)
        assert os.waitstatus_to_exitcode(ended) == 0, room
        assert not (tmp_path / "copy.sqlite").exists()
        tried += 1
    assert tried == 16
    assert verify(play.log).sound


def test_everything_can_be_saved_when_the_file_was_deleted_under_the_program(
    conducted: Conduct, tmp_path: Path
) -> None:
    play = conducted(steps=IN_A_VOTE)
    desk = desk_of(play)
    for name in (play.log, Path(f"{play.log}-wal"), Path(f"{play.log}-shm")):
        name.unlink()
    report = desk.backup(tmp_path / "saved.sqlite")
    assert (report.sound, report.head) == (True, desk.head)
    with Desk.open(tmp_path / "saved.sqlite", play.clock) as saved:
        assert saved.papers == desk.papers


@pytest.mark.parametrize("steps", [3, 20, None])
def test_a_mirror_alone_brings_the_sitting_back(
    conducted: Conduct, tmp_path: Path, steps: int | None
) -> None:
    play = conducted(steps=3)
    desk = desk_of(play)
    desk.set_mirror(tmp_path / "m.txt")
    for step in play.steps[3:steps] if steps != 3 else []:
        play.do(step)
    restored = copies.restore(tmp_path / "m.txt", tmp_path / "r.sqlite")
    assert restored.lost is None
    assert not restored.cut_off
    assert restored.report.head == desk.head
    assert (tmp_path / "r.sqlite").stat().st_mode & 0o777 == 0o600
    with Desk.open(tmp_path / "r.sqlite") as other:
        assert other.sitting == desk.sitting


def test_an_open_vote_comes_back_with_the_signed_issuing_list(
    conducted: Conduct, tmp_path: Path
) -> None:
    play = conducted(steps=IN_A_VOTE)
    desk = desk_of(play)
    desk.set_mirror(tmp_path / "m.txt")
    holders = sorted(desk.papers.register)
    without = copies.restore(tmp_path / "m.txt", tmp_path / "without.sqlite")
    assert without.lost is not None
    assert "issuing list" in without.lost
    assert not without.report.sound
    with Desk.open(tmp_path / "without.sqlite", play.clock) as unknown:
        for action in (IssueBallot(member=holders[0]), CloseVoting(election="chairman")):
            with pytest.raises(Refusal, match="issuing list"):
                unknown.do("chairman", action)
    for wrong in (holders[1:], [*holders[1:], "nobody"], [*holders, holders[0]]):
        with pytest.raises(RecordError, match="issuing list"):
            copies.restore(tmp_path / "m.txt", tmp_path / "wrong.sqlite", wrong)
        assert not (tmp_path / "wrong.sqlite").exists()
    whole = copies.restore(tmp_path / "m.txt", tmp_path / "whole.sqlite", holders)
    assert whole.lost is None
    assert whole.report.sound
    with Desk.open(tmp_path / "whole.sqlite", play.clock) as other:
        assert other.papers == desk.papers
        rest = Play(play.scenario, other.path)
        rest.clock.moment, rest.desk = play.clock.now(), other
        for step in rest.steps[IN_A_VOTE:]:
            rest.do(step)
        assert other.sitting.closed or other.sitting.elections


def test_an_open_count_begins_anew_with_its_reason_on_record(
    conducted: Conduct, tmp_path: Path
) -> None:
    play = conducted(steps=IN_A_COUNT)
    desk = desk_of(play)
    assert desk.papers.tally
    desk.set_mirror(tmp_path / "m.txt")
    restored = copies.restore(
        tmp_path / "m.txt", tmp_path / "r.sqlite", at="2023-03-29T07:00:00.000Z"
    )
    assert restored.report.sound
    assert restored.lost is not None
    assert "packets agreed" in restored.lost
    assert "again from the beginning" in restored.lost
    with Desk.open(tmp_path / "r.sqlite", play.clock) as other:
        assert other.last is not None
        assert other.last.entry.data == Resume(after="restore")
        assert other.last.entry.at == "2023-03-29T07:00:00.000Z"
        assert other.papers == NO_PAPERS
        play.clock.moment = other.last.entry.at
        rest = Play(play.scenario, other.path)
        rest.clock.moment, rest.desk = play.clock.now(), other
        counted = next(s.number for s in rest.steps if s.do == "count_papers")
        rest.steps[IN_A_COUNT].fields.pop("at", None)
        with pytest.raises(Refusal) as refused:
            rest.do(rest.steps[IN_A_COUNT])
        assert refused.value.code == "wrong-moment"
        for step in rest.steps[counted - 1 :]:
            step.fields.pop("at", None)
            rest.do(step)
        rounds = [each["rounds"] for each in other.result()["elections"]]  # type: ignore[attr-defined]
    for step in play.steps[IN_A_COUNT:]:
        step.fields.pop("at", None)
        play.do(step)
    assert rounds == [each["rounds"] for each in desk.result()["elections"]]  # type: ignore[attr-defined]
    assert verify(tmp_path / "r.sqlite").findings == []
    assert verifier.verify(tmp_path / "r.sqlite")[0].findings == []


@pytest.mark.parametrize("read", [0, 1])
def test_a_count_of_which_nothing_was_agreed_is_as_the_mirror_has_it(
    conducted: Conduct, tmp_path: Path, read: int
) -> None:
    counted = next(s.number for s in Play(DEMO, tmp_path / "x").steps if s.do == "count_papers")
    desk = desk_of(conducted(steps=counted + read))
    desk.set_mirror(tmp_path / "m.txt")
    restored = copies.restore(tmp_path / "m.txt", tmp_path / "r.sqlite")
    assert restored.lost is None
    assert restored.report.head == desk.head


def test_a_mirror_that_was_changed_brings_nothing_back(conducted: Conduct, tmp_path: Path) -> None:
    play = conducted(steps=20)
    desk_of(play).set_mirror(tmp_path / "m.txt")
    whole = (tmp_path / "m.txt").read_bytes().splitlines(keepends=True)
    broken = {
        "changed": [*whole[:5], whole[5].replace(b'"by"', b'"bz"'), *whole[6:]],
        "dropped": [*whole[:5], *whole[6:]],
        "doubled": [*whole[:6], *whole[5:]],
        "swapped": [*whole[:5], whole[6], whole[5], *whole[7:]],
        "empty": [],
        "no mirror": [b"hello\n"],
        "not text": [b"\xff\n"],
    }
    for name, lines in broken.items():
        (tmp_path / "broken.txt").write_bytes(b"".join(lines))
        with pytest.raises(RecordError) as told:
            copies.restore(tmp_path / "broken.txt", tmp_path / "r.sqlite")
        assert told.value.remedy, name
        assert not (tmp_path / "r.sqlite").exists(), name
    (tmp_path / "torn.txt").write_bytes(b"".join(whole)[:-9])
    torn = copies.restore(tmp_path / "torn.txt", tmp_path / "r.sqlite")
    assert torn.cut_off
    assert torn.report.actions == len(whole) - 1


def test_rechained_lines_that_the_procedure_refuses_bring_nothing_back(
    conducted: Conduct, tmp_path: Path
) -> None:
    play = conducted(steps=20)
    desk_of(play).set_mirror(tmp_path / "m.txt")
    texts = [line.partition("\t")[2] for line in (tmp_path / "m.txt").read_text().splitlines()]
    forged = [text.replace('"present":98', '"present":97') for text in texts]
    assert forged != texts
    before, lines = NO_HASH, []
    for text in forged:
        before = chained(before, text)
        lines.append(f"{before}\t{text}\n")
    (tmp_path / "forged.txt").write_text("".join(lines))
    with pytest.raises(RecordError, match="does not verify"):
        copies.restore(tmp_path / "forged.txt", tmp_path / "r.sqlite")
