"""Check the record of a sitting without the program that made it.

    python verify.py FILE [--head CODE]

One file, nothing but Python's standard library. It opens FILE (an SQLite database) for reading
only, and prints what it finds. Exit status: 0 sound, 1 not sound, 2 not readable as a record.

Checked are, in this order: the bytes of every entry and their hash chain; that no entry is
missing; and, going through the sitting once with a book of its own, every sum and every verdict:
the account of the papers, who received one, the totals, the votes needed, the outcome.

Not checked is who may do what, and when (officers, breaks, the time for voting): the program's
own `verify` does. And no check of a file alone can show that its end was cut off, or that the
whole of it was written anew: for that, compare the head code below, or give one that was printed
or read aloud during the sitting as CODE.
"""

from __future__ import annotations

import argparse
import hashlib
import itertools
import json
import re
import sqlite3
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import quote

APPLICATION = b"MJLS"  # bytes 68 to 71 of the file
MOST_FINDINGS = 50
MOST_BOXES = 200_000  # how many other contents of a box are tried, see `could_change`

Row = tuple[Any, Any, Any]
Votes = dict[str, int]

# ------------------------------------------------------------------ the form of an entry

FORMS = ("for-against", "for-against-abstain", "choose-one", "strike-out", "approve")
BASES = ("seats", "present", "found", "valid", "counted")
REASONS = ("form", "several", "unclear")
ROLES = ("clerk", "secretary", "chairman", "presiding", "system")
SHARE = r">=? ?[0-9]{1,6}/[0-9]{1,6}"
NEXT = r"chamber-decides|all|top [1-9][0-9]{0,2}|drop-last( below [0-9]{1,2}%)?"

# Each action with the fields of its `data`; a question mark: may be left out.
ACTIONS = """
open_sitting title:text date:date chamber:text presiding:chair rules:rules convocation?:any rehearsal?:flag
seat_members members:people
mark_attendance status:status members:ids
close_roll_call present:number quorum:number
put_question id:id kind:kind text:text needed?:needed of?:base election?:id candidate?:id
decide_question id:id for:number against:number abstain:number present:number adopted:flag needed?:number
form_commission members:ids question?:id
choose_officers chairman:id secretary:id
open_election id:id office:id incumbent?:text
nominate election:id candidate:id proposer:text statement?:text offices?:texts
withdraw election:id candidate:id reason?:text
close_nominations election:id
approve_ballot election:id round:number made:some form:form candidates:ids question?:id
open_voting election:id round:number minutes:some deadline:instant present:number of:base needed?:number
issue_ballot election:id round:number issued:number
exchange_ballot election:id round:number issued:number spoiled:number
extend_voting election:id round:number minutes:some reason:text deadline:instant
close_voting election:id round:number issued:number spoiled:number received:ids reason?:text
start_break minutes?:some
end_break
account_papers election:id unused:number spoiled:number returned_unvoted?:number
open_box election:id present:ids reason?:text
mix_papers election:id
count_papers election:id found:number
agree_packet election:id round:number packet:some papers:some
packet_differs election:id round:number packet:some
explain_difference election:id papers:some text:text matters?:flag
finish_count election:id round:number found:number totals:votes blank:number invalid:votes
sign_protocol kind:protocol signers:ids number:some head_code:code election?:id round?:number dissent?:text
announce_result election:id round:number
draw_lot election:id elected:ids
declare election:id round:number outcome:outcome elected?:ids goes_on?:ids
next_round election:id round:number how:how candidates?:ids
close_election election:id
hand_over_chair name:text office:text
note text:text
close_sitting
resume after:text
clock_jump seconds:any
enroll_officer role:text
pin_refused role:text
second_medium state:text
"""  # noqa: E501 - one line an action
EVERY_ACTION = "with?:role recorder?:role request?:id"


def is_number(value: object, least: int = 0) -> bool:
    """Say whether this is a whole number; true and false are none."""
    return type(value) is int and least <= value <= 1_000_000


def is_text(value: object) -> bool:
    """Say whether this is text with something in it."""
    return isinstance(value, str) and value.strip() != ""


def is_id(value: object) -> bool:
    """Say whether this can be the id of something."""
    return isinstance(value, str) and re.fullmatch(r"\S{1,64}", value) is not None


def is_list(value: object, test: Callable[[object], bool]) -> bool:
    """Say whether this is a list of such things, none twice."""
    if not isinstance(value, list) or not all(map(test, value)):
        return False
    return len(set(map(str, value))) == len(value)


def is_votes(value: object) -> bool:
    """Say whether this gives numbers to marks."""
    return isinstance(value, dict) and all(map(is_number, value.values()))


def is_people(value: object) -> bool:
    """Say whether this is a list of members, each id once."""
    return (
        isinstance(value, list)
        and value != []
        and all(isinstance(one, dict) and is_text(one.get("name")) for one in value)
        and is_list([one.get("id") for one in value], is_id)
    )


