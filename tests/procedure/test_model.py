"""The model against real elections and against examples worked out by hand."""

from __future__ import annotations

import json
import random
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from tests.procedure.lines import randoms, walk
from tests.procedure.model import (
    BASES,
    FIELDS,
    FORMS,
    TIES,
    Case,
    Model,
    Papers,
    decide,
    difference_matters,
    least,
    words,
)

CASES = Path(__file__).parent.parent / "cases"
START = 1_577_836_800_000


def holds(result: Any, expected: Any) -> bool:
    """Whether the result has what is expected; it may have more keys."""
    if isinstance(expected, dict):
        return all(key in result and holds(result[key], expected[key]) for key in expected)
    if isinstance(expected, list):
        return len(result) == len(expected) and all(map(holds, result, expected))
    return bool(result == expected)


@pytest.mark.parametrize("path", sorted(CASES.glob("*.jsonl")), ids=lambda path: path.stem)
def test_real_elections(path: Path) -> None:
    model = Model()
    lines = [text for text in path.read_text().splitlines() if not text.startswith("#")]
    for step, text in enumerate(lines):
        code = model.do(json.loads(text), START + 1000 * step)
        assert code is None, f"step {step + 1}: {code}"
    expected = json.loads(path.with_suffix(".expected.json").read_text())
    assert holds(model.result()["elections"][0], expected)


# ---------------------------------------------------------------- outcome of a round


def outcome(
    votes: dict[str, int],
    form: str = "choose-one",
    needed: str = "most",
    of: str = "valid",
    next_: str = "chamber-decides",
    tie: str = "none",
    places: int = 1,
    other: int = 0,
    valid: int | None = None,
    born: dict[str, str] | None = None,
) -> tuple[str, list[str], list[str], list[str]]:
    rule = {"needed": needed, "of": of, "next": next_, "tie": tie}
    names = ["x"] if "for" in votes else list(votes)
    case = Case(form, names, rule, places, places, seats=9, present=8, born=born or {})
    return decide(case, Papers(votes, sum(votes.values()) if valid is None else valid, other))


@pytest.mark.parametrize(
    ("needed", "base", "number"),
    [
        ("> 1/2", 98, 50),
        ("> 1/2", 107, 54),
        ("> 1/2", 145, 73),
        ("> 1/2", 50, 26),
        (">= 2/3", 98, 66),
        (">= 2/3", 107, 72),
        (">= 2/3", 145, 97),
        (">= 2/3", 50, 34),
        (">= 1/2", 9, 5),
        ("> 1/3", 9, 4),
        ("most", 9, None),
    ],
)
def test_thresholds(needed: str, base: int, number: int | None) -> None:
    assert least(needed, base) == number


@pytest.mark.parametrize("form", ["for-against", "for-against-abstain", "strike-out"])
def test_one_name(form: str) -> None:
    third = {"abstain": 0} if form.endswith("abstain") else {}
    half = {"form": form, "needed": "> 1/2", "of": "seats"}
    assert outcome({"for": 5, "against": 3, **third}, **half)[:2] == ("elected", ["x"])
    assert outcome({"for": 4, "against": 0, **third}, **half)[:2] == ("not-elected", [])
    assert outcome({"for": 3, "against": 2, **third}, form=form)[:2] == ("elected", ["x"])
    for tie in ("none", "repeat", "elder", "lot"):
        assert outcome({"for": 3, "against": 3, **third}, form=form, tie=tie)[0] == "not-elected"
    for next_ in ("all", "top 2", "drop-last", "drop-last below 5%"):
        went = outcome({"for": 3, "against": 3, **third}, form=form, next_=next_)
        assert went[0] == "next-round" and went[2] == ["x"]


@pytest.mark.parametrize(
    ("of", "result"),
    [
        # 9 seats, 8 present, 7 found, 1 of them spoilt or blank, 2 abstentions: 3 for, 1 against
        ("seats", "not-elected"),  # more than 4.5
        ("present", "not-elected"),  # more than 4
        ("found", "not-elected"),  # more than 3.5
        ("valid", "not-elected"),  # more than 3
        ("counted", "elected"),  # more than 2
    ],
)
def test_bases(of: str, result: str) -> None:
    votes = {"for": 3, "against": 1, "abstain": 2}
    assert outcome(votes, "for-against-abstain", "> 1/2", of, other=1)[0] == result


