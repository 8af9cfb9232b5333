"""Sittings, and what an attacker can make of their files: the corpus both verifiers judge.

An attacker has a closed file and the standard library's SQLite, may remove the triggers and put
them back, and may chain everything anew after a change. What each kind of change must come to
stands beside it: seen by both verifiers, seen by the program's own alone (the procedure) or by the
independent one alone, or seen only with a head code from outside the file.
"""

from __future__ import annotations

import copy
import dataclasses
import hashlib
import json
import math
import random
import sqlite3
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain, combinations, combinations_with_replacement, islice
from pathlib import Path
from typing import Any, Literal, NamedTuple

import msgspec
from msgspec.structs import replace

from majilis_tui.clock import ScenarioClock
from majilis_tui.desk import Desk
from majilis_tui.procedure.actions import NAME_OF_LOGGED
from majilis_tui.procedure.difference import difference_matters
from majilis_tui.procedure.election import Round
from majilis_tui.procedure.entries import Entry, EntryError, decode, encode
from majilis_tui.procedure.guards import Case, decide, recheck
from majilis_tui.procedure.outcome import Contest, Figures, judge
from majilis_tui.procedure.papers import NO_PAPERS
from majilis_tui.procedure.refusals import Refusal
from majilis_tui.procedure.result import head_code
from majilis_tui.procedure.rules import SINGLE_CANDIDATE_FORMS, RoundRule, read_rules
from majilis_tui.procedure.sitting import EMPTY
from majilis_tui.procedure.timing import later
from majilis_tui.record import copies, file
from majilis_tui.record.log import NO_HASH, chained
from majilis_tui.scenario import asked, bundled_scenario, read_scenario
from tests.procedure import model
from tests.procedure.lines import NEXTS, START_MS, THRESHOLDS, walk
from tests.procedure.model import BASES, FORMS, TIES, Model
from tests.record import rare

Json = dict[str, Any]
Row = tuple[int, str, str]
Rows = list[Row]
Seen = Literal["by both", "by the program", "by the independent", "with a head"]

START = "2020-01-01T00:00:00.000Z"

# ---------------------------------------------------------------- sittings


class Table:
    """The procedure alone, without a file: what the desk does, and the rows it would write."""

    def __init__(self) -> None:
        self.sitting = EMPTY
        self.papers = NO_PAPERS
        self.head = NO_HASH
        self.rows: Rows = []

    def do(self, line: Json, at: str, folder: Path = Path()) -> None:
        by, action = asked(line, folder)
        case = Case(sitting=self.sitting, papers=self.papers, by=by, at=at, head=self.head)
        decision = decide(case, action)
        self.papers = decision.papers
        if decision.fact is None:
            return
        name = NAME_OF_LOGGED[type(decision.fact)]
        entry = Entry(name, at, by, decision.fact, self.sitting.seq + 1)
        text = encode(entry)
        self.head = chained(self.head, text)
        self.rows.append((entry.seq, text, self.head))
        self.sitting = self.sitting.apply(entry)


def conducted(lines: list[Json], folder: Path = Path()) -> Rows:
    """The rows of a scenario; a line without a moment comes a second after the one before."""
    table, at = Table(), START
    for line in lines:
        at = line.get("at", later(at, 1))
        table.do(line, at, folder)
    return table.rows


def scenario(path: Path) -> Rows:
    return conducted([step.fields for step in read_scenario(path)], path.parent)


def random_sitting(seed: int, steps: int = 250) -> Rows:
    """A random sitting of a small chamber; what is refused is left out."""
    table = Table()
    for step in walk(random.Random(seed), steps, 0.0, Model()):
        try:
            table.do(step.line, later(START, (step.at_ms - START_MS) / 1000))
        except Refusal:
            continue
    return table.rows


def _secret(do: str, by: str, **fields: Any) -> Json:
    return {"do": do, "by": by, "election": "speaker", **fields}


def _read(packet: int, **marks: int) -> list[Json]:
    return [
        _secret("read_packet", by, packet=packet, marks=marks) for by in ("secretary", "chairman")
    ]


def _counted(packets: list[list[Json]], *explained: Json) -> list[Json]:
    return [
        *(line for packet in packets for line in packet),
        *explained,
        _secret("finish_count", "chairman"),
        _secret("sign_protocol", "chairman", kind="results", signers=["e", "f"]),
        _secret("announce_result", "chairman"),
        _secret("declare", "presiding"),
    ]


def _box(unused: int, spoiled: int, found: int) -> list[Json]:
    return [
        _secret("account_papers", "secretary", unused=unused, spoiled=spoiled),
        _secret("open_box", "chairman", present=["e", "f"]),
        _secret("mix_papers", "chairman"),
        _secret("count_papers", "secretary", found=found),
    ]


def _put(name: str, kind: str, **fields: Any) -> Json:
    return {
        "do": "put_question",
        "by": "clerk",
        "id": name,
        "kind": kind,
        "text": "Who is for it?",
    } | fields


def _decide(name: str, votes: int, against: int, abstain: int) -> Json:
    numbers = {"for": votes, "against": against, "abstain": abstain}
    return {"do": "decide_question", "by": "clerk", "id": name, **numbers}


RULES: Json = {
    "id": "small-chamber",
    "chamber": {"seats": 7, "quorum": "> 1/2"},
    "office": {
        "speaker": {
            "form": "choose-one",
            "voting_minutes": 1,
            "round": [
                {"needed": "> 1/2", "of": "seats", "next": "top 2"},
                {"needed": "most", "of": "valid"},
            ],
        },
        "deputy": {
            "vote": "open",
            "places": 2,
            "round": [{"needed": "> 1/2", "of": "seats"}],
        },
    },
    "count": {"packet": 3, "invalid": ["torn"]},
    "questions": {"commission": {"needed": ">= 2/3", "of": "present"}},
}

# Seven seats, six present, one of whom takes no paper. Two rounds, a paper exchanged, a packet
# read twice, a paper carried off and explained; then two deputies by open vote.
SMALL: list[Json] = [
    {
        "do": "open_sitting",
        "by": "clerk",
        "title": "A small chamber",
        "date": "2020-01-01",
        "chamber": "Chamber",
        "presiding": {"name": "The eldest", "office": "eldest member"},
        "rules": RULES,
    },
    {
        "do": "seat_members",
        "by": "clerk",
        "members": [{"id": i, "name": f"Mémber {i.upper()}"} for i in "abcdefg"],
    },
    {"do": "note", "by": "clerk", "text": "First note."},
    {"do": "mark_attendance", "by": "clerk", "members": list("abcdef"), "status": "present"},
    {"do": "mark_attendance", "by": "clerk", "member": "g", "status": "excused"},
    {"do": "close_roll_call", "by": "clerk"},
    _put("q1", "commission"),
    _decide("q1", 4, 1, 1),
    {"do": "form_commission", "by": "clerk", "members": ["e", "f"], "question": "q1"},
    {"do": "choose_officers", "by": "clerk", "chairman": "e", "secretary": "f"},
    {"do": "sign_protocol", "by": "chairman", "kind": "officers", "signers": ["e", "f"]},
    {"do": "open_election", "by": "secretary", "id": "speaker", "office": "speaker"},
    *[_secret("nominate", "secretary", candidate=i, proposer="d") for i in "abcg"],
    _secret("withdraw", "secretary", candidate="g"),
    _secret("close_nominations", "secretary"),
    _put("q2", "ballot-list", election="speaker"),
    _decide("q2", 3, 3, 0),
    _secret("approve_ballot", "chairman", made=8, order=["c", "a", "b"]),
    _secret("sign_protocol", "chairman", kind="ballot", signers=["e"]),
    _secret("open_voting", "chairman"),
    _secret("issue_ballot", "secretary", members=list("fbd")),
    _secret("exchange_ballot", "secretary", member="b"),
    _secret("issue_ballot", "secretary", members=list("ea")),
    _secret("extend_voting", "chairman", minutes=2, reason="A queue.", **{"with": "secretary"}),
    _secret("close_voting", "chairman", reason="All who wished.", **{"with": "secretary"}),
    {"do": "start_break", "by": "chairman", "minutes": 10},
    *_box(unused=2, spoiled=1, found=4),
    _secret("read_packet", "secretary", packet=1, marks={"a": 3}),
    _secret("read_packet", "chairman", packet=1, marks={"a": 1, "b": 2}),
    {"do": "end_break", "by": "chairman"},
    *_counted(
        [_read(1, a=1, b=1, blank=1), _read(2, a=1)],
        _secret("explain_difference", "chairman", papers=1, text="A paper was carried off."),
    ),
    {"do": "next_round", "by": "presiding", "election": "speaker", "how": "rule"},
    _secret("approve_ballot", "chairman", made=6),
    _secret("open_voting", "chairman"),
    _secret("issue_ballot", "secretary", members=list("abcdef")),
    _secret("close_voting", "chairman"),
    *_box(unused=0, spoiled=0, found=6),
    *_counted([_read(1, a=2, b=1), _read(2, a=1, b=1, **{"invalid:torn": 1})]),
    {"do": "close_election", "by": "presiding", "election": "speaker"},
    {"do": "open_election", "by": "secretary", "id": "deputies", "office": "deputy"},
    *[
        {"do": "nominate", "by": "secretary", "election": "deputies", "candidate": i}
        | {"proposer": "d"}
        for i in "bc"
    ],
    {"do": "close_nominations", "by": "secretary", "election": "deputies"},
    _put("q3", "office", election="deputies", candidate="b"),
    _decide("q3", 4, 2, 0),
    _put("q4", "office", election="deputies", candidate="c"),
    _decide("q4", 3, 1, 2),
    {"do": "declare", "by": "presiding", "election": "deputies"},
    {"do": "note", "by": "clerk", "text": "Second note."},
    {"do": "close_sitting", "by": "presiding"},
]


def canonical_rules(rules: Json) -> Json:
    """Rules as the log holds them: what goes without saying left out."""
    canonical: Json = msgspec.to_builtins(read_rules(rules))
    return canonical


def small_sitting() -> Rows:
    return conducted(SMALL)


def lot_sitting() -> Rows:
    """The same, but for a tie in the second round, and a lot."""
    lines = copy.deepcopy(SMALL)
    lines[0]["rules"]["office"]["speaker"]["round"][1]["tie"] = "lot"
    second = [line for line in lines if line["do"] == "read_packet"][-2:]
    for line in second:
        line["marks"] = {"b": 1, "blank": 1, "invalid:torn": 1}
    place = max(i for i, line in enumerate(lines) if line["do"] == "announce_result") + 1
    lines.insert(place, _secret("draw_lot", "presiding", elected=["a"]))
    return conducted(lines)


