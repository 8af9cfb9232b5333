"""Check the record of a sitting without the program that made it.

    python verify.py FILE [--head CODE]

One file, nothing but Python's standard library. FILE, an SQLite database, is only read. Printed
are the result of every election, what does not fit, and the head code. Exit status: 0 sound,
1 not sound, 2 not readable as a record.

Checked are: the bytes of every entry and the chain of their hashes; that none is missing; and,
with a book kept anew from the first entry to the last, every sum: who received a paper and how
many went out, the account of the papers, the totals, the votes needed, the outcome declared.

It is to be read from top to bottom: what an entry looks like; what the votes of a round
mean (`verdict`); the book, in which a method bears the name of the action that it enters, and
STEPS says in which order the actions of a round come; last, the chain and the file. A round is
`r` wherever it is spoken of, and `expect` puts down what does not fit.

Not checked is who may do what, and the time for it: the program's own `verify` does that. And no
look at the file alone can show that its end was cut off, or that all of it was written anew. For
that, compare the head code with one printed or read aloud then, or give that one as CODE.
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
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import quote

MOST_FINDINGS = 50
MOST_BOXES = 50_000  # how many other contents of a box are tried, see `could_change`

Json = dict[str, Any]
Row = tuple[Any, Any, Any]
Votes = dict[str, int]

# ---------------------------------------------------------------- the form of an entry

# Each action with the fields of its `data`. After a name: ? may be left out, # number, + from 1 on,
# @ list of ids, % numbers by mark, ! true or false, * an object or list; nothing: text.
ACTIONS = """
open_sitting title title_kk? title_ru? date chamber presiding* rules* convocation?* rehearsal?!
seat_members members*
mark_attendance status members@
close_roll_call present# quorum#
put_question id kind text needed? of? election? candidate?
decide_question id for# against# abstain# present# adopted! needed?#
form_commission members@ question?
choose_officers chairman secretary
open_election id office incumbent?
nominate election candidate proposer statement? offices?*
withdraw election candidate reason?
close_nominations election
approve_ballot election round# made+ form candidates@ question?
open_voting election round# minutes+ deadline present# of needed?#
issue_ballot election round# issued#
exchange_ballot election round# issued# spoiled#
extend_voting election round# minutes+ reason deadline
close_voting election round# issued# spoiled# received@ reason?
start_break minutes?+
end_break
account_papers election unused# spoiled# returned_unvoted?#
open_box election present@ reason?
mix_papers election
count_papers election found#
agree_packet election round# packet+ papers+
packet_differs election round# packet+
explain_difference election papers+ text matters?!
finish_count election round# found# totals% blank# invalid%
sign_protocol kind signers@ number+ head_code election? round?# dissent?
announce_result election round#
draw_lot election elected@
declare election round# outcome elected?@ goes_on?@
next_round election how round# candidates?@ question?
close_election election
hand_over_chair name office
note text
close_sitting
resume after
clock_jump seconds*
enroll_officer role key?
pin_refused role
second_medium state
"""
EVERY_ACTION = " with? recorder? request? from_paper?!"
FORM = {
    words.split()[0]: re.findall(r"([a-z_]+)(\??)([#+@%!*]?)", words.partition(" ")[2])
    for words in (line + EVERY_ACTION for line in ACTIONS.strip().splitlines())
}
FIELDS = {action: {name: kind for name, _, kind in form} for action, form in FORM.items()}
NEEDED = {action: {name for name, mark, _ in form if not mark} for action, form in FORM.items()}
BASES = ("seats", "present", "found", "valid", "counted")
FORMS = ("for-against", "for-against-abstain", "strike-out", "choose-one", "approve")
ROLES = ("clerk", "secretary", "chairman", "presiding", "system")
INSTANT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z")


def is_number(value: object) -> bool:
    """Say whether this is a whole number from 0 on; true and false are none."""
    return type(value) is int and value >= 0


def is_text(value: object) -> bool:
    """Say whether this is text with something in it."""
    return isinstance(value, str) and value.strip() != ""


def is_of(kind: str, value: Any) -> bool:
    """Say whether a field holds what it should."""
    if kind in ("#", "+"):
        return is_number(value) and (value > 0 or kind == "#")
    if kind == "@":
        return isinstance(value, list) and all(map(is_text, value)) and no_twice(value)
    if kind == "%":
        return isinstance(value, dict) and all(map(is_number, value.values()))
    return isinstance(value, bool) if kind == "!" else kind == "*" or is_text(value)


def no_twice(names: list[str]) -> bool:
    """Say whether no name stands twice."""
    return len(set(names)) == len(names)


def refuse(number: str) -> NoReturn:
    """Refuse a number that is not whole."""
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
    if not is_number(entry["seq"]) or entry["seq"] != seq:
        raise ValueError(f"it calls itself entry {entry['seq']}")
    if not INSTANT.fullmatch(entry["at"]) or entry["by"] not in ROLES:
        raise ValueError("its moment or its role cannot be read")
    data = entry["data"]
    if entry["action"] not in FIELDS:
        raise ValueError(f"there is no action {entry['action']!r}")
    if not data.keys() >= NEEDED[entry["action"]]:
        raise ValueError("a field is missing")
    kinds = FIELDS[entry["action"]]
    for name, value in data.items():
        if name not in kinds or not is_of(kinds[name], value):
            raise ValueError(f"the field {name!r} does not hold what it should")
    return entry


# ---------------------------------------------------------------- the course of a round

# The steps at which an action may come, and the one that it leads to, if it leads on.
# To sign, to draw a lot, to declare and to begin a further round hang on more than that.
STEPS = {
    "withdraw": ("listing declared", ""),
    "approve_ballot": ("listing", "ballot"),
    "open_voting": ("ballot", "voting"),
    "issue_ballot": ("voting", ""),
    "exchange_ballot": ("voting", ""),
    "close_voting": ("voting", "closed"),
    "account_papers": ("closed accounted", "accounted"),
    "open_box": ("accounted", "open"),
    "mix_papers": ("open", "mixed"),
    "count_papers": ("mixed counted", "counted"),
    "agree_packet": ("counted", ""),
    "packet_differs": ("counted", ""),
    "explain_difference": ("counted", ""),
    "finish_count": ("counted", "finished"),
    "announce_result": ("signed", "announced"),
}

# ---------------------------------------------------------------- what the votes mean


@dataclass
class Round:
    """One round of an election: what decides it, and how far the log has come with it."""

    number: int
    rule: Json
    places: int  # still to be filled
    seats: int
    step: str = "listing"
    candidates: list[str] = field(default_factory=list)
    form: str = ""
    names_a_paper: int = 1
    births: dict[str, str] = field(default_factory=dict)
    lot: list[str] = field(default_factory=list)
    made: int = 0
    present: int = 0
    issued: int = 0
    spoiled: int = 0
    unused: int = 0
    returned: int = 0
    found: int = 0
    packets: int = 0
    read: int = 0
    explained: int = 0
    said: list[bool] = field(default_factory=list)  # whether a difference matters
    votes: Votes = field(default_factory=dict)
    valid: int = 0
    other: int = 0  # blank or invalid
    outcome: str = "open"
    elected: list[str] = field(default_factory=list)
    goes_on: list[str] = field(default_factory=list)
    told: int = 0  # the entry that told the chamber the result
    voided: bool = False

    def single(self) -> bool:
        """Say whether the paper asks for or against one candidate."""
        return len(self.candidates) == 1 and self.form in FORMS[:3]

    def choices(self) -> list[str]:
        """Return what a valid paper may say."""
        if not self.single():
            return self.candidates
        return ["for", "against", "abstain"][: 3 if self.form == "for-against-abstain" else 2]

    def gap(self) -> int:
        """Return the papers missing from the account, negative if there are too many."""
        box = self.issued - self.spoiled - self.returned - self.found
        stock = self.made - self.unused - self.issued
        return stock if abs(stock) > abs(box) else box


def least(rule: str, of: str, bases: Votes) -> int | None:
    """Return the votes needed, None for `most`: `> 1/2` of 98 is 50, `>= 2/3` of 98 is 66."""
    if rule == "most":
        return None
    share = re.fullmatch(r"(>=?) ?([0-9]+)/([0-9]+)", rule)
    if share is None:
        raise ValueError(f"{rule!r} is not a share such as '> 1/2'")
    above, below = bases[of] * int(share[2]), int(share[3])
    return above // below + 1 if share[1] == ">" else -(-above // below)


def reaches(rule: Json, bases: Votes, votes_for: int, against: int) -> bool:
    """Say whether the votes for one thing suffice against those against it."""
    needed = least(rule["needed"], rule["of"], bases)
    enough = votes_for > against if needed is None else votes_for >= needed
    return enough and votes_for > 0


# Outcome, elected, who goes on; the last, those between whom a lot is still to decide.
Verdict = tuple[str, list[str], list[str], list[str]]


def verdict(r: Round) -> Verdict:
    """Return the outcome of a round by secret ballot."""
    counted = r.valid - r.votes.get("abstain", 0)
    numbers = (r.seats, r.present, r.valid + r.other, r.valid, counted)
    bases = dict(zip(BASES, numbers, strict=True))
    votes, against = dict(r.votes), 0
    if r.single():
        votes, against = {r.candidates[0]: r.votes["for"]}, r.votes["against"]
    able = [name for name in votes if reaches(r.rule, bases, votes[name], against)]
    elected = [name for name in able if rank(name, able, votes) <= r.places]
    tied = [name for name in able if name not in elected and better(name, able, votes) < r.places]
    if tied:
        tie, left = r.rule.get("tie", "none"), r.places - len(elected)
        if tie == "repeat" or (tie == "lot" and not r.lot):
            parts = (sorted(tied), []) if tie == "repeat" else ([], sorted(tied))
            return "tie", sorted(elected), *parts
        if tie == "lot":
            elected += r.lot
        births = sorted(r.births.get(name, "") for name in tied)
        if tie == "elder" and all(births) and births[left - 1] < births[left]:
            elected += sorted(tied, key=lambda name: r.births[name])[:left]
    rest = {name: votes[name] for name in votes if name not in elected}
    return conclude(r, elected, rest, dict.fromkeys(rest, r.valid))


def better(name: str, names: list[str], votes: Votes) -> int:
    """Count those with more votes than one."""
    return sum(votes[other] > votes[name] for other in names)


def rank(name: str, names: list[str], votes: Votes) -> int:
    """Count those with at least as many votes as one, itself among them."""
    return sum(votes[other] >= votes[name] for other in names)


def conclude(r: Round, elected: list[str], rest: Votes, valid: Votes) -> Verdict:
    """Return the outcome, given who is elected, and the votes of all others of how many valid."""
    following = r.rule.get("next", "chamber-decides")
    if len(elected) == r.places:
        return "elected", sorted(elected), [], []
    if following == "chamber-decides":
        return "not-elected", sorted(elected), [], []
    number = len(rest) if following == "all" else max(1, len(rest) - 1)
    if following.startswith("top "):
        number = int(following[4:])
    goes_on = [name for name in rest if better(name, list(rest), rest) < number]
    if "below" in following:
        percent = int(following.split()[-1].rstrip("%"))
        strong = [name for name in goes_on if rest[name] * 100 >= percent * valid[name]]
        two = [name for name in rest if better(name, list(rest), rest) < 2]
        goes_on = strong if len(strong) >= 2 else two
    return "next-round", sorted(elected), sorted(goes_on), []


def could_change(r: Round) -> bool | None:
    """Say whether the papers missing, or too many, could change the outcome.

    Every box that differs by so many papers at most is tried; None if they are too many to try.
    """
    said, gap = verdict(replace(r, lot=[])), r.gap()
    sign, tried = (1 if gap > 0 else -1), 0
    for valid in range(abs(gap) + 1):
        for marks in itertools.product(range(valid + 1), repeat=len(r.votes)):
            tried += 1
            if tried > MOST_BOXES:
                return None
            moved = dict(zip(r.votes, marks, strict=True))
            votes = {name: r.votes[name] + sign * moved[name] for name in moved}
            box = replace(r, lot=[], votes=votes, valid=r.valid + sign * valid)
            if not (fits(replace(r, votes=moved, valid=valid)) and fits(box)):
                continue
            for other in range(abs(gap) - valid + 1):
                box.other = r.other + sign * other
                if box.other >= 0 and verdict(box) != said:
                    return True
    return False


def fits(r: Round) -> bool:
    """Say whether the valid papers can bear the votes, at least one on each."""
    numbers = [0, *r.votes.values()]
    least_and_most = r.valid <= sum(numbers) <= r.valid * r.names_a_paper
    return least_and_most and min(numbers) >= 0 and max(numbers) <= r.valid


# ---------------------------------------------------------------- the book of a sitting


@dataclass
class Election:
    """One election with its rounds; `standing` are those who may be on the next ballot."""

    office: Json
    rounds: list[Round]
    nominated: list[str] = field(default_factory=list)
    standing: list[str] = field(default_factory=list)
    nominating: bool = True

    def begin(self, seats: int) -> None:
        """Begin a round, as if no voided one had been; the last rule serves all later ones."""
        rules, before = self.office["round"], [one for one in self.rounds if not one.voided]
        places = self.office.get("places", 1) - sum(len(one.elected) for one in before)
        rule = rules[min(len(before), len(rules) - 1)]
        self.rounds.append(Round(len(self.rounds) + 1, rule, places, seats))

    def take_back(self) -> None:
        """Let those stand again who were declared elected in the newest round."""
        names = {*self.standing, *self.rounds[-1].elected}
        self.standing = [name for name in self.nominated if name in names]


class _Book:
    """What the entries come to. A method bears the name of the action that it enters.

    One of an action in STEPS is given the round as well, found at the step where it should be.
    """

    def __init__(self) -> None:
        self.findings: list[str] = []
        self.title, self.place, self.at, self.head = "", "", "", ""
        self.rules: Json = {}
        self.members: dict[str, Json] = {}
        self.present: set[str] = set()
        self.commission: list[str] = []
        self.questions: dict[str, Json] = {}
        self.elections: dict[str, Election] = {}
        self.protocols = 0

    def expect(self, holds: object, words: str) -> None:
        if not holds and len(self.findings) < MOST_FINDINGS:
            self.findings.append(f"{self.place}: {words}.")

    def enter(self, entry: Json, head: str) -> None:
        """Enter one entry; `head` is the hash before it."""
        action, self.head, self.seq = entry["action"], head, entry["seq"]
        self.place = f"Entry {entry['seq']} ({action})"
        self.expect(entry["at"] >= self.at or action == "clock_jump", "it lies in the past")
        self.at = entry["at"]
        method = getattr(self, action, lambda *_: None)
        if action not in STEPS:
            method(entry["data"])
            return
        before, after = STEPS[action]
        r = self.round(entry["data"], before)
        method(entry["data"], r)
        r.step = after or r.step

    # -- the chamber and its open votes

    def open_sitting(self, data: Json) -> None:
        self.expect(not self.rules, "the sitting was opened before")
        rehearsal = "REHEARSAL, no sitting: " if data.get("rehearsal") else ""
        self.title = f"{rehearsal}{data['title']}, {data['date']}, {data['chamber']}"
        self.rules = data["rules"]
        chamber = self.rules["chamber"]
        self.seats: int = chamber["seats"]
        self.quorum = least(chamber["quorum"], "seats", {"seats": self.seats}) or 0

    def seat_members(self, data: Json) -> None:
        self.expect(not self.members, "the members were seated before")
        self.members = {member["id"]: member for member in data["members"]}
        self.expect(len(self.members) == len(data["members"]), "two members bear one id")
        self.expect(len(self.members) <= self.seats, "there are more members than seats")

    def mark_attendance(self, data: Json) -> None:
        self.expect(self.members.keys() >= set(data["members"]), "it names one who is no member")
        self.present -= set(data["members"])
        if data["status"] == "present":
            self.present |= set(data["members"])

    def close_roll_call(self, data: Json) -> None:
        self.expect(data["present"] == len(self.present), f"{len(self.present)} are present")
        self.expect(data["quorum"] == self.quorum, f"the quorum is {self.quorum}")

    def with_quorum(self, data: Json) -> None:
        self.expect(data["present"] == len(self.present), f"{len(self.present)} are present")
        self.expect(len(self.present) >= self.quorum, f"the quorum of {self.quorum} is missing")

    def form_commission(self, data: Json) -> None:
        self.commission = data["members"]
        self.expect(self.members.keys() >= set(self.commission), "it names one who is no member")

    def put_question(self, data: Json) -> None:
        self.expect(data["id"] not in self.questions, "there is a question of this id")
        kind, number = data["kind"], None
        rule = {"needed": "> 1/2", "of": "seats" if kind == "protocol" else "present"}
        rule = self.rules.get("questions", {}).get(kind, rule)
        if kind == "office":
            election = self.elections[data["election"]]
            rule, number = election.rounds[-1].rule, len(election.rounds)
            self.expect(data["candidate"] in election.standing, "nobody such stands")
        own = {key: data.get(key, rule[key]) for key in ("needed", "of")}
        self.questions[data["id"]] = {**data, **own, "round": number, "put": self.seq}

    def decide_question(self, data: Json) -> None:
        question = self.questions[data["id"]]
        self.expect("adopted" not in question, "the question was decided before")
        self.with_quorum(data)
        counted, present = data["for"] + data["against"], len(self.present)
        cast = counted + data["abstain"]
        self.expect(cast <= present, f"{cast} votes, but {present} present")
        bases = dict(zip(BASES, (self.seats, present, cast, cast, counted), strict=True))
        needed = least(question["needed"], question["of"], bases)
        adopted = reaches(question, bases, data["for"], data["against"])
        self.expect(data.get("needed") == needed, f"the votes needed are {needed}")
        self.expect(data["adopted"] == adopted, f"adopted by these votes: {adopted}")
        result = {"for": data["for"], "cast": cast, "adopted": adopted}
        self.questions[data["id"]] = {**question, **result}

    # -- candidates and ballot

    def open_election(self, data: Json) -> None:
        self.expect(data["id"] not in self.elections, "there is an election of this id")
        election = Election(self.rules["office"][data["office"]], [])
        election.begin(self.seats)
        self.elections[data["id"]] = election

    def nominate(self, data: Json) -> None:
        election, name = self.elections[data["election"]], data["candidate"]
        may = election.nominating and name not in election.standing and name in self.members
        self.expect(may and name not in self.commission, "the candidate cannot be nominated")
        election.standing.append(name)
        election.nominated = [one for one in election.nominated if one != name] + [name]

    def withdraw(self, data: Json, _: Round) -> None:
        standing = self.elections[data["election"]].standing
        self.expect(data["candidate"] in standing, "nobody such stands")
        standing.remove(data["candidate"])

    def close_nominations(self, data: Json) -> None:
        self.elections[data["election"]].nominating = False

    def round(self, data: Json, steps: str) -> Round:
        """Return the newest round of the election named, expected to be at one of the steps."""
        r = self.elections[data["election"]].rounds[-1]
        self.expect(r.step in steps.split(), f"the round is not at this point, but at: {r.step}")
        self.expect(data.get("round", r.number) == r.number, f"it is round {r.number}")
        return r

    def approve_ballot(self, data: Json, r: Round) -> None:
        election = self.elections[data["election"]]
        secret = election.office.get("vote", "secret") == "secret"
        self.expect(secret and not election.nominating, "there can be no ballot yet")
        same = sorted(data["candidates"]) == sorted(election.standing) != []
        self.expect(same, "the ballot does not bear those who stand")
        r.candidates, r.form, r.made = data["candidates"], data["form"], data["made"]
        fit = r.form in (FORMS if len(r.candidates) == 1 else FORMS[2:])
        self.expect(fit, "the form of the paper does not fit the candidates")
        r.names_a_paper = election.office.get("places", 1) if r.form == "approve" else 1
        r.births = {name: self.members[name].get("born", "") for name in r.candidates}

    # -- the vote

    def open_voting(self, data: Json, r: Round) -> None:
        r.present = len(self.present)
        self.with_quorum(data)
        bases = {"seats": self.seats, "present": r.present}
        of = r.rule["of"]
        needed = least(r.rule["needed"], of, bases) if of in bases else None
        self.expect(data["of"] == of, f"the votes needed are a share of: {of}")
        self.expect(data.get("needed") == needed, f"the votes needed are {needed}")

    def issue_ballot(self, data: Json, r: Round) -> None:
        self.hand_out(data, r, exchanged=False)

    def exchange_ballot(self, data: Json, r: Round) -> None:
        self.hand_out(data, r, exchanged=True)

    def hand_out(self, data: Json, r: Round, *, exchanged: bool) -> None:
        more, spoiled = data["issued"] - r.issued, data.get("spoiled", r.spoiled) - r.spoiled
        self.expect(more > 0, "not a paper more than before was handed out")
        self.expect(spoiled == (more if exchanged else 0), "papers are exchanged one for one")
        self.expect(r.issued > r.spoiled or not exchanged, "nobody holds a paper to exchange")
        self.expect(data["issued"] <= r.made, f"only {r.made} papers were made")
        r.issued, r.spoiled = data["issued"], r.spoiled + spoiled

    def close_voting(self, data: Json, r: Round) -> None:
        received = data["received"]
        self.expect(data["issued"] == r.issued, f"{r.issued} papers were handed out")
        self.expect(data["spoiled"] == r.spoiled, f"{r.spoiled} papers were exchanged")
        self.expect(received == sorted(received), "the list is not sorted: it may tell an order")
        self.expect(self.present >= set(received), "one who was not present received a paper")
        persons = r.issued - r.spoiled
        self.expect(len(received) == persons, f"{persons} members received a paper")

    # -- the count

    def account_papers(self, data: Json, r: Round) -> None:
        r.unused, r.spoiled = data["unused"], data["spoiled"]
        r.returned = data.get("returned_unvoted", 0)
        fit = r.unused + r.spoiled + r.returned <= r.made
        self.expect(fit, f"only {r.made} papers were made")

    def count_papers(self, data: Json, r: Round) -> None:
        self.expect(r.packets == 0 and data["found"] <= r.made, "so many cannot be found now")
        r.found, r.explained, r.said = data["found"], 0, []

    def agree_packet(self, data: Json, r: Round) -> None:
        self.packet_differs(data, r)  # both are of the packet that follows
        papers = min(self.rules.get("count", {}).get("packet", 10), r.found - r.read)
        self.expect(data["papers"] == papers, f"the packet holds {papers} papers")
        r.packets, r.read = data["packet"], r.read + data["papers"]

    def packet_differs(self, data: Json, r: Round) -> None:
        self.expect(data["packet"] == r.packets + 1, f"packet {r.packets + 1} follows")
        self.expect(r.read < r.found, "all papers have been read")

    def resume(self, data: Json) -> None:
        if data["after"] != "restore":
            return
        for election in self.elections.values():  # what was read is lost with the file
            r = election.rounds[-1]
            if r.step == "counted":
                r.step, r.packets, r.read = "mixed", 0, 0

    def explain_difference(self, data: Json, r: Round) -> None:
        r.explained += data["papers"]
        r.said += [data["matters"]] if "matters" in data else []
        self.expect(r.explained <= abs(r.gap()), f"{abs(r.gap())} papers are to be explained")
        told = ("matters" in data) == (r.read == r.found)
        self.expect(told, "whether it matters is said when all papers are read, and only then")

    def finish_count(self, data: Json, r: Round) -> None:
        self.expect(r.read == r.found == data["found"], f"of {r.found} papers {r.read} were read")
        gap = abs(r.gap())
        self.expect(r.explained == gap, f"{gap} papers to explain, {r.explained} explained")
        reasons = {"form", "several", "unclear", *self.rules.get("count", {}).get("invalid", [])}
        strange = (data["totals"].keys() - set(r.choices())) | (data["invalid"].keys() - reasons)
        self.expect(not strange, f"marks that the paper does not know: {sorted(strange)}")
        self.expect(all(data["invalid"].values()), "a reason without a paper")
        r.other = data["blank"] + sum(data["invalid"].values())
        r.votes = {choice: data["totals"].get(choice, 0) for choice in r.choices()}
        r.valid = data["found"] - r.other
        told = f"votes {r.votes}, blank or invalid {r.other}, papers {r.found}"
        self.expect(fits(r), f"the sums do not fit: {told}")
        could = could_change(r) if r.said else None
        self.expect(could is None or r.said[-1] == could, f"the difference matters: {could}")

    # -- protocols, report, declaration

    def sign_protocol(self, data: Json) -> None:
        self.protocols += 1
        self.expect(data["number"] == self.protocols, f"it is protocol {self.protocols}")
        head = head_code(self.head)
        self.expect(data["head_code"] == head, f"the head code then was {head}")
        missing = set(self.commission) ^ set(data["signers"])
        own = data["signers"] and set(data["signers"]) <= set(self.commission)
        self.expect(own, "a signer is not of the commission, or nobody signed")
        if data["kind"] == "results":
            self.round(data, "finished").step = "signed"
            self.expect(not missing or "dissent" in data, "not all signed, and no reason is told")

    def announce_result(self, _: Json, r: Round) -> None:
        r.told = self.seq

    def draw_lot(self, data: Json) -> None:
        r, drawn = self.round(data, "finished signed announced declared"), data["elected"]
        election = self.elections[data["election"]]
        _, sure, _, tied = verdict(r)
        among = [name for name in tied if name in election.standing]
        self.expect(among and set(drawn) <= set(among), f"the lot is among: {self.names(among)}")
        self.expect(len(drawn) == r.places - len(sure), f"it falls on {r.places - len(sure)}")
        if r.step == "declared":  # as a tie; what is decided now is declared anew
            self.expect(r.outcome == "tie", "no tie was declared")
            election.take_back()
            r.step, r.outcome, r.elected = "announced", "open", []
        r.lot = drawn

    def declare(self, data: Json) -> None:
        election = self.elections[data["election"]]
        if election.office.get("vote", "secret") == "open":
            r = self.round(data, "listing")
            said = self.open_verdict(data["election"], election, r)[:3]
        else:
            r = self.round(data, "announced")
            said = verdict(r)[:3]
        told = (data["outcome"], data.get("elected", []), data.get("goes_on", []))
        self.expect(told == said, f"what follows from the numbers is: {self.words(*said)}")
        r.step, (r.outcome, r.elected, r.goes_on) = "declared", told
        r.told = r.told or self.seq
        election.standing = [name for name in election.standing if name not in r.elected]

    def open_verdict(self, key: str, election: Election, r: Round) -> Verdict:
        """Return the outcome of a round by open votes: adopted means elected."""
        r.candidates, r.form = list(election.standing), "open"
        asked = {
            question["candidate"]: question
            for question in self.questions.values()
            if (question["kind"], question.get("election")) == ("office", key)
            if question["round"] == r.number and "adopted" in question
        }
        r.votes = {name: asked[name]["for"] if name in asked else 0 for name in r.candidates}
        elected = [name for name in r.candidates if name in asked and asked[name]["adopted"]]
        done = len(elected) == r.places or asked.keys() >= set(r.candidates)
        self.expect(done, "there was no vote on somebody who stands")
        rest = {name: r.votes[name] for name in r.candidates if name not in elected}
        valid = {name: asked[name]["cast"] if name in asked else 0 for name in rest}
        return conclude(r, elected, rest, valid)

    def next_round(self, data: Json) -> None:
        election = self.elections[data["election"]]
        r = election.rounds[-1]
        if "question" in data:
            self.void(r, data)
            election.take_back()
        else:
            self.expect(r.step == "declared" and r.outcome != "elected", "no round can follow")
        going = {"rule": r.goes_on, "repeat": election.standing}.get(data["how"], [])
        election.standing = [name for name in election.standing if name in going]
        same = data.get("candidates", []) == election.standing
        self.expect(same, f"those who stand are: {self.names(election.standing)}")
        election.nominating = data["how"] == "new-nominations"
        election.begin(self.seats)
        self.expect(data["round"] == len(election.rounds), f"it is round {len(election.rounds)}")

    def void(self, r: Round, data: Json) -> None:
        """Void a round: more than half of all seats decide it, after they were told its result."""
        r.voided, asked = True, self.questions[data["question"]]
        kind = (asked["kind"], asked.get("election"), asked.get("adopted"))
        due = kind == ("procedure", data["election"], True) and asked["put"] > r.told > 0
        self.expect(due and data["how"] != "rule", "this question cannot void the round")
        self.expect(asked["for"] * 2 > self.seats, "too few votes to void a round")

    # -- the end

    def check_working_papers(self, register: int, readings: int) -> None:
        """Expect names in the register, and readings, only while they are needed."""
        self.place = "Working papers"
        now = {each.rounds[-1].step: each.rounds[-1] for each in self.elections.values()}
        holders = now["voting"].issued - now["voting"].spoiled if "voting" in now else 0
        self.expect(register == holders, f"{register} in the register, {holders} hold a paper")
        self.expect(not readings or "counted" in now, "readings, although nothing is being read")

    def names(self, members: Iterable[str]) -> str:
        return ", ".join(self.members.get(one, {"name": one})["name"] for one in members)

    def words(self, outcome: str, elected: list[str], goes_on: list[str]) -> str:
        lists = (("elected", elected), ("goes on", goes_on))
        return "; ".join([outcome, *(f"{key}: {self.names(who)}" for key, who in lists if who)])

    def results(self) -> Iterator[str]:
        for key, election in self.elections.items():
            for r in election.rounds:
                votes = ", ".join(f"{self.names([one])} {many}" for one, many in r.votes.items())
                papers = f"made {r.made}, unused {r.unused}, issued {r.issued}, spoiled {r.spoiled}"
                papers += f", found {r.found}, blank or invalid {r.other}; "
                yield (
                    f"Election {key}, round {r.number}: {papers if r.made else ''}votes: {votes};"
                    f" outcome: {self.words(r.outcome, r.elected, r.goes_on)}"
                    f"{' - void' if r.voided else ''}"
                )


# ---------------------------------------------------------------- chain, file, report


def head_code(digest: str) -> str:
    """Return a hash as it is printed and read aloud: 16 hex digits in groups of four."""
    return "-".join(digest[start : start + 4] for start in (0, 4, 8, 12))


def examine(rows: Iterable[Row], head: str | None = None) -> tuple[_Book, list[str]]:
    """Return the book of a log's rows (seq, entry, hash) and the hashes that follow."""
    book, hashes = _Book(), ["0" * 64]
    for place, (seq, text, stated) in enumerate(rows, 1):
        book.place = f"Entry {place}"
        try:
            if seq != place:
                raise ValueError(f"it is missing or out of place, {seq} stands there")
            if hashlib.sha256((hashes[-1] + text).encode()).hexdigest() != stated:
                raise ValueError("its hash does not follow from it and the hash before")
            book.enter(read_entry(text, place), hashes[-1])
        except ValueError as error:
            book.expect(False, str(error))
            break
        except (LookupError, TypeError, AttributeError, ArithmeticError, RecursionError):
            book.expect(False, "it does not fit what stands before it")
            break
        hashes.append(stated)
    book.place = "Log"
    if head is not None:
        digits = head.replace("-", "").replace(" ", "").lower()
        known = len(digits) >= 16 and any(one.startswith(digits) for one in hashes[1:])
        book.expect(known, f"the head {head} is not in it")
    return book, hashes


