"""Sound sittings: those that are forged, and random ones."""

from __future__ import annotations

import copy
import random
import sqlite3
import tempfile
from pathlib import Path
from typing import Any

import msgspec

from majilis_tui.clock import ScenarioClock
from majilis_tui.desk import Desk
from majilis_tui.procedure.actions import NAME_OF_LOGGED
from majilis_tui.procedure.entries import Entry, encode
from majilis_tui.procedure.guards import Case, decide
from majilis_tui.procedure.papers import NO_PAPERS
from majilis_tui.procedure.refusals import Refusal
from majilis_tui.procedure.rules import read_rules
from majilis_tui.procedure.sitting import EMPTY
from majilis_tui.procedure.timing import later
from majilis_tui.record import copies
from majilis_tui.record.log import NO_HASH, chained
from majilis_tui.scenario import asked, bundled_scenario, read_scenario
from tests.procedure.lines import START_MS, walk
from tests.procedure.model import Model
from tests.record import rare
from tests.record.corpus.rows import START, Json, Rows


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
