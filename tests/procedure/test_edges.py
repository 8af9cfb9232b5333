"""Where procedure and contract are at their edges, each in a sitting from beginning to end."""

from pathlib import Path
from typing import Any

import pytest

from majilis_tui.desk import Desk
from majilis_tui.record.verify import verify
from tests.procedure.small_sitting import (
    RULE,
    Held,
    Line,
    box,
    ending,
    nominating,
    office,
    opening,
    read,
    voting,
)

HEAD = {"head": office()}
COUNTED = [*opening(**HEAD), *nominating("m05"), *voting()]
TEN_AND_TWO = ({"for": 9, "against": 1}, {"for": 2})


def question(kind: str, **fields: Any) -> Line:
    return {
        "do": "put_question",
        "by": "secretary",
        "kind": kind,
        "text": "Who is for it?",
    } | fields


def decided(name: str, votes_for: int, by: str = "secretary") -> Line:
    votes = {"for": votes_for, "against": 12 - votes_for, "abstain": 0}
    return {"do": "decide_question", "by": by, "id": name, **votes}


def test_all_who_stood_are_elected_though_a_place_is_left(tmp_path: Path) -> None:
    deputies = {"deputy": office(vote="open", places=2)}
    lines = [
        *opening(**deputies),
        *nominating("m05", office="deputy"),
        question("office", id="q", election="e", candidate="m05"),
        decided("q", 9),
        {"do": "declare", "by": "presiding", "election": "e"},
    ]
    held = Held(tmp_path, lines)
    assert held.code is None, held.words
    assert held.round["outcome"] == "elected"
    assert held.result["elections"][0]["elected"] == ["m05"]
    assert verify(held.file).sound


def test_all_who_stood_are_elected_by_secret_ballot_though_a_place_is_left(tmp_path: Path) -> None:
    several = {"head": office(form="approve", places=3, round=[{**RULE, "next": "all"}])}
    lines = [
        *opening(**several),
        *nominating("m05", "m06"),
        *voting(),
        *box(),
        *read({"m05": 10, "m06": 9}, {"m05": 2, "m06": 1}, papers=None),
    ]
    for line in lines:
        if line["do"] == "read_packet":
            line["papers"] = 10 if line["packet"] == 1 else 2
    held = Held(tmp_path, [*lines, *ending()])
    assert held.code is None, held.words
    assert (held.round["outcome"], held.round["goes_on"]) == ("elected", [])


@pytest.mark.parametrize("papers", [1, -1])
def test_a_surplus_is_explained_with_or_without_its_sign(tmp_path: Path, papers: int) -> None:
    explained = {"do": "explain_difference", "by": "chairman", "election": "e"}
    lines = [
        *opening(**HEAD),
        *nominating("m05"),
        *voting(made=13),
        *box(found=13, unused=1),
        *read({"for": 10}, {"for": 2, "against": 1}),
        {**explained, "papers": papers, "text": "A paper too many lay in the box."},
        *ending(),
    ]
    held = Held(tmp_path, lines)
    assert held.code is None, held.words
    assert (held.round["difference"], held.round["difference_matters"]) == (-1, False)
    assert verify(held.file).sound


@pytest.mark.parametrize(
    ("found", "packets", "matters"),
    [
        (14, ({"for": 7, "against": 3}, {"against": 4}), True),
        (12, ({"for": 10}, {"for": 2}), False),
    ],
)
def test_spoiled_papers_that_are_not_there_are_explained(
    tmp_path: Path, found: int, packets: tuple[dict[str, int], ...], matters: bool
) -> None:
    """Two of twelve exchanged their papers: in the box there may be more votes than members."""
    *issued, closing = voting(made=14)
    exchange = {"do": "exchange_ballot", "by": "secretary", "election": "e"}
    explained = {"do": "explain_difference", "by": "chairman", "election": "e"}
    lines = [
        *opening(**HEAD),
        *nominating("m05"),
        *issued,
        {**exchange, "members": ["m07", "m08"]},
        closing,
        *box(found=found, spoiled=0),
        *read(*packets),
    ]
    assert Held(tmp_path, [*lines, *ending()]).code == "unexplained-difference"
    words = {"papers": 2, "text": "Two spoiled papers were not given back."}
    held = Held(tmp_path, [*lines, {**explained, **words}, *ending()])
    assert held.code is None, held.words
    assert held.round["difference_matters"] is matters
    assert verify(held.file).sound


