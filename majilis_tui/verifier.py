"""Check the count of a secret election from the record of its sitting, without the program.

    python verify.py FILE [--head CODE]

One file, nothing but Python's standard library. FILE, an SQLite database, is only read. Printed are
the rule and the result of every round, what does not fit, and the head code. Exit status: 0 sound,
1 not sound, 2 not readable as a record.

Checked are: the bytes of every entry and the chain of their hashes; that none is missing; and, by a
book kept anew from the first entry to the last, the sums of every secret vote: who stood, how many
papers went out, to how many members, the account of the papers, the totals, the votes needed, and
the outcome, if one was declared.

Not checked are: questions and elections decided by open votes, which the hall saw; that the papers
were read packet by packet; who may do what, and when; the hours and the words; what commission and
chamber are free to decide, such as to void a round, or that others go on than those whom the rule
names; and whether papers missing or too many, once explained, could have changed the outcome. What
of this has rules, the program's own `verify` checks. And no look at the file alone can show that
its end was cut off, or that all of it was written anew. For that, compare the head code with one
that was printed or read aloud then, or give that one, or a whole hash, as CODE.

To be read from top to bottom: the form of an entry; a round and the account of its papers; what a
box of votes means (`verdict`); the book of a sitting; last, the chain and the file. A round is `r`
wherever it is spoken of. `expect` puts down what does not fit; `states` does so where a field is
not what follows from the entries before.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import sqlite3
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

__all__ = ["UnreadableError", "examine", "main", "verify"]

Json = dict[str, Any]
Votes = dict[str, int]

# ---------------------------------------------------------------- the form of an entry

# The actions that are read, with the fields of their data. After a colon stands what a field holds
# (KINDS); without one it is a text. With ? it may be left out.
FIELDS = {
    "open_sitting": "title title_kk? title_ru? date chamber presiding:any rules:any"
    " convocation:any? rehearsal:any?",
    "seat_members": "members:any",
    "mark_attendance": "status members:texts",
    "open_election": "id office incumbent?",
    "nominate": "election candidate proposer statement? offices:any?",
    "withdraw": "election candidate reason?",
    "close_nominations": "election",
    "approve_ballot": "election round:number made:number form candidates:texts question?",
    "open_voting": "election round:number minutes:number deadline present:number of needed:number?",
    "issue_ballot": "election round:number issued:number",
    "exchange_ballot": "election round:number issued:number spoiled:number",
    "close_voting": "election round:number issued:number spoiled:number received:texts reason?",
    "account_papers": "election unused:number spoiled:number returned_unvoted:number?",
    "count_papers": "election found:number",
    "explain_difference": "election papers:number text matters:any?",
    "finish_count": "election round:number found:number totals:numbers blank:number"
    " invalid:numbers",
    "draw_lot": "election elected:texts",
    "declare": "election round:number outcome elected:texts? goes_on:texts?",
    "next_round": "election how round:number candidates:texts? question?",
    "sign_protocol": "kind signers:texts number:number head_code election? round:number? dissent?",
}
OF_EVERY_ACTION = "with? recorder? request? from_paper:any?"

# Actions of which nothing is read; only their bytes and hashes are checked. `agree_packet` tells
# how many papers a packet held, not what they bear.
NOT_READ = """
agree_packet announce_result choose_officers clock_jump close_election close_roll_call
close_sitting decide_question end_break enroll_officer extend_voting form_commission
hand_over_chair mix_papers note open_box packet_differs pin_refused put_question resume
second_medium start_break
"""

# The actions of a round: at which steps of it one may come, and to which step it leads, if to any.
STEPS = {
    "nominate": ("begun", ""),
    "withdraw": ("begun declared", ""),
    "close_nominations": ("begun", ""),
    "approve_ballot": ("begun", "ballot"),
    "open_voting": ("ballot", "voting"),
    "issue_ballot": ("voting", ""),
    "exchange_ballot": ("voting", ""),
    "close_voting": ("voting", "closed"),
    "account_papers": ("closed accounted", "accounted"),
    "count_papers": ("accounted counted", "counted"),
    "explain_difference": ("counted", ""),
    "finish_count": ("counted", "finished"),
    "draw_lot": ("finished declared", "finished"),  # what was declared is then declared anew
    "declare": ("finished", "declared"),
    "next_round": ("finished declared", ""),
}


def is_number(value: Any) -> bool:
    return type(value) is int and 0 <= value <= 1_000_000  # true and false are none


def are_texts(value: Any) -> bool:
    """Say whether this is a list of texts, none of them twice."""
    texts = isinstance(value, list) and all(isinstance(each, str) for each in value)
    return texts and len(value) == len(set(value))


KINDS: dict[str, Callable[[Any], bool]] = {
    "": lambda value: isinstance(value, str) and value != "",
    "texts": are_texts,
    "number": is_number,
    "numbers": lambda value: isinstance(value, dict) and all(map(is_number, value.values())),
    "any": lambda _: True,
}


def wrong_fields(action: str, data: Json) -> set[str]:
    """Return the fields that are missing, or unknown, or hold something else."""
    wrong = set(data)  # all of them, until each is known and found right
    for description in f"{FIELDS[action]} {OF_EVERY_ACTION}".split():
        name, _, kind = description.removesuffix("?").partition(":")
        if name not in data and not description.endswith("?"):
            wrong.add(name)
        if name in data and KINDS[kind](data[name]):
            wrong.remove(name)
    return wrong


encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def read_entry(text: str, seq: int) -> Json:
    """Return an entry; raises ValueError, in words, where it has not the form of the log."""
    entry = json.loads(text)
    if not isinstance(entry, dict) or entry.keys() != {"action", "at", "by", "data", "seq"}:
        raise ValueError("it does not consist of action, at, by, data and seq")
    if encode(entry) != text:  # so that nothing stands in it twice
        raise ValueError("it is not written as entries are: keys sorted, no spaces")
    if not is_number(entry["seq"]) or entry["seq"] != seq:
        raise ValueError("it bears another number inside")
    if entry["action"] in NOT_READ.split():
        return entry
    if entry["action"] not in FIELDS:
        raise ValueError("there is no such action")
    wrong = wrong_fields(entry["action"], entry["data"])
    if wrong:
        raise ValueError(f"missing, or not what should be there: {', '.join(sorted(wrong))}")
    return entry


# ---------------------------------------------------------------- a round and its papers


class Box(NamedTuple):
    """What a box holds: votes, on so many valid papers, and others, blank or invalid."""

    votes: Votes
    valid: int
    other: int


class Rule(NamedTuple):
    """By what a round is decided."""

    needed: str  # the votes needed: `most`, or a share such as `> 1/2` or `>= 2/3`
    of: str  # of what: seats, present, found, valid, counted (the valid without abstentions)
    tie: str  # what is done about one: none, repeat, elder, lot
    next: str  # who goes on: chamber-decides, all, top 2, drop-last, drop-last below 5%


NO_BOX = Box({}, 0, 0)


@dataclass
class Round:
    """One round of an election: what decides it, and what became of its papers."""

    number: int
    rule: Rule
    places: int  # still to be filled
    seats: int
    step: str = "begun"
    # the paper
    candidates: list[str] = field(default_factory=list)
    form: str = ""
    names_a_paper: int = 1
    births: dict[str, str] = field(default_factory=dict)
    # the account of the papers
    present: int = 0  # members, when the vote was opened
    needed: int | None = None  # votes, None for `most`, and until it is known
    made: int = 0
    unused: int = 0
    issued: int = 0
    exchanged: int = 0  # papers that came back spoiled, and another was issued for each
    spoiled: int = 0  # these, as counted by hand after the vote
    returned: int = 0  # without having been in the box
    found: int = 0
    explained: int = 0
    # the count
    box: Box = NO_BOX
    lot: list[str] = field(default_factory=list)
    # as declared
    outcome: str = "not declared"
    elected: list[str] = field(default_factory=list)
    goes_on: list[str] = field(default_factory=list)
    voided_by: str = ""  # the question by which the chamber voided the round

    def bears_names(self) -> bool:
        """Say whether names are marked on the paper, and not what one thinks of the only one."""
        return len(self.candidates) > 1 or self.form in ("choose-one", "approve")

    def choices(self) -> list[str]:
        """Return what can be marked on the paper."""
        if self.bears_names():
            return self.candidates
        if self.form == "for-against-abstain":
            return ["for", "against", "abstain"]
        return ["for", "against"]

    def holders(self) -> int:
        """Return how many members received a paper: whoever exchanged one received one more."""
        return self.issued - self.exchanged

    def to_explain(self) -> int:
        """Return how many papers are to be explained.

        It should be that made = unused + issued, that spoiled = exchanged, and that holders =
        returned + found. Each difference is what is missing there, or too many, if it is negative.
        Example: nothing was exchanged, one paper is missing from the stock, and one too many is in
        the box. That may be the same paper: one is to be explained, not two, and not none.
        Papers that are spoiled and were not exchanged are given back, as returned ones are.
        """
        given_back = self.returned + max(self.spoiled - self.exchanged, 0)
        differences = [
            self.made - self.unused - self.issued,
            max(self.exchanged - self.spoiled, 0),
            self.holders() - given_back - self.found,
        ]
        missing = sum(number for number in differences if number > 0)
        too_many = -sum(number for number in differences if number < 0)
        return max(missing, too_many)

    def fits(self) -> bool:
        """Say whether the valid papers can bear the votes.

        On a paper a name stands once, there is one at least, and no more than `names_a_paper`.
        """
        votes, valid = self.box.votes.values(), self.box.valid
        return max(votes) <= valid <= sum(votes) <= valid * self.names_a_paper


# ---------------------------------------------------------------- what the votes mean


class Verdict(NamedTuple):
    """What follows from the votes; `lot_among` are those between whom a lot is to decide."""

    outcome: str
    elected: list[str]
    goes_on: list[str]
    lot_among: list[str]


def verdict(r: Round) -> Verdict:
    """Return what follows from the box.

    Example: two places, 25 votes needed; A has 40 votes, B and C 30 each, D 20. All but D have the
    votes needed. The last place is reached with 30 votes: at this border B and C are level. A is
    sure of a place, one is left, and the rule on ties decides who of B and C has it.
    """
    votes, against = r.box.votes, 0
    if not r.bears_names():  # the votes for are those of the only candidate
        votes, against = {r.candidates[0]: votes["for"]}, votes["against"]

    # Who has the votes needed? By `most` a single candidate has them with more for than against.
    # Without a vote nobody has.
    if r.rule.needed == "most":
        able = [name for name in votes if votes[name] > against]
    else:
        needed = votes_needed(r)
        able = [name for name in votes if votes[name] >= needed and votes[name] > 0]
    if not able:
        return conclude(r, [], votes)

    # With how many votes is the last place reached, and who is level there?
    most_first = sorted((votes[name] for name in able), reverse=True)
    border = min(most_first[: r.places])
    sure = sorted(name for name in able if votes[name] > border)
    level = sorted(name for name in able if votes[name] == border)
    left = r.places - len(sure)
    if len(level) <= left:
        return conclude(r, sure + level, votes)

    # More are level than places are left: the rule on ties decides.
    tie = r.rule.tie
    if tie == "repeat":  # in another round, between those who are level
        return Verdict("tie", sure, goes_on=level, lot_among=[])
    if tie == "lot" and not r.lot:
        return Verdict("tie", sure, goes_on=[], lot_among=level)
    if tie == "lot":
        return conclude(r, sure + r.lot, votes)
    if tie == "elder":
        return conclude(r, sure + eldest(level, r.births, left), votes)
    if tie == "none":  # nobody of those who are level is elected
        return conclude(r, sure, votes)
    raise ValueError(f"{tie!r} is no rule on ties")


def votes_needed(r: Round) -> int:
    """Return the votes needed by a rule other than `most`: `> 1/2` of 98 seats is 50."""
    bases = {
        "seats": r.seats,
        "present": r.present,
        "found": r.box.valid + r.box.other,
        "valid": r.box.valid,
        "counted": r.box.valid - (0 if r.bears_names() else r.box.votes.get("abstain", 0)),
    }
    return share(r.rule.needed, bases[r.rule.of])


def share(words: str, base: int) -> int:
    """Return the least whole number that is such a share: `> 1/2` of 98 is 50, `>= 2/3` is 66."""
    found = re.fullmatch("(>=?) ?([0-9]{1,6})/([0-9]{1,6})", words)
    if found is None:
        raise ValueError(f"{words!r} is not a share such as '> 1/2'")
    exactly, rest = divmod(base * int(found[2]), int(found[3]))
    return exactly + 1 if found[1] == ">" or rest else exactly


def eldest(names: list[str], births: dict[str, str], number: int) -> list[str]:
    """Return so many eldest; nobody if one's birth is not known, or the next is just as old."""
    dates = sorted(births.get(name, "") for name in names)
    if "" in dates or dates[number - 1] == dates[number]:
        return []
    return [name for name in names if births[name] < dates[number]]


