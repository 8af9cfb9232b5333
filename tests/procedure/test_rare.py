"""What is rare: entries from paper, a vote voided, a tie declared before its lot is drawn."""

from typing import Any

import pytest

from majilis_tui.log_words import logged
from majilis_tui.procedure.entries import decode
from majilis_tui.procedure.growing import BLOCK, Growing
from majilis_tui.procedure.refusals import Refusal
from majilis_tui.procedure.result import result
from majilis_tui.procedure.sitting import fold
from majilis_tui.procedure.timing import later
from tests.record import rare
from tests.record.corpus.rows import START
from tests.record.corpus.sittings import Table

Json = dict[str, Any]


def place(do: str, number: int = 0) -> int:
    """Where a line of the rare sitting stands."""
    return [n for n, line in enumerate(rare.LINES) if line["do"] == do][number]


class Hall(Table):
    """The rare sitting up to a line, and what is asked then."""

    def __init__(self, until: int) -> None:
        super().__init__()
        self.at = START
        for line in rare.LINES[:until]:
            self.say(line)

    def say(self, line: Json) -> str | None:
        """Say a line and return the code if it is refused."""
        self.at = line.get("at", later(self.at, 1))
        try:
            self.do(line, self.at)
        except Refusal as refusal:
            return refusal.code
        return None

    def election(self, number: int) -> Json:
        elections: list[Json] = result(self.sitting, self.head)["elections"]
        return elections[number]


def test_a_tie_is_declared_then_drawn_then_declared_anew() -> None:
    hall = Hall(place("draw_lot"))
    tie = hall.election(0)
    assert (tie["outcome"], tie["elected"], tie["rounds"][0]["outcome"]) == ("open", ["a"], "tie")
    lot: Json = {"do": "draw_lot", "by": "presiding", "election": "board"}
    assert hall.say({**lot, "elected": ["a"]}) == "not-nominated"
    assert (
        hall.say({"do": "withdraw", "by": "chairman", "election": "board", "candidate": "b"})
        is None
    )
    assert hall.say({**lot, "elected": ["b"]}) == "not-nominated"
    assert hall.say({**lot, "elected": ["c"]}) is None
    again = {"do": "next_round", "by": "presiding", "election": "board", "how": "repeat"}
    assert hall.say(again) == "wrong-moment"
    assert hall.say({"do": "declare", "by": "presiding", "election": "board"}) is None
    drawn = hall.election(0)
    assert (drawn["outcome"], drawn["elected"]) == ("elected", ["a", "c"])
    assert hall.say({**lot, "elected": ["c"]}) == "wrong-moment"


@pytest.fixture
def told() -> Hall:
    """The auditor is elected, and the chamber has decided to hold the vote again."""
    return Hall(place("next_round"))


def test_a_voided_vote_is_on_record_and_open_again(told: Hall) -> None:
    assert told.election(1)["outcome"] == "elected"
    assert told.say(rare.LINES[place("next_round")]) is None
    election = told.election(1)
    assert (election["outcome"], election["elected"]) == ("open", [])
    [before] = election["rounds"]
    assert (before["outcome"], before["elected"], before["voided"]) == ("elected", ["b"], True)
    assert told.sitting.elections["auditor"].standing == ("b", "c")
    assert told.say(rare.LINES[place("next_round")]) == "wrong-moment"


def test_a_decided_vote_is_not_repeated_without_the_chamber(told: Hall) -> None:
    again: Json = {"do": "next_round", "by": "presiding", "election": "auditor", "how": "repeat"}
    assert told.say(again) == "wrong-moment"
    assert told.say({**again, "question": "never"}) == "unknown-question"
    assert told.say({**again, "question": "again", "how": "rule"}) == "bad-input"
    assert told.say({**again, "election": "board", "question": "again"}) == "wrong-moment"


def test_voiding_takes_most_of_all_seats() -> None:
    hall = Hall(place("decide_question"))
    assert hall.say({**rare.LINES[place("decide_question")], "for": 4}) is None
    assert hall.sitting.questions["again"].adopted
    assert hall.say(rare.LINES[place("next_round")]) == "wrong-moment"


def test_nobody_stands_again_from_the_commission(told: Hall) -> None:
    formed = {"do": "form_commission", "by": "chairman", "members": ["b", "d"]}
    assert told.say(formed) is None
    line = {**rare.LINES[place("next_round")], "recorder": "clerk"}
    assert told.say(line) == "nominee-in-commission"


ON_PAPER = [line for line in rare.LINES if line.get("from_paper") and "with" in line]


@pytest.mark.parametrize("line", ON_PAPER, ids=lambda line: line["do"])
def test_from_paper_takes_both_officers(line: Json) -> None:
    hall = Hall(rare.LINES.index(line))
    alone = {name: value for name, value in line.items() if name != "with"}
    assert hall.say(alone) == "not-permitted"
    assert hall.say({**line, "with": "clerk"}) == "not-permitted"
    assert hall.say({**line, "with": line["by"]}) == "not-permitted"
    assert hall.say(line) is None


def test_no_bell_is_held_against_paper() -> None:
    number = place("extend_voting")
    hall = Hall(number)
    line = rare.LINES[number]
    assert hall.say({**line, "from_paper": False}) == "time-is-up"
    assert hall.say(line) is None


def test_the_clerk_enters_no_paper_beside_officers() -> None:
    hall = Hall(place("open_election"))
    note = {"do": "note", "by": "clerk", "text": "By pen.", "from_paper": True}
    assert hall.say(note) == "not-permitted"
    assert hall.say({**note, "by": "secretary", "with": "chairman"}) is None


def test_paper_and_voiding_are_told() -> None:
    hall = Hall(len(rare.LINES))
    entries = [decode(text) for _, text, _ in hall.rows]
    told = {entry.action: logged(entry, fold(entries)) for entry in entries[:64]}
    assert told["seat_members"] == "7 members seated (from paper)"
    assert told["declare"] == (
        "declared: elected: Member C (from paper, signed by chairman and secretary)"
    )
    assert (
        told["next_round"]
        == "round 1 is void by decision “Hold the vote again?”; round 2: Member B and Member C"
    )


def test_a_growing_mapping_is_a_dictionary_that_stays() -> None:
    known: dict[str, int] = {}
    grown: Growing[int] = Growing()
    versions = []
    for number in range(3 * BLOCK):
        versions.append((grown, dict(known)))
        key = str(number * 7 % (2 * BLOCK + 9))
        grown, known[key] = grown.plus(key, number), number
    versions.append((grown, known))
    for version, expected in versions:
        assert list(version.items()) == list(expected.items())
        assert len(version) == len(expected) and "none" not in version


def test_versions_of_a_growing_mapping_go_apart() -> None:
    trunk: Growing[int] = Growing()
    for number in range(BLOCK - 1):
        trunk = trunk.plus(f"t{number}", number)
    one = trunk.plus("a", 1).plus("b", 2)
    other = trunk.plus("b", 3).plus("a", 4)
    assert (one["a"], one["b"], other["a"], other["b"]) == (1, 2, 4, 3)
    assert list(one)[-2:] == ["a", "b"] and list(other)[-2:] == ["b", "a"]
    assert "a" not in trunk and len(trunk) == BLOCK - 1
    assert dict(one.plus("b", 5)) == {**dict(one), "b": 5}
