"""Bounds, moments, the clock, files restored, the form of entries, who and when."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable

from majilis_tui.procedure.timing import later
from tests.record.corpus.changes import (
    Kind,
    chamber,
    double,
    drop,
    insert_before,
    member,
    office,
    place,
    put,
    put_outside,
    rule,
    several,
)
from tests.record.corpus.rows import START, Json


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


NEVER, LATE = "2020-01-01T25:00:00.000Z", "2020-01-01T03:00:00.000Z"


OLD_BELL = "2020-01-01T00:03:23.000Z"


KINDS: tuple[Kind, ...] = (
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
