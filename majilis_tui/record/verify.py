"""Whether a file is sound: its form, its chain, the procedure of every entry, and the sums."""

from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec
from sqlite_utils import Database
from sqlite_utils.utils import sqlite3  # type: ignore[attr-defined]

from majilis_tui.procedure.entries import EntryError, decode
from majilis_tui.procedure.guards import recheck
from majilis_tui.procedure.papers import NO_PAPERS
from majilis_tui.procedure.refusals import Refusal
from majilis_tui.procedure.result import head_code
from majilis_tui.procedure.rules import Rules
from majilis_tui.procedure.sentences import Sentence
from majilis_tui.procedure.sitting import EMPTY, Sitting
from majilis_tui.record import checkpoints, file, keys, mirror, papers, schema
from majilis_tui.record.checkpoints import NoteCheck
from majilis_tui.record.errors import DamagedError
from majilis_tui.record.log import NO_HASH, chained
from majilis_tui.record.mirror import MirrorCheck

# Beyond this many the file is not read more closely; each is reported by its entry.
MOST_FINDINGS = 100
PROGRESS_EVERY = 250


class HeadCheck(msgspec.Struct, frozen=True):
    """Whether a printed head is in the chain: at which entry, and how many follow it."""

    code: str
    found: bool
    seq: int | None = None
    followed_by: int | None = None


class Report(msgspec.Struct, frozen=True):
    """What verification found; `findings` in words, empty when the file is sound."""

    file: str
    sound: bool
    findings: list[Sentence]
    actions: int
    head: str
    head_code: str
    rehearsal: bool = False
    rules: Rules | None = None
    head_check: HeadCheck | None = None
    mirror_check: MirrorCheck | None = None
    note_check: NoteCheck | None = None


def verify(
    path: Path,
    head: str | None = None,
    progress: Callable[[int], None] | None = None,
    *,
    against: Path | None = None,
    note: Path | None = None,
    verifiers: Sequence[str] = (),
) -> Report:
    """Verify a file; raises NotASittingError if it is something else.

    With `head`, a printed head code with or without dashes, also whether it is in the chain; with
    `against`, whether a mirror holds the same; with `note`, whether a signed head is in the chain
    and by whom it is signed. A note is checked by `verifiers`, keys known from elsewhere, or else
    by those in the log, which prove no more than its head does.
    `progress` is told now and then how many entries have been checked.
    """
    wanted = None if head is None else digits(head)
    hashes: list[str] = []
    sitting = EMPTY
    findings: list[Sentence] = []
    known = list(verifiers)
    resting = file.at_rest(path)
    try:
        db = file.connect(path, read_only=True)
        try:
            with file.explained(path):
                findings += _check_file(db)
                sitting = _check_log(db, findings, hashes, progress or _untold)
                # Tables of another kind may hold anything, or never come to an end.
                if not schema.deviations(db):
                    findings += _check_papers(db, sitting)
                    findings += _check_evidence(db, hashes)
                known = list(verifiers) or _keys_in_file(db)
        finally:
            file.leave(db, path)
    except DamagedError as error:
        findings.append(error.wrong)
    if resting is not None and file.at_rest(path) != resting:  # opened while it was read
        return verify(path, head, progress, against=against, note=note, verifiers=verifiers)
    if not hashes and not findings:
        findings.append(Sentence("there is no entry in it; it is no sitting yet"))
    last = hashes[-1] if hashes else NO_HASH
    check = None if wanted is None or head is None else _check_head(head, wanted, hashes)
    if check is not None and not check.found:
        findings.append(Sentence("the head {code} is not in the chain", code=head))
    mirrored = None if against is None else mirror.compare(against, hashes)
    if mirrored is not None and mirrored.wrong is not None:
        findings.append(_in(mirrored.file, mirrored.wrong))
    signed = None if note is None else checkpoints.check(note, hashes, known)
    if signed is not None and signed.wrong is not None:
        findings.append(_in(signed.file, signed.wrong))
    return Report(
        file=str(path),
        sound=not findings,
        findings=findings,
        actions=len(hashes),
        head=last,
        head_code=head_code(last),
        rehearsal=sitting.rehearsal,
        rules=sitting.rules,
        head_check=check,
        mirror_check=mirrored,
        note_check=signed,
    )


def digits(head: str) -> str:
    """Return the digits of a head as it was printed or typed, without what parts them."""
    return head.replace("-", "").replace(" ", "").lower()