def restored_sitting() -> Rows:
    """The small sitting, its file lost in the first count and rebuilt from the second medium."""
    counted = next(i for i, line in enumerate(SMALL) if line["do"] == "count_papers")
    lost = next(i for i, line in enumerate(SMALL) if line.get("marks") == {"a": 1})
    with tempfile.TemporaryDirectory() as folder:
        path, clock = Path(folder) / "lost.sqlite", ScenarioClock(START)
        with Desk.create(path, clock) as desk:
            _go_on(desk, clock, SMALL[:1])
            desk.set_mirror(path.with_name("mirror"))
            _go_on(desk, clock, SMALL[1:lost])
        path = path.with_name("restored.sqlite")
        copies.restore(path.with_name("mirror"), path, at=clock.now())
        with Desk.open(path, clock) as desk:
            _go_on(desk, clock, [SMALL[counted], *SMALL[lost - 2 :]])
        database = sqlite3.connect(path)
        rows: Rows = database.execute("select seq, entry, hash from log order by seq").fetchall()
        database.close()
    return rows


def _go_on(desk: Desk, clock: ScenarioClock, lines: list[Json]) -> None:
    for line in lines:
        clock.move(1)
        desk.do(*asked(line, Path()))


def sittings() -> dict[str, Rows]:
    """The sittings that are forged, by name."""
    demo = scenario(bundled_scenario("2023-03-29"))
    rare_sitting = conducted(rare.LINES)
    return {
        "small": small_sitting(),
        "lot": lot_sitting(),
        "demo": demo,
        "rare": rare_sitting,
        "restored": restored_sitting(),
    }


def file_in_the_vote(path: Path) -> Path:
    """A closed file in the middle of the vote, names in its register."""
    clock = ScenarioClock(START)
    place = next(i for i, line in enumerate(SMALL) if line["do"] == "extend_voting")
    with Desk.create(path, clock) as desk:
        _go_on(desk, clock, SMALL[:place])
    return path


# ---------------------------------------------------------------- the attacker's tools


def make_file(path: Path, rows: Rows) -> Path:
    """A closed file that holds these rows, as the program would have left it."""
    db = file.create(path)
    with file.writing(db, path):
        db.conn.executemany("insert into log (seq, entry, hash) values (?, ?, ?)", rows)
    file.tidy(db)
    db.close()
    return path


def overwrite(path: Path, rows: list[tuple[Any, Any, Any]], *, triggers: bool = True) -> None:
    """Put other rows into a closed file; the triggers are taken away, and put back or not."""
    database = sqlite3.connect(path)
    database.execute("pragma synchronous = off")
    made = "select name, sql from sqlite_master where type = 'trigger'"
    statements = dict(database.execute(made))
    for name in statements:
        database.execute(f"drop trigger {name}")
    database.execute("delete from log")
    database.executemany("insert into log (seq, entry, hash) values (?, ?, ?)", rows)
    for statement in statements.values() if triggers else ():
        database.execute(statement)
    database.commit()
    database.execute("pragma wal_checkpoint(truncate)")
    database.close()


def patch(path: Path, rows: Rows, others: Rows) -> None:
    """Replace rows by others of the same length, byte by byte, past the database's own checks."""
    content = path.read_bytes()
    for row, other in zip(rows, others, strict=True):
        for before, after in zip(row[1:], other[1:], strict=True):
            if before != after:
                assert content.count(before.encode()) == 1
                content = content.replace(before.encode(), after.encode())
    path.write_bytes(content)


