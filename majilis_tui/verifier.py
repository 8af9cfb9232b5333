"""Check the record of a sitting without the program that made it.

    python verify.py FILE [--head CODE]

One file, nothing but Python's standard library. FILE, an SQLite database, is only read (beside one
that a program has open, SQLite may keep an index of its own). Printed are the rule and the result
of every election, what does not fit, and the head code. Exit status: 0 sound, 1 not sound, 2 not
readable as a record.

Checked are: that the log is a table, guarded by its three triggers and no others; the
bytes of every entry and the chain of their hashes; that none is missing; and, with a book kept anew
from the first entry to the last, every sum: how many papers went out, to how many members, the
account of the papers, the totals, the votes needed, the outcome declared.

It is to be read from top to bottom: what an entry holds (FIELDS), and in which order the actions of
a round come (STEPS); what a box of votes means (`verdict`); the book, which is kept from entry to
entry; last, the chain and the file. A round is `r` wherever it is spoken of. `expect` puts down
what does not fit; `states` does so where a field is not what follows from the entries before.

Not checked is who may do what, and when: the commission, the officers, who takes the chair, the
hours, the words; what the chamber is free to decide: who is put on the list, the form of the paper,
the majority for a question of its own, whether the protocol is approved, and whether those go on
whom the rule names, or others; nor whether papers missing or too many, once explained, could have
changed the outcome. What of this has rules, the program's own `verify` checks. And no look at the
file alone can show that its end was cut off, or that all of it was written anew. For that, compare
the head code with one printed or read aloud then, or give that one as CODE.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import sqlite3
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, NoReturn
from urllib.parse import quote

MOST_FINDINGS = 50  # more are not printed

__all__ = ["UnreadableError", "examine", "main", "verify"]

Json = dict[str, Any]
Votes = dict[str, int]

# ---------------------------------------------------------------- the form of an entry

# Each action with the fields of its data. After a colon stands what a field holds (KINDS);
# without one it is a text. With ? it may be left out.
FIELDS = {
    "open_sitting": "title title_kk? title_ru? date chamber presiding:any rules:any"
    " convocation:any? rehearsal:flag?",
    "seat_members": "members:any",
    "mark_attendance": "status members:ids",
    "close_roll_call": "present:number quorum:number",
    "put_question": "id kind text text_kk? text_ru? needed? of? election? candidate?",
    "decide_question": "id for:number against:number abstain:number present:number adopted:flag"
    " needed:number?",
    "form_commission": "members:ids question?",
    "choose_officers": "chairman secretary",
    "open_election": "id office incumbent?",
    "nominate": "election candidate proposer statement? offices:texts?",
    "withdraw": "election candidate reason?",
    "close_nominations": "election",
    "approve_ballot": "election round:number made:number form candidates:ids question?",
    "open_voting": "election round:number minutes:number deadline present:number of needed:number?",
    "issue_ballot": "election round:number issued:number",
    "exchange_ballot": "election round:number issued:number spoiled:number",
    "extend_voting": "election round:number minutes:number reason deadline",
    "close_voting": "election round:number issued:number spoiled:number received:texts reason?",
    "start_break": "minutes:number?",
    "end_break": "",
    "account_papers": "election unused:number spoiled:number returned_unvoted:number?",
    "open_box": "election present:ids reason?",
    "mix_papers": "election",
    "count_papers": "election found:number",
    "agree_packet": "election round:number packet:number papers:number",
    "packet_differs": "election round:number packet:number",
    "explain_difference": "election papers:number text matters:flag?",
    "finish_count": "election round:number found:number totals:numbers blank:number"
    " invalid:numbers",
    "sign_protocol": "kind signers:ids number:number head_code election? round:number? dissent?",
    "announce_result": "election round:number",
    "draw_lot": "election elected:ids",
    "declare": "election round:number outcome elected:ids? goes_on:ids?",
    "next_round": "election how round:number candidates:ids? question?",
    "close_election": "election",
    "hand_over_chair": "name office",
    "note": "text text_kk? text_ru?",
    "close_sitting": "",
    "resume": "after",
    "clock_jump": "seconds:any",
    "enroll_officer": "role key? proved_by?",
    "pin_refused": "role",
    "second_medium": "state",
}
OF_EVERY_ACTION = "with? recorder? request? from_paper:flag?"

# The actions of a round: at which steps of it one may come, and to which step it leads, if to any.
# A round by secret ballot begins with `listing` candidates, one of open votes with `asking` about
# each. The protocol of the results is no action of its own, but has a step of its own.
STEPS = {
    "nominate": ("listing asking", ""),
    "withdraw": ("listing asking declared", ""),
    "close_nominations": ("listing asking", ""),
    "approve_ballot": ("listing", "ballot"),
    "open_voting": ("ballot", "voting"),
    "issue_ballot": ("voting", ""),
    "exchange_ballot": ("voting", ""),
    "extend_voting": ("voting", ""),
    "close_voting": ("voting", "closed"),
    "account_papers": ("closed accounted", "accounted"),
    "open_box": ("accounted", "open"),
    "mix_papers": ("open", "mixed"),
    "count_papers": ("mixed counted", "counted"),
    "agree_packet": ("counted", ""),
    "packet_differs": ("counted", ""),
    "explain_difference": ("counted", ""),
    "finish_count": ("counted", "finished"),
    "sign_results": ("finished", "signed"),  # sign_protocol, of the kind `results`
    "announce_result": ("signed", "announced"),
    "draw_lot": ("finished signed announced declared", ""),
    "declare": ("asking announced", "declared"),
    "next_round": ("announced declared", ""),
    "close_election": ("listing asking ballot declared", "ended"),
}
# The steps from the opening of the vote until its papers are counted, and until it is declared.
UNCOUNTED = "voting closed accounted open mixed counted"
UNDECLARED = f"{UNCOUNTED} finished signed announced"

ROLES = ("clerk", "secretary", "chairman", "presiding", "system")
MOMENT = "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[.][0-9]{3}Z"


def is_number(value: Any, least: int = 0, most: int = 1_000_000) -> bool:
    return type(value) is int and least <= value <= most  # true and false are none


def are_texts(value: Any) -> bool:
    """Say whether this is a list of texts, none of them twice."""
    texts = isinstance(value, list) and all(isinstance(each, str) for each in value)
    return texts and len(value) == len(set(value))


KINDS: dict[str, Callable[[Any], bool]] = {
    "": lambda value: isinstance(value, str),
    "number": is_number,
    "flag": lambda value: isinstance(value, bool),
    "texts": are_texts,
    "ids": lambda value: are_texts(value) and value != [],
    "numbers": lambda value: isinstance(value, dict) and all(map(is_number, value.values())),
    "any": lambda _: True,  # read by the book, if at all
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


def refuse(number: str) -> NoReturn:
    raise ValueError(f"{number} is not a whole number")


decode = json.JSONDecoder(parse_float=refuse, parse_constant=refuse).decode
encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def read_entry(text: str, seq: int) -> Json:
    """Return an entry; raises ValueError, in words, where it has not the form of the log."""
    entry = decode(text)
    if not isinstance(entry, dict) or entry.keys() != {"action", "at", "by", "data", "seq"}:
        raise ValueError("it does not consist of action, at, by, data and seq")
    if encode(entry) != text or not unicodedata.is_normalized("NFC", text):
        raise ValueError("it is not written as entries are: keys sorted, no spaces, NFC")
    if not is_number(entry["seq"], seq, seq):
        raise ValueError("it bears another number inside")
    if not re.fullmatch(MOMENT, entry["at"]) or entry["by"] not in ROLES:
        raise ValueError("its moment or its role cannot be read")
    if entry["action"] not in FIELDS:
        raise ValueError("there is no such action")
    if not isinstance(entry["data"], dict):
        raise ValueError("its data has no fields")
    wrong = wrong_fields(entry["action"], entry["data"])
    if wrong:
        raise ValueError(f"missing, or not what should be there: {', '.join(sorted(wrong))}")
    return entry


# ---------------------------------------------------------------- the rules

# What a rule may say: of what, which papers, how many votes, what on ties, who goes on.
BASES = ("seats", "present", "found", "valid", "counted")
FORMS = ("for-against", "for-against-abstain", "strike-out", "choose-one", "approve")
SHARE = "(>=?) ?([0-9]{1,6})/([0-9]{1,6})"
TIES = ("none", "repeat", "elder", "lot")
NEXT = "chamber-decides|all|top [0-9]{1,3}|drop-last( below [0-9]{1,2}%)?"


def rule_or(rules: Json, name: str, otherwise: Any) -> Any:
    """Return what the rules say under a name, or what holds where they say nothing."""
    return rules.get(name) or otherwise


class Box(NamedTuple):
    """What a box holds: votes, on so many valid papers, and others, blank or invalid."""

    votes: Votes
    valid: int
    other: int


NO_BOX = Box({}, 0, 0)


def votes_needed(rule: Json, seats: int, present: int = 0, box: Box = NO_BOX) -> int | None:
    """Return the votes needed, None for `most`: `> 1/2` of 98 is 50, `>= 2/3` of 98 is 66."""
    if rule["needed"] == "most":
        return None
    share = re.fullmatch(SHARE, rule["needed"])
    if share is None:
        raise ValueError(f"{rule['needed']!r} is not a share such as '> 1/2'")
    bases = {
        "seats": seats,
        "present": present,
        "found": box.valid + box.other,
        "valid": box.valid,
        "counted": box.valid - box.votes.get("abstain", 0),
    }
    part, whole = int(share[2]), int(share[3])
    if part > whole:
        raise ValueError(f"{rule['needed']!r} is more than all")
    exactly, rest = divmod(bases[rule["of"]] * part, whole)
    if share[1] == ">" or rest:
        return exactly + 1
    return exactly


def reaches(needed: int | None, votes: int, against: int) -> bool:
    """Say whether votes suffice; without a vote nobody is elected.

    Of one candidate, `most` is more than those against; among several, `against` is 0, and who has
    the most is told by the places.
    """
    if needed is None:
        return votes > against
    return votes >= needed and votes > 0


# ---------------------------------------------------------------- what the votes mean


@dataclass
class Round:
    """One round of an election: what decides it, and how far the log has come with it."""

    # known when it begins
    number: int
    rule: Json
    places: int  # still to be filled
    seats: int
    election: Any = None  # the Election it belongs to
    step: str = ""
    # the paper
    candidates: list[str] = field(default_factory=list)
    form: str = ""
    names_a_paper: int = 1
    births: dict[str, str] = field(default_factory=dict)
    # the vote
    present: int = 0
    needed: int | None = None  # None also while it is not yet known
    # the account of the papers
    made: int = 0
    unused: int = 0
    issued: int = 0
    exchanged: int = 0  # another was issued for each of these
    spoiled: int = 0  # counted by hand; should be as many as exchanged
    returned: int = 0  # without having been in the box
    found: int = 0
    explained: int = 0
    # the count
    packets: int = 0
    read: int = 0
    box: Box = NO_BOX
    lot: list[str] = field(default_factory=list)
    # open votes instead: the question on each candidate
    asked: dict[str, Question] = field(default_factory=dict)
    # as declared
    outcome: str = "open"
    elected: list[str] = field(default_factory=list)
    goes_on: list[str] = field(default_factory=list)
    voided: bool = False

    def choices(self) -> list[str]:
        """Return what can be marked on a paper: names, or what one thinks of the only one."""
        if len(self.candidates) > 1 or self.form in ("choose-one", "approve"):
            return self.candidates
        if self.form == "for-against-abstain":
            return ["for", "against", "abstain"]
        return ["for", "against"]

    def holders(self) -> int:
        """Return how many members received a paper: whoever exchanged one received one more."""
        return self.issued - self.exchanged

    def to_explain(self) -> int:
        """Return how many papers are to be explained.

        It should be that made = unused + issued, that as many are spoiled as were exchanged, and
        that each holder's paper was returned or is in the box. A paper that is missing in one place
        may be the one too many in another: a spoiled one, or one of the stock, put into the box.
        Therefore what is missing is not added to what is too many. Papers spoiled and not exchanged
        are given back, as returned ones are.
        """
        given_back = max(self.spoiled - self.exchanged, 0)
        missing = [
            self.made - self.unused - self.issued,
            max(self.exchanged - self.spoiled, 0),
            self.holders() - given_back - self.returned - self.found,
        ]
        lacking = sum(max(number, 0) for number in missing)
        too_many = sum(max(-number, 0) for number in missing)
        return max(lacking, too_many)


class Verdict(NamedTuple):
    """What follows from the votes; `lot_among` are those between whom a lot is to decide."""

    outcome: str
    elected: list[str]
    goes_on: list[str]
    lot_among: list[str]


def verdict(r: Round) -> Verdict:
    """Return what follows from the box of a round by secret ballot.

    Example: two places, 25 votes needed; A has 40 votes, B and C 30 each, D 20. All but D have the
    votes needed. The last place is reached with 30 votes: at this border B and C are level. A is
    sure of a place, one is left, and the rule on ties decides who of B and C has it.
    """
    votes, against = r.box.votes, 0
    if "for" in votes:  # no names on the paper: the votes for are those of the one candidate
        votes, against = {r.candidates[0]: votes["for"]}, votes["against"]
    valid = dict.fromkeys(votes, r.box.valid)

    # Who has the votes needed?
    needed = votes_needed(r.rule, r.seats, r.present, r.box)
    able = [name for name in votes if reaches(needed, votes[name], against)]
    if not able:
        return conclude(r, [], votes, valid)

    # With how many votes is the last place reached, and who is level there?
    most_first = sorted((votes[name] for name in able), reverse=True)
    border = min(most_first[: r.places])
    sure = sorted(name for name in able if votes[name] > border)
    level = sorted(name for name in able if votes[name] == border)
    left = r.places - len(sure)
    if len(level) <= left:
        return conclude(r, sure + level, votes, valid)

    # More are level than places are left: the rule on ties decides.
    tie = r.rule.get("tie")
    if tie == "repeat":  # in another round, between those who are level
        return Verdict("tie", sure, goes_on=level, lot_among=[])
    if tie == "lot" and not r.lot:
        return Verdict("tie", sure, goes_on=[], lot_among=level)
    if tie == "lot":
        return conclude(r, sure + r.lot, votes, valid)
    if tie == "elder":
        return conclude(r, sure + eldest(level, r.births, left), votes, valid)
    return conclude(r, sure, votes, valid)  # none of those who are level


def eldest(names: list[str], births: dict[str, str], number: int) -> list[str]:
    """Return so many eldest; nobody if one's birth is not known, or the next is just as old."""
    dates = sorted(births.get(name, "") for name in names)
    if "" in dates or dates[number - 1] == dates[number]:
        return []
    return [name for name in names if births[name] < dates[number]]