@pytest.mark.parametrize(("of", "votes"), [("seats", 5), ("present", 4), ("found", 4)])
def test_bases_just_met(of: str, votes: int) -> None:
    yes, no = {"a": votes, "b": 7 - votes}, {"a": votes - 1, "b": 0}
    assert outcome(yes, needed=">= 1/2", of=of)[1] == ["a"]
    assert outcome(no, needed=">= 1/2", of=of, other=7 - sum(no.values()))[1] == []


def test_strike_out_among_several() -> None:
    votes = {"a": 5, "b": 2, "c": 1}
    assert outcome(votes, "strike-out", "> 1/2")[:2] == ("elected", ["a"])


def test_nobody_is_elected_by_nothing() -> None:
    assert outcome({"a": 0, "b": 0}, other=4)[:2] == ("not-elected", [])
    assert outcome({"a": 0, "b": 0}, needed=">= 1/2", of="valid", other=4)[1] == []
    assert outcome({"a": 1})[:2] == ("elected", ["a"])


@pytest.mark.parametrize(
    ("next_", "goes_on"),
    [
        ("all", ["a", "b", "c", "d"]),
        ("top 2", ["a", "b", "c"]),  # b and c are tied for the second place
        ("top 3", ["a", "b", "c"]),
        ("drop-last", ["a", "b", "c"]),
        ("drop-last below 5%", ["a", "b", "c"]),
    ],
)
def test_who_goes_on(next_: str, goes_on: list[str]) -> None:
    votes = {"d": 1, "a": 40, "c": 30, "b": 30}
    result = outcome(votes, needed="> 1/2", next_=next_)
    assert result == ("next-round", [], goes_on, [])


def test_drop_last_keeps_the_tied_and_the_two_best() -> None:
    assert outcome({"a": 4, "b": 2, "c": 2}, needed="> 1/2", next_="drop-last")[2] == [*"abc"]
    below = {"needed": "> 1/2", "next_": "drop-last below 5%"}
    assert outcome({"a": 40, "b": 40, "c": 15, "d": 4, "e": 1}, **below)[2] == [*"abc"]
    assert outcome({"a": 40, "b": 40, "c": 15, "d": 5, "e": 0}, **below)[2] == [*"abcd"]
    everything = {"needed": "> 99/100", "next_": "drop-last below 5%"}
    assert outcome({"a": 97, "b": 2, "c": 1}, **everything)[2] == ["a", "b"]
    assert outcome({"a": 1, "b": 1}, **below)[2] == ["a", "b"]


def test_ties_for_one_place() -> None:
    votes = {"a": 3, "b": 3, "c": 1}
    assert outcome(votes) == ("not-elected", [], [], [])
    assert outcome(votes, tie="repeat") == ("tie", [], ["a", "b"], ["a", "b"])
    assert outcome(votes, tie="lot") == ("tie", [], [], ["a", "b"])
    born = {"a": "1960-01-02", "b": "1960-01-01", "c": "1930-01-01"}
    assert outcome(votes, tie="elder", born=born) == ("elected", ["b"], [], [])
    same = {**born, "a": "1960-01-01"}
    assert outcome(votes, tie="elder", born=same) == ("not-elected", [], [], [])
    assert outcome(votes, tie="elder", born={"a": "1960-01-01"})[0] == "not-elected"
    assert outcome(votes, next_="top 2")[:3] == ("next-round", [], ["a", "b"])


def test_approve_two_places() -> None:
    paper = {"form": "approve", "places": 2, "valid": 6, "needed": "> 1/2"}
    assert outcome({"a": 5, "b": 4, "c": 2}, **paper) == ("elected", ["a", "b"], [], [])
    # only one has more than half of six papers
    assert outcome({"a": 5, "b": 3, "c": 3}, **paper)[:2] == ("not-elected", ["a"])
    left = outcome({"a": 5, "b": 3, "c": 2}, **paper, next_="top 2")
    assert left == ("next-round", ["a"], ["b", "c"], [])
    # three have more than half; two of them are tied for the second place
    tied = {"a": 5, "b": 4, "c": 4}
    assert outcome(tied, **paper)[:2] == ("not-elected", ["a"])
    assert outcome(tied, **paper, tie="repeat") == ("tie", ["a"], ["b", "c"], ["b", "c"])
    born = {"b": "1971-05-05", "c": "1970-05-05"}
    assert outcome(tied, **paper, tie="elder", born=born)[:2] == ("elected", ["a", "c"])
    assert outcome({"a": 5, "b": 5, "c": 1}, **paper)[:2] == ("elected", ["a", "b"])