def test_a_paper_given_back_unvoted_may_be_explained(tmp_path: Path) -> None:
    lines = [
        *COUNTED,
        *box(found=11, returned_unvoted=1),
        *read({"for": 10}, {"for": 1}),
        {
            "do": "explain_difference",
            "by": "chairman",
            "election": "e",
            "papers": 1,
            "text": "One gave the paper back.",
        },
        *ending(),
    ]
    held = Held(tmp_path, lines)
    assert held.code is None, held.words
    assert held.round["difference"] == 1
    assert verify(held.file).sound


def test_nothing_is_not_explained(tmp_path: Path) -> None:
    nothing = {"do": "explain_difference", "by": "chairman", "election": "e", "text": "Nothing."}
    lines = [*COUNTED, *box(), *read(*TEN_AND_TWO)]
    assert Held(tmp_path, [*lines, {**nothing, "papers": 0}]).code == "bad-count"
    assert Held(tmp_path, [*lines, {**nothing, "papers": 1}]).code == "bad-count"


@pytest.mark.parametrize("said", [{"needed": ">= 1/12"}, {"of": "present"}])
def test_the_majority_for_an_office_is_the_rules_alone(tmp_path: Path, said: Line) -> None:
    deputies = {"deputy": office(vote="open")}
    asked = question("office", id="q", election="e", candidate="m05")
    lines = [*opening(**deputies), *nominating("m05", office="deputy")]
    assert Held(tmp_path, [*lines, {**asked, **said}]).code == "bad-input"
    same = {"needed": "> 1/2", "of": "seats"}
    assert Held(tmp_path, [*lines, {**asked, **same}]).code is None


def test_whoever_is_absent_stands_at_no_box_and_signs_no_result(tmp_path: Path) -> None:
    away = {"do": "mark_attendance", "by": "secretary", "member": "m03", "status": "absent"}
    at_the_box = Held(tmp_path, [*COUNTED, away, *box()])
    assert at_the_box.code == "not-present"
    assert "Member m03 is not marked present" in at_the_box.words
    lines = [*COUNTED, *box(), *read(*TEN_AND_TWO), ending()[0], away, *ending()[1:]]
    assert Held(tmp_path, lines).code == "not-present"


def test_a_protocol_that_the_chamber_rejected_elects_nobody(tmp_path: Path) -> None:
    told = [*COUNTED, *box(), *read(*TEN_AND_TWO), *ending()[:-1]]
    rejected = [question("protocol", id="p", election="e"), decided("p", 3)]
    held = Held(tmp_path, [*told, *rejected, ending()[-1]])
    assert held.code == "wrong-moment"
    assert "did not approve the protocol" in held.words
    again = [question("protocol", id="again", election="e"), decided("again", 9)]
    assert Held(tmp_path, [*told, *rejected, *again, ending()[-1]]).code is None


def test_the_last_word_of_the_chamber_counts_however_the_questions_were_put(
    tmp_path: Path,
) -> None:
    first, second = (
        {"do": "put_question", "by": "clerk", "id": i, "kind": "protocol"} for i in "pq"
    )
    words = {"text": "Approve?", "election": "e"}
    decided = {"do": "decide_question", "by": "clerk", "abstain": 0}
    lines = [*COUNTED, *box(), *read(*TEN_AND_TWO), *ending()[:-1]]
    lines += [{**first, **words}, {**second, **words}]
    lines += [
        {**decided, "id": "q", "for": 12, "against": 0},
        {**decided, "id": "p", "for": 0, "against": 12},
        ending()[-1],
    ]
    assert Held(tmp_path, lines).code == "wrong-moment"