def like(pattern: str) -> Callable[[object], bool]:
    """Return the test whether something is text of a pattern."""
    compiled = re.compile(pattern)
    return lambda value: isinstance(value, str) and compiled.fullmatch(value) is not None


def is_rules(value: Any) -> bool:
    """Say whether these rules can be computed with."""
    shares = [value["chamber"]["quorum"]]
    fine = is_number(value["chamber"]["seats"], 1) and value["office"] != {}
    for office in value["office"].values():
        fine = fine and is_number(office.get("places", 1), 1) and office["round"] != []
        fine = fine and office.get("form", FORMS[0]) in FORMS
        fine = fine and office.get("vote", "secret") in ("secret", "open")
        for rule in office["round"]:
            fine = fine and KINDS["needed"](rule["needed"]) and rule["of"] in BASES
            fine = fine and like(NEXT)(rule.get("next", "all"))
            fine = fine and rule.get("tie", "none") in ("none", "repeat", "elder", "lot")
            shares.append(rule["needed"])
    for rule in value.get("questions", {}).values():
        fine = fine and KINDS["needed"](rule["needed"]) and rule["of"] in BASES
    fine = fine and is_number(value.get("count", {}).get("packet", 10), 1)
    return fine and all(share == "most" or like(SHARE)(share) for share in shares)


