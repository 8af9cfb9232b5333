"""Copies of a sitting: a verified backup, and a file rebuilt from its mirror."""

import os
from collections.abc import Sequence
from pathlib import Path

import msgspec
from msgspec.structs import replace
from sqlite_utils import Database
from sqlite_utils.utils import sqlite3  # type: ignore[attr-defined]

from majilis_tui.procedure.actions import Resume
from majilis_tui.procedure.election import Round
from majilis_tui.procedure.entries import Entry, EntryError, decode
from majilis_tui.procedure.guards import Case, decide
from majilis_tui.procedure.papers import NO_PAPERS
from majilis_tui.procedure.sentences import Sentence
from majilis_tui.procedure.sitting import EMPTY, Sitting
from majilis_tui.record import file, keys, log, medium, mirror, papers
from majilis_tui.record.errors import DamagedError, NotASittingError, RecordError
from majilis_tui.record.verify import Report, verify

OFFICERS = ("chairman", "secretary")


def backup(source: Path, dest: Path) -> Report:
    """Write a verified copy of a sitting to a new file, also while it is open elsewhere.

    The copy holds log, working papers and PINs; it has no mirror and no officer's key, since
    those are the first file's. Raises RecordError, and then there is no copy.
    """
    db = file.connect(source, read_only=True)
    try:
        return copy_out(db, source, dest)
    finally:
        file.leave(db, source)


def copy_out(db: Database, source: Path, dest: Path) -> Report:
    """Write a verified copy of an open sitting, whatever has become of its file; see `backup`."""
    dest = dest.absolute()
    _reserve(dest)
    try:
        try:
            db.execute("VACUUM INTO ?", [str(dest)])
        except (sqlite3.Error, UnicodeEncodeError) as error:  # a name that is not UTF-8
            raise RecordError(
                dest,
                "the copy could not be written ({reason})",
                "Free some space or name another place; the sitting is as it was.",
                reason=str(error),
            ) from error
        _part_with_the_first(dest)
        return _sound(dest, source)
    except BaseException:
        file.remove(dest)
        raise