def test_who_was_not_put_on_the_ballot_is_not_on_it(tmp_path: Path) -> None:
    lines = [
        *opening(**HEAD),
        *nominating("m05", "m06"),
        question("ballot-list", id="b", election="e", candidate="m06"),
        decided("b", 2),
    ]
    held = Held(tmp_path, [*lines, *voting()])
    assert held.code == "wrong-moment"
    assert "did not put Member m06 on the ballot" in held.words
    gone = {"do": "withdraw", "by": "secretary", "election": "e", "candidate": "m06"}
    assert Held(tmp_path, [*lines, gone, *voting()]).code is None


@pytest.mark.parametrize(
    "at", ["9999-12-31T23:59:59-12:00", "0001-01-01T00:00:00+05:00", "9999-12-31T23:59:59Z"]
)
def test_a_moment_beyond_all_years_is_told(tmp_path: Path, at: str) -> None:
    lines = opening(**HEAD)
    lines[0] = {**lines[0], "at": at}
    assert Held(tmp_path, lines).code == "bad-input"


def test_ids_may_hold_single_spaces_and_names_may_not_be_empty(tmp_path: Path) -> None:
    lines = opening(**HEAD)
    members = lines[1]["members"]
    marked = {"do": "mark_attendance", "by": "clerk", "member": "Erlan Q", "status": "present"}
    named = {**lines[1], "members": [*members[:-1], {"id": "Erlan Q", "name": "Erlan"}]}
    assert Held(tmp_path, [lines[0], named, marked]).code is None
    for wrong in ({"id": "a  b", "name": "A"}, {"id": " a", "name": "A"}, {"id": "a", "name": ""}):
        held = Held(tmp_path, [lines[0], {**lines[1], "members": [*members[:-1], wrong]}])
        assert held.code == "bad-input", wrong
        assert "regex" not in held.words


def test_a_roster_and_members_are_not_both_given(tmp_path: Path) -> None:
    lines = opening(**HEAD)
    held = Held(tmp_path, [lines[0], {**lines[1], "roster": "roster.csv"}])
    assert held.code == "bad-input"
    assert "not both" in held.words


def test_the_log_holds_every_rule_that_the_sitting_is_held_by(tmp_path: Path) -> None:
    held = Held(tmp_path, opening(**HEAD))
    with Desk.open(held.file, read_only=True) as desk:
        first = next(desk.lines()).text
    for written in ('"voting_minutes":20', '"tie":"none"', '"places":1', '"packet":10'):
        assert written in first


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ({"do": "note", "by": "clerk", "text": 5}, "text: should be a text"),
        ({"do": "note", "by": "clerk"}, "text is missing"),
        ({"do": "note", "by": "clerk", "text": "a", "loud": True}, "there is no field loud here"),
        ({"by": "clerk", "text": "a"}, "There is no field 'do'"),
        (
            {"do": "mark_attendance", "by": "clerk", "member": "m01", "status": "late"},
            "status: 'late' is none of the words known here",
        ),
        (
            {"do": "close_voting", "by": "chairman", "election": "a\tb"},
            "election: should be an id of words with single spaces between them",
        ),
        (
            {"do": "mark_attendance", "by": "clerk", "members": 5, "status": "present"},
            "members: should be a text or a list",
        ),
        (
            {"do": "note", "by": "clerk", "text": "evil \u202etxt.exe"},
            "control characters in the text",
        ),
    ],
)
def test_a_wrong_line_is_told_by_field_and_in_words(tmp_path: Path, line: Line, words: str) -> None:
    held = Held(tmp_path, [*opening(**HEAD), line])
    assert held.code == "bad-input"
    assert words in held.words


def test_a_protocol_rejected_without_naming_its_election_elects_nobody_either(
    tmp_path: Path,
) -> None:
    told = [*COUNTED, *box(), *read(*TEN_AND_TWO), *ending()[:-1]]
    rejected = [question("protocol", id="p"), decided("p", 3)]
    assert Held(tmp_path, [*told, *rejected, ending()[-1]]).code == "wrong-moment"
    before = [*COUNTED, question("protocol", id="p"), decided("p", 3)]  # on an earlier one
    later = [*box(), *read(*TEN_AND_TWO), *ending()]
    assert Held(tmp_path, [*before, *later]).code is None