KINDS: dict[str, Callable[[Any], bool]] = {
    "any": lambda value: value is not None,
    "base": lambda value: value in BASES,
    "chair": lambda value: is_text(value["name"]) and is_text(value["office"]),
    "code": like(r"[0-9a-f]{4}(-[0-9a-f]{4}){3}"),
    "date": like(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"),
    "flag": lambda value: isinstance(value, bool),
    "form": lambda value: value in FORMS,
    "how": like("rule|repeat|new-nominations"),
    "id": is_id,
    "ids": lambda value: is_list(value, is_id),
    "instant": like(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z"),
    "kind": like("commission|ballot-list|protocol|office|procedure|other"),
    "needed": like("most|" + SHARE),
    "number": is_number,
    "outcome": like("elected|next-round|not-elected|tie"),
    "people": is_people,
    "protocol": like("officers|ballot|results"),
    "role": lambda value: value in ROLES,
    "rules": is_rules,
    "some": lambda value: is_number(value, 1),
    "status": like("present|absent|excused"),
    "text": is_text,
    "texts": lambda value: isinstance(value, list) and all(map(is_text, value)),
    "votes": is_votes,
}


def read_fields(text: str) -> tuple[dict[str, Callable[[Any], bool]], frozenset[str]]:
    """Return the tests of an action's fields, and which must be there."""
    words = [word.split(":") for word in text.split()]
    tests = {name.rstrip("?"): KINDS[kind] for name, kind in words}
    return tests, frozenset(name for name, _ in words if not name.endswith("?"))


FIELDS = {
    line.split()[0]: read_fields(line.partition(" ")[2] + " " + EVERY_ACTION)
    for line in ACTIONS.strip().splitlines()
}


def refuse(number: str) -> NoReturn:
    """Refuse a number that is not whole."""
    raise ValueError(f"{number} is not a whole number")


decode = json.JSONDecoder(parse_float=refuse, parse_constant=refuse).decode
encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def read_entry(text: str, seq: int) -> dict[str, Any]:
    """Return an entry; raises ValueError in words where it is not of the form of the log."""
    entry = decode(text)
    if not isinstance(entry, dict) or entry.keys() != {"action", "at", "by", "data", "seq"}:
        raise ValueError("it does not consist of action, at, by, data and seq")
    if encode(entry) != text:
        raise ValueError("it is not written as entries are: keys sorted, no spaces")
    if not text.isascii() and unicodedata.normalize("NFC", text) != text:
        raise ValueError("its letters are not in Unicode normal form C")
    if type(entry["seq"]) is not int or entry["seq"] != seq:
        raise ValueError(f"it calls itself entry {entry['seq']}")
    if not KINDS["instant"](entry["at"]) or entry["by"] not in ROLES:
        raise ValueError("its moment or its role cannot be read")
    if entry["action"] not in FIELDS or not isinstance(entry["data"], dict):
        raise ValueError(f"there is no action {entry['action']!r}")
    tests, required = FIELDS[entry["action"]]
    data = entry["data"]
    if not required <= data.keys() <= tests.keys():
        raise ValueError("fields are missing, or do not belong there")
    for name, value in data.items():
        if not tests[name](value):
            raise ValueError(f"the field {name!r} does not hold what it should")
    return entry


# ------------------------------------------------------------------ what the votes mean


def least(rule: str, base: int) -> int:
    """Return the votes needed: `> 1/2` of 98 is 50, `>= 2/3` of 98 is 66."""
    sign, above, below = re.findall(r">=?|[0-9]+", rule)
    if sign == ">":
        return base * int(above) // int(below) + 1
    return -(-base * int(above) // int(below))


@dataclass
class Box:
    """The papers of a round: votes by choice, valid papers, and the others found."""

    votes: Votes
    valid: int
    other: int

    def base(self, of: str, seats: int, present: int) -> int:
        """Return the number of which a share is needed."""
        counted = self.valid - self.votes.get("abstain", 0)
        found = self.valid + self.other
        numbers = (seats, present, found, self.valid, counted)
        return numbers[BASES.index(of)]


@dataclass
class Terms:
    """What decides a round, besides the papers; `births` and `lot` where a tie needs them."""

    rule: dict[str, Any]
    candidates: list[str]
    single: bool  # the paper asks for or against one candidate
    places: int  # still to be filled
    seats: int
    present: int
    births: dict[str, str] = field(default_factory=dict)
    lot: list[str] = field(default_factory=list)


Verdict = tuple[str, list[str], list[str]]  # outcome, elected, who goes on


def verdict(terms: Terms, box: Box) -> Verdict:
    """Return the outcome of a round."""
    rule, places = terms.rule, terms.places
    base = box.base(rule["of"], terms.seats, terms.present)
    votes = {name: box.votes.get(name, 0) for name in terms.candidates}
    if terms.single:
        votes = {terms.candidates[0]: box.votes.get("for", 0)}
    needed = 1
    if rule["needed"] != "most":
        needed = max(1, least(rule["needed"], base))
    elif terms.single:
        needed = box.votes.get("against", 0) + 1
    able = [name for name in votes if votes[name] >= needed and base > 0]
    able.sort(key=lambda name: -votes[name])
    elected = able
    if len(able) > places:
        border = votes[able[places - 1]]
        elected = [name for name in able if votes[name] > border]
        tied = [name for name in able if votes[name] == border]
        left = places - len(elected)
        tie = rule.get("tie", "none")
        if len(tied) == left:
            elected += tied
        elif tie == "repeat" or (tie == "lot" and not terms.lot):
            return "tie", sorted(elected), sorted(tied) if tie == "repeat" else []
        elif tie == "lot":
            elected += terms.lot
        elif tie == "elder":
            elected += eldest(tied, left, terms.births)
    if len(elected) == places:
        return "elected", sorted(elected), []
    following = rule.get("next", "chamber-decides")
    if following == "chamber-decides":
        return "not-elected", sorted(elected), []
    rest = {name: votes[name] for name in votes if name not in elected}
    return "next-round", sorted(elected), sorted(going_on(following, rest, box.valid))


def eldest(tied: list[str], left: int, births: dict[str, str]) -> list[str]:
    """Return the eldest of those tied; nobody where ages are unknown or the same."""
    ages = [births.get(name, "") for name in tied]
    if "" in ages or len(set(ages)) < len(ages):
        return []
    return sorted(tied, key=lambda name: births[name])[:left]


def going_on(following: str, votes: Votes, valid: int) -> list[str]:
    """Return who goes on to the next round; all who are tied for the last place do."""
    if following == "all":
        return list(votes)
    if following.startswith("top "):
        return best(votes, int(following[4:]))
    kept = best(votes, max(1, len(votes) - 1))
    if "below" in following:
        percent = int(following.split()[-1].rstrip("%"))
        strong = [name for name in kept if votes[name] * 100 >= percent * valid]
        return strong if len(strong) >= 2 else best(votes, 2)
    return kept


def best(votes: Votes, number: int) -> list[str]:
    """Return those before whom fewer than a number stand."""
    return [n for n in votes if sum(other > votes[n] for other in votes.values()) < number]


def could_change(terms: Terms, box: Box, gap: int, marks_a_paper: int) -> bool | None:
    """Say whether papers missing (or too many, if negative) could change the outcome.

    Every box that differs by so many papers at most is tried; None if they are too many to try.
    """
    terms = replace(terms, lot=[])
    said = verdict(terms, box)
    for tried, other in enumerate(other_boxes(box, gap, marks_a_paper)):
        if tried > MOST_BOXES:
            return None
        if other is not None and verdict(terms, other) != said:
            return True
    return False


def other_boxes(box: Box, gap: int, marks_a_paper: int) -> Iterator[Box | None]:
    """Yield every box there could have been, and None for every one that could not."""
    sign = 1 if gap > 0 else -1
    for valid in range(abs(gap) + 1):
        for marks in itertools.product(range(valid + 1), repeat=len(box.votes)):
            pairs = zip(box.votes.items(), marks, strict=True)
            votes = {name: number + sign * mark for (name, number), mark in pairs}
            added = Box(dict(zip(votes, marks, strict=True)), valid, 0)
            for other in range(abs(gap) - valid + 1):
                papers = Box(votes, box.valid + sign * valid, box.other + sign * other)
                both = fits(added, marks_a_paper) and fits(papers, marks_a_paper)
                yield papers if both and papers.other >= 0 else None


def fits(box: Box, marks_a_paper: int) -> bool:
    """Say whether so many valid papers can bear these votes, one at least on each."""
    numbers = [0, *box.votes.values()]
    inside = min(numbers) >= 0 and max(numbers) <= box.valid
    return inside and box.valid <= sum(numbers) <= box.valid * marks_a_paper


# ------------------------------------------------------------------ the book of a sitting


@dataclass
class Round:
    """One round of an election, as far as the log has come."""

    number: int
    candidates: list[str] = field(default_factory=list)
    step: str = "listing"
    form: str = ""
    made: int = 0
    present: int = 0
    issued: int = 0
    spoiled: int = 0
    unused: int = 0
    returned: int = 0
    found: int = 0
    packets: int = 0
    read: int = 0
    differs: bool = False
    explained: int = 0
    said: list[bool] = field(default_factory=list)
    lot: list[str] = field(default_factory=list)
    box: Box | None = None
    outcome: str = "open"
    elected: list[str] = field(default_factory=list)
    goes_on: list[str] = field(default_factory=list)

    @property
    def single(self) -> bool:
        """Whether the paper asks for or against one candidate."""
        return len(self.candidates) == 1 and self.form not in ("choose-one", "approve")

    @property
    def choices(self) -> list[str]:
        """What a valid paper may say."""
        if not self.single:
            return self.candidates
        return ["for", "against", "abstain"][: 3 if self.form == "for-against-abstain" else 2]

    @property
    def gap(self) -> int:
        """Papers missing from the account, negative if there are too many."""
        box = self.issued - self.spoiled - self.returned - self.found
        stock = self.made - self.unused - self.issued
        return stock if abs(stock) > abs(box) else box


@dataclass
class Election:
    """One election with its rounds."""

    office: dict[str, Any]
    rounds: list[Round]
    standing: list[str] = field(default_factory=list)
    nominating: bool = True
    closed: bool = False

    @property
    def now(self) -> Round:
        """The newest round."""
        return self.rounds[-1]

    @property
    def rule(self) -> dict[str, Any]:
        """The rule of the newest round; the last in the rules serves all later ones."""
        rules: list[dict[str, Any]] = self.office["round"]
        return rules[min(len(self.rounds), len(rules)) - 1]

    @property
    def elected(self) -> list[str]:
        """Who was elected in any round."""
        return sorted(name for one in self.rounds for name in one.elected)

    @property
    def places(self) -> int:
        """The places still to be filled in the newest round."""
        places: int = self.office.get("places", 1)
        return places - sum(len(one.elected) for one in self.rounds[:-1])


class Book:
    """What the entries of a log come to, and what is wrong with them.

    There is one method for each action that changes a number; it bears the action's name.
    """

    def __init__(self) -> None:
        self.findings: list[str] = []
        self.notes: list[str] = []
        self.title = ""
        self.rules: dict[str, Any] = {}
        self.members: dict[str, dict[str, Any]] = {}
        self.present: set[str] = set()
        self.commission: list[str] = []
        self.questions: dict[str, dict[str, Any]] = {}
        self.elections: dict[str, Election] = {}
        self.protocols = 0
        self.closed = False
        self.place = ""  # for a finding
        self.at = ""
        self.head = ""  # the code of the entry before

    def expect(self, holds: object, words: str) -> None:
        """Note a finding unless something holds."""
        if not holds and len(self.findings) < MOST_FINDINGS:
            self.findings.append(f"{self.place}: {words}.")

    def enter(self, entry: dict[str, Any], head: str) -> None:
        """Enter one entry; `head` is the code of the one before."""
        action, data = entry["action"], entry["data"]
        self.place, self.head = f"Entry {entry['seq']} ({action})", head
        self.expect(entry["at"] >= self.at or action == "clock_jump", "it lies in the past")
        self.expect(not self.closed, "the sitting was closed before")
        self.expect(self.rules or action == "open_sitting", "the sitting was not opened before")
        self.at = entry["at"]
        method = getattr(self, action, None)
        if method is not None:
            method(data)

    # -- the chamber

    def open_sitting(self, data: dict[str, Any]) -> None:
        """Take over the rules."""
        self.expect(not self.rules, "the sitting was opened before")
        rehearsal = "REHEARSAL, no sitting: " if data.get("rehearsal") else ""
        self.title = f"{rehearsal}{data['title']}, {data['date']}, {data['chamber']}"
        self.rules = data["rules"]
        self.seats: int = self.rules["chamber"]["seats"]
        self.quorum = least(self.rules["chamber"]["quorum"], self.seats)

    def seat_members(self, data: dict[str, Any]) -> None:
        """Take over the members."""
        self.expect(not self.members, "the members were seated before")
        self.members = {member["id"]: member for member in data["members"]}
        self.expect(len(self.members) <= self.seats, "there are more members than seats")

    def mark_attendance(self, data: dict[str, Any]) -> None:
        """Keep who is present."""
        self.known(data["members"])
        self.present -= set(data["members"])
        if data["status"] == "present":
            self.present |= set(data["members"])

    def close_roll_call(self, data: dict[str, Any]) -> None:
        """Check the number present and the quorum."""
        self.expect(data["present"] == len(self.present), f"{len(self.present)} are present")
        self.expect(data["quorum"] == self.quorum, f"the quorum is {self.quorum}")

    def known(self, members: list[str]) -> None:
        """Expect that all are members."""
        self.expect(set(members) <= set(self.members), "it names somebody who is no member")

    def form_commission(self, data: dict[str, Any]) -> None:
        """Take over the commission, none of whom may stand."""
        self.known(data["members"])
        self.commission = data["members"]
        standing = {
            name
            for election in self.elections.values()
            if not election.closed and election.now.outcome != "elected"
            for name in election.standing
        }
        self.expect(not standing & set(self.commission), "a candidate is in the commission")

    # -- open votes

    def put_question(self, data: dict[str, Any]) -> None:
        """Find the majority that a question needs."""
        self.expect(data["id"] not in self.questions, "there is a question of this id")
        kind = data["kind"]
        rule = {"needed": "> 1/2", "of": "seats" if kind == "protocol" else "present"}
        number = 0
        if kind == "office":
            election = self.elections[data["election"]]
            number, rule = election.now.number, election.rule
            self.expect(data["candidate"] in election.standing, "nobody such stands")
        rule = self.rules.get("questions", {}).get(kind, rule)
        needed, of = data.get("needed", rule["needed"]), data.get("of", rule["of"])
        self.questions[data["id"]] = {**data, "needed": needed, "of": of, "round": number}

    def decide_question(self, data: dict[str, Any]) -> None:
        """Check the votes of a question and whether it is adopted."""
        question = self.questions[data["id"]]
        self.expect("adopted" not in question, "the question was decided before")
        votes = {mark: data[mark] for mark in ("for", "against", "abstain")}
        cast = sum(votes.values())
        self.expect(data["present"] == len(self.present), f"{len(self.present)} are present")
        self.expect(len(self.present) >= self.quorum, f"the quorum of {self.quorum} is missing")
        self.expect(cast <= len(self.present), f"{cast} votes are more than there are members")
        base = Box(votes, cast, 0).base(question["of"], self.seats, len(self.present))
        needed = None if question["needed"] == "most" else least(question["needed"], base)
        enough = votes["against"] + 1 if needed is None else max(1, needed)
        adopted = base > 0 and votes["for"] >= enough
        self.expect(data.get("needed") == needed, f"the votes needed are {needed}")
        self.expect(data["adopted"] == adopted, f"adopted or not: {adopted}, by these votes")
        self.questions[data["id"]] = {**question, **votes, "adopted": adopted}

    # -- candidates and ballot

    def open_election(self, data: dict[str, Any]) -> None:
        """Begin an election."""
        self.expect(data["id"] not in self.elections, "there is an election of this id")
        office = self.rules["office"][data["office"]]
        self.elections[data["id"]] = Election(office, [Round(1)])

    def nominate(self, data: dict[str, Any]) -> None:
        """Add a candidate."""
        election, name = self.elections[data["election"]], data["candidate"]
        self.known([name])
        self.expect(election.nominating, "nominations are closed")
        self.expect(name not in self.commission, "a member of the commission cannot stand")
        self.expect(name not in election.standing, "the candidate stands already")
        election.standing.append(name)

    def withdraw(self, data: dict[str, Any]) -> None:
        """Take a candidate off the list."""
        election = self.elections[data["election"]]
        self.round(data, "listing", "declared")
        self.expect(data["candidate"] in election.standing, "nobody such stands")
        election.standing.remove(data["candidate"])

    def close_nominations(self, data: dict[str, Any]) -> None:
        """Close the list."""
        election = self.elections[data["election"]]
        self.expect(election.nominating and election.standing, "there is no list to close")
        election.nominating = False

    def round(self, data: dict[str, Any], *steps: str) -> Round:
        """Return the newest round of the election named, expected to be at one of the steps."""
        election = self.elections[data["election"]]
        current = election.now
        self.expect(not election.closed, "the election was closed before")
        self.expect(current.step in steps, f"it is not the time for it: {current.step}")
        self.expect(data.get("round", current.number) == current.number, "it is another round")
        return current

    def approve_ballot(self, data: dict[str, Any]) -> None:
        """Take over candidates, form and stock."""
        election, current = self.elections[data["election"]], self.round(data, "listing")
        secret = election.office.get("vote", "secret") == "secret"
        self.expect(secret and not election.nominating, "there can be no ballot yet")
        same = sorted(data["candidates"]) == sorted(election.standing) != []
        self.expect(same, "the ballot does not bear those who stand")
        current.step, current.candidates = "ballot", data["candidates"]
        current.form, current.made = data["form"], data["made"]
        one = len(current.candidates) == 1 or current.form not in FORMS[:2]
        self.expect(one, "a paper for or against is for one candidate")

    # -- the vote

    def open_voting(self, data: dict[str, Any]) -> None:
        """Check the votes needed as they were stated before the vote."""
        current = self.round(data, "ballot")
        others = [election.now.step for election in self.elections.values()]
        self.expect("voting" not in others, "another vote is open")
        current.step, current.present = "voting", len(self.present)
        rule = self.elections[data["election"]].rule
        base = {"seats": self.seats, "present": len(self.present)}.get(rule["of"])
        needed = None
        if base is not None and rule["needed"] != "most":
            needed = least(rule["needed"], base)
        self.expect(data["present"] == len(self.present), f"{len(self.present)} are present")
        self.expect(len(self.present) >= self.quorum, f"the quorum of {self.quorum} is missing")
        self.expect(data["of"] == rule["of"], f"the votes needed are a share of {rule['of']}")
        self.expect(data.get("needed") == needed, f"the votes needed are {needed}")

    def issue_ballot(self, data: dict[str, Any]) -> None:
        """Check the number of papers handed out."""
        current = self.round(data, "voting")
        more = data["issued"] - current.issued
        spoiled = data.get("spoiled", current.spoiled) - current.spoiled
        exchanged = "spoiled" in data
        self.expect(more > 0, "no paper more than before was handed out")
        self.expect(spoiled == (more if exchanged else 0), "papers exchanged: one for one")
        self.expect(not exchanged or current.issued > current.spoiled, "nobody holds a paper")
        self.expect(data["issued"] <= current.made, f"only {current.made} papers were made")
        current.issued, current.spoiled = data["issued"], current.spoiled + spoiled

    exchange_ballot = issue_ballot

    def close_voting(self, data: dict[str, Any]) -> None:
        """Check who received a paper against how many were handed out."""
        current, received = self.round(data, "voting"), data["received"]
        said, counted = (data["issued"], data["spoiled"]), (current.issued, current.spoiled)
        self.expect(said == counted, "issued and spoiled are {} and {}".format(*counted))
        self.expect(received == sorted(received), "the list is not sorted: it may tell an order")
        self.expect(set(received) <= self.present, "somebody received a paper who was not present")
        persons = current.issued - current.spoiled
        self.expect(len(received) == persons, f"{persons} members received a paper")
        current.step = "closed"

    # -- the count

    def account_papers(self, data: dict[str, Any]) -> None:
        """Take over the papers counted while the box is shut."""
        current = self.round(data, "closed", "accounted")
        current.step, current.unused, current.spoiled = "accounted", data["unused"], data["spoiled"]
        current.returned = data.get("returned_unvoted", 0)
        papers = current.unused + current.spoiled + current.returned
        self.expect(papers <= current.made, f"only {current.made} papers were made")

    def open_box(self, data: dict[str, Any]) -> None:
        """Check who was there."""
        self.round(data, "accounted").step = "open"
        self.expect(set(data["present"]) <= set(self.commission), "not of the commission")
        all_there = set(data["present"]) == set(self.commission)
        self.expect(all_there or "reason" in data, "not all of the commission, and no reason")

    def mix_papers(self, data: dict[str, Any]) -> None:
        """Note that the papers were mixed."""
        self.round(data, "open").step = "mixed"

    def count_papers(self, data: dict[str, Any]) -> None:
        """Take over the number of papers found."""
        current = self.round(data, "mixed", "counted")
        self.expect(current.packets == 0, "a packet was read before")
        self.expect(data["found"] <= current.made, f"only {current.made} papers were made")
        current.step, current.found, current.differs = "counted", data["found"], False

    def agree_packet(self, data: dict[str, Any]) -> None:
        """Check number and size of a packet."""
        current = self.round(data, "counted")
        size = min(self.rules.get("count", {}).get("packet", 10), current.found - current.read)
        self.expect(data["packet"] == current.packets + 1, f"packet {current.packets + 1} follows")
        self.expect(data["papers"] == size, f"the packet holds {size} papers")
        current.packets, current.read = data["packet"], current.read + data["papers"]
        current.differs = False

    def packet_differs(self, data: dict[str, Any]) -> None:
        """Note that a packet has to be read again."""
        current = self.round(data, "counted")
        following = data["packet"] == current.packets + 1 and current.read < current.found
        self.expect(following, "no such packet is to be read now")
        current.differs = True

    def explain_difference(self, data: dict[str, Any]) -> None:
        """Add up the papers explained."""
        current = self.round(data, "counted")
        current.explained += data["papers"]
        gap = abs(current.gap)
        self.expect(current.explained <= gap, f"the account leaves {gap} papers to explain")
        all_read = current.read == current.found
        self.expect(("matters" in data) == all_read, "known, when all is read: whether it matters")
        current.said += [data["matters"]] if "matters" in data else []

    def finish_count(self, data: dict[str, Any]) -> None:
        """Check the totals against the papers found, and the account of all papers."""
        current, gap = self.round(data, "counted"), 0
        gap = abs(current.gap)
        self.expect(not current.differs, "the readings of a packet differ")
        self.expect(current.read == current.found, f"{current.read} papers were read")
        self.expect(data["found"] == current.found, f"{current.found} papers were found")
        self.expect(current.explained == gap, f"of {gap} papers {current.explained} are explained")
        known = set(REASONS) | set(self.rules.get("count", {}).get("invalid", []))
        own = set(data["totals"]) <= set(current.choices) and set(data["invalid"]) <= known
        self.expect(own and all(data["invalid"].values()), "marks that this paper does not know")
        other = data["blank"] + sum(data["invalid"].values())
        votes = {choice: data["totals"].get(choice, 0) for choice in current.choices}
        current.box = Box(votes, data["found"] - other, other)
        current.step = "finished"
        limit = self.marks_a_paper(data)
        told = f"{sum(votes.values())} votes, {other} blank or invalid, {current.found} papers"
        self.expect(fits(current.box, limit), f"the sums do not fit: {told}")
        for said in current.said:
            could = could_change(self.terms(data), current.box, current.gap, limit)
            if could is None:
                self.notes.append(f"{self.place}: whether a difference matters was not computed")
            self.expect(could in (said, None), f"could the difference matter: {could}")

    def marks_a_paper(self, data: dict[str, Any]) -> int:
        """Return how many names a paper may bear."""
        election = self.elections[data["election"]]
        return election.office.get("places", 1) if election.now.form == "approve" else 1

    def terms(self, data: dict[str, Any]) -> Terms:
        """Return what decides the newest round of an election."""
        election = self.elections[data["election"]]
        current = election.now
        births = {name: self.members[name].get("born", "") for name in current.candidates}
        return Terms(
            rule=election.rule,
            candidates=current.candidates,
            single=current.single,
            places=election.places,
            seats=self.seats,
            present=current.present,
            births=births,
            lot=current.lot,
        )

    # -- protocols, report, declaration

    def sign_protocol(self, data: dict[str, Any]) -> None:
        """Check number and head code of a protocol, and who signed it."""
        self.protocols += 1
        self.expect(data["number"] == self.protocols, f"it is protocol {self.protocols}")
        self.expect(data["head_code"] == self.head, f"the head code then was {self.head}")
        self.expect(set(data["signers"]) <= set(self.commission), "a signer is not of them")
        if data["kind"] == "results":
            self.round(data, "finished").step = "signed"
            missing = set(self.commission) - set(data["signers"])
            self.expect(not missing or "dissent" in data, "not all signed, and no dissent is told")

    def announce_result(self, data: dict[str, Any]) -> None:
        """Check that the protocol was signed before."""
        self.round(data, "signed").step = "announced"

    def draw_lot(self, data: dict[str, Any]) -> None:
        """Check that there was a tie to be decided by lot, and among whom."""
        current = self.round(data, "finished", "signed", "announced")
        terms, box = self.terms(data), current.box or Box({}, 0, 0)
        outcome, sure, _ = verdict(terms, box)
        drawn = terms.rule.get("tie") == "lot" and outcome == "tie" and not current.lot
        self.expect(drawn, "there is no tie to be decided by lot")
        current.lot = data["elected"]
        level = {box.votes.get(name, -1) for name in current.lot}
        border = sorted(box.votes.values(), reverse=True)[terms.places - 1]
        self.expect(level == {border}, "the lot fell on somebody who is not tied")
        self.expect(len(current.lot) == terms.places - len(sure), "the lot gives too few or many")

    def declare(self, data: dict[str, Any]) -> None:
        """Compare what was declared with what the numbers say."""
        election = self.elections[data["election"]]
        if election.office.get("vote", "secret") == "open":
            current = self.round(data, "listing")
            said = self.open_verdict(data["election"])
        else:
            current = self.round(data, "announced")
            said = verdict(self.terms(data), current.box or Box({}, 0, 0))
        told = (data["outcome"], data.get("elected", []), data.get("goes_on", []))
        self.expect(told == said, f"by the numbers it is: {self.words(said)}")
        current.step = "declared"
        current.outcome, current.elected, current.goes_on = told
        election.standing = [
            name
            for name in election.standing
            if name in current.candidates and name not in current.elected
        ]

    def open_verdict(self, name: str) -> Verdict:
        """Return the outcome of a round by open votes: adopted means elected."""
        election = self.elections[name]
        current, following = election.now, election.rule.get("next", "chamber-decides")
        current.candidates, votes = list(election.standing), {}
        for question in self.questions.values():
            if (question["kind"], question.get("election")) == ("office", name) and (
                question["round"] == current.number and "adopted" in question
            ):
                votes[question["candidate"]] = question["for"]
                current.lot += [question["candidate"]] if question["adopted"] else []
        elected, current.lot = sorted(current.lot), []
        filled = len(elected) == election.places
        all_asked = set(current.candidates) <= set(votes)
        self.expect(filled or all_asked, "there was no vote on one who stands")
        if filled:
            return "elected", elected, []
        if following == "chamber-decides":
            return "not-elected", elected, []
        rest = {one: votes.get(one, 0) for one in current.candidates if one not in elected}
        return "next-round", elected, sorted(going_on(following, rest, len(self.present)))

    def next_round(self, data: dict[str, Any]) -> None:
        """Check who stands in a further round."""
        election = self.elections[data["election"]]
        before, how = election.now, data["how"]
        open_end = before.step == "declared" and before.outcome != "elected"
        self.expect(open_end and not election.closed, "there is no further round")
        self.expect(data["round"] == before.number + 1, f"round {before.number + 1} follows")
        if how == "rule":
            self.expect(before.outcome != "not-elected", "the next step is the chamber's")
            election.standing = [name for name in election.standing if name in before.goes_on]
        elif how == "new-nominations":
            election.standing = []
        same = data.get("candidates", []) == election.standing
        self.expect(same, f"those who stand are: {', '.join(election.standing) or 'nobody'}")
        election.nominating = how == "new-nominations"
        election.rounds.append(Round(data["round"]))

    def close_election(self, data: dict[str, Any]) -> None:
        """Close an election, no vote being under way."""
        self.round(data, "listing", "ballot", "declared")
        self.elections[data["election"]].closed = True

    def close_sitting(self, _data: dict[str, Any]) -> None:
        """Close the sitting, no vote being under way."""
        steps = {election.now.step for election in self.elections.values()}
        self.expect(steps <= {"listing", "ballot", "declared"}, "a vote has not been declared")
        self.closed = True

    # -- what is left at the end

    def check_working_papers(self, register: int, readings: int) -> None:
        """Expect names in the register, and readings, only while they are needed."""
        self.place = "Working papers"
        current = {election.now.step: election.now for election in self.elections.values()}
        voting = current.get("voting")
        holding = voting.issued - voting.spoiled if voting else 0
        self.expect(register == holding, f"{register} names in the register, not {holding}")
        self.expect(not readings or "counted" in current, "readings, but nothing is being read")

    def words(self, said: Verdict) -> str:
        """Put a verdict into words."""
        outcome, elected, goes_on = said
        names = [f"{key} {self.names(who)}" for key, who in
                 (("elected", elected), ("goes on", goes_on)) if who]
        return "; ".join([outcome, *names])

    def names(self, members: Iterable[str]) -> str:
        """Return the names of members."""
        return ", ".join(self.members.get(one, {}).get("name", one) for one in members)

    def results(self) -> Iterator[str]:
        """Yield the result of every election, a line a round."""
        for key, election in self.elections.items():
            yield f"Election {key}:"
            for current in election.rounds:
                said = (current.outcome, current.elected, current.goes_on)
                yield f"  round {current.number}: {self.numbers(current)}{self.words(said)}"

    def numbers(self, current: Round) -> str:
        """Put the papers and votes of a round into words."""
        if current.box is None:
            return ""
        votes = [f"{self.names([key])} {number}" for key, number in current.box.votes.items()]
        return (
            f"made {current.made}, unused {current.unused}, issued {current.issued},"
            f" spoiled {current.spoiled}, found {current.found};"
            f" {', '.join(votes)}, blank or invalid {current.box.other}; "
        )


# ------------------------------------------------------------------ chain, file, report


def code(digest: str) -> str:
    """Return a hash as it is printed and read aloud: 16 hex digits in groups of four."""
    return "-".join(digest[start : start + 4] for start in (0, 4, 8, 12))


@dataclass
class Report:
    """What was found, and the chain as far as it holds."""

    book: Book
    hashes: list[str]

    @property
    def sound(self) -> bool:
        """Whether nothing was found."""
        return not self.book.findings


def examine(rows: Iterable[Row], head: str | None = None) -> Report:
    """Examine the rows (seq, entry, hash) of a log; with a head code, whether it is in it."""
    book, hashes = Book(), ["0" * 64]
    for place, (seq, text, stated) in enumerate(rows, 1):
        book.place = f"Entry {place}"
        if seq != place or not isinstance(text, str):
            book.expect(False, f"it is missing or out of place: {seq!r} stands there")
            break
        if hashlib.sha256((hashes[-1] + text).encode()).hexdigest() != stated:
            book.expect(False, "its hash does not follow from its bytes and the hash before")
            break
        try:
            book.enter(read_entry(text, place), code(hashes[-1]))
        except ValueError as error:
            book.expect(False, str(error))
            break
        except (LookupError, TypeError, AttributeError, ArithmeticError, RecursionError):
            book.expect(False, "it does not fit what stands before it")
            break
        hashes.append(stated)
    book.place = "Log"
    book.expect(len(hashes) > 1, "there is no entry that can be relied upon")
    if head is not None:
        digits = head.replace("-", "").replace(" ", "").lower()
        known = len(digits) >= 16 and any(each.startswith(digits) for each in hashes[1:])
        book.expect(known, f"the head {head} is not in it")
    return Report(book, hashes)