def conclude(r: Round, elected: list[str], votes: Votes) -> Verdict:
    """Return what follows once it is known who is elected.

    It is over when every place is filled, or when somebody is elected and nobody is left for the
    other places.
    """
    rest = {name: votes[name] for name in votes if name not in elected}
    if len(elected) == r.places or (elected and not rest):
        return Verdict("elected", sorted(elected), [], [])
    if r.rule.next == "chamber-decides":
        return Verdict("not-elected", sorted(elected), [], [])
    return Verdict("next-round", sorted(elected), sorted(go_on(r, rest)), [])


def go_on(r: Round, votes: Votes) -> list[str]:
    """Return who goes on by the rule: `all`, `top 2`, `drop-last`, `drop-last below 5%`."""
    following = r.rule.next
    if following == "all":
        return list(votes)
    if following.startswith("top "):
        return best(votes, int(following.removeprefix("top ")))
    others = best(votes, max(len(votes) - 1, 1))
    if following == "drop-last":
        return others
    # All below the share drop out as well, unless fewer than two are left: then the best two stay.
    percent = int(following.removeprefix("drop-last below ").removesuffix("%"))
    strong = [name for name in others if votes[name] * 100 >= percent * r.box.valid]
    return strong if len(strong) >= 2 else best(votes, 2)