def _reserve(dest: Path) -> None:
    """Make an empty file that only its owner can read; an existing one is never overwritten."""
    try:
        os.close(os.open(dest, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        raise RecordError(dest, "the file exists already", "Choose another name.") from None
    except OSError as error:
        raise RecordError(
            dest,
            "cannot be created ({reason})",
            "Choose a folder you may write to.",
            reason=file.reason(error),
        ) from None


def _part_with_the_first(dest: Path) -> None:
    """Take out of a copy what belongs to the first file alone, and make it durable."""
    copy = file.connect(dest)
    try:
        with file.writing(copy, dest):
            copy.execute("delete from terminal")
            medium.put(copy, None)
            keys.retire(copy, OFFICERS)
        with file.explained(dest):
            file.close_whole(copy)
    finally:
        copy.close()
    _sync(dest)


def _sound(dest: Path, source: Path) -> Report:
    report = verify(dest)
    if not report.sound:
        raise DamagedError(
            source,
            "the copy does not verify: {finding}",
            "Run verify on the file; to keep it as evidence, copy it with another program.",
            finding=report.findings[0],
        )
    return report


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
    file.sync_folder(path.parent)


class Restored(msgspec.Struct, frozen=True):
    """What came back from a mirror.

    `lost` says in words which working papers could not, and what to do; None if none was open.
    `cut_off` that the mirror's last line was not written to its end and was left out.
    """

    report: Report
    cut_off: bool
    lost: str | None = None


def restore(
    source: Path, dest: Path, received: Sequence[str] | None = None, at: str = ""
) -> Restored:
    """Rebuild the file of a sitting from a mirror alone; raises RecordError, and makes none then.

    Every line is checked against the chain and every entry judged anew. Working papers are not
    on a mirror. In the middle of a vote, `received` gives the members who have a ballot, by id,
    from the signed issuing list; without it the file is made all the same, but the vote cannot
    be closed in it. What was read of an open count is lost: it begins anew, which is put on
    record as done at the moment `at`, that of the last entry unless it is given.
    """
    dest = dest.absolute()
    cut_off = False
    db = file.create(dest)
    try:
        try:
            sitting = _refill(db, dest, source)
            cut_off = mirror.cut_off(source)
            if received is not None:
                _fill_register(db, dest, sitting, received)
            if _counted(sitting) is not None:
                _count_anew(db, dest, sitting, at)
            with file.explained(dest):
                file.close_whole(db)
        finally:
            db.close()
        _sync(dest)
        lost = _lost(sitting, received)
        report = verify(dest)
        if not report.sound and not (lost and all("register" in f for f in report.findings)):
            raise DamagedError(
                source,
                "the mirror does not verify: {finding}",
                "Keep it as it is.",
                finding=report.findings[0],
            )
        return Restored(report, cut_off, lost)
    except BaseException:
        file.remove(dest)
        raise


def _refill(db: Database, dest: Path, source: Path) -> Sitting:
    sitting = EMPTY
    with file.writing(db, dest):
        for seq, (stated, text) in enumerate(mirror.lines(source), 1):
            try:
                sitting = sitting.apply(decode(text))
            except (EntryError, LookupError, TypeError, ValueError, ArithmeticError) as error:
                raise DamagedError(
                    source,
                    "line {seq} is no entry of a sitting ({reason})",
                    "Keep it as it is.",
                    seq=seq,
                    reason=str(error),
                ) from None
            db.table("log").insert({"seq": seq, "entry": text, "hash": stated})
    if not sitting.seq:
        raise NotASittingError(source, "holds no entry", "Name the mirror of a sitting.")
    file.tidy(db)
    return sitting


def _fill_register(db: Database, path: Path, sitting: Sitting, received: Sequence[str]) -> None:
    voting = sitting.voting
    if voting is None:
        raise RecordError(path, "no vote is open in it", "Restore it without an issuing list.")
    holders = frozenset(received)
    strangers = sorted(m for m in holders if not sitting.is_present(m))
    wanted = voting.round.issued - voting.round.exchanged
    if strangers:
        raise RecordError(
            path,
            "not present: {members}",
            "Compare with the signed issuing list.",
            members=", ".join(strangers),
        )
    if len(holders) != wanted or len(received) != wanted:
        raise RecordError(
            path,
            Sentence.counted(
                "{n} member has a ballot, the list names {named}",
                "{n} members have a ballot, the list names {named}",
                wanted,
                named=len(holders),
            ),
            "Compare with the signed issuing list; name each once.",
        )
    with file.writing(db, path):
        papers.save(db, NO_PAPERS, replace(NO_PAPERS, register=holders))
    file.tidy(db)


def _lost(sitting: Sitting, received: Sequence[str] | None) -> str | None:
    """Return what working papers there were that no mirror holds, and what to do."""
    voting = sitting.voting
    if voting is not None and voting.round.issued and received is None:
        return Sentence(
            "Who has received a ballot stood in the lost file alone. Take the signed issuing list"
            " and restore again, naming those who signed it (--received)."
        )
    counted = _counted(sitting)
    if counted is not None:
        return Sentence.counted(
            "What was read of the packet agreed stood in the lost file alone. The papers are"
            " counted and read again from the beginning; the log says why.",
            "What was read of the {n} packets agreed stood in the lost file alone. The papers are"
            " counted and read again from the beginning; the log says why.",
            counted.packets_agreed,
        )
    return None


def _counted(sitting: Sitting) -> Round | None:
    """Return the round of which packets are agreed and the count is not finished."""
    rounds = [election.round for election in sitting.elections.values()]
    return next((r for r in rounds if r.phase == "reading" and r.packets_agreed), None)


def _count_anew(db: Database, path: Path, sitting: Sitting, at: str) -> None:
    case = Case(sitting=sitting, by="system", at=max(at, sitting.at))
    fact = decide(case, Resume(after="restore")).fact
    assert fact is not None
    with file.writing(db, path):
        seq, head = log.newest(db)
        log.append(db, Entry("resume", case.at, case.by, fact, seq + 1), head)