@pytest.mark.parametrize("votes", [None, 3])
def test_a_commission_that_the_chamber_did_not_elect_is_not_formed(
    tmp_path: Path, votes: int | None
) -> None:
    *called, form, _officers = opening(**HEAD)
    put = {**question("commission", id="c"), "by": "clerk"}
    voted = [] if votes is None else [decided("c", votes, by="clerk")]
    assert Held(tmp_path, [*called, put, *voted, form]).code == "wrong-moment"
    again = [{**question("commission", id="d"), "by": "clerk"}, decided("d", 9, by="clerk")]
    assert Held(tmp_path, [*called, put, *voted, *again, form]).code is None


def on(candidate: str, votes_for: int) -> list[Line]:
    """An open vote on a candidate for the office."""
    name = f"on-{candidate}"
    put = question("office", id=name, election="e", candidate=candidate)
    return [put, decided(name, votes_for)]


def test_all_candidates_may_be_voted_on_but_no_more_adopted_than_places(tmp_path: Path) -> None:
    opened = [*opening(head=office(vote="open")), *nominating("m05", "m06", "m07")]
    declared = {"do": "declare", "by": "presiding", "election": "e"}
    held = Held(tmp_path, [*opened, *on("m05", 7), *on("m06", 5), declared])
    assert held.code is None, held.words
    assert held.round["votes"] == {"m05": 7, "m06": 5}
    assert held.round["elected"] == ["m05"]
    assert verify(held.file).sound
    held = Held(tmp_path, [*opened, *on("m05", 7), *on("m06", 8), declared])
    assert (held.code, held.words) == ("wrong-moment", "The places are filled.")


@pytest.mark.parametrize(("signers", "code"), [(["m01", "m02"], None), (["m01", "m03"], "x")])
def test_who_was_not_at_the_box_need_not_sign(
    tmp_path: Path, signers: list[str], code: str | None
) -> None:
    lines = [*COUNTED, *box(), *read(*TEN_AND_TWO), *ending()]
    for line in lines:
        if line["do"] == "open_box":
            line |= {"present": ["m01", "m02"], "reason": "m03 was called away."}
        if line["do"] == "sign_protocol":
            line["signers"] = signers
    held = Held(tmp_path, lines)
    assert held.code == (code and "not-signed"), held.words


def test_a_line_may_leave_to_the_sitting_what_there_is_but_one_of(tmp_path: Path) -> None:
    head = office(form="choose-one", title="Head of the board")
    lines = [*opening(head=head), *nominating("m05"), *voting(), *box()]
    lines += [*read({"for": 9, "blank": 1}, {"m05": 2}), *ending()]
    for line in lines:
        if line["do"] == "open_box":
            line["present"] = "all"
        if line["do"] == "sign_protocol":
            del line["election"]
            line["signers"] = "all"
    held = Held(tmp_path, lines)
    assert held.code is None, held.words
    assert held.round["votes"] == {"m05": 11}
    held = Held(tmp_path, [*COUNTED, *box(), *read({"m05": 9, "against": 1}, {"for": 2})])
    assert held.code is None, held.words
    assert verify(held.file).sound


def test_a_moment_may_lie_before_what_lines_without_one_came_to(tmp_path: Path) -> None:
    opened = opening(**HEAD)
    note = {"do": "note", "by": "clerk", "text": "A note."}
    at = [{**note, "at": f"2024-01-02T10:{minute}:00Z"} for minute in ("00", "01", "00")]
    held = Held(tmp_path, [*opened, at[0], *[note] * 70, at[1], note])
    assert held.code is None, held.words
    held = Held(tmp_path, [*opened, at[0], at[1], at[2]])
    assert held.code == "bad-input"
    assert "lies before an earlier line's" in held.words