def best(votes: Votes, number: int) -> list[str]:
    """Return so many with the most votes, and who has as many as the last: of 4, 3, 3, 2 three."""
    if len(votes) <= number:
        return list(votes)
    border = sorted(votes.values(), reverse=True)[number - 1]
    return [name for name in votes if votes[name] >= border]


# ---------------------------------------------------------------- the book of a sitting


@dataclass
class Election:
    """One election with its rounds; of one by open votes, none are kept."""

    office: Json  # what the rules say of it
    name: str  # by which they know it
    rounds: list[Round] = field(default_factory=list)
    nominating: bool = True
    listed: list[str] = field(default_factory=list)  # nominated, or going on, and not withdrawn

    def elected(self) -> list[str]:
        """Return who was declared elected; a voided round is as if it had not been."""
        return [name for r in self.rounds if not r.voided_by for name in r.elected]

    def standing(self) -> list[str]:
        """Return who may be on the next paper."""
        elected = self.elected()
        return [name for name in self.listed if name not in elected]

    def begin(self, seats: int) -> None:
        """Begin a round by the rule for its number; voided ones (`next_round`) do not count.

        The last rule serves all later rounds. To be filled are the places of the office, less
        those filled in the rounds before.
        """
        rules = self.office["round"]
        before = len([r for r in self.rounds if not r.voided_by])
        places = self.office["places"] - len(self.elected())
        told = rules[min(before, len(rules) - 1)]
        rule = Rule(*(str(told[name]) for name in Rule._fields))
        self.rounds.append(Round(len(self.rounds) + 1, rule, places, seats))