def conclude(r: Round, elected: list[str], votes: Votes, valid: Votes) -> Verdict:
    """Return what follows once it is known who is elected.

    It is over when every place is filled, or when somebody is elected and nobody is left for the
    other places. `valid` is, for each, the valid papers among which the votes were; in a round of
    open votes these differ, as each candidate was voted on apart.
    """
    rest = {name: votes[name] for name in votes if name not in elected}
    if len(elected) == r.places or (elected and not rest):
        return Verdict("elected", sorted(elected), [], [])
    following = rule_or(r.rule, "next", "chamber-decides")
    if following == "chamber-decides":
        return Verdict("not-elected", sorted(elected), [], [])
    return Verdict("next-round", sorted(elected), sorted(go_on(following, rest, valid)), [])


def go_on(following: str, votes: Votes, valid: Votes) -> list[str]:
    """Return who goes on by a rule: `all`, `top 2`, `drop-last`, `drop-last below 5%`."""
    if following == "all":
        return list(votes)
    if following.startswith("top "):
        return best(votes, int(following.removeprefix("top ")))
    others = best(votes, max(len(votes) - 1, 1))
    if following == "drop-last":
        return others
    # All below the share drop out as well, unless fewer than two are left: then the best two stay.
    percent = int(following.removeprefix("drop-last below ").removesuffix("%"))
    strong = [name for name in others if votes[name] * 100 >= percent * valid[name]]
    return strong if len(strong) >= 2 else best(votes, 2)