def written(entry: Json) -> str:
    return json.dumps(entry, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def hashed(before: str, text: str) -> str:
    return hashlib.sha256((before + text).encode()).hexdigest()


def entries_of(rows: Rows) -> list[Json]:
    return [json.loads(text) for _, text, _ in rows]


def chained_anew(
    entries: list[Json], *, protocols: bool = True, text_of: Callable[[Json], str] = written
) -> Rows:
    """Number and chain entries from the first to the last, head codes on protocols included."""
    rows: Rows = []
    before = NO_HASH
    for seq, entry in enumerate(entries, 1):
        entry["seq"] = seq
        if protocols and entry["action"] == "sign_protocol":
            entry["data"]["head_code"] = head_code(before)
        text = text_of(entry)
        before = hashed(before, text)
        rows.append((seq, text, before))
    return rows


# ---------------------------------------------------------------- kinds of attack


class Kind(NamedTuple):
    """A change to the entries of a sitting, all chained anew after it."""

    name: str
    seen: Seen
    change: Callable[[list[Json]], Any]
    sitting: str = "small"


def find(entries: list[Json], action: str, number: int = 0) -> Json:
    return [entry for entry in entries if entry["action"] == action][number]


def place(entries: list[Json], action: str, number: int = 0) -> int:
    return next(i for i, e in enumerate(entries) if e is find(entries, action, number))


def put(action: str, number: int = 0, /, **fields: Any) -> Callable[[list[Json]], None]:
    """Set fields of the data of one entry; None takes a field away."""

    def change(entries: list[Json]) -> None:
        data = find(entries, action, number)["data"]
        for name, value in fields.items():
            key = name.rstrip("_")
            data[key] = value
            if value is None:
                del data[key]

    return change


def put_outside(action: str, number: int = 0, /, **fields: Any) -> Callable[[list[Json]], None]:
    """Set what stands beside the data of one entry: its role, its moment, its name."""
    return lambda entries: find(entries, action, number).update(fields)


def several(*changes: Callable[[list[Json]], Any]) -> Callable[[list[Json]], None]:
    def change(entries: list[Json]) -> None:
        for each in changes:
            each(entries)

    return change


def drop(action: str, number: int = 0) -> Callable[[list[Json]], None]:
    return lambda entries: entries.remove(find(entries, action, number))


def double(action: str, number: int = 0) -> Callable[[list[Json]], None]:
    def change(entries: list[Json]) -> None:
        entry = find(entries, action, number)
        entries.insert(place(entries, action, number), copy.deepcopy(entry))

    return change


def insert_before(
    action: str, number: int, name: str, by: str, **data: Any
) -> Callable[[list[Json]], None]:
    def change(entries: list[Json]) -> None:
        at = find(entries, action, number)["at"]
        entry = {"action": name, "at": at, "by": by, "data": data}
        entries.insert(place(entries, action, number), entry)

    return change


def append(name: str, by: str, **data: Any) -> Callable[[list[Json]], None]:
    def change(entries: list[Json]) -> None:
        entries.append({"action": name, "at": entries[-1]["at"], "by": by, "data": data})

    return change


def swap(first: str, second: str, one: int = 0, other: int = 0) -> Callable[[list[Json]], None]:
    """Exchange what two entries say, each at the moment of the other."""

    def change(entries: list[Json]) -> None:
        i, j = place(entries, first, one), place(entries, second, other)
        entries[i]["at"], entries[j]["at"] = entries[j]["at"], entries[i]["at"]
        entries[i], entries[j] = entries[j], entries[i]

    return change


def rule(office: str, number: int, /, **fields: Any) -> Callable[[list[Json]], None]:
    def change(entries: list[Json]) -> None:
        find(entries, "open_sitting")["data"]["rules"]["office"][office]["round"][number].update(
            fields
        )

    return change


def cut(action: str, number: int = 0) -> Callable[[list[Json]], None]:
    def change(entries: list[Json]) -> None:
        del entries[place(entries, action, number) :]

    return change


WIN_B = several(put("finish_count", 1, totals={"a": 2, "b": 3}), put("declare", 1, elected=["b"]))


def _accounted(**papers: int) -> Callable[[list[Json]], None]:
    """Another account of the second round, the gap explained in words."""
    explanation = {"election": "speaker", "papers": max(papers.values()), "text": "Nobody knows."}
    return several(
        put("account_papers", 1, **papers),
        insert_before(
            "finish_count", 1, "explain_difference", "chairman", **explanation, matters=True
        ),
    )


MORE_PAPERS = several(
    put("issue_ballot", 1, issued=7),
    put("close_voting", 0, issued=7, received=list("abcdef")),
    put("account_papers", 0, unused=1),
    put("count_papers", 0, found=5),
    put("agree_packet", 1, papers=2),
    put("finish_count", 0, found=5, totals={"a": 2, "b": 2}),
)

# The spoiled paper of the exchange lies in the box, and is counted as a vote.
SPOILED_IN_THE_BOX = several(
    put("account_papers", 0, spoiled=0),
    put("count_papers", 0, found=6),
    put("agree_packet", 1, papers=3),
    put("finish_count", 0, found=6, totals={"a": 3, "b": 2}),
    drop("explain_difference"),
)

EARLY_EXCHANGE = several(
    insert_before(
        "issue_ballot",
        0,
        "exchange_ballot",
        "secretary",
        election="speaker",
        issued=1,
        spoiled=1,
        round=1,
    ),
    put("issue_ballot", 0, issued=4),
    put("exchange_ballot", 1, issued=5, spoiled=2),
    put("issue_ballot", 1, issued=7),
    put("close_voting", 0, issued=7, spoiled=2),
    put("account_papers", 0, unused=1, spoiled=2),
)

FOUND: Json = {"election": "speaker", "found": 4}
FIRST_PACKET: Json = {"election": "speaker", "packet": 1, "papers": 3, "round": 1}
QUESTION: Json = {"id": "early", "election": "board", "kind": "procedure", "text": "Again?"}
DECIDED: Json = {"id": "early", "for": 5, "against": 0, "abstain": 1}
DECIDED |= {"needed": 3, "present": 6, "adopted": True}
VOIDED: Json = {"election": "board", "how": "repeat", "question": "early", "round": 2}
VOIDED |= {"candidates": list("abc"), "recorder": "secretary"}


def _absent(action: str, name: str, number: int = 0) -> Callable[[list[Json]], None]:
    """Mark one absent at that entry alone."""

    def change(entries: list[Json]) -> None:
        entry = find(entries, action, number)
        for status, after in (("present", 1), ("absent", 0)):
            marked = {"members": [name], "status": status}
            found = {"action": "mark_attendance", "at": entry["at"], "by": "clerk", "data": marked}
            entries.insert(next(i for i, e in enumerate(entries) if e is entry) + after, found)

    return change


def member(**fields: Any) -> Callable[[list[Json]], None]:
    """Set fields of one member of the small sitting; None takes one away."""

    def change(entries: list[Json]) -> None:
        found = find(entries, "seat_members")["data"]["members"][3]
        found.update(fields)
        for name, value in fields.items():
            if value is None:
                del found[name]

    return change


def office(name: str, **fields: Any) -> Callable[[list[Json]], None]:
    return lambda entries: entries[0]["data"]["rules"]["office"][name].update(fields)


def chamber(**fields: Any) -> Callable[[list[Json]], None]:
    return lambda entries: entries[0]["data"]["rules"]["chamber"].update(fields)


def jump(
    moved: int, said: int, action: str = "note", number: int = 1
) -> Callable[[list[Json]], None]:
    """Set the clock before an entry: by so many seconds, and by as many as the log says."""

    def change(entries: list[Json]) -> None:
        start = place(entries, action, number)
        for entry in entries[start:]:
            entry["at"] = later(entry["at"], moved)
            if "deadline" in entry["data"]:
                entry["data"]["deadline"] = later(entry["data"]["deadline"], moved)
        at = later(entries[start - 1]["at"], moved)
        jumped = {"action": "clock_jump", "at": at, "by": "system", "data": {"seconds": said}}
        entries.insert(start, jumped)

    return change


def _spaced(entries: list[Json]) -> None:
    entries[:] = json.loads(json.dumps(entries).replace('"g"', '"g g"'))


def _million(*, matters: bool) -> Callable[[list[Json]], None]:
    """A million papers made for the first round, and the rest of them explained away."""
    return several(
        put("approve_ballot", 0, made=10**6),
        put("explain_difference", 0, papers=10**6 - 7, matters=matters),
    )


def _one_place_for_deputies(entries: list[Json]) -> None:
    """Two adopted by open vote, and both declared, where the rules know one place."""
    find(entries, "open_sitting")["data"]["rules"]["office"]["deputy"]["places"] = 1
    put("decide_question", 3, for_=4, against=1, abstain=1, adopted=True)(entries)
    put("declare", 2, outcome="elected", elected=["b", "c"])(entries)


def _second_vote(entries: list[Json]) -> None:
    """Open another vote in the first one, and cut off the rest."""
    other = {"election": "other"}
    at = {"round": 1, "made": 6, "form": "choose-one", "candidates": ["d"]}
    bell = {"minutes": 1, "deadline": later(find(entries, "extend_voting")["at"], 60)}
    for name, by, data in (
        ("open_election", "secretary", {"id": "other", "office": "speaker"}),
        ("nominate", "secretary", {**other, "candidate": "d", "proposer": "d"}),
        ("close_nominations", "secretary", other),
        ("approve_ballot", "chairman", {**other, **at}),
        ("open_voting", "chairman", {**other, **bell, **VOTE_OF_SIX}),
    ):
        insert_before("extend_voting", 0, name, by, **data)(entries)
    cut("extend_voting")(entries)


def _protocol_put(
    *against: int | None, election: str | None = "speaker", before: str = "declare"
) -> Callable[[list[Json]], None]:
    """Ask the chamber for its approval of a protocol before the result is declared, or again."""
    changes = []
    for number, many in enumerate(against):
        question = {"id": f"p{number}", "kind": "protocol", "text": "?"}
        question |= {"election": election} if election else {}
        changes.append(insert_before(before, 0, "put_question", "clerk", **question))
        votes = {"id": f"p{number}", "for": 6 - (many or 0), "against": many, "abstain": 0}
        votes |= {"present": 6, "needed": 4, "adopted": many == 0}
        if many is not None:
            changes.append(insert_before(before, 0, "decide_question", "clerk", **votes))
    return several(*changes)


CLOSING = ("close_sitting", "presiding")
NOTE: Json = {"action": "note", "at": START, "by": "clerk", "data": {"text": "!"}}
EARLY: Json = {"id": "early", "kind": "procedure", "text": "May we?"}
EARLY_DECIDED: Json = {"id": "early", "for": 6, "against": 0, "abstain": 0}
EARLY_DECIDED |= {"present": 6, "needed": 4, "adopted": True}
NEVER, LATE = "2020-01-01T25:00:00.000Z", "2020-01-01T03:00:00.000Z"
OLD_BELL = "2020-01-01T00:03:23.000Z"
B_BY_D: Json = {"candidate": "b", "proposer": "d"}
A_OF_DEPUTIES: Json = {"election": "deputy", "candidate": "a"}
C_OF_DEPUTIES: Json = {"election": "deputy", "candidate": "c"}
OPEN_ON_SECRET: Json = {"id": "q9", "kind": "office", "text": "Who is for?"}
OPEN_ON_SECRET |= {"election": "speaker", "candidate": "a"}
VOTE_OF_SIX: Json = {"round": 1, "of": "seats", "needed": 4, "present": 6}

KINDS: tuple[Kind, ...] = (
    # rows dropped, doubled, swapped, inserted, cut
    Kind("a note dropped", "with a head", drop("note")),
    Kind("a break dropped", "with a head", several(drop("start_break"), drop("end_break"))),
    Kind("a reading again dropped", "with a head", drop("packet_differs")),
    Kind("a packet dropped", "by the program", drop("agree_packet", 1)),
    Kind("an explanation dropped", "by both", drop("explain_difference")),
    Kind("an issue dropped", "by both", drop("issue_ballot", 1)),
    Kind("an exchange dropped", "by both", drop("exchange_ballot")),
    Kind("the account dropped", "by both", drop("account_papers")),
    Kind("the mixing dropped", "by the program", drop("mix_papers")),
    Kind("the protocol of results dropped", "by both", drop("sign_protocol", 2)),
    Kind("an announcement dropped", "by the program", drop("announce_result")),
    Kind("the commission's protocol dropped", "by both", drop("sign_protocol", 0)),
    Kind("a nomination dropped", "by both", drop("nominate", 0)),
    Kind("a withdrawal dropped", "by both", drop("withdraw")),
    Kind("a decision on an office dropped", "by the program", drop("decide_question", 2)),
    Kind("the quorum gone", "by both", put("mark_attendance", 0, status="absent")),
    Kind("the end of nominations dropped", "by the program", drop("close_nominations")),
    Kind("the vote's opening dropped", "by both", drop("open_voting")),
    Kind("the roll call's end dropped", "by the program", drop("close_roll_call")),
    Kind("the officers dropped", "by the program", drop("choose_officers")),
    Kind("a note doubled", "with a head", double("note")),
    Kind("a report doubled", "by the program", double("announce_result")),
    Kind("a declaration doubled", "by both", double("declare")),
    Kind("a packet doubled", "by the program", double("agree_packet")),
    Kind("the sitting opened twice", "by both", double("open_sitting")),
    Kind("the members seated twice", "by both", double("seat_members")),
    Kind("a question put twice", "by the program", double("put_question")),
    Kind("a question decided twice", "by the program", double("decide_question")),
    Kind("an election opened twice", "by both", double("open_election")),
    Kind("a candidate nominated twice", "by both", double("nominate")),
    Kind("the papers issued twice", "by both", double("issue_ballot")),
    Kind("a round begun twice", "by both", double("next_round")),
    Kind("two notes swapped", "with a head", swap("note", "note", 0, 1)),
    Kind(
        "report and protocol swapped", "by the program", swap("sign_protocol", "announce_result", 2)
    ),
    Kind("report and declaration swapped", "by the program", swap("announce_result", "declare")),
    Kind("box and account swapped", "by the program", swap("account_papers", "open_box")),
    Kind("a note inserted", "with a head", insert_before("declare", 0, "note", "clerk", text="!")),
    Kind(
        "an issue inserted",
        "by both",
        insert_before(
            "close_voting", 0, "issue_ballot", "secretary", election="speaker", issued=7, round=1
        ),
    ),
    Kind(
        "an issue of nothing inserted",
        "by both",
        insert_before(
            "close_voting", 0, "issue_ballot", "secretary", election="speaker", issued=6, round=1
        ),
    ),
    Kind(
        "an exchange of nothing inserted",
        "by both",
        insert_before(
            "close_voting",
            0,
            "exchange_ballot",
            "secretary",
            election="speaker",
            issued=6,
            spoiled=1,
            round=1,
        ),
    ),
    Kind("a paper exchanged before one was issued", "by both", EARLY_EXCHANGE),
    Kind(
        "an entry with a list for its data", "by the program", put_outside("end_break", 0, data=[])
    ),
    Kind(
        "a packet inserted",
        "by the program",
        insert_before(
            "finish_count",
            0,
            "agree_packet",
            "chairman",
            election="speaker",
            packet=3,
            papers=1,
            round=1,
        ),
    ),
    Kind(
        "papers counted anew between packets",
        "by the program",
        insert_before("agree_packet", 1, "count_papers", "secretary", election="speaker", found=4),
    ),
    Kind(
        "fewer papers found than were read",
        "by both",
        insert_before(
            "agree_packet",
            1,
            "count_papers",
            "secretary",
            election="speaker",
            found=2,
            **{"with": "chairman"},
        ),
    ),
    Kind(
        "differing readings at the end",
        "by the program",
        insert_before(
            "finish_count", 0, "packet_differs", "chairman", election="speaker", packet=3, round=1
        ),
    ),
    Kind(
        "differing readings left so",
        "by the program",
        several(
            drop("agree_packet", 1),
            insert_before(
                "finish_count",
                0,
                "packet_differs",
                "chairman",
                election="speaker",
                packet=2,
                round=1,
            ),
        ),
    ),
    Kind("a note after the end", "by the program", append("note", "clerk", text="!")),
    Kind("the tail cut", "with a head", cut("close_election")),
    Kind("the tail cut in the vote", "by the program", cut("extend_voting")),
    Kind("the tail cut in the count", "with a head", cut("finish_count")),
    Kind("everything but the opening cut", "with a head", cut("seat_members")),
    Kind("everything cut", "by both", lambda entries: entries.clear()),
    # sums
    Kind("those present altered", "by the program", put("close_roll_call", present=7)),
    Kind("the quorum altered", "by the program", put("close_roll_call", quorum=3)),
    Kind("more votes than members", "by the program", put("decide_question", 0, abstain=2)),
    Kind("votes on a question altered", "by the program", put("decide_question", 0, for_=3)),
    Kind(
        "votes on a question moved, adopted still",
        "with a head",
        put("decide_question", 0, for_=5, against=0),
    ),
    Kind("a question's need altered", "by the program", put("decide_question", 0, needed=5)),
    Kind("a question's need left out", "by the program", put("decide_question", 0, needed=None)),
    Kind("a question's verdict turned", "by the program", put("decide_question", 1, adopted=True)),
    Kind("a question's presence altered", "by the program", put("decide_question", 0, present=7)),
    Kind("a question of another kind", "by the program", put("put_question", 0, kind="protocol")),
    Kind(
        "a question with a need of its own",
        "by the program",
        put("put_question", 0, needed="> 3/4"),
    ),
    Kind("a question with a base of its own", "by the program", put("put_question", 0, of="seats")),
    Kind("more elected than places", "by the program", _one_place_for_deputies),
    Kind("an office question turned", "by the program", put("decide_question", 2, adopted=False)),
    Kind("papers unused altered", "by both", put("account_papers", 0, unused=4)),
    Kind(
        "papers unused altered, no more to explain",
        "with a head",
        put("account_papers", 0, unused=3),
    ),
    Kind("a spoiled paper put into the box", "by both", SPOILED_IN_THE_BOX),
    Kind("papers spoiled altered", "by both", put("account_papers", 0, spoiled=2)),
    Kind("papers returned altered", "by both", put("account_papers", 1, returned_unvoted=1)),
    Kind("more papers accounted than made", "by both", put("account_papers", 0, unused=8)),
    Kind("papers made altered", "by both", put("approve_ballot", 0, made=10)),
    Kind("fewer papers made than issued", "by both", put("approve_ballot", 1, made=5)),
    Kind("papers issued altered", "by both", put("issue_ballot", 1, issued=7)),
    Kind("papers issued at the close altered", "by both", put("close_voting", 0, issued=5)),
    Kind("papers exchanged altered", "by both", put("exchange_ballot", 0, spoiled=2)),
    Kind("papers exchanged at the close altered", "by both", put("close_voting", 0, spoiled=0)),
    Kind("papers found altered", "by both", put("count_papers", 0, found=5)),
    Kind("more papers found than made", "by both", put("count_papers", 0, found=9)),
    Kind("papers found at the end altered", "by both", put("finish_count", 0, found=5)),
    Kind("a packet's papers altered", "by the program", put("agree_packet", 0, papers=2)),
    Kind("a packet's number altered", "by the program", put("agree_packet", 1, packet=3)),
    Kind(
        "a differing packet's number altered", "by the program", put("packet_differs", 0, packet=2)
    ),
    Kind("papers explained altered", "by both", put("explain_difference", 0, papers=2)),
    Kind(
        "a difference that matters denied",
        "by the program",
        put("explain_difference", 0, matters=False),
    ),
    Kind(
        "a difference not said to matter",
        "by the program",
        put("explain_difference", 0, matters=None),
    ),
    Kind("a vote added", "by both", put("finish_count", 1, totals={"a": 4, "b": 2})),
    Kind("a vote taken away", "by both", put("finish_count", 1, totals={"a": 3, "b": 1})),
    Kind("a blank paper added", "by both", put("finish_count", 0, blank=2)),
    Kind("an invalid paper added", "by both", put("finish_count", 1, invalid={"torn": 2})),
    Kind("an invalid paper for no reason", "by both", put("finish_count", 1, invalid={"odd": 1})),
    Kind(
        "votes for nobody on the paper", "by both", put("finish_count", 1, totals={"a": 3, "c": 2})
    ),
    # who is on the paper, who received one
    Kind("a receiver added", "by both", put("close_voting", 0, received=list("abcdef"))),
    Kind("a receiver removed", "by both", put("close_voting", 0, received=list("abde"))),
    Kind("a receiver named twice", "by both", put("close_voting", 0, received=list("aabde"))),
    Kind("a receiver replaced", "with a head", put("close_voting", 0, received=list("abcef"))),
    Kind("a receiver who was absent", "by both", put("close_voting", 0, received=list("abefg"))),
    Kind("a receiver who is no member", "by both", put("close_voting", 0, received=list("abefz"))),
    Kind("receivers out of order", "by both", put("close_voting", 0, received=list("bafde"))),
    Kind("a receiver and all sums added", "by the program", MORE_PAPERS),
    Kind(
        "a receiver, all sums and the words on the difference",
        "with a head",
        several(MORE_PAPERS, put("explain_difference", 0, matters=False)),
    ),
    Kind("another on the ballot", "by both", put("approve_ballot", 0, candidates=list("dab"))),
    Kind("one fewer on the ballot", "by both", put("approve_ballot", 0, candidates=list("ab"))),
    Kind(
        "another order on the ballot",
        "with a head",
        put("approve_ballot", 0, candidates=list("abc")),
    ),
    Kind("a paper of another form", "by both", put("approve_ballot", 0, form="for-against")),
    Kind("a paper of no form", "by both", put("approve_ballot", 0, form="secret")),
    Kind("a nominee who is no member", "by both", put("nominate", 3, candidate="z")),
    Kind("a nominee of the commission", "by both", put("nominate", 3, candidate="e")),
    Kind("one withdrawn who does not stand", "by both", put("withdraw", 0, candidate="d")),
    Kind("one present who is no member", "by both", put("mark_attendance", 1, members=["z"])),
    Kind(
        "one of the commission no member",
        "by the program",
        put("form_commission", 0, members=["e", "z"]),
    ),
    Kind(
        "two members of one id",
        "by both",
        lambda es: find(es, "seat_members")["data"]["members"][6].update(id="a"),
    ),
    Kind(
        "more members than seats",
        "by both",
        lambda es: find(es, "seat_members")["data"]["members"].append({"id": "h", "name": "H"}),
    ),
    Kind("others in the next round", "by both", put("next_round", 0, candidates=["a", "c"])),
    Kind("the next round's number", "by both", put("next_round", 0, round=3)),
    Kind("a wrong round", "by the program", put("announce_result", 1, round=1)),
    Kind(
        "others on the ballot of the next round",
        "by both",
        several(
            put("approve_ballot", 1, candidates=["a", "c"]),
            put("finish_count", 1, totals={"a": 3, "c": 2}),
        ),
    ),
    # thresholds and outcome
    Kind("the votes needed altered", "by both", put("open_voting", 0, needed=3)),
    Kind("the votes needed left out", "by both", put("open_voting", 0, needed=None)),
    Kind("the base altered", "by both", put("open_voting", 0, of="present")),
    Kind("those present at the vote altered", "by both", put("open_voting", 0, present=5)),
    Kind("the rule altered", "by both", rule("speaker", 0, needed="> 1/3")),
    Kind("the rule no share", "by both", rule("speaker", 0, needed="> half")),
    Kind("who goes on by the rule altered", "by both", rule("speaker", 0, next="all")),
    Kind("the rule of the second round altered", "by both", rule("speaker", 1, needed="> 2/3")),
    Kind(
        "more places than before",
        "by both",
        lambda es: find(es, "open_sitting")["data"]["rules"]["office"]["speaker"].update(places=2),
    ),
    Kind(
        "the packets' size altered",
        "by the program",
        lambda es: find(es, "open_sitting")["data"]["rules"]["count"].update(packet=4),
    ),
    Kind(
        "the votes needed and the rule",
        "with a head",
        several(rule("speaker", 0, needed="> 2/3"), put("open_voting", 0, needed=5)),
    ),
    Kind("a vote moved", "by both", put("finish_count", 1, totals={"a": 2, "b": 3})),
    Kind(
        "a vote moved, nothing hangs on it",
        "with a head",
        put("finish_count", 1, totals={"a": 4, "b": 1}),
    ),
    Kind("a vote moved, the declaration with it", "with a head", WIN_B),
    Kind(
        "a vote moved in the first round",
        "by both",
        put("finish_count", 0, totals={"a": 1, "b": 1, "c": 1}),
    ),
    Kind("another declared elected", "by both", put("declare", 1, elected=["b"])),
    Kind("nobody declared elected", "by both", put("declare", 1, elected=None)),
    Kind("an outcome altered", "by both", put("declare", 0, outcome="not-elected", goes_on=None)),
    Kind(
        "a further round hidden", "by both", put("declare", 1, outcome="not-elected", elected=None)
    ),
    Kind("others going on", "by both", put("declare", 0, goes_on=["a", "c"])),
    Kind("one more going on", "by both", put("declare", 0, goes_on=["a", "b", "c"])),
    Kind(
        "another deputy elected",
        "by the program",
        put("declare", 2, elected=["b", "c"], outcome="elected"),
    ),
    # protocols
    Kind("a protocol's number", "by both", put("sign_protocol", 2, number=4)),
    Kind("a signature missing", "by the program", put("sign_protocol", 2, signers=["e"])),
    Kind(
        "a signature missing, with a dissent",
        "with a head",
        put("sign_protocol", 2, signers=["e"], dissent="No."),
    ),
    Kind(
        "a stranger's signature", "by the program", put("sign_protocol", 2, signers=["e", "f", "a"])
    ),
    Kind(
        "a stranger's signature on the ballot",
        "by the program",
        put("sign_protocol", 1, signers=["a"]),
    ),
    Kind(
        "a further round after the end",
        "by both",
        insert_before(
            "close_election",
            0,
            "next_round",
            "presiding",
            election="speaker",
            how="repeat",
            round=3,
            candidates=["b"],
            recorder="secretary",
        ),
    ),
    Kind("more unused than made, explained", "by both", _accounted(unused=7)),
    Kind("more spoiled than made, explained", "by both", _accounted(spoiled=7)),
    Kind("more returned than made, explained", "by both", _accounted(returned_unvoted=7)),
    Kind("all made unused, explained", "with a head", _accounted(unused=6)),
    Kind(
        "a mark of another form of paper",
        "by both",
        put("finish_count", 0, totals={"for": 97, "against": 0, "abstain": 1}),
        "demo",
    ),
    Kind("the lot left out", "by both", drop("draw_lot"), "lot"),
    Kind("the lot drawn twice", "by both", double("draw_lot"), "lot"),
    Kind(
        "the lot drawn until it suits",
        "by both",
        several(
            insert_before(
                "draw_lot",
                0,
                "draw_lot",
                "presiding",
                recorder="secretary",
                election="speaker",
                elected=[],
            ),
            insert_before(
                "draw_lot",
                0,
                "draw_lot",
                "presiding",
                recorder="secretary",
                election="speaker",
                elected=["b"],
            ),
        ),
        "lot",
    ),
    Kind(
        "a member of the name of a mark",
        "by the program",
        lambda es: es.__setitem__(slice(None), json.loads(json.dumps(es).replace('"g"', '"for"'))),
    ),
    Kind("the lot on a stranger", "by both", put("draw_lot", 0, elected=["c"]), "lot"),
    Kind("the lot on two", "by both", put("draw_lot", 0, elected=["a", "b"]), "lot"),
    Kind("the lot on nobody", "by both", put("draw_lot", 0, elected=[]), "lot"),
    Kind("the lot on another", "by both", put("draw_lot", 0, elected=["b"]), "lot"),
    Kind(
        "the lot and the declaration on another",
        "with a head",
        several(put("draw_lot", 0, elected=["b"]), put("declare", 1, elected=["b"])),
        "lot",
    ),
    Kind(
        "a lot without a tie",
        "by both",
        insert_before(
            "declare",
            1,
            "draw_lot",
            "presiding",
            election="speaker",
            elected=["a"],
            recorder="secretary",
        ),
    ),
    Kind(
        "the lot and the declaration on a stranger",
        "by both",
        several(put("draw_lot", 0, elected=["c"]), put("declare", 1, elected=["c"])),
        "lot",
    ),
    # the program started again
    Kind(
        "a restart in the count",
        "with a head",
        insert_before("agree_packet", 1, "resume", "system", after="exit"),
    ),
    Kind(
        "a restoring in the count, and no packet read again",
        "by the program",
        insert_before("agree_packet", 1, "resume", "system", after="restore"),
    ),
    Kind(
        "a restoring in the count, and all read again",
        "with a head",
        several(
            insert_before("agree_packet", 1, "resume", "system", after="restore"),
            insert_before("agree_packet", 1, "count_papers", "chairman", **FOUND),
            insert_before("agree_packet", 1, "agree_packet", "chairman", **FIRST_PACKET),
        ),
    ),
    # several places and a lot, a tie declared before it is drawn
    Kind("the lot on two for one place", "by both", put("draw_lot", 0, elected=["b", "c"]), "rare"),
    Kind("the lot on one elected already", "by both", put("draw_lot", 0, elected=["a"]), "rare"),
    Kind("a lot that no second declaration follows", "by the program", drop("declare", 1), "rare"),
    Kind("a second declaration without a lot", "by both", drop("draw_lot"), "rare"),
    Kind(
        "a lot after the declaration of one elected",
        "by both",
        insert_before(
            "open_election",
            1,
            "draw_lot",
            "presiding",
            election="board",
            elected=["b"],
            recorder="secretary",
        ),
        "rare",
    ),
    Kind(
        "one tied who withdrew",
        "by both",
        insert_before("draw_lot", 0, "withdraw", "secretary", election="board", candidate="c"),
        "rare",
    ),
    Kind(
        "the other of two tied withdrew",
        "with a head",
        insert_before("draw_lot", 0, "withdraw", "secretary", election="board", candidate="b"),
        "rare",
    ),
    # one name a paper, the equations off in opposite directions
    Kind(
        "two names on a paper for one",
        "by both",
        put("finish_count", 1, totals={"b": 5, "c": 1}),
        "rare",
    ),
    Kind(
        "a difference that may matter said not to",
        "by the program",
        put("explain_difference", 0, matters=False),
        "rare",
    ),
    # a vote voided and held again
    Kind("a repeat without a question", "by both", put("next_round", 0, question=None), "rare"),
    Kind(
        "a repeat by a question never put",
        "by the program",
        put("next_round", 0, question="q"),
        "rare",
    ),
    Kind(
        "a repeat by a question of another kind",
        "by the program",
        several(put("put_question", 0, kind="other"), put("decide_question", 0, needed=4)),
        "rare",
    ),
    Kind(
        "a repeat by a question on another election",
        "by the program",
        put("put_question", 0, election="board"),
        "rare",
    ),
    Kind(
        "a repeat by a question on no election",
        "by the program",
        put("put_question", 0, election=None),
        "rare",
    ),
    Kind("a repeat by an undecided question", "by the program", drop("decide_question", 0), "rare"),
    Kind(
        "a repeat by fewer than most of all seats",
        "by the program",
        put("decide_question", 0, for_=4),
        "rare",
    ),
    Kind(
        "a repeat that the question did not adopt",
        "by the program",
        put("decide_question", 0, for_=2, adopted=False),
        "rare",
    ),
    Kind(
        "a repeat asked for before the result was told",
        "by the program",
        swap("put_question", "announce_result", 0, 1),
        "rare",
    ),
    Kind(
        "a repeat before the result was told",
        "by the program",
        several(
            insert_before("announce_result", 0, "put_question", "clerk", **QUESTION),
            insert_before("announce_result", 0, "decide_question", "clerk", **DECIDED),
            insert_before("announce_result", 0, "next_round", "presiding", **VOIDED),
            cut("announce_result"),
        ),
        "rare",
    ),
    Kind("a repeat by the rule", "by both", put("next_round", 0, how="rule"), "rare"),
    Kind(
        "a repeat after the election was closed",
        "by the program",
        insert_before(
            "next_round",
            0,
            "close_election",
            "presiding",
            election="auditor",
            recorder="secretary",
        ),
        "rare",
    ),
    Kind("one fewer in the repeat", "by both", put("next_round", 0, candidates=["c"]), "rare"),
    Kind("a repeat by the next rule", "by both", put("open_voting", 2, needed=6), "rare"),
    # from paper
    Kind("no second signer on paper", "by the program", put("mix_papers", 2, with_=None), "rare"),
    Kind(
        "an extension after the bell not from paper",
        "by the program",
        put("extend_voting", 0, from_paper=None),
        "rare",
    ),
    Kind("a paper's mark dropped", "with a head", put("mix_papers", 2, from_paper=None), "rare"),
    Kind(
        "a paper's mark that is a word",
        "by the program",
        put("mix_papers", 2, from_paper="!"),
        "rare",
    ),
    # several rounds of open votes
    Kind(
        "a vote of the second round left to the first",
        "by the program",
        several(drop("decide_question", 7), drop("put_question", 7)),
        "rare",
    ),
    Kind(
        "another going on by the open votes",
        "by the program",
        put("declare", 5, goes_on=["a", "c", "d"]),
        "rare",
    ),
    Kind("an election never opened", "by both", put("nominate", 0, election="nowhere")),
    Kind("a question never put", "by the program", put("decide_question", 0, id="q9")),
    Kind("an office that the rules do not know", "by both", put("open_election", 0, office="king")),
    Kind(
        "a moment that never was",
        "by the program",
        put_outside("close_sitting", 0, at="2020-01-01T00:99:00.000Z"),
    ),
    # who may stand
    Kind(
        "one nominated after the list was closed",
        "by both",
        several(
            drop("close_nominations"),
            insert_before("nominate", 3, "close_nominations", "secretary", election="speaker"),
        ),
    ),
    Kind(
        "one nominated twice and withdrawn once",
        "by both",
        several(put("nominate", 3, candidate="a"), put("withdraw", 0, candidate="a")),
    ),
    Kind(
        "a stranger nominated and withdrawn",
        "by the program",
        several(put("nominate", 3, candidate="z"), put("withdraw", 0, candidate="z")),
    ),
    Kind(
        "one of the commission nominated and withdrawn",
        "by the program",
        several(put("nominate", 3, candidate="e"), put("withdraw", 0, candidate="e")),
    ),
    Kind(
        "a withdrawal after the ballot",
        "by both",
        several(
            drop("withdraw"),
            insert_before(
                "open_voting", 0, "withdraw", "secretary", election="speaker", candidate="g"
            ),
            put("approve_ballot", 0, candidates=list("cabg")),
        ),
    ),
    # commission, officers, box
    Kind(
        "a commission formed anew with one who stands",
        "by the program",
        insert_before("approve_ballot", 0, "form_commission", "chairman", members=["e", "a"]),
    ),
    Kind(
        "a commission formed anew in the vote",
        "by the program",
        insert_before("close_voting", 0, "form_commission", "chairman", members=["e", "f"]),
    ),
    Kind(
        "a commission formed anew with one who stood",
        "with a head",
        several(
            insert_before("close_sitting", 0, "form_commission", "chairman", members=["c", "f"]),
            put("close_sitting", 0, recorder="clerk"),
        ),
        "rare",
    ),
    Kind("a commission of one", "by the program", put("form_commission", 0, members=["e"])),
    Kind(
        "a commission by a question of another kind",
        "by the program",
        several(put("put_question", 0, kind="other"), put("decide_question", 0, needed=4)),
    ),
    Kind(
        "a commission before the roll call",
        "by the program",
        swap("close_roll_call", "form_commission"),
    ),
    Kind(
        "a commission of one, and nothing after",
        "by the program",
        several(put("form_commission", 0, members=["e"]), cut("choose_officers")),
    ),
    Kind(
        "a commission with a stranger, and nothing after",
        "by the program",
        several(put("form_commission", 0, members=["e", "z"]), cut("choose_officers")),
    ),
    Kind(
        "a question decided without a quorum",
        "by the program",
        several(
            *(_absent("decide_question", name) for name in "abc"),
            put("decide_question", 0, present=3, needed=2, for_=2, against=0, abstain=0),
        ),
    ),
    Kind(
        "a question decided before the roll call",
        "by the program",
        several(
            insert_before("close_roll_call", 0, "put_question", "clerk", **EARLY),
            insert_before("close_roll_call", 0, "decide_question", "clerk", **EARLY_DECIDED),
        ),
    ),
    Kind(
        "a question that takes all",
        "with a head",
        several(
            put("put_question", 0, needed=">= 1/1"),
            put("decide_question", 0, for_=6, against=0, abstain=0, needed=6),
        ),
    ),
    Kind(
        "a question on half of the votes cast",
        "with a head",
        put("put_question", 0, needed="> 1/2", of="found"),
    ),
    Kind(
        "the lot on two, and nothing after",
        "by both",
        several(put("draw_lot", 0, elected=["a", "b"]), cut("declare", 1)),
        "lot",
    ),
    Kind(
        "a text of as many letters as there may be",
        "with a head",
        put("note", 0, text="x" * 10_000),
    ),
    Kind("a quorum that is no share", "by both", chamber(quorum="> half")),
    Kind("a quorum of more than all", "by both", chamber(quorum="> 8/7")),
    Kind("an officer of no commission", "by the program", put("choose_officers", 0, secretary="a")),
    Kind("a stranger at the box", "by the program", put("open_box", 0, present=["a", "e", "f"])),
    Kind("one at the box who is absent", "by the program", _absent("open_box", "f")),
    Kind("one who signs the results absent", "by the program", _absent("sign_protocol", "f", 2)),
    Kind("nobody at the box", "by the program", put("open_box", 0, present=[])),
    Kind(
        "not all at the box, for a reason",
        "with a head",
        put("open_box", 0, present=["e"], reason="Ill."),
    ),
    Kind("a protocol of another round", "by the program", put("sign_protocol", 1, round=2)),
    Kind("a protocol on nothing", "by the program", put("sign_protocol", 1, kind="zzz")),
    Kind(
        "officers' protocol on an election",
        "by the program",
        put("sign_protocol", 0, election="speaker"),
    ),
    # the chamber
    Kind("another vote in the vote", "by the program", _second_vote),
    Kind(
        "the end in the vote",
        "by the program",
        insert_before("close_voting", 0, *CLOSING, recorder="secretary"),
    ),
    Kind(
        "the end, and the beginning",
        "by the program",
        insert_before("seat_members", 0, *CLOSING, recorder="clerk"),
    ),
    Kind("a note before the opening", "by both", lambda entries: entries.insert(0, dict(NOTE))),
    Kind("the roll called twice", "by the program", double("close_roll_call")),
    Kind(
        "an election before the roll call",
        "by the program",
        insert_before("close_roll_call", 0, "open_election", "clerk", id="x", office="speaker"),
    ),
    Kind(
        "an election closed in the vote",
        "by the program",
        insert_before(
            "close_voting",
            0,
            "close_election",
            "presiding",
            election="speaker",
            recorder="secretary",
        ),
    ),
    Kind("the list closed twice", "by the program", double("close_nominations")),
    Kind(
        "one elected before nominated again",
        "by the program",
        several(
            put("next_round", 2, how="new-nominations", candidates=None),
            insert_before("put_question", 8, "nominate", "secretary", election="deputy", **B_BY_D),
            cut("put_question", 8),
        ),
        "rare",
    ),
    Kind(
        "one withdrawn after the question",
        "by the program",
        several(
            insert_before(
                "declare", 2, "withdraw", "secretary", election="deputies", candidate="c"
            ),
            put("declare", 2, outcome="elected"),
        ),
    ),
    Kind(
        "one withdrawn after the election",
        "by the program",
        several(
            insert_before("put_question", 9, "withdraw", "secretary", **A_OF_DEPUTIES),
            cut("put_question", 9),
        ),
        "rare",
    ),
    Kind(
        "one of the commission in the repeat",
        "by the program",
        several(
            insert_before("put_question", 0, "form_commission", "chairman", members=["c", "f"]),
            cut("approve_ballot", 2),
        ),
        "rare",
    ),
    Kind(
        "a next round of nobody",
        "by the program",
        several(
            insert_before("next_round", 2, "withdraw", "secretary", **A_OF_DEPUTIES),
            insert_before("next_round", 2, "withdraw", "secretary", **C_OF_DEPUTIES),
            put("next_round", 2, candidates=None),
            cut("put_question", 8),
        ),
        "rare",
    ),
    Kind(
        "an office by a rule of its own",
        "by the program",
        several(
            put("put_question", 3, needed="> 1/3"),
            put("decide_question", 3, needed=3, adopted=True),
            put("declare", 2, outcome="elected", elected=["b", "c"]),
        ),
    ),
    Kind(
        "an office by its rule written out",
        "with a head",
        put("put_question", 3, needed="> 1/2", of="seats"),
    ),
    Kind("a second question on one", "by the program", put("put_question", 3, candidate="b")),
    Kind(
        "a question on one before the list was closed",
        "by the program",
        swap("close_nominations", "put_question", 1, 2),
    ),
    Kind(
        "an open vote on a secret office",
        "by the program",
        insert_before("approve_ballot", 0, "put_question", "clerk", **OPEN_ON_SECRET),
    ),
    Kind("a protocol not approved", "by the program", _protocol_put(6)),
    Kind("a protocol approved", "with a head", _protocol_put(0)),
    Kind("a protocol approved, and then not", "by the program", _protocol_put(0, 6)),
    Kind("a protocol approved at last", "with a head", _protocol_put(6, 0)),
    Kind("a protocol put, and not decided", "with a head", _protocol_put(None)),
    Kind(
        "a protocol of no election not approved", "by the program", _protocol_put(6, election=None)
    ),
    Kind(
        "an earlier protocol not approved",
        "with a head",
        _protocol_put(6, election=None, before="announce_result"),
    ),
    # bounds, enumerations, moments
    Kind(
        "more papers than a program takes",
        "by both",
        several(
            put("approve_ballot", 0, made=10**6 + 1), put("account_papers", 0, unused=10**6 - 5)
        ),
    ),
    Kind(
        "a million papers, all accounted for",
        "with a head",
        several(put("approve_ballot", 0, made=10**6), put("account_papers", 0, unused=10**6 - 6)),
    ),
    Kind("a million papers, the rest missing", "by both", put("approve_ballot", 0, made=10**6)),
    Kind("a million papers, the rest explained", "with a head", _million(matters=True)),
    Kind("a million papers said not to matter", "by the program", _million(matters=False)),
    Kind("a number of thousands of digits", "by both", put("count_papers", 0, found=10**4299)),
    Kind("a day of voting", "by the program", put("open_voting", 0, minutes=24 * 60 + 1)),
    Kind("a name that is a number", "by the program", member(name=5)),
    Kind("a name that is missing", "by both", member(name=None)),
    Kind("an id that is a mark", "by both", member(id="blank")),
    Kind("an id with a space", "with a head", _spaced),
    Kind("a day that never was", "by the program", put("open_sitting", 0, date="2020-02-30")),
    Kind("a day of another form", "by the program", put("open_sitting", 0, date="20200101")),
    Kind("a moment that never was, in the middle", "by the program", put_outside("note", at=NEVER)),
    Kind("a bell that never was", "by the program", put("open_voting", 0, deadline=NEVER)),
    Kind("another extension", "by the program", put("extend_voting", 0, minutes=3)),
    Kind("another bell of the extension", "by the program", put("extend_voting", 0, deadline=LATE)),
    Kind("a status of no kind", "by the program", put("mark_attendance", 1, status="late")),
    Kind("a question of no kind", "by the program", put("put_question", 0, kind="zzz")),
    Kind("an outcome of no kind", "by both", put("declare", 0, outcome="open")),
    Kind("a round begun somehow", "by both", put("next_round", 0, how="somehow")),
    Kind("a base of no kind", "by both", put("open_voting", 0, of="members")),
    Kind("a recorder of no kind", "by the program", put("declare", 0, recorder="guest")),
    Kind("a second officer of no kind", "by the program", put("extend_voting", 0, with_="guest")),
    Kind("a recorder of what a clerk did", "by the program", put("note", 0, recorder="clerk")),
    Kind("a text of too many letters", "by the program", put("note", 0, text="x" * 10_001)),
    Kind("a text that turns", "by the program", put("note", 0, text="a\u202eb")),
    Kind("text in two lines", "with a head", put("note", 0, text="a\nb")),
    Kind("a medium of no state", "by the program", put("second_medium", 0, state="x"), "restored"),
    Kind("a rule with no tie known", "by the program", rule("speaker", 1, tie="toss")),
    Kind("a rule with nothing known to follow", "by both", rule("speaker", 0, next="top two")),
    Kind("a rule of more than the whole", "by both", rule("speaker", 0, needed="> 3/2")),
    Kind("an office voted on somehow", "by the program", office("speaker", vote="somehow")),
    Kind("more seats than there can be", "by both", chamber(seats=10_001)),
    Kind("seats that are true", "by both", chamber(seats=True)),
    # the clock
    Kind("the clock set on", "with a head", jump(3600, 3600)),
    Kind("the clock set back", "with a head", jump(-3, -3)),
    Kind("the clock set back by less than was said", "with a head", jump(-3, -5)),
    Kind("the clock set back by more than was said", "by the program", jump(-5, -2)),
    Kind("the clock set back unsaid", "by the program", jump(-5, 5)),
    Kind("the clock set back by two seconds unsaid", "with a head", jump(-2, 0)),
    Kind("a bell moved with the clock", "with a head", jump(60, 60, "extend_voting", 0)),
    Kind(
        "a bell that the clock does not move",
        "by the program",
        several(jump(60, 60, "extend_voting", 0), put("extend_voting", 0, deadline=OLD_BELL)),
    ),
    # a file lost and restored in the count
    Kind("the restoring dropped", "by the program", drop("resume"), "restored"),
    Kind(
        "a restart for the restoring", "by the program", put("resume", 0, after="exit"), "restored"
    ),
    Kind("a resuming of no kind", "by the program", put("resume", 0, after="lunch"), "restored"),
    Kind("no count after the restoring", "by the program", drop("count_papers", 1), "restored"),
    Kind("no reading after the restoring", "by the program", drop("agree_packet", 1), "restored"),
    Kind("the lost reading dropped", "with a head", drop("agree_packet", 0), "restored"),
    Kind(
        "more papers found after the restoring",
        "by both",
        put("count_papers", 1, found=5),
        "restored",
    ),
    Kind(
        "a restoring after the count",
        "with a head",
        insert_before("sign_protocol", 2, "resume", "system", after="restore"),
        "restored",
    ),
    Kind("a restoring twice", "with a head", double("resume"), "restored"),
    # form
    Kind(
        "a number of votes that is a word",
        "by both",
        put("finish_count", 0, totals={"a": "2", "b": 1}),
    ),
    Kind("a proposer that is a number", "by both", put("nominate", 0, proposer=5)),
    Kind("no proposer", "by both", put("nominate", 0, proposer=None)),
    Kind("a ballot with a field too many", "by both", put("approve_ballot", 0, more="!")),
    Kind("a round voided by nothing", "by both", put("next_round", 0, how="repeat", question="")),
    Kind("a field too many", "by the program", put("note", 0, more="!")),
    Kind("a field missing", "by the program", put("note", 0, text=None)),
    Kind("an empty text", "by the program", put("note", 0, text=" ")),
    Kind("a text that is a number", "by the program", put("note", 0, text=1)),
    Kind("a number that is true", "by the program", put("agree_packet", 1, papers=True)),
    Kind("a number with a point", "by the program", put("agree_packet", 1, papers=1.0)),
    Kind("a number below zero", "by both", put("account_papers", 0, returned_unvoted=-1)),
    Kind("a verdict that is a number", "by the program", put("decide_question", 1, adopted=0)),
    Kind("a list that is a text", "by both", put("close_voting", 0, received="abdef")),
    Kind("votes that are a list", "by both", put("finish_count", 0, totals=["a"])),
    Kind(
        "letters taken apart",
        "by the program",
        put("note", 0, text=unicodedata.normalize("NFD", "é")),
    ),
    Kind("an unknown action", "by both", put_outside("note", action="remark")),
    Kind("an unknown role", "by the program", put_outside("note", by="guest")),
    Kind(
        "a moment of another form", "by the program", put_outside("note", at="2020-01-01 00:00:03")
    ),
    Kind("a moment in the past", "by the program", put_outside("declare", 1, at=START)),
    Kind("something beside the data", "by both", put_outside("note", more="!")),
    Kind("nothing but a text", "by the program", put_outside("note", data="!")),
    Kind("a control character", "by the program", put("note", 0, text="a\u001bb")),
    # the procedure: who, and when
    Kind("an officer declares", "by the program", put_outside("declare", 0, by="chairman")),
    Kind("the clerk opens the vote", "by the program", put_outside("open_voting", 0, by="clerk")),
    Kind("no second officer", "by the program", put("close_voting", 0, with_=None)),
    Kind("no reason for closing early", "by the program", put("close_voting", 0, reason=None)),
    Kind(
        "a later bell", "by the program", put("open_voting", 0, deadline="2020-01-01T03:00:00.000Z")
    ),
    Kind("not all at the box", "by the program", put("open_box", 0, present=["e"])),
    Kind(
        "a report in the break",
        "by the program",
        several(drop("end_break"), insert_before("declare", 0, "end_break", "chairman")),
    ),
    Kind(
        "one both presides and counts", "by the program", put("choose_officers", 0, secretary="e")
    ),
    Kind(
        "a question that was not adopted", "by the program", put("approve_ballot", 0, question="q2")
    ),
    Kind("no recorder", "by the program", put("declare", 0, recorder=None)),
)


class RawKind(NamedTuple):
    """A change to the rows of the small sitting with nothing chained anew; seen by both."""

    name: str
    change: Callable[[Rows], list[tuple[Any, Any, Any]]]


def _another(rows: Rows, place_: int, row: tuple[Any, Any, Any]) -> list[tuple[Any, Any, Any]]:
    return [*rows[:place_], row, *rows[place_ + 1 :]]


def _respaced(rows: Rows) -> Rows:
    return chained_anew(entries_of(rows), text_of=lambda entry: json.dumps(entry, sort_keys=True))


def _key_twice(rows: Rows) -> Rows:
    def text_of(entry: Json) -> str:
        return (
            written(entry).replace('"by":', '"at":"","by":')
            if entry["seq"] == 3
            else written(entry)
        )

    return chained_anew(entries_of(rows), text_of=text_of)


def _unsorted(rows: Rows) -> Rows:
    def text_of(entry: Json) -> str:
        turned = dict(reversed(entry.items()))
        return json.dumps(turned, ensure_ascii=False, separators=(",", ":"))

    return chained_anew(entries_of(rows), text_of=text_of)


def _numbered_true(rows: Rows) -> Rows:
    return chained_anew(
        entries_of(rows),
        text_of=lambda entry: written({**entry, "seq": entry["seq"] == 1 or entry["seq"]}),
    )


def _misnumbered(rows: Rows) -> Rows:
    anew: Rows = []
    before = NO_HASH
    for seq, text, _ in rows:
        other = text.replace(f'"seq":{seq}}}', f'"seq":{seq + 1}}}') if seq == 5 else text
        before = hashed(before, other)
        anew.append((seq, other, before))
    return anew


RAW_KINDS: tuple[RawKind, ...] = (
    RawKind("a row dropped", lambda rows: [*rows[:9], *rows[10:]]),
    RawKind(
        "a row dropped, all renumbered",
        lambda rows: [*rows[:9], *((s - 1, t, h) for s, t, h in rows[10:])],
    ),
    RawKind("the first row dropped", lambda rows: rows[1:]),
    RawKind("a row doubled", lambda rows: [*rows[:9], *((s + 1, t, h) for s, t, h in rows[8:])]),
    RawKind(
        "two rows swapped",
        lambda rows: _another(_another(rows, 8, (9, *rows[9][1:])), 9, (10, *rows[8][1:])),
    ),
    RawKind(
        "two texts swapped",
        lambda rows: _another(
            _another(rows, 8, (9, rows[9][1], rows[8][2])), 9, (10, rows[8][1], rows[9][2])
        ),
    ),
    RawKind(
        "a row inserted",
        lambda rows: [
            *rows[:9],
            (10, rows[2][1], rows[2][2]),
            *((s + 1, t, h) for s, t, h in rows[9:]),
        ],
    ),
    RawKind("a row appended", lambda rows: [*rows, (len(rows) + 1, rows[2][1], rows[2][2])]),
    RawKind("a hash altered", lambda rows: _another(rows, 8, (9, rows[8][1], NO_HASH))),
    RawKind(
        "the last hash altered",
        lambda rows: _another(rows, len(rows) - 1, (*rows[-1][:2], NO_HASH)),
    ),
    RawKind(
        "a hash in capitals",
        lambda rows: _another(rows, len(rows) - 1, (*rows[-1][:2], rows[-1][2].upper())),
    ),
    RawKind("numbers from nought", lambda rows: [(s - 1, t, h) for s, t, h in rows]),
    RawKind(
        "head codes on protocols left",
        lambda rows: chained_anew(_noted(entries_of(rows)), protocols=False),
    ),
    RawKind("spaces between, chained anew", _respaced),
    RawKind("a key twice, chained anew", _key_twice),
    RawKind("keys not sorted, chained anew", _unsorted),
    RawKind("a number inside that is true, chained anew", _numbered_true),
    RawKind("a number inside that is another, chained anew", _misnumbered),
)


def _noted(entries: list[Json]) -> list[Json]:
    find(entries, "note")["data"]["text"] = "Another note."
    return entries


class FileKind(NamedTuple):
    """A change to the file of the small sitting, its rows left as they are."""

    name: str
    seen: Seen | Literal["not readable"]
    change: Callable[[Path], None]


def statements(*statements: str) -> Callable[[Path], None]:
    def change(path: Path) -> None:
        database = sqlite3.connect(path)
        for statement in statements:
            database.execute(statement)
        database.commit()
        database.execute("pragma wal_checkpoint(truncate)")
        database.close()

    return change


def _bytes(start: int, new: bytes) -> Callable[[Path], None]:
    def change(path: Path) -> None:
        old = path.read_bytes()
        path.write_bytes(old[:start] + new + old[start + len(new) :])

    return change


def _words_of_the_schema(old: bytes, new: bytes) -> Callable[[Path], None]:
    """Overwrite words of a schema where they stand in the file."""

    def change(path: Path) -> None:
        path.write_bytes(path.read_bytes().replace(old, new, 1))

    return change


VOTE_STEALING = """create trigger more after insert on tally when new.choice = 'a'
    begin update tally set papers = papers + 1 where choice = 'a'; end"""
NAMED_AS_TABLE = "create trigger register after insert on register begin select 1; end"


def _trigger_named_as_a_view(path: Path) -> None:
    """Triggers have names of their own; one may be named as a view is."""
    database = sqlite3.connect(path)
    (view,) = database.execute("select sql from sqlite_master where name = 'results'").fetchone()
    database.close()
    trigger = VOTE_STEALING.replace("more", "results")
    statements("drop view results", trigger, view)(path)


def _trigger_called_a_view(path: Path) -> None:
    """The type and the name that the schema's table tells are not what the statement makes."""
    called = "update sqlite_master set type = 'view', name = 'results' where name = 'more'"
    dropped = "delete from sqlite_master where name = 'results'"
    statements(VOTE_STEALING, "pragma writable_schema = on", dropped, called)(path)


def _rewritten(old: str, new: str) -> Callable[[Path], None]:
    """Alter the statement that made the log, past the database's own checks."""
    change = f"update sqlite_master set sql = replace(sql, '{old}', '{new}') where name = 'log'"
    return statements("pragma writable_schema = on", change)


def _loose(entry: object) -> Callable[[Path], None]:
    """Put something that is no text for the ninth entry, into a log that takes anything."""

    def change(path: Path) -> None:
        database = sqlite3.connect(path)
        rows = database.execute("select seq, entry, hash from log order by seq").fetchall()
        views = database.execute("select name from sqlite_master where type = 'view'").fetchall()
        for (name,) in views:
            database.execute(f"drop view {name}")
        database.execute("drop table log")
        database.execute("create table log (seq, entry, hash)")
        for seq, text, code in rows:
            given = entry if seq == 9 else text
            if isinstance(given, str):
                given = given.encode("utf-8", "surrogateescape")
            value = "cast(? as text)" if seq != 9 or isinstance(entry, str) else "?"
            database.execute(f"insert into log values (?, {value}, ?)", (seq, given, code))
        database.commit()
        database.execute("pragma wal_checkpoint(truncate)")
        database.close()

    return change


FILE_KINDS: tuple[FileKind, ...] = (
    FileKind("a trigger removed", "by the program", statements("drop trigger log_update")),
    FileKind("another trigger removed", "by the program", statements("drop trigger log_delete")),
    FileKind("the third trigger removed", "by the program", statements("drop trigger log_append")),
    FileKind(
        "a name in the register", "by the program", statements("insert into register values ('a')")
    ),
    FileKind("a tally left", "by the program", statements("insert into tally values ('a', 1)")),
    FileKind(
        "a reading left",
        "by the program",
        statements("insert into reading values ('chairman', 1, 1, 0, '{}')"),
    ),
    FileKind(
        "a trigger that refuses nothing",
        "by the program",
        statements(
            "drop trigger log_update",
            "create trigger log_update before update on log when 0 begin select 1; end",
        ),
    ),
    FileKind(
        "a trigger with the words of all three",
        "by the program",
        statements(
            "drop trigger log_append",
            "drop trigger log_update",
            "drop trigger log_delete",
            "create trigger z after insert on log begin select 1;"
            " /* before insert on log before update on log before delete on log */ end",
        ),
    ),
    FileKind("a trigger on the tally", "by the program", statements(VOTE_STEALING)),
    FileKind("a trigger named as a view", "by the program", _trigger_named_as_a_view),
    FileKind("a trigger named as a table", "by the program", statements(NAMED_AS_TABLE)),
    FileKind("a trigger called a view", "by both", _trigger_called_a_view),
    FileKind("a column that shows another", "by the program", _rewritten("$.by", "$.action")),
    FileKind("a log that is not strict", "by the program", _rewritten(") strict", ")")),
    FileKind("an entry that is a number", "by both", _loose(5)),
    FileKind("an entry that is nothing", "by both", _loose(None)),
    FileKind("an entry that is a blob", "by both", _loose(b"{}")),
    FileKind("an entry that is no text", "by both", _loose("\udcff")),
    FileKind("a table added", "by the program", statements("create table more (id text)")),
    FileKind("an index added", "by the program", statements("create index more on log (hash)")),
    FileKind(
        "a table altered", "by the program", statements("alter table tally add column at text")
    ),
    FileKind(
        "a view altered",
        "by the program",
        statements("drop view results", 'create view "results" AS select 1'),
    ),
    FileKind(
        "the log a view of a table",
        "by both",
        statements(
            "drop view results",
            "drop view rounds",
            "drop view questions",
            "drop view nominations",
            "drop view attendance",
            "drop trigger log_append",
            "drop trigger log_update",
            "drop trigger log_delete",
            "create table other as select seq, entry, hash from log",
            "drop table log",
            "create view log as select * from other",
        ),
    ),
    FileKind("the register gone", "by the program", statements("drop table register")),
    FileKind(
        "a trigger in words that are no text",
        "by the program",
        _words_of_the_schema(b"the log is only ever", b"the l\xffg is only ever"),
    ),
    FileKind("a page overwritten", "by both", _bytes(4096 * 2, bytes(4096))),
    FileKind("another kind of file", "not readable", _bytes(0, b"SQLite format 4\0")),
    FileKind("another program's database", "not readable", _bytes(68, b"ABCD")),
    FileKind("an empty file", "not readable", lambda path: path.write_bytes(b"") and None),
    FileKind("no file", "not readable", Path.unlink),
)

# ---------------------------------------------------------------- every byte of an entry


def flipped(text: str) -> Iterator[tuple[int, str]]:
    """Every entry that differs in the last bit of one byte and is still text."""
    raw = text.encode()
    for position in range(len(raw)):
        other = bytes([*raw[:position], raw[position] ^ 1, *raw[position + 1 :]])
        try:
            yield position, other.decode()
        except UnicodeDecodeError:
            continue


def rechained_text(rows: Rows, place_: int, text: str) -> Rows:
    """Put another text for one entry and chain everything after it anew."""
    anew = [*rows[:place_], (place_ + 1, text, hashed(rows[place_ - 1][2], text))]
    for seq, following, _ in rows[place_ + 1 :]:
        entry = json.loads(following)
        if entry["action"] == "sign_protocol":
            entry["data"]["head_code"] = head_code(anew[-1][2])
        text = written(entry)
        anew.append((seq, text, hashed(anew[-1][2], text)))
    return anew


# Fields that nothing else in the log hangs on: a change of these only a head from outside shows.
FREE = {"text", "title", "chamber", "reason", "statement", "offices", "dissent", "name"}

# The sums of a secret vote: what the independent verifier is to see as well as the program.
SUMS = {
    "approve_ballot": {"round"},
    "open_voting": {"round", "present", "of", "needed"},
    "issue_ballot": {"round", "issued"},
    "exchange_ballot": {"round", "issued", "spoiled"},
    "close_voting": {"round", "issued", "spoiled", "received"},
    "account_papers": {"unused", "spoiled", "returned_unvoted"},
    "count_papers": {"found"},
    "explain_difference": {"papers"},
    "finish_count": {"round", "found", "totals", "blank", "invalid"},
    "draw_lot": {"elected"},
    "declare": {"round", "outcome", "elected", "goes_on"},
    "next_round": {"round"},
    "sign_protocol": {"number", "head_code"},
}


class Altered(NamedTuple):
    """Rows with one value altered and everything chained anew, and where it stands."""

    action: str
    field: str
    secret: bool  # no part of an election by open votes
    rows: Rows

    def seen_by_both(self, program: str) -> bool:
        """Say whether what the program has against it is for the independent verifier to see too.

        Whether a difference matters is not, and with it when that is told.
        """
        of_sums = self.secret and self.field in SUMS.get(self.action, ())
        return of_sums and "difference matters" not in program


def altered_values(rows: Rows, chance: random.Random) -> Iterator[Altered]:
    """One number, list or verdict of each entry altered at random."""
    opened = [e["data"] for e in entries_of(rows)[1:] if e["action"] == "open_election"]
    offices = entries_of(rows)[0]["data"]["rules"]["office"]
    open_votes = {e["id"] for e in opened if offices[e["office"]]["vote"] == "open"}
    for number in range(2, len(rows)):
        entries = entries_of(rows)
        entry = entries[number]
        data = entry["data"]
        names = sorted(name for name in data if name not in FREE)
        if not names:
            continue
        name = chance.choice(names)
        before = copy.deepcopy(data[name])
        data[name] = _altered(data[name], chance)
        changed = data[name] != before
        if name in ("returned_unvoted", "from_paper") and not data[name]:
            del data[name]  # as the program writes it
        if changed:
            secret = data.get("election") not in open_votes
            yield Altered(entry["action"], name, secret, chained_anew(entries))


def _altered(value: Any, chance: random.Random) -> Any:
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return max(0, value + chance.choice([-1, 1]))
    if isinstance(value, list) and value and isinstance(value[0], str):
        return value[:-1] if chance.random() < 0.5 else list(reversed(value))
    if isinstance(value, dict) and value:
        key = chance.choice(sorted(value))
        return {**value, key: _altered(value[key], chance)}
    return value


def by_the_procedure(rows: Rows) -> str | None:
    """What the program's rules have against a log, None if nothing; the chain is taken to hold."""
    sitting, before = EMPTY, NO_HASH
    for seq, text, stated in rows:
        try:
            entry = decode(text)
            recheck(sitting, entry, before)
            sitting = sitting.apply(entry)
        except (EntryError, Refusal, LookupError, TypeError, ValueError) as error:
            return f"entry {seq}: {error}"
        before = stated
    return None


# ---------------------------------------------------------------- rounds, without a sitting


RULED = ("needed", "of", "tie", "next")


class RoundCase(NamedTuple):
    """A round's rule, paper and votes, and what the program says of them."""

    fields: Json  # as the independent verifier's `Round` takes them, its box as a plain tuple
    verdict: tuple[str, list[str], list[str]]
    missing: int  # papers of the members, neither returned nor in the box
    matters: bool | None
    loose: int = 0  # papers that nobody has
    to_explain: int | None = None

    def judged(self, verifier: Json) -> tuple[Any, int]:
        """Return what the independent verifier says: the verdict, and how many are to explain."""
        current = self._round(verifier)
        return verifier["verdict"](current)[:3], current.to_explain()

    def by_the_program(self) -> tuple[Any, int]:
        """Return what the program says of the same."""
        return self.verdict, abs(self.missing) if self.to_explain is None else self.to_explain

    def by_trying(self, verifier: Json) -> bool | None:
        """Return whether the gap matters, by what the independent verifier says of other boxes.

        With loose papers there would be too many to be tried.
        """
        current = self._round(verifier)
        current.lot = []
        return None if self.loose else could_change(verifier, current, self.missing)

    def by_the_model(self) -> bool:
        """Return whether the gap matters by the model, which tries every box there could be."""
        names = ("form", "candidates", "rule", "places", "names_a_paper", "seats", "present")
        case = model.Case(*(self.fields[name] for name in names), born=self.fields["births"])
        return model.difference_matters(
            case, model.Papers(*self.fields["box"]), self.missing, self.loose
        )

    def _round(self, verifier: Json) -> Any:
        box = verifier["Box"](*self.fields["box"])
        rule = verifier["Rule"](**{each: self.fields["rule"][each] for each in RULED})
        return verifier["Round"](**{**self.fields, "box": box, "rule": rule})


MOST_TRIED = 100_000  # so many votes are looked at in other boxes


def could_change(verifier: Json, r: Any, missing: int) -> bool | None:
    """Say whether the papers missing, or too many, could change the outcome; None: not judged.

    Each may bear one name or several, or none, or be in no box at all. Tried is, first, that all
    of them are alike, or as many as there are; then every mixture, unless those are too many.
    """
    verdict = verifier["verdict"]
    gap, choices, said = abs(missing), r.choices(), verdict(r)
    sign, most = 1 if missing > 0 else -1, MOST_TRIED // (len(choices) + 1)
    sizes = range(min(r.names_a_paper, len(choices)) + 1)
    kinds = list(islice(chain.from_iterable(combinations(choices, size) for size in sizes), most))
    few = math.comb(len(kinds) + gap, gap) <= most

    def boxes() -> Iterator[Mapping[tuple[str, ...], int]]:
        for names in kinds:
            yield {names: gap}
            held = (r.box.votes[name] for name in names)
            yield {names: min(gap, min(held, default=r.box.other))}
        for many in range(gap + 1) if few else []:
            yield from map(Counter, combinations_with_replacement(kinds, many))

    for papers in boxes():
        votes, valid = dict(r.box.votes), r.box.valid
        for names, many in papers.items():
            for name in names:
                votes[name] += sign * many
            valid += sign * many if names else 0
        other = r.box.other + sign * papers.get((), 0)
        tried = dataclasses.replace(r, box=verifier["Box"](votes, valid, other))
        can_be = min([other, *votes.values()]) >= 0 and tried.fits()
        if can_be and verdict(tried) != said:
            return True
    return False if few else None


BIRTHS = (
    ("1950", "1951", "1952", "1953"),
    ("1950", "1950", "1951", "1952"),
    ("1950", "1951", "1951", "1952"),
)
LARGE_GAPS = (-30, -12, -5, 5, 12, 20, 60)


def special_rounds() -> Iterator[RoundCase]:
    """A million papers missing, or as many too many; ties by age; just enough to go on.

    `matters` is None where that is not judged.
    """
    tied: Json = {"places": 2, "seats": 9}
    tied["rule"] = {"needed": "most", "of": "valid", "tie": "elder", "next": "chamber-decides"}
    tied |= {"number": 1, "candidates": list("abc"), "form": "choose-one"}
    tied |= {"box": (dict.fromkeys("abc", 3), 9, 0)}
    for births, elected in (("012", "ab"), ("011", ""), ("001", "ab"), ("000", "")):
        said = ("elected" if len(elected) == 2 else "not-elected", [*elected], [])
        yield RoundCase({**tied, "births": dict(zip("abc", births, strict=True))}, said, 0, False)
    fewest = {"needed": "> 1/2", "of": "seats", "next": "drop-last below 5%", "tie": "none"}
    share: Json = {"number": 1, "rule": fewest, "places": 1, "candidates": list("abcd")}
    share |= {"form": "choose-one", "seats": 100}
    for strong, said in ((5, list("abc")), (4, list("ab"))):
        box = ({"a": 46, "b": 50 - strong, "c": strong, "d": 4}, 100, 0)
        yield RoundCase({**share, "box": box}, ("next-round", [], said), 0, False)
    names = [f"c{number:02}" for number in range(100)]
    votes = {name: 60 - number for number, name in enumerate(names)} | dict.fromkeys(names[60:], 0)
    as_usual = {"tie": "none", "next": "chamber-decides"}
    half = {"needed": "> 1/2", "of": "seats", **as_usual}
    single = {"candidates": ["c00"], "form": "for-against", "seats": 2000}
    several = {"candidates": names, "form": "choose-one", "seats": 2000}
    first, nobody = ("elected", ["c00"], []), ("not-elected", [], [])
    most = {"needed": "most", "of": "valid", **as_usual}
    found = sum(votes.values())
    for gap in (10**6, -(10**6)):
        lacking = gap > 0
        for paper, box, rule, said, matters in (
            (
                single,
                ({"for": 1200, "against": 300}, 1500, 0),
                half,
                first,
                None if lacking else True,
            ),
            (
                single,
                ({"for": 900, "against": 300}, 1200, 0),
                half,
                nobody,
                True if lacking else None,
            ),
            (several, (votes, found, 0), most, first, True),
        ):
            fields = {"number": 1, "rule": rule, "places": 1, "found": 0, "issued": gap, "box": box}
            yield RoundCase({**fields, **paper, "made": gap}, said, gap, matters)


def random_round(chance: random.Random, gaps: Sequence[int] = (-2, -1, 0, 1, 2)) -> RoundCase:
    """Any rule, form, number of candidates and votes, ties and empty boxes among them.

    The box lacks one of those numbers of papers; where they are many, more was voted, on more.
    """
    many = max(gaps) > 10
    form = chance.choice(FORMS)
    candidates = [
        f"c{number}" for number in range(chance.choice([1, 2, 3, 9] if many else [1, 1, 2, 3, 4]))
    ]
    single = len(candidates) == 1 and form in SINGLE_CANDIDATE_FORMS
    many = form == "approve"
    places = chance.choice([1, 1, 2, 3])
    choices = candidates
    if single:
        choices = ["for", "against", "abstain"][: 3 if form == "for-against-abstain" else 2]
    papers = chance.choice([20, 40, 90] if many else [0, 1, 3, 6, 8, 12])
    votes = dict.fromkeys(choices, 0)
    favour = chance.choice([0.0, 0.0, 0.7])
    for _ in range(papers):
        marked = min(len(choices), chance.randint(1, places)) if many else 1
        for choice in chance.sample(choices, marked):
            votes[choices[0] if not many and chance.random() < favour else choice] += 1
    blank, invalid = chance.choice([0, 0, 1]), chance.choice([0, 0, 1, 2])
    found = papers + blank + invalid
    present = max(1, found) + chance.choice([0, 1])
    seats = present + chance.choice([0, 1, 3])
    rule = RoundRule(
        needed=chance.choice([*THRESHOLDS, ">= 1/20"]),
        of=chance.choice(BASES),
        next=chance.choice([*NEXTS, *["drop-last below 25%"] * 3, "top 1"]),
        tie=chance.choice(TIES),
    )
    years = chance.choice(BIRTHS)
    births = {
        name: f"{year}-01-01"
        for name, year in zip(candidates, years, strict=False)
        if chance.random() < 0.9
    }
    contest = Contest(
        rule=rule,
        candidates=tuple(candidates),
        single=single,
        places=places,
        marks_a_paper=places if many else 1,
        born=births,
    )
    figures = Figures(
        seats=seats,
        present=present,
        found=found,
        blank=blank,
        invalid=invalid,
        votes=votes,
    )
    said = judge(contest, figures)
    lot: list[str] = []
    if said.to_draw and chance.random() < 0.5:
        lot = chance.sample(said.tied, said.to_draw)
        said = judge(replace(contest, lot=tuple(lot)), figures)
    large = max(gaps) > 10
    exchanged, returned = chance.choice([0, 0, 0, 1, 2]), chance.choice([0, 0, 0, 1])
    account = Round(
        number=1,
        rule_number=1,
        found=found,
        issued=found + exchanged + returned + chance.choice(gaps),
        returned_unvoted=returned,
        exchanged=exchanged,
        spoiled=max(exchanged + chance.choice([0, 0, 0, -1, -2, 1]), 0),
        unused=chance.choice([0, 0, 0, 1, 2]),
        made=found + 2,
    )
    if large:  # nothing but members' papers is missing, or too many
        account = replace(account, spoiled=exchanged, made=account.issued + account.unused)
    missing, loose = account.missing_votes, account.loose
    fields = {
        "number": 1,
        "rule": msgspec.to_builtins(rule),
        "places": places,
        "seats": seats,
        "candidates": candidates,
        "form": form,
        "names_a_paper": places if many else 1,
        "births": births,
        "lot": lot,
        "present": present,
        "found": found,
        "made": account.made,
        "unused": account.unused,
        "issued": account.issued,
        "exchanged": account.exchanged,
        "spoiled": account.spoiled,
        "returned": returned,
        "box": (votes, papers, blank + invalid),
    }
    verdict = (said.outcome, list(said.elected), list(said.goes_on))
    matters = difference_matters(contest, figures, missing, loose)
    return RoundCase(fields, verdict, missing, matters, loose, account.gap)