class Book:
    """What the entries come to.

    First come the means by which all is entered, then the actions: each is entered by the method
    of its name, which is given the data and, if it is one of a round (STEPS), that round.
    """

    def __init__(self) -> None:
        self.findings: list[str] = []
        self.place = self.head = ""  # of the entry being read; the hash before it
        self.opening = self.known_head = ""  # lines to be printed
        self.rules: Json = {}
        self.seats = self.quorum = 0
        self.members: dict[str, str] = {}  # their names
        self.births: dict[str, str] = {}
        self.present: set[str] = set()
        self.elections: dict[str, Election] = {}
        self.election = Election({}, "")  # the one of the entry being read
        self.protocols = 0

    def expect(self, holds: object, words: str) -> None:
        if not holds:
            self.findings.append(f"{self.place}: {words}.")

    def states(self, data: Json, **facts: Any) -> None:
        """Expect fields to hold what follows; one for which nothing follows is to be left out."""
        for name, fact in facts.items():
            due = None if fact == [] else fact
            told = data.get(name)
            self.expect(told == due, f"{name} is {shown(told)}, but follows as {shown(due)}")

    def enter(self, entry: Json, head: str) -> None:
        """Enter one entry; `head` is the hash before it."""
        action, data = entry["action"], entry["data"]
        self.place, self.head = f"Entry {entry['seq']} ({action})", head
        self.expect(self.rules or action == "open_sitting", "no sitting was opened before")
        if action in STEPS:
            self.enter_in_round(action, data)
        elif action in FIELDS:
            getattr(self, action)(data)

    def enter_in_round(self, action: str, data: Json) -> None:
        self.election = election = self.elections[data["election"]]
        if not election.rounds:
            names = ("nominate", "withdraw", "close_nominations", "declare", "next_round")
            self.expect(action in names, "there are no papers in an election by open votes")
            return
        r = election.rounds[-1]
        steps, leads_to = STEPS[action]
        self.expect(r.step in steps.split(), f"the round is not at this point, but at: {r.step}")
        if "round" in data and action != "next_round":  # this one tells the number of the new
            self.states(data, round=r.number)
        getattr(self, action)(data, r)
        if leads_to:
            r.step = leads_to

    def names(self, members: Iterable[str]) -> str:
        """Return names, each with the id that the log uses."""
        known = {one: f"{name} ({one})" for one, name in self.members.items()}
        return ", ".join(known.get(one, one) for one in members)

    # ------------------------------------------------ the sitting

    def open_sitting(self, data: Json) -> None:
        self.expect(not self.rules, "the sitting was opened before")
        self.rules = data["rules"]
        chamber = self.rules["chamber"]
        if not is_number(chamber["seats"]):
            raise ValueError("the number of seats cannot be read")
        self.seats, self.quorum = chamber["seats"], share(chamber["quorum"], chamber["seats"])
        said = f"{data['title']}, {data['date']}, {data['chamber']}; seats {self.seats}, "
        self.opening = f"{said}quorum {self.quorum} ({chamber['quorum']} of seats)"
        if data.get("rehearsal"):
            self.opening = f"REHEARSAL, no sitting: {self.opening}"

    def seat_members(self, data: Json) -> None:
        self.expect(not self.members, "the members were seated before")
        self.members = {member["id"]: str(member["name"]) for member in data["members"]}
        self.births = {member["id"]: member.get("born", "") for member in data["members"]}
        self.expect(len(self.members) == len(data["members"]), "two members bear one id")
        self.expect(len(self.members) <= self.seats, "there are more members than seats")

    def mark_attendance(self, data: Json) -> None:
        named = set(data["members"])
        self.expect(self.members.keys() >= named, "it names one who is no member")
        self.present -= named
        if data["status"] == "present":
            self.present |= named

    def sign_protocol(self, data: Json) -> None:
        # Protocols are numbered over the sitting, and each bears the head code before it.
        self.protocols += 1
        self.states(data, number=self.protocols, head_code=head_code(self.head))

    # ------------------------------------------------ the papers and the vote

    def open_election(self, data: Json) -> None:
        self.expect(data["id"] not in self.elections, "there is an election of this id")
        office = self.rules["office"][data["office"]]
        election = self.elections[data["id"]] = Election(office, data["office"])
        if office["vote"] != "open":
            election.begin(self.seats)

    def nominate(self, data: Json, _: Round) -> None:
        self.expect(self.election.nominating, "nominations are closed")
        taken = [*self.election.listed, *self.election.elected()]
        self.expect(data["candidate"] not in taken, "the candidate stands, or is elected, already")
        self.election.listed.append(data["candidate"])

    def withdraw(self, data: Json, _: Round) -> None:
        self.expect(data["candidate"] in self.election.standing(), "the candidate does not stand")
        self.election.listed.remove(data["candidate"])

    def close_nominations(self, _: Json, __: Round) -> None:
        self.election.nominating = False

    def approve_ballot(self, data: Json, r: Round) -> None:
        r.candidates, r.form, r.made = data["candidates"], data["form"], data["made"]
        same = sorted(r.candidates) == sorted(self.election.standing())
        self.expect(r.candidates and same, "the ballot does not bear those who stand")
        # Only one candidate can be voted on by for and against. To `approve` is to mark several
        # names, as many as the office has places; on the other papers one name is marked.
        known = ["strike-out", "choose-one", "approve"]
        known += ["for-against", "for-against-abstain"] if len(r.candidates) == 1 else []
        self.expect(r.form in known, "the form of the paper does not fit the candidates")
        if r.form == "approve":
            r.names_a_paper = self.election.office["places"]
        r.births = {name: self.births[name] for name in r.candidates}

    def open_voting(self, data: Json, r: Round) -> None:
        # The votes needed are told here, unless they are a share of what the box will hold.
        r.present = len(self.present)
        told = r.rule.of in ("seats", "present") and r.rule.needed != "most"
        r.needed = votes_needed(r) if told else None
        self.states(data, present=r.present, of=r.rule.of, needed=r.needed)
        self.expect(r.present >= self.quorum, f"the quorum of {self.quorum} is missing")

    def issue_ballot(self, data: Json, r: Round) -> None:
        # The entry tells how many papers went out so far, not to whom. Nobody holds two.
        self.expect(data["issued"] > r.issued, "not a paper more than before was handed out")
        r.issued = data["issued"]
        self.expect(r.issued <= r.made, f"only {r.made} papers were made")
        self.expect(r.holders() <= len(self.present), f"only {len(self.present)} are present")

    def exchange_ballot(self, data: Json, r: Round) -> None:
        # Another paper goes out for each that comes back spoiled; told is how many did so far.
        holders = r.holders()
        self.expect(holders, "nobody holds a paper to exchange")
        self.expect(data["issued"] > r.issued, "not a paper more than before was handed out")
        r.issued, r.exchanged = data["issued"], data["spoiled"]
        self.expect(r.holders() == holders, "papers are exchanged one for one")
        self.expect(r.issued <= r.made, f"only {r.made} papers were made")

    def close_voting(self, data: Json, r: Round) -> None:
        received, holders = data["received"], r.holders()
        self.states(data, issued=r.issued, spoiled=r.exchanged)
        self.expect(received == sorted(received), "the list is not sorted: it may tell an order")
        self.expect(self.present >= set(received), "one who was not present received a paper")
        self.expect(len(received) == holders, f"{holders} members received a paper")

    # ------------------------------------------------ the count

    def account_papers(self, data: Json, r: Round) -> None:
        # Counted by hand while the box is shut; `to_explain` holds it against the other numbers.
        r.unused, r.spoiled = data["unused"], data["spoiled"]
        r.returned = data.get("returned_unvoted", 0)
        fit = r.unused + r.spoiled + r.returned <= r.made
        self.expect(fit, f"only {r.made} papers were made")

    def count_papers(self, data: Json, r: Round) -> None:
        # They may be counted again; what was explained of an earlier number no longer counts.
        self.expect(data["found"] <= r.made, f"only {r.made} papers were made")
        r.found, r.explained = data["found"], 0

    def explain_difference(self, data: Json, r: Round) -> None:
        # No more than there are. Of papers returned unvoted it may be told why, but need not.
        r.explained += data["papers"]
        most = max(r.to_explain(), abs(r.issued - r.spoiled - r.found))
        self.expect(r.explained <= most, f"{most} papers are to be explained")

    def finish_count(self, data: Json, r: Round) -> None:
        # As many papers are explained as must be. A paper found is blank, or invalid for a reason
        # that the rules know, or valid, with votes that it can bear.
        self.states(data, found=r.found)
        self.expect(r.explained >= r.to_explain(), f"{r.to_explain()} papers are to be explained")
        reasons = ["form", "several", "unclear", *self.rules["count"]["invalid"]]
        strange = data["totals"].keys() - set(r.choices())
        strange |= data["invalid"].keys() - set(reasons)
        self.expect(not strange, f"marks that the paper does not know: {sorted(strange)}")
        other = data["blank"] + sum(data["invalid"].values())
        votes = {choice: data["totals"].get(choice, 0) for choice in r.choices()}
        r.box = Box(votes, data["found"] - other, other)
        self.expect(r.fits(), f"the sums do not fit: {r.box}")
        r.needed = votes_needed(r) if r.rule.needed != "most" else None

    # ------------------------------------------------ the outcome

    def draw_lot(self, data: Json, r: Round) -> None:
        # Among those level at the border who have not withdrawn, for all places left; once, and
        # where the rules say so.
        said = verdict(r)
        among = [name for name in said.lot_among if name in self.election.standing()]
        left = r.places - len(said.elected)
        self.expect(set(data["elected"]) <= set(among), f"the lot is among: {self.names(among)}")
        self.expect(among, "there is nothing to draw")
        self.expect(len(data["elected"]) == left, f"the lot falls on {left}")
        r.lot, r.outcome, r.elected = data["elected"], "not declared", []

    def declare(self, data: Json, r: Round) -> None:
        # Nothing may be declared but what follows from the votes.
        r.outcome, r.elected, r.goes_on, _ = verdict(r)
        self.states(data, outcome=r.outcome, elected=r.elected, goes_on=r.goes_on)

    def next_round(self, data: Json, r: Round) -> None:
        # Another round follows one without a full result. Or the chamber, by the decision on a
        # question, voids a round: then it is as if it had not been.
        if "question" in data:
            r.voided_by = data["question"]
            self.expect(data["how"] != "rule", "a voided round has no result to go on from")
        else:
            may = r.step == "declared" and r.outcome != "elected"
            self.expect(may, "no round can follow")
        election, standing = self.election, self.election.standing()
        election.listed = {
            "repeat": standing,
            "rule": [name for name in standing if name in r.goes_on],
            "new-nominations": [],
        }[data["how"]]
        election.nominating = data["how"] == "new-nominations"
        election.begin(self.seats)
        self.states(data, round=r.number + 1, candidates=election.listed)

    # ------------------------------------------------ the report

    def report(self) -> Iterator[str]:
        """Say, line by line, what was held, by which rule, and how it ended."""
        yield self.opening
        for key, election in self.elections.items():
            if not election.rounds:
                yield f"Election {key}, office {election.name}: by open votes, not checked here"
            for r in election.rounds:
                yield f"Election {key}, office {election.name}, round {r.number}"
                yield from self.result(r)

    def result(self, r: Round) -> Iterator[str]:
        needed = "" if r.needed is None else f", that is {r.needed}"
        yield f"  places {r.places}; votes needed: {r.rule.needed} of {r.rule.of}{needed}"
        yield f"  tie: {r.rule.tie}; next round: {r.rule.next}"
        if r.made:
            yield f"  candidates: {self.names(r.candidates)}"
            yield f"  paper: {r.form}, made {r.made}, unused {r.unused}, issued {r.issued}"
            back = f"exchanged {r.exchanged}, spoiled {r.spoiled}, returned {r.returned}"
            yield f"  {back}, found {r.found}, blank or invalid {r.box.other}"
            yield f"  papers to explain {r.to_explain()}, explained {r.explained}"
        votes = ", ".join(f"{self.names([one])} {many}" for one, many in r.box.votes.items())
        said = f"votes: {votes}; outcome: {r.outcome}"
        said += f"; elected: {self.names(r.elected)}" if r.elected else ""
        yield f"  {said}" + (f"; goes on: {self.names(r.goes_on)}" if r.goes_on else "")
        if r.voided_by:
            yield f"  VOIDED by question {r.voided_by}, which is not checked here"