class UnreadableError(Exception):
    """The file is no record of a sitting."""


def verify(path: Path, head: str | None = None) -> tuple[_Book, list[str]]:
    """Examine a file; raises UnreadableError if it is no record of a sitting."""
    try:
        with path.open("rb") as file:
            start = file.read(100)
    except OSError as error:
        raise UnreadableError(str(error)) from None
    if start[:16] != b"SQLite format 3\0" or start[68:72] != b"MJLS":
        raise UnreadableError("it is not the file of a sitting")
    if sqlite3.sqlite_version_info < (3, 37):
        raise UnreadableError("this Python's SQLite is older than 3.37 and cannot read it")
    # While a program has the file open there is a log of writes beside it; without one, nothing
    # can change, and nothing has to be put beside the file for reading it.
    mode = "mode=ro" if Path(f"{path}-wal").exists() else "mode=ro&immutable=1"
    database = sqlite3.connect(f"file:{quote(str(path.absolute()))}?{mode}", uri=True)
    damage, book, hashes = "", _Book(), ["0" * 64]
    try:
        database.execute("begin")  # one moment, even while the sitting goes on
        rows = database.execute("select seq, entry, hash from log order by seq")
        book, hashes = examine(rows, head)
        check_file(database, book)
    except sqlite3.Error as error:
        damage = str(error)
    finally:
        database.close()
    book.place = "File"
    book.expect(not damage, f"it is damaged: {damage}")
    return book, hashes