def best(votes: Votes, number: int) -> list[str]:
    """Return so many with the most votes, and who has as many as the last: of 4, 3, 3, 2 three."""
    if len(votes) <= number:
        return list(votes)
    border = sorted(votes.values(), reverse=True)[number - 1]
    return [name for name in votes if votes[name] >= border]


def fits(r: Round) -> bool:
    """Say whether the valid papers can bear the votes.

    On a paper a name stands once, there is one at least, and no more than `names_a_paper`.
    """
    votes, valid = r.box.votes.values(), r.box.valid
    return max([0, *votes]) <= valid <= sum(votes) <= valid * r.names_a_paper


# ---------------------------------------------------------------- the book of a sitting


def shown(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


@dataclass
class Question:
    """A question put to the chamber, and the vote on it."""

    kind: str
    rule: Json
    r: Round | None  # the newest round of its election then, if it bears on one
    told: bool = False  # whether the chamber had been told then how that round ended
    adopted: bool | None = None
    votes: int = 0
    cast: int = 0


NOT_ASKED = Question("office", {}, None)


@dataclass
class Election:
    """One election with its rounds."""

    office: Json  # what the rules say of it
    name: str  # by which they know it
    rounds: list[Round] = field(default_factory=list)
    listed: list[str] = field(default_factory=list)  # in the order in which they were nominated
    nominating: bool = True

    def elected(self) -> list[str]:
        """Return who was declared elected; a voided round is as if it had not been."""
        return [name for r in self.rounds if not r.voided for name in r.elected]

    def standing(self) -> list[str]:
        """Return who may be on the next paper: those listed and not elected."""
        elected = self.elected()
        return [name for name in self.listed if name not in elected]

    def begin(self, seats: int) -> None:
        """Begin a round by the rule for its number, voided ones not counted.

        The last rule serves all later rounds. To be filled are the places of the office, less
        those filled in the rounds before.
        """
        rules = self.office["round"]
        before = len([r for r in self.rounds if not r.voided])
        rule = rules[min(before, len(rules) - 1)]
        places = rule_or(self.office, "places", 1)
        known = rule["of"] in BASES and rule_or(rule, "tie", "none") in TIES
        if not known or not re.fullmatch(NEXT, rule_or(rule, "next", "chamber-decides")):
            raise ValueError("the rule of this round cannot be read")
        if not is_number(places, 1):
            raise ValueError("the number of places cannot be read")
        needed = votes_needed(rule, seats)  # raises for what is no share
        vote = rule_or(self.office, "vote", "secret")
        r = Round(len(self.rounds) + 1, rule, places - len(self.elected()), seats, self)
        r.step = {"secret": "listing", "open": "asking"}[vote]
        r.needed = needed if rule["of"] == "seats" else None
        self.rounds.append(r)


class Book:
    """What the entries come to.

    First come the means by which all is entered, then the actions: each is entered by the method
    of its name, which is given the data and, if it is one of a round (STEPS), that round.
    """

    def __init__(self) -> None:
        self.findings: list[str] = []
        self.place = self.at = self.head = ""  # of the entry being read; the hash before it
        self.opening = self.known_head = ""  # lines to be printed
        self.rules: Json = {}
        self.members: dict[str, Json] = {}
        self.present: set[str] = set()
        self.called = self.closed = False  # the roll, the sitting
        self.questions: dict[str, Question] = {}
        self.elections: dict[str, Election] = {}
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
        self.expect(not self.closed, "the sitting was closed before")
        self.expect(entry["at"] >= self.at or action == "clock_jump", "it lies in the past")
        self.at = entry["at"]
        if action == "sign_protocol" and data["kind"] == "results":  # it is a step of its round
            action = "sign_results"
        method = getattr(self, action, lambda *_: None)  # of some actions the form is all
        if action not in STEPS:
            method(data)
            return
        steps, leads_to = STEPS[action]
        r = self.round(data, steps)
        if "round" in data and action != "next_round":  # this one tells the number of the new
            self.states(data, round=r.number)
        method(data, r)
        if leads_to:
            r.step = leads_to

    def round(self, data: Json, steps: str) -> Round:
        """Return the newest round of the election named, expected to be at one of the steps."""
        r = self.elections[data["election"]].rounds[-1]
        self.expect(r.step in steps.split(), f"the round is not at this point, but at: {r.step}")
        return r

    def rounds(self, steps: str) -> list[Round]:
        """Return the newest rounds of all elections that are at one of these steps."""
        newest = [election.rounds[-1] for election in self.elections.values()]
        return [r for r in newest if r.step in steps.split()]

    def expect_quorum(self, data: Json) -> None:
        self.states(data, present=len(self.present))
        quorate = self.called and len(self.present) >= self.quorum
        self.expect(quorate, f"the roll was not called, or the quorum of {self.quorum} is missing")

    def names(self, members: Iterable[str]) -> str:
        return ", ".join(str(self.members.get(one, {}).get("name", one)) for one in members)

    # ------------------------------------------------ the sitting

    def open_sitting(self, data: Json) -> None:
        self.expect(not self.rules, "the sitting was opened before")
        self.rules, chamber = data["rules"], data["rules"]["chamber"]
        self.seats = 0  # nobody can be seated where their number cannot be read
        if is_number(chamber["seats"], 1, 10_000):
            self.seats = chamber["seats"]
        quorum = {"needed": chamber["quorum"], "of": "seats"}
        self.quorum = votes_needed(quorum, self.seats) or 0
        self.opening = "REHEARSAL, no sitting: " if data.get("rehearsal") else ""
        self.opening += f"{data['title']}, {data['date']}, {data['chamber']}; seats {self.seats}, "
        self.opening += f"quorum {self.quorum} ({chamber['quorum']} of seats)"

    def seat_members(self, data: Json) -> None:
        self.expect(not self.members, "the members were seated before")
        self.members = {member["id"]: member for member in data["members"]}
        self.expect(len(self.members) == len(data["members"]), "two members bear one id")
        self.expect(len(self.members) <= self.seats, "there are more members than seats")
        reserved = self.members.keys() & {"for", "against", "abstain", "blank", "all"}
        self.expect(not reserved, "a member bears an id that is the name of a mark")

    def mark_attendance(self, data: Json) -> None:
        named = set(data["members"])
        self.expect(self.members.keys() >= named, "it names one who is no member")
        self.present -= named
        if data["status"] == "present":
            self.present |= named

    def close_roll_call(self, data: Json) -> None:
        self.expect(not self.called, "the roll call was closed before")
        self.called = True
        self.states(data, present=len(self.present), quorum=self.quorum)

    def sign_protocol(self, data: Json, _: Round | None = None) -> None:
        # Protocols are numbered over the sitting, and each bears the head code before it.
        self.protocols += 1
        rounds = len(self.elections[data["election"]].rounds) if "election" in data else None
        self.states(data, number=self.protocols, head_code=head_code(self.head), round=rounds)

    sign_results = sign_protocol

    def resume(self, data: Json) -> None:
        # A file rebuilt from its copy has lost what was read in a count: it begins anew.
        if data["after"] == "restore":
            for r in self.rounds("counted"):
                r.step, r.packets, r.read = "mixed", 0, 0

    def close_sitting(self, _: Json) -> None:
        self.expect(not self.rounds(UNDECLARED), "a vote is under way")
        self.closed = True

    # ------------------------------------------------ questions, decided by open votes

    def put_question(self, data: Json) -> None:
        # The votes needed are those told here, else by the rules, else more than half.
        self.expect(data["id"] not in self.questions, "there is a question of this id")
        kind, r = data["kind"], None
        if "election" in data:
            r = self.elections[data["election"]].rounds[-1]
        own: Json = {name: data[name] for name in ("needed", "of") if name in data}
        rule: Json = {"needed": "> 1/2", "of": "seats" if kind == "protocol" else "present"}
        rule.update(rule_or(rule_or(self.rules, "questions", {}), kind, {}))
        rule.update(own)
        told = r is not None and r.step in ("announced", "declared")
        question = Question(kind, rule, r, told)
        self.questions[data["id"]] = question
        if kind == "office":  # on a candidate, in a round of open votes, whose rule holds
            r, candidate = self.round(data, "asking"), data["candidate"]
            same = all(r.rule.get(name) == value for name, value in own.items())
            self.expect(same, "it has another rule than its round")
            self.expect(not r.election.nominating, "nominations are not closed")
            self.expect(candidate not in r.asked, "this candidate was asked about before")
            question.rule, r.asked[candidate] = r.rule, question

    def decide_question(self, data: Json) -> None:
        # Nobody votes who is not present. Whether it is adopted follows from the votes.
        question = self.questions[data["id"]]
        self.expect(question.adopted is None, "the question was decided before")
        self.expect_quorum(data)
        votes = {name: data[name] for name in ("for", "against", "abstain")}
        box = Box(votes, sum(votes.values()), 0)
        self.expect(box.valid <= len(self.present), f"but {len(self.present)} are present")
        needed = votes_needed(question.rule, self.seats, len(self.present), box)
        self.states(data, needed=needed, adopted=reaches(needed, data["for"], data["against"]))
        question.adopted, question.votes, question.cast = data["adopted"], data["for"], box.valid

    # ------------------------------------------------ candidates

    def open_election(self, data: Json) -> None:
        self.expect(self.called, "the roll call was not closed")
        self.expect(data["id"] not in self.elections, "there is an election of this id")
        election = Election(self.rules["office"][data["office"]], data["office"])
        election.begin(self.seats)
        self.elections[data["id"]] = election

    def nominate(self, data: Json, r: Round) -> None:
        election, name = r.election, data["candidate"]
        self.expect(election.nominating, "nominations are closed")
        self.expect(name in self.members, "the candidate is no member")
        taken = [*election.standing(), *election.elected()]
        self.expect(name not in taken, "the candidate stands, or is elected, already")
        election.listed.append(name)

    def withdraw(self, data: Json, r: Round) -> None:
        name = data["candidate"]
        self.expect(name in r.election.standing(), "the candidate does not stand")
        self.expect(not r.asked.get(name, NOT_ASKED).adopted, "the candidate is elected by vote")
        r.election.listed.remove(name)

    def close_nominations(self, _: Json, r: Round) -> None:
        r.election.nominating = False

    # ------------------------------------------------ papers and the vote

    def approve_ballot(self, data: Json, r: Round) -> None:
        self.expect(not r.election.nominating, "nominations are not closed")
        same = sorted(data["candidates"]) == sorted(r.election.standing())
        self.expect(same, "the ballot does not bear those who stand")
        self.expect(data["made"], "no paper was made")
        r.candidates, r.form, r.made = data["candidates"], data["form"], data["made"]
        # Only one candidate can be voted on by for and against.
        known = FORMS if len(r.candidates) == 1 else ("strike-out", "choose-one", "approve")
        self.expect(r.form in known, "the form of the paper does not fit the candidates")
        if r.form == "approve":
            r.names_a_paper = rule_or(r.election.office, "places", 1)
        r.births = {name: rule_or(self.members[name], "born", "") for name in r.candidates}

    def open_voting(self, data: Json, r: Round) -> None:
        # The votes needed are told here, unless they are a share of what the box will hold.
        self.expect(not self.rounds(UNCOUNTED), "the papers of another vote are not counted")
        self.expect_quorum(data)
        r.present = len(self.present)
        if r.rule["of"] == "present":
            r.needed = votes_needed(r.rule, self.seats, r.present)
        self.states(data, of=r.rule["of"], needed=r.needed)

    def issue_ballot(self, data: Json, r: Round) -> None:
        # The entry tells how many papers went out so far, not to whom. Nobody holds two.
        self.expect(data["issued"] > r.issued, "not a paper more than before was handed out")
        r.issued = data["issued"]
        self.expect(r.issued <= r.made, f"only {r.made} papers were made")
        holders = r.holders()
        self.expect(holders <= len(self.present), f"only {len(self.present)} are present")

    def exchange_ballot(self, data: Json, r: Round) -> None:
        # Another paper goes out for each that comes back spoiled.
        self.expect(r.holders(), "nobody holds a paper to exchange")
        self.expect(data["issued"] > r.issued, "not a paper more than before was handed out")
        one_for_one = data["issued"] - data["spoiled"] == r.holders()
        self.expect(one_for_one, "papers are exchanged one for one")
        r.issued, r.exchanged = data["issued"], data["spoiled"]
        self.expect(r.issued <= r.made, f"only {r.made} papers were made")

    def close_voting(self, data: Json, r: Round) -> None:
        received, holders = data["received"], r.holders()
        self.states(data, issued=r.issued, spoiled=r.exchanged)
        self.expect(received == sorted(received), "the list is not sorted: it may tell an order")
        self.expect(self.present >= set(received), "one who was not present received a paper")
        self.expect(len(received) == holders, f"{holders} members received a paper")

    # ------------------------------------------------ the box and the count

    def account_papers(self, data: Json, r: Round) -> None:
        # Counted by hand while the box is shut; `to_explain` holds it against the other numbers.
        r.unused, r.spoiled = data["unused"], data["spoiled"]
        r.returned = data.get("returned_unvoted", 0)
        fit = r.unused + r.spoiled + r.returned <= r.made
        self.expect(fit, f"only {r.made} papers were made")

    def count_papers(self, data: Json, r: Round) -> None:
        # They may be counted again: by one officer until a packet is agreed, after that by both.
        self.expect(r.packets == 0 or "with" in data, "it is corrected without both officers")
        self.expect(data["found"] >= r.read, f"{r.read} papers have been read")
        self.expect(data["found"] <= r.made, f"only {r.made} papers were made")
        r.found, r.explained = data["found"], 0

    def next_packet(self, data: Json, r: Round) -> int:
        """Return how many papers are in the packet now read: the last may hold fewer."""
        self.states(data, packet=r.packets + 1)
        size = rule_or(rule_or(self.rules, "count", {}), "packet", 10)
        papers: int = min(size, r.found - r.read)
        self.expect(papers, "all papers have been read")
        return papers

    def agree_packet(self, data: Json, r: Round) -> None:
        self.states(data, papers=self.next_packet(data, r))
        r.packets, r.read = data["packet"], r.read + data["papers"]

    def packet_differs(self, data: Json, r: Round) -> None:
        self.next_packet(data, r)  # it is read again

    def explain_difference(self, data: Json, r: Round) -> None:
        # Papers returned unvoted need no explanation, but may have one: they are neither spoiled
        # nor in the box.
        r.explained += data["papers"]
        most = max(r.to_explain(), abs(r.issued - r.spoiled - r.found))
        self.expect(r.explained <= most, f"{most} papers are to be explained")

    def finish_count(self, data: Json, r: Round) -> None:
        # All papers found were read, and as many explained as must be. A paper found is blank, or
        # invalid for a reason that the rules know, or valid, with votes that it can bear.
        self.expect(r.read == r.found == data["found"], f"of {r.found} papers {r.read} were read")
        self.expect(r.explained >= r.to_explain(), f"{r.to_explain()} papers are to be explained")
        reasons = rule_or(rule_or(self.rules, "count", {}), "invalid", [])
        strange = data["invalid"].keys() - {"form", "several", "unclear", *reasons}
        strange |= data["totals"].keys() - set(r.choices())
        self.expect(not strange, f"marks that the paper does not know: {sorted(strange)}")
        self.expect(all(data["invalid"].values()), "a reason without a paper")
        other = data["blank"] + sum(data["invalid"].values())
        votes = {choice: data["totals"].get(choice, 0) for choice in r.choices()}
        r.box = Box(votes, data["found"] - other, other)
        self.expect(fits(r), f"the sums do not fit: {r.box}")
        r.needed = votes_needed(r.rule, r.seats, r.present, r.box)

    # ------------------------------------------------ the outcome

    def draw_lot(self, data: Json, r: Round) -> None:
        # Among those level at the border who have not withdrawn, for all places left. There is
        # nobody to draw from where there is no such tie, or the lot was drawn before.
        said = verdict(r)
        among = [name for name in said.lot_among if name in r.election.standing()]
        left = r.places - len(said.elected)
        self.expect(set(data["elected"]) <= set(among), f"the lot is among: {self.names(among)}")
        self.expect(len(data["elected"]) == left, f"the lot falls on {left}")
        r.lot = data["elected"]
        if r.step == "declared":  # the tie was; now that it is broken, all is declared anew
            self.expect(r.outcome == "tie", "no tie was declared")
            r.step, r.outcome, r.elected = "announced", "open", []

    def declare(self, data: Json, r: Round) -> None:
        # Nothing may be declared but what follows from the votes.
        said = self.open_verdict(r) if r.step == "asking" else verdict(r)
        self.states(data, outcome=said.outcome, elected=said.elected, goes_on=said.goes_on)
        r.outcome, r.elected, r.goes_on = said.outcome, said.elected, said.goes_on

    def open_verdict(self, r: Round) -> Verdict:
        """Adopted means elected. Every candidate is voted on, until all places are filled."""
        r.candidates = r.election.standing()
        asked = {name: r.asked.get(name, NOT_ASKED) for name in r.candidates}
        elected = [name for name in asked if asked[name].adopted]
        undecided = [name for name in asked if asked[name].adopted is None]
        self.expect(not r.election.nominating, "nominations are not closed")
        self.expect(len(elected) <= r.places, f"there are only {r.places} places")
        done = len(elected) == r.places or not undecided
        self.expect(done, "there was no vote on somebody who stands")
        votes = {name: asked[name].votes for name in asked}
        r.box = NO_BOX._replace(votes=votes)
        return conclude(r, elected, votes, {name: asked[name].cast for name in asked})

    def next_round(self, data: Json, r: Round) -> None:
        # A round without a full result is followed by another; so is one that is voided, which is
        # told by a question: the decision that voids it.
        election, how = r.election, data["how"]
        if "question" in data:
            self.void(r, self.questions[data["question"]])
            self.expect(how != "rule", "a voided round has no result to go on from")
        else:
            may = r.step == "declared" and r.outcome != "elected"
            self.expect(may, "no round can follow")
        standing = election.standing()
        election.listed = []  # until there are new nominations
        if how == "repeat":
            election.listed = standing
        if how == "rule":
            election.listed = [name for name in standing if name in r.goes_on]
        election.nominating = how == "new-nominations"
        election.begin(self.seats)
        self.states(data, round=r.number + 1, candidates=election.listed)

    def void(self, r: Round, question: Question) -> None:
        # The chamber, told the result, found the procedure broken: more than half of the seats.
        of_this = question.kind == "procedure" and question.r is r and question.told
        due = of_this and question.adopted
        self.expect(due, "this question cannot void the round")
        self.expect(question.votes * 2 > self.seats, "too few votes to void a round")
        r.voided = True

    # ------------------------------------------------ the report

    def results(self) -> Iterator[str]:
        for key, election in self.elections.items():
            for r in election.rounds:
                yield from self.result(key, r)

    def result(self, key: str, r: Round) -> Iterator[str]:
        needed = f"{r.rule['needed']} of {r.rule['of']}"
        needed += "" if r.needed is None else f", that is {r.needed}"
        said = f"Election {key}, office {r.election.name}, round {r.number}: places {r.places}"
        yield f"{said}; votes needed: {needed}"
        if r.made:
            form, ruled = r.form, rule_or(r.election.office, "form", r.form)
            form += "" if form == ruled else f" (by the rules {ruled})"
            yield f"  paper: {form}, made {r.made}, unused {r.unused}, issued {r.issued}"
            back = f"exchanged {r.exchanged}, spoiled {r.spoiled}, returned {r.returned}"
            yield f"  {back}, found {r.found}, blank or invalid {r.box.other}"
            yield f"  papers to explain {r.to_explain()}, explained {r.explained}"
        votes = ", ".join(f"{self.names([one])} {many}" for one, many in r.box.votes.items())
        said = f"votes: {votes}; outcome: {'void, ' if r.voided else ''}{r.outcome}"
        said += f"; elected: {self.names(r.elected)}" if r.elected else ""
        yield f"  {said}" + (f"; goes on: {self.names(r.goes_on)}" if r.goes_on else "")


# ---------------------------------------------------------------- chain, file, report

# The log with the triggers that guard it, in the words that made them.
SCHEMA = """
CREATE TABLE log ( seq integer primary key, entry text not null, hash text not null,
  at text generated always as (json_extract(entry, '$.at')) virtual,
  role text generated always as (json_extract(entry, '$.by')) virtual,
  action text generated always as (json_extract(entry, '$.action')) virtual ) strict
CREATE TRIGGER log_append before insert on log
  when new.seq is not (select coalesce(max(seq), 0) + 1 from log)
  begin select raise(abort, 'the log is only ever appended to'); end
CREATE TRIGGER log_delete before delete on log
  begin select raise(abort, 'the log is only ever appended to'); end
CREATE TRIGGER log_update before update on log
  begin select raise(abort, 'the log is only ever appended to'); end
"""


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


class UnreadableError(Exception):
    """The file is no record of a sitting."""


def verify(path: Path, head: str | None = None) -> tuple[Book, list[str]]:
    """Examine a file; raises UnreadableError if it is no record of a sitting."""
    try:
        path = path.resolve()
        if not path.is_file():
            raise UnreadableError("there is no such file")
        with path.open("rb") as file:
            start = file.read(100)
        broken_off, written = Path(f"{path}-journal").exists(), Path(f"{path}-wal").exists()
    except (OSError, RuntimeError) as error:
        raise UnreadableError(str(error)) from None
    if start[:16] != b"SQLite format 3\0" or start[68:72] != b"MJLS":
        raise UnreadableError("it is not the file of a sitting")
    if sqlite3.sqlite_version_info < (3, 37):
        raise UnreadableError("this Python's SQLite is older than 3.37 and cannot read it")
    if broken_off:
        raise UnreadableError("a change to it was broken off, as the -journal beside it says")
    # While a program has the file open there is a log of writes beside it; without one, nothing
    # can change, and nothing has to be put beside the file for reading it.
    mode = "mode=ro" if written else "mode=ro&immutable=1"
    try:
        database = sqlite3.connect(f"file:{quote(os.fsencode(path))}?{mode}", uri=True)
    except sqlite3.Error as error:
        raise UnreadableError(str(error)) from None
    book, hashes = Book(), ["0" * 64]
    try:
        database.execute("begin")  # one moment, even while the sitting goes on
        guarded = is_guarded(database)
        if guarded:
            rows = database.execute("select seq, entry, hash from log order by seq")
            book, hashes = examine(rows, head)
        book.place = "File"
        book.expect(guarded, "the log, or a trigger, is not as it should be")
        said = [row[0] for row in database.execute("pragma integrity_check(5)")]
        book.expect(said == ["ok"], f"SQLite says: {', '.join(said)}")
    except (sqlite3.Error, UnicodeError) as error:
        if "unable to open" in str(error):  # in a folder in which nothing may be put beside it
            raise UnreadableError(str(error)) from None
        book.place = "File"
        book.expect(False, f"it is damaged: {error}")
    finally:
        database.close()
    return book, hashes


def is_guarded(database: sqlite3.Connection) -> bool:
    """Say whether the log is the table that it should be, with its triggers and no others."""
    query = "select sql from sqlite_master where name = 'log' or sql like 'create%trigger%'"
    found = [str(sql) for (sql,) in database.execute(query + " order by name")]
    return " ".join(" ".join(found).split()) == " ".join(SCHEMA.split())


def say(words: str) -> None:
    """Print a line; what is no letter, or cannot be shown, cannot act on the terminal."""
    encoding = sys.stdout.encoding or "utf-8"
    shown = "".join(each if each.isprintable() else "?" for each in words)
    print(shown.encode(encoding, "replace").decode(encoding))  # noqa: T201


def main() -> int:
    """Run as a command and return the exit status."""
    parser = argparse.ArgumentParser(description="Check the record of a sitting.")
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--head", metavar="CODE", help="a printed head code: is it in the chain?")
    arguments = parser.parse_args()
    try:
        book, hashes = verify(arguments.file, arguments.head)
    except UnreadableError as error:
        say(f"{arguments.file}: not readable: {error}")
        return 2
    for line in filter(None, (book.opening, *book.results(), *book.findings[:MOST_FINDINGS])):
        say(line)
    if len(book.findings) > MOST_FINDINGS:
        say("... and more")
    if arguments.head and not book.findings:
        say(book.known_head)
    say(f"Head code: {head_code(hashes[-1])}, of entry {len(hashes) - 1}")
    if book.findings:
        say("NOT SOUND: see the lines before the head code.")
        return 1
    say(
        "Chain, form, sums and outcome are sound. Not checked here: who may do what, and when; what"
    )
    say("the chamber is free to decide; whether a difference that was explained could matter.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