def test_approve_three_places() -> None:
    paper = {"form": "approve", "places": 3, "valid": 6}
    assert outcome({"a": 6, "b": 4, "c": 2, "d": 1}, **paper)[1] == ["a", "b", "c"]
    # most, but nobody marked d: one place stays empty
    assert outcome({"a": 6, "b": 4, "d": 0}, **paper)[:2] == ("not-elected", ["a", "b"])
    assert outcome({"a": 4, "b": 4, "c": 4, "d": 4}, **paper, tie="lot")[3] == [*"abcd"]


# ---------------------------------------------------------------- could a difference matter


def matters(votes: dict[str, int], gap: int, other: int = 0, **more: Any) -> bool:
    rule = {"needed": "most", "of": "valid", "next": "chamber-decides", "tie": "none"}
    rule |= {name: more.pop(name) for name in list(more) if name in rule}
    form = more.get("form", "choose-one")
    places = more.get("places", 1)
    names = ["x"] if "for" in votes else list(votes)
    case = Case(form, names, rule, places, places, seats=9, present=8, born={})
    valid = more.get("valid", sum(votes.values()))
    return difference_matters(case, Papers(votes, valid, other), gap)


def test_difference() -> None:
    assert not matters({"a": 5, "b": 1}, 0)
    assert not matters({"a": 5, "b": 1}, 3)
    assert matters({"a": 5, "b": 1}, 4)  # all four for b: a tie
    assert not matters({"a": 5, "b": 1}, -3)
    assert matters({"a": 5, "b": 1}, -4)  # four of a's papers too many
    assert not matters({"for": 5, "against": 0}, 2, form="for-against", needed="> 1/2", of="seats")
    assert matters({"for": 4, "against": 3}, 1, form="for-against", needed="> 1/2", of="seats")
    # one more blank paper raises the base: 4 of 7 found, 4 of 8
    assert matters({"a": 4, "b": 0}, 1, 3, needed="> 1/2", of="found")
    assert not matters({"a": 4, "b": 0}, 1, 3, needed="> 1/2", of="valid")
    # a is out of reach, but the second and third change places
    assert matters({"a": 4, "b": 3, "c": 2}, 1, needed="> 1/2", next="top 2")
    assert not matters({"a": 5, "b": 4, "c": 1}, 1, needed=">= 2/3", next="top 2")
    assert not matters({"a": 5, "b": 5, "c": 2}, 2, form="approve", places=2, valid=6)
    assert matters({"a": 5, "b": 5, "c": 2}, 3, form="approve", places=2, valid=6)


# ---------------------------------------------------------------- a sitting, step by step


def members(count: int) -> list[dict[str, str]]:
    return [{"id": f"m{n}", "name": f"Member {n}"} for n in range(1, count + 1)]


def rules(**office: Any) -> dict[str, Any]:
    rule = {"needed": "> 1/2", "of": "seats", "next": "chamber-decides", "tie": "none"}
    rule |= {name: office.pop(name) for name in list(office) if name in rule}
    terms = {
        "nominated_by": "deputies",
        "vote": "secret",
        "form": "choose-one",
        "places": 1,
        "voting_minutes": 2,
        "round": [rule],
        **office,
    }
    return {
        "id": "small",
        "chamber": {"seats": 7, "quorum": ">= 2/3"},
        "office": {"speaker": terms},
        "count": {"readers": 2, "packet": 3},
    }