def shown(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


# ---------------------------------------------------------------- the chain


def head_code(digest: str) -> str:
    """Return a hash as it is printed and read aloud: 16 hex digits in groups of four."""
    return "-".join(digest[start : start + 4] for start in (0, 4, 8, 12))


def examine(rows: Iterable[Any], head: str | None = None) -> tuple[Book, list[str]]:
    """Return the book of a log's rows (seq, entry, hash) and the hashes that follow."""
    book, hashes = Book(), ["0" * 64]
    for place, (seq, text, stated) in enumerate(rows, 1):
        book.place = f"Entry {place}"
        try:
            if seq != place:
                raise ValueError("it is missing, or out of place")
            if hashlib.sha256((hashes[-1] + text).encode()).hexdigest() != stated:
                raise ValueError("its hash does not follow from it and the hash before")
            book.enter(read_entry(text, place), hashes[-1])
        except ValueError as error:
            book.expect(False, f"{error}; nothing after it was read")
            break
        except (LookupError, TypeError, AttributeError, ArithmeticError, RecursionError):
            book.expect(False, "it does not fit what stands before it; nothing after it was read")
            break
        hashes.append(stated)
    book.place = "Log"
    book.expect(book.rules, "no sitting is in it")
    if head is not None:
        digits = head.replace("-", "").replace(" ", "").lower()
        found = [seq for seq in range(1, len(hashes)) if hashes[seq].startswith(digits)]
        book.expect(found and len(digits) >= 16, f"the head {head} is not in it")
        if found:
            after = len(hashes) - 1 - found[0]
            book.known_head = f"The head {head} is that of entry {found[0]}; {after} follow it."
    return book, hashes


# ---------------------------------------------------------------- the file


class UnreadableError(Exception):
    """The file is no record of a sitting."""


def verify(path: Path, head: str | None = None) -> tuple[Book, list[str]]:
    """Examine a file; raises UnreadableError if it is no record of a sitting."""
    try:
        database = opened(path)
    except (OSError, RuntimeError, sqlite3.Error) as error:
        raise UnreadableError(str(error)) from None
    book, hashes = Book(), ["0" * 64]
    try:
        database.execute("begin")  # one moment, even while the sitting goes on
        kind = database.execute("select type from sqlite_master where name = 'log'").fetchall()
        if kind == [("table",)]:  # and no view, which may show anything
            rows = database.execute("select seq, entry, hash from log order by seq")
            book, hashes = examine(rows, head)
        book.place = "File"
        book.expect(kind == [("table",)], "there is no table log")
        said = [row[0] for row in database.execute("pragma quick_check(5)")]
        book.expect(said == ["ok"], f"SQLite says: {', '.join(said)}")
    except (sqlite3.Error, UnicodeError) as error:
        if "unable to open" in str(error):  # in a folder in which nothing may be put beside it
            raise UnreadableError(str(error)) from None
        book.place = "File"
        book.expect(False, f"it is damaged: {error}")
    finally:
        database.close()
    return book, hashes


def opened(path: Path) -> sqlite3.Connection:
    """Return the file's database, opened for reading only."""
    path = path.resolve()
    if not path.is_file():
        raise UnreadableError("there is no such file")
    with path.open("rb") as file:
        start = file.read(100)
    if start[:16] != b"SQLite format 3\0" or start[68:72] != b"MJLS":
        raise UnreadableError("it is not the file of a sitting")
    if sqlite3.sqlite_version_info < (3, 37):
        raise UnreadableError("this Python's SQLite is older than 3.37 and cannot read it")
    if Path(f"{path}-journal").exists():
        raise UnreadableError("a change to it was broken off, as the -journal beside it says")
    # While a program has the file open there is a log of writes beside it. Without one nothing can
    # change, and as `immutable` SQLite reads it without putting a file of its own beside it.
    mode = "mode=ro" if Path(f"{path}-wal").exists() else "mode=ro&immutable=1"
    return sqlite3.connect(f"file:{quote(os.fsencode(path))}?{mode}", uri=True)


# ---------------------------------------------------------------- the command


def say(words: str) -> None:
    """Print a line; what is no letter, or cannot be shown, cannot act on the terminal."""
    if sys.stdout is None:
        raise OSError("there is nowhere to print")
    encoding = sys.stdout.encoding or "utf-8"
    shown = "".join(each if each.isprintable() else "?" for each in words)
    print(shown.encode(encoding, "replace").decode(encoding))  # noqa: T201


def main() -> int:
    """Run as a command and return the exit status."""
    parser = argparse.ArgumentParser(description="Check the count of a secret election.")
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--head", metavar="CODE", help="a printed head code: is it in the chain?")
    arguments = parser.parse_args()
    try:
        book, hashes = verify(arguments.file, arguments.head)
    except UnreadableError as error:
        say(f"{arguments.file}: not readable: {error}")
        return 2
    for line in (*book.report(), *book.findings):
        say(line)
    if arguments.head and not book.findings:
        say(book.known_head)
    say(f"Head code: {head_code(hashes[-1])}, of entry {len(hashes) - 1}")
    if book.findings:
        say("NOT SOUND: see the lines before the head code.")
        return 1
    say("The chain is sound, and so are sums and declared outcomes of the secret votes.")
    say("Not checked here: open votes, and what was voided by one; the reading of the papers; who")
    say("may do what, and when; whether papers that were explained could have changed the outcome.")
    return 0


if __name__ == "__main__":
    try:
        status = main()
        sys.stdout.flush()
    except OSError:  # nobody takes what is printed, which is no verdict
        os._exit(2)
    sys.exit(status)