def check_file(database: sqlite3.Connection, book: _Book) -> None:
    """Check what stands beside the entries: pages, triggers, working papers."""
    book.place = "File"
    said = [row[0] for row in database.execute("pragma integrity_check(5)")]
    book.expect(said == ["ok"], f"SQLite says: {', '.join(said)}")
    made = "select type, lower(sql) from sqlite_master where tbl_name = 'log'"
    objects = [f"{kind}: {sql}" for kind, sql in database.execute(made)]
    book.expect(any(each.startswith("table:") for each in objects), "the log is no table")
    for change in ("insert", "update", "delete"):
        guarded = any(f" before {change} on log" in each for each in objects)
        book.expect(guarded, f"nothing in it refuses to {change} in the log")
    counts = "select (select count(*) from register),"
    counts += " (select count(*) from reading) + (select count(*) from tally)"
    book.check_working_papers(*database.execute(counts).fetchone())


def say(words: str) -> None:
    """Print a line; what is no letter cannot act on the terminal."""
    print("".join(c if c.isprintable() else "?" for c in words))  # noqa: T201


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
    for line in (book.title, *book.results(), *book.findings):
        say(line)
    if arguments.head and not book.findings:
        digits = arguments.head.replace("-", "").replace(" ", "").lower()
        seq = next(n for n, one in enumerate(hashes) if n and one.startswith(digits))
        say(f"The head {arguments.head} is that of entry {seq}; {len(hashes) - 1 - seq} follow it.")
    say(f"{'NOT SOUND' if book.findings else 'Sound'}: {len(hashes) - 1} entries")
    say(f"Head code: {head_code(hashes[-1])}")
    return 1 if book.findings else 0


if __name__ == "__main__":
    sys.exit(main())