class Sitting:
    """Conducts the model, one second a line."""

    def __init__(self, law: dict[str, Any] | None = None, people: int = 7) -> None:
        self.model = Model()
        self.at = START
        self(
            "open_sitting",
            "clerk",
            title="T",
            date="2020-01-01",
            chamber="C",
            presiding={"name": "P", "office": "O"},
            rules=law or rules(),
        )
        self("seat_members", "clerk", members=members(people))
        self("mark_attendance", "clerk", members="all", status="present")
        self("close_roll_call", "clerk")

    def __call__(self, do: str, by: str, /, **fields: Any) -> None:
        assert self.code(do, by, **fields) is None

    def code(self, do: str, by: str, /, **fields: Any) -> str | None:
        self.at += 1000
        second = {"with": fields.pop("second")} if "second" in fields else {}
        return self.model.do({"do": do, "by": by, **fields, **second}, self.at)

    def to_ballot(self, *candidates: str, made: int = 8, **fields: Any) -> None:
        self("form_commission", "clerk", members=["m6", "m7"])
        self("choose_officers", "clerk", chairman="m6", secretary="m7")
        self("open_election", "secretary", id="e", office="speaker")
        for name in candidates:
            self("nominate", "secretary", election="e", candidate=name, proposer="m1")
        self("close_nominations", "secretary", election="e")
        self("approve_ballot", "chairman", election="e", made=made, **fields)

    def to_count(self, found: int = 7, unused: int = 1, **fields: Any) -> None:
        self("open_voting", "chairman", election="e")
        self("issue_ballot", "secretary", members="all")
        self("close_voting", "chairman", election="e")
        self("account_papers", "secretary", election="e", unused=unused, spoiled=0, **fields)
        self("open_box", "chairman", election="e", present=["m6", "m7"])
        self("mix_papers", "chairman", election="e")
        self("count_papers", "secretary", election="e", found=found)

    def read(self, *packets: dict[str, int]) -> None:
        for number, marks in enumerate(packets, 1):
            for reader in ("secretary", "chairman"):
                self("read_packet", reader, election="e", packet=number, marks=marks)

    def to_declaration(self) -> None:
        self("finish_count", "chairman", election="e")
        self("sign_protocol", "chairman", kind="results", election="e", signers=["m6", "m7"])
        self("announce_result", "chairman", election="e")
        self("declare", "presiding", election="e")

    @property
    def election(self) -> dict[str, Any]:
        result: dict[str, Any] = self.model.result()["elections"][0]
        return result


def test_two_rounds() -> None:
    one = Sitting(rules(next="top 2"))
    one.to_ballot("m1", "m2", "m3")
    one.to_count()
    one.read({"m1": 3}, {"m2": 2, "m3": 1}, {"blank": 1})
    one.to_declaration()
    assert one.election["outcome"] == "open"
    assert one.election["rounds"][0]["goes_on"] == ["m1", "m2"]
    assert one.election["rounds"][0]["needed"] == 4
    assert one.code("declare", "presiding", election="e") == "wrong-moment"
    one("next_round", "presiding", election="e", how="rule")
    assert len(one.election["rounds"]) == 1
    assert one.code("withdraw", "secretary", election="e", candidate="m3") == "not-nominated"
    one("approve_ballot", "chairman", election="e", made=7, order=["m2", "m1"])
    one.to_count(unused=0)
    one.read({"m1": 3}, {"m1": 1, "m2": 2}, {"invalid:form": 1})
    one.to_declaration()
    assert one.election["outcome"] == "elected" and one.election["elected"] == ["m1"]
    second = one.election["rounds"][1]
    assert second["candidates"] == ["m2", "m1"] and second["invalid"] == 1


def test_difference_is_explained() -> None:
    one = Sitting()
    one.to_ballot("m1", "m2")
    one.to_count(found=6)
    one.read({"m1": 3}, {"m1": 1, "m2": 2})
    assert one.code("finish_count", "chairman", election="e") == "unexplained-difference"
    explain = {"election": "e", "text": "one was carried off"}
    assert one.code("explain_difference", "chairman", papers=2, **explain) == "bad-count"
    one("explain_difference", "chairman", papers=1, **explain)
    one.to_declaration()
    this = one.election["rounds"][0]
    assert this["difference"] == 1 and this["difference_matters"] is False
    assert this["votes"] == {"m1": 4, "m2": 2}