def _check_file(db: Database) -> list[Sentence]:
    findings = [Sentence("schema: {words}", words=words) for words in schema.deviations(db)]
    # An index of another's making can be one that takes hours to be compared.
    check = "quick_check" if findings else "integrity_check"
    try:
        said = [str(row[0]) for row in db.execute(f"PRAGMA {check}(10)")]
    except sqlite3.Error as error:  # an entry that is no JSON; the log is read nevertheless
        said = [str(error)]
    return findings + [_in("SQLite", words) for words in said if words != "ok"]


def _in(place: str, wrong: str) -> Sentence:
    return Sentence("{place}: {wrong}", place=place, wrong=wrong)


def _at(seq: int, wrong: str, **places: object) -> Sentence:
    """Return a finding about an entry."""
    return Sentence("entry {seq}: {wrong}", seq=seq, wrong=Sentence(wrong, **places))


def _keys_in_file(db: Database) -> list[str]:
    try:
        return keys.verifiers(db)
    except sqlite3.Error:  # what is not there was told of the schema
        return []


def _untold(entries: int) -> None:
    pass


def _check_log(
    db: Database, findings: list[Sentence], hashes: list[str], progress: Callable[[int], None]
) -> Sitting:
    """Go through the log once: chain, form, procedure; stop where nothing can be built on."""
    sitting = EMPTY
    before = NO_HASH
    rows = db.execute("select seq, entry, hash from log order by seq")
    for seq, (number, text, stated) in enumerate(rows, 1):
        if number != seq:
            findings.append(_at(seq, "missing; the next in the file is {number}", number=number))
            return sitting
        if not isinstance(text, str) or chained(before, text) != stated:
            findings.append(_at(seq, "its hash does not follow from it and the one before"))
            return sitting
        hashes.append(stated)
        if seq % PROGRESS_EVERY == 0:
            progress(seq)
        try:
            entry = decode(text)
        except EntryError as error:
            findings.append(_at(seq, "{error}", error=error))
            return sitting
        try:
            try:
                recheck(sitting, entry, before)
            except Refusal as refusal:
                findings.append(
                    _at(
                        seq,
                        "{action} ({code}): {refusal}",
                        action=entry.action,
                        code=refusal.code,
                        refusal=refusal,
                    )
                )
                if len(findings) >= MOST_FINDINGS:
                    return sitting
            sitting = sitting.apply(entry)
        except (LookupError, TypeError, ValueError, ArithmeticError):
            findings.append(
                _at(seq, "{action} does not fit what stands before it", action=entry.action)
            )
            return sitting
        before = stated
    return sitting


def _check_papers(db: Database, sitting: Sitting) -> list[Sentence]:
    """Hold the working papers against the log: there may be some only where it says so."""
    try:
        left = papers.load(db)
    except (msgspec.MsgspecError, ValueError, TypeError, sqlite3.Error):
        return [Sentence("the working papers cannot be read")]
    findings: list[Sentence] = []
    voting = sitting.voting
    reading = [e.round for e in sitting.elections.values() if e.round.phase == "reading"]
    if voting is None:
        if left.register:
            findings.append(Sentence("the register holds names although no vote is open"))
    elif len(left.register) != voting.round.issued - voting.round.exchanged:
        findings.append(Sentence("the register does not hold as many members as received a ballot"))
    if not reading and (left.readings or left.tally):
        findings.append(Sentence("there are readings although nothing is being counted"))
    if voting is None and not reading and left != NO_PAPERS and not findings:
        findings.append(Sentence("there are working papers although nothing is open"))
    return findings


def _check_evidence(db: Database, hashes: list[str]) -> list[Sentence]:
    """Hold what stands beside the log against it: signed heads, and the keys they are signed by."""
    try:
        notes = db.execute("select seq, note from checkpoint").fetchall()
        held = {str(row[0]) for row in db.execute("select verifier from officer_key")}
    except sqlite3.Error:  # what is not there was told of the schema
        return []
    findings: list[Sentence] = []
    for seq, note in notes:
        if not 1 <= seq <= len(hashes) or not checkpoints.covers(note, hashes, seq):
            findings.append(Sentence("the signed head of entry {seq} is not of this log", seq=seq))
    if not held <= set(_keys_in_file(db)):
        findings.append(Sentence("there are officers' keys that are not on record"))
    return findings


def _check_head(code: str, wanted: str, hashes: list[str]) -> HeadCheck:
    for seq, full in enumerate(hashes, 1):
        if len(wanted) >= 16 and full.startswith(wanted):
            return HeadCheck(code, found=True, seq=seq, followed_by=len(hashes) - seq)
    return HeadCheck(code, found=False)