def test_readings_differ() -> None:
    one = Sitting(people=5)
    one("form_commission", "clerk", members=["m4", "m5"])
    one("choose_officers", "clerk", chairman="m4", secretary="m5")
    one("open_election", "secretary", id="e", office="speaker")
    one("nominate", "secretary", election="e", candidate="m1", proposer="m1")
    one("close_nominations", "secretary", election="e")
    one("approve_ballot", "chairman", election="e", made=5, form="for-against")
    one("open_voting", "chairman", election="e")
    one("issue_ballot", "secretary", members="all")
    assert one.code("exchange_ballot", "secretary", member="m1") == "stock-exhausted"
    one("close_voting", "chairman", election="e")
    one("account_papers", "secretary", election="e", unused=0, spoiled=0)
    one("open_box", "chairman", election="e", present=["m4"], reason="m5 is ill")
    one("mix_papers", "chairman", election="e")
    one("count_papers", "secretary", election="e", found=5)

    def read(by: str, packet: int, **marks: int) -> str | None:
        return one.code("read_packet", by, election="e", packet=packet, marks=marks)

    assert read("secretary", 2, blank=3) == "packet-out-of-order"
    assert read("secretary", 1, blank=2) == "bad-count"
    assert read("secretary", 1, m1=3) == "bad-input"
    assert read("secretary", 1, blank=3) is None
    assert read("secretary", 1, blank=3) == "same-reader"
    assert read("chairman", 1, blank=2, **{"for": 1}) is None
    assert one.code("finish_count", "chairman", election="e") == "readings-differ"
    assert read("chairman", 1, blank=3, **{"for": 0}) is None
    assert read("secretary", 1, blank=3) is None
    assert one.code("count_papers", "secretary", election="e", found=5) == "wrong-moment"
    both = {"election": "e", "with": "chairman"}
    assert one.code("count_papers", "secretary", **both, found=2) == "bad-count"
    assert one.code("count_papers", "secretary", **both, found=5) is None
    assert one.code("finish_count", "chairman", election="e") == "papers-missing"


def test_bell() -> None:
    one = Sitting()
    one.to_ballot("m1")
    one("open_voting", "chairman", election="e", minutes=1)
    bell = one.at + 60_000
    one("issue_ballot", "secretary", members=["m1", "m2"])
    assert one.code("mark_attendance", "clerk", member="m1", status="absent") == "wrong-moment"
    assert one.code("close_voting", "chairman", election="e") == "time-not-up"
    one.at = bell - 2000
    assert one.code("issue_ballot", "secretary", member="m3") is None
    assert one.code("issue_ballot", "secretary", member="m4") == "time-is-up"
    assert one.code("issue_ballot", "secretary", member="m4", second="chairman") is None
    late = {"minutes": 1, "reason": "queue"}
    assert one.code("extend_voting", "chairman", **late) == "not-permitted"
    assert one.code("extend_voting", "chairman", second="secretary", **late) == "time-is-up"
    one("close_voting", "chairman", election="e")
    assert one.election["rounds"][0]["issued"] == 4


def test_lot() -> None:
    one = Sitting(rules(needed="most", of="valid", tie="lot"))
    one.to_ballot("m1", "m2", "m3")
    one.to_count()
    one.read({"m1": 3}, {"m2": 3}, {"blank": 1})
    one("finish_count", "chairman", election="e")
    assert one.election["rounds"][0]["outcome"] == "tie"
    draw = {"election": "e"}
    assert one.code("draw_lot", "presiding", elected=["m3"], **draw) == "not-nominated"
    assert one.code("draw_lot", "presiding", elected=["m1", "m2"], **draw) == "bad-count"
    one("draw_lot", "presiding", elected=["m2"], **draw)
    one("sign_protocol", "chairman", kind="results", election="e", signers=["m6", "m7"])
    one("announce_result", "chairman", election="e")
    one("declare", "presiding", election="e")
    assert one.election["elected"] == ["m2"]


def test_open_vote() -> None:
    one = Sitting(rules(vote="open", places=2))
    one("open_election", "clerk", id="e", office="speaker")
    for name in ("m1", "m2", "m3"):
        one("nominate", "clerk", election="e", candidate=name, proposer="m4")
    ask = {"kind": "office", "election": "e", "text": "?"}
    assert one.code("put_question", "clerk", id="q1", candidate="m1", **ask) == "nominations-open"
    one("close_nominations", "clerk", election="e")
    for name, votes in (("m1", 4), ("m2", 3), ("m3", 5)):
        one("put_question", "clerk", id=f"q{name}", candidate=name, **ask)
        assert one.code("declare", "presiding", election="e") == "wrong-moment"
        count = {"for": votes, "against": 0, "abstain": 1}
        one("decide_question", "clerk", id=f"q{name}", **count)
    one("declare", "presiding", election="e")
    assert one.election["elected"] == ["m1", "m3"]
    this = one.election["rounds"][0]
    assert this["form"] == "open" and this["votes"] == {"m1": 4, "m2": 3, "m3": 5}
    assert one.model.result()["questions"][1]["adopted"] is False


# ---------------------------------------------------------------- random runs

CODES = words(
    """wrong-moment not-permitted no-quorum unknown-member unknown-election unknown-question
    not-present already-issued not-issued too-many-members nominee-in-commission
    commission-member-nominated already-nominated not-nominated no-candidate
    not-a-commission-member nominations-open stock-exhausted time-not-up time-is-up readings-differ
    same-reader packet-out-of-order papers-missing unexplained-difference not-signed rehearsal-file
    bad-count bad-input"""
)


def features(model: Model) -> set[str]:
    """What a run came to, in words."""
    found = set()
    for election in model.elections.values():
        found.add(f"election {election.outcome}")
        if election.open_vote and election.elected:
            found.add("elected by open vote")
        for this in election.rounds:
            if not this.past("finished"):
                continue
            found |= {f"round {min(this.number, 3)}", f"outcome {this.outcome}"}
            found.add(f"next {this.rule['next']}" if this.goes_on else "nobody goes on")
            if election.open_vote or this.case is None:
                continue
            found |= {f"form {this.form}", f"of {this.rule['of']}"}
            found.add("exchanged" if this.spoiled else "none exchanged")
            if this.gap:
                found.add(f"difference matters {this.matters}")
            if decide(this.case, this.papers or Papers({}, 0, 0))[3]:
                found.add(f"tie {this.rule['tie']}")
            if this.case.places > 1:
                found.add(f"{this.case.form} for several places")
    return found


@pytest.fixture(scope="module")
def runs() -> tuple[Counter[str], Counter[str], Counter[str], float]:
    """Accepted actions, refusals, features, and the share of plausible lines accepted."""
    actions: Counter[str] = Counter()
    codes: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    good = lines = 0
    for seed in range(240):
        model = Model()
        wildness = 0.4 if seed % 2 else 0.0
        for line, _at, code in walk(random.Random(seed), 250, wildness, model):
            if code is None:
                actions[line["do"]] += 1
            else:
                codes[code] += 1
            if not wildness and not model.over:
                lines += 1
                good += code is None
            if line["do"] == "withdraw" and code is None:
                this = model.elections[line["election"]].now
                seen["withdrawn between rounds"] += this.past("declared") or this.number > 1
        seen.update(features(model))
    return actions, codes, seen, good / lines


Runs = tuple[Counter[str], Counter[str], Counter[str], float]


def test_runs_reach_every_action(runs: Runs) -> None:
    assert not set(FIELDS) - set(runs[0])


def test_runs_meet_every_refusal(runs: Runs) -> None:
    assert set(runs[1]) == CODES


def test_plausible_lines_are_mostly_accepted(runs: Runs) -> None:
    assert runs[3] > 0.95


def test_runs_reach_the_rare_ends(runs: Runs) -> None:
    wanted = {
        "exchanged",
        "elected by open vote",
        "withdrawn between rounds",
        "difference matters True",
        "difference matters False",
        "approve for several places",
        "choose-one for several places",
        "strike-out for several places",
        *(f"election {end}" for end in ("open", "elected", "not-elected")),
        *(f"outcome {end}" for end in ("elected", "not-elected", "next-round", "tie")),
        *(f"form {form}" for form in FORMS),
        *(f"of {base}" for base in BASES),
        *(f"tie {tie}" for tie in TIES if tie in ("repeat", "lot")),
        *(f"round {number}" for number in (1, 2, 3)),
        "next all",
        "next top 2",
        "next top 3",
        "next drop-last",
        "next drop-last below 5%",
    }
    assert not wanted - set(runs[2])


@settings(max_examples=30, deadline=None)
@given(source=randoms, wildness=st.sampled_from([0.0, 0.3, 1.0]))
def test_a_refused_line_changes_nothing(source: random.Random, wildness: float) -> None:
    model = Model()
    before = model.result()
    for _line, _at, code in walk(source, 80, wildness, model):
        after = model.result()
        assert code is None or after == before
        json.dumps(after)
        before = after


@settings(max_examples=30, deadline=None)
@given(source=randoms)
def test_sums_of_every_finished_round(source: random.Random) -> None:
    model = Model()
    for _step in walk(source, 150, 0.1, model):
        pass
    for election in model.result()["elections"]:
        for this in election["rounds"]:
            if this["valid"] is None:
                continue
            assert this["found"] == this["valid"] + this["blank"] + this["invalid"]
            assert this["counted"] == this["valid"] - this["votes"].get("abstain", 0)
            assert this["difference"] == this["issued"] - this["spoiled"] - this["found"]
            assert set(this["elected"]).isdisjoint(this["goes_on"])
