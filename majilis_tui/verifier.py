"""Check the record of a sitting without the program that made it.

    python verify.py FILE [--head CODE]

One file, nothing but Python's standard library. FILE, an SQLite database, is only read. Printed
are the rule and the result of every election, what does not fit, and the head code. Exit status:
0 sound, 1 not sound, 2 not readable as a record.

Checked are: that the log is a table, guarded by its three triggers and no others; the
bytes of every entry and the chain of their hashes; that none is missing; and, with a book kept anew
from the first entry to the last, every sum: who received a paper and how many went out, the
account of the papers, the totals, the votes needed, the outcome declared.

It is to be read from top to bottom: what an entry holds, and in which order the actions of a round
come (ACTIONS); what a box of votes means (`verdict`); the book, in which a method bears the name of
the action that it enters; last, the chain and the file. A round is `r` wherever it is spoken of,
`expect` puts down what does not fit, and `states` does so where an entry does not state what
follows from those before it.

Not checked is who may do what, and when: the commission, the officers, the questions put to the
chamber, the hours, the words; nor whether missing papers could have changed the outcome. The
program's own `verify` does that. And no look at the file alone can show that its end was cut off,
or that all of it was written anew. For that, compare the head code with one printed or read aloud
then, or give that one as CODE.
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
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, NoReturn
from urllib.parse import quote

MOST_FINDINGS = 50

__all__ = ["UnreadableError", "examine", "main", "verify"]

Json = dict[str, Any]
Votes = dict[str, int]

# ---------------------------------------------------------------- the form of an entry

# Each action with the fields of its data: a text where nothing else is said, # a number, + a list
# of ids, * one that may be empty, % numbers by name, ! yes or no, ~ anything, read by the book if
# at all; ? may be left out. After | the steps of its round at which it may come, and the one that
# it leads to. A round of open votes begins with asking, one by secret ballot with listing.
ACTIONS = """
open_sitting title title_kk? title_ru? date chamber presiding~ rules~ convocation~? rehearsal!?
seat_members members~
mark_attendance status members+
close_roll_call present# quorum#
put_question id kind text text_kk? text_ru? needed? of? election? candidate?
decide_question id for# against# abstain# present# adopted! needed#?
form_commission members+ question?
choose_officers chairman secretary
open_election id office incumbent?
nominate election candidate proposer statement? offices*? | listing asking
withdraw election candidate reason? | listing asking declared
close_nominations election | listing asking
approve_ballot election round# made# form candidates+ question? | listing > ballot
open_voting election round# minutes# deadline present# of needed#? | ballot > voting
issue_ballot election round# issued# | voting
exchange_ballot election round# issued# spoiled# | voting
extend_voting election round# minutes# reason deadline | voting
close_voting election round# issued# spoiled# received* reason? | voting > closed
start_break minutes#?
end_break
account_papers election unused# spoiled# returned_unvoted#? | closed accounted > accounted
open_box election present+ reason? | accounted > open
mix_papers election | open > mixed
count_papers election found# | mixed counted > counted
agree_packet election round# packet# papers# | counted
packet_differs election round# packet# | counted
explain_difference election papers# text matters!? | counted
finish_count election round# found# totals% blank# invalid% | counted > finished
sign_protocol kind signers+ number# head_code election? round#? dissent?
announce_result election round# | signed > announced
draw_lot election elected+ | finished signed announced declared
declare election round# outcome elected+? goes_on+? | asking announced > declared
next_round election how round# candidates+? question? | announced declared
close_election election | listing asking ballot declared > ended
hand_over_chair name office
note text text_kk? text_ru?
close_sitting
resume after
clock_jump seconds~
enroll_officer role key? proved_by?
pin_refused role
second_medium state
"""
EVERY_ACTION = " with? recorder? request? from_paper!?"
FIELD = re.compile("([a-z_]+)([#+*%!~]?)([?]?)")
FORM, STEPS = {}, {"sign_results": ("finished", "signed")}  # sign_protocol, of the kind results
for line in ACTIONS.strip().splitlines():
    words, _, steps = line.partition(" | ")
    action, *fields = (words + EVERY_ACTION).split()
    FORM[action] = {
        name: (mark, optional) for name, mark, optional in FIELD.findall(" ".join(fields))
    }
    if steps:
        STEPS[action] = (steps.split(" > ")[0], steps.partition(" > ")[2])
UNCOUNTED = "voting closed accounted open mixed counted"
UNDECLARED = f"{UNCOUNTED} finished signed announced"

BASES = ("seats", "present", "found", "valid", "counted")
FORMS = ("for-against", "for-against-abstain", "strike-out", "choose-one", "approve")
ROLES = ("clerk", "secretary", "chairman", "presiding", "system")
SHARE = "(>=?) ?([0-9]{1,6})/([0-9]{1,6})"
TIES = ("none", "repeat", "elder", "lot")
FOLLOWING = "chamber-decides|all|top [0-9]{1,3}|drop-last( below [0-9]{1,2}%)?"
MOMENT = "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[.][0-9]{3}Z"


def is_number(value: Any, least: int = 0, most: int = 1_000_000) -> bool:
    return type(value) is int and least <= value <= most  # true and false are none


def has_its_form(mark: str, value: Any) -> bool:
    if mark == "#":
        return is_number(value)
    if mark in ("+", "*"):
        texts = isinstance(value, list) and all(isinstance(each, str) for each in value)
        return texts and (mark == "+") <= len(value) == len(set(value))
    if mark == "%":
        return isinstance(value, dict) and all(map(is_number, value.values()))
    return mark == "~" or isinstance(value, bool if mark == "!" else str)


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
    if not (re.fullmatch(MOMENT, entry["at"]) and entry["by"] in ROLES):
        raise ValueError("its moment or its role cannot be read")
    action, data = entry["action"], entry["data"]
    if action not in FORM:
        raise ValueError("there is no such action")
    form = FORM[action]
    wrong = {name for name, (_, optional) in form.items() if not optional} - data.keys()
    wrong |= {
        name for name in data if name not in form or not has_its_form(form[name][0], data[name])
    }
    if wrong:
        raise ValueError(f"missing, or not what should be there: {', '.join(sorted(wrong))}")
    return entry


# ---------------------------------------------------------------- what the votes mean


class Box(NamedTuple):
    """What a box holds: votes, on so many valid papers, and others, blank or invalid."""

    votes: Votes
    valid: int
    other: int


NO_BOX = Box({}, 0, 0)


@dataclass
class Round:
    """One round of an election: what decides it, and how far the log has come with it."""

    number: int
    rule: Json
    places: int  # still to be filled
    seats: int
    election: Any = None
    step: str = ""
    candidates: list[str] = field(default_factory=list)
    form: str = ""
    names_a_paper: int = 1
    births: dict[str, str] = field(default_factory=dict)
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
    box: Box = NO_BOX
    needed: int | None = None
    lot: list[str] = field(default_factory=list)
    outcome: str = "open"
    elected: list[str] = field(default_factory=list)
    goes_on: list[str] = field(default_factory=list)
    voided: bool = False

    def choices(self) -> list[str]:
        """Return what a valid paper may say; on one for or against a candidate, no names."""
        if len(self.candidates) > 1 or self.form not in FORMS[:3]:
            return self.candidates
        return ["for", "against", "abstain"][: 3 if self.form == "for-against-abstain" else 2]

    def gap(self) -> int:
        """Return the papers missing from the account, negative if there are too many."""
        box = self.issued - self.spoiled - self.returned - self.found
        stock = self.made - self.unused - self.issued
        return stock if abs(stock) > abs(box) else box


def least(rule: Json, seats: int, present: int = 0, box: Box = NO_BOX) -> int | None:
    """Return the votes needed, None for `most`: `> 1/2` of 98 is 50, `>= 2/3` of 98 is 66."""
    share = re.fullmatch(SHARE, rule["needed"])
    if rule["needed"] == "most":
        return None
    if share is None or int(share[2]) > int(share[3]):
        raise ValueError(f"{rule['needed']!r} is not a share such as '> 1/2'")
    counted = box.valid - box.votes.get("abstain", 0)
    numbers = (seats, present, box.valid + box.other, box.valid, counted)
    of, part, whole = numbers[BASES.index(rule["of"])], int(share[2]), int(share[3])
    above, rest = divmod(of * part, whole)
    return above + 1 if share[1] == ">" or rest else above


def reaches(needed: int | None, votes: int, against: int = 0) -> bool:
    return votes > against if needed is None else votes >= max(needed, 1)


# Outcome, elected, who goes on; the last, those between whom a lot is still to decide.
Verdict = tuple[str, list[str], list[str], list[str]]


def verdict(r: Round, box: Box) -> Verdict:
    """Return what a box means in a round by secret ballot."""
    needed = least(r.rule, r.seats, r.present, box)
    votes, against = box.votes, 0
    if "for" in votes:
        votes, against = {r.candidates[0]: votes["for"]}, votes["against"]
    able = [name for name in votes if reaches(needed, votes[name], against)]
    border = sorted((votes[name] for name in able), reverse=True)[: r.places][-1:] or [0]
    level = sorted(name for name in able if votes[name] == border[0])
    elected = [name for name in able if votes[name] > border[0]]
    tie, left = r.rule.get("tie"), r.places - len(elected)
    births = sorted(r.births.get(name, "") for name in level)
    if len(level) <= left:
        elected += level
    elif tie == "repeat":
        return "tie", sorted(elected), level, []
    elif tie == "lot" and not r.lot:
        return "tie", sorted(elected), [], level
    elif tie == "lot":
        elected += r.lot
    elif tie == "elder" and all(births) and births[left - 1] < births[left]:
        elected += [name for name in level if r.births[name] < births[left]]
    return conclude(r, elected, votes, dict.fromkeys(votes, box.valid))


def conclude(r: Round, elected: list[str], votes: Votes, valid: Votes) -> Verdict:
    """Return the outcome, given who is elected, and everybody's votes, of how many valid ones."""
    rest = {name: votes[name] for name in votes if name not in elected}
    following = r.rule.get("next") or "chamber-decides"
    if len(elected) == r.places or (elected and not rest):
        return "elected", sorted(elected), [], []
    if following == "chamber-decides":
        return "not-elected", sorted(elected), [], []
    number = len(rest) if following == "all" else max(1, len(rest) - 1)
    if following.startswith("top "):
        number = int(following[4:])
    goes_on = best(rest, number)
    if "below" in following:
        percent = int(following.split()[-1].rstrip("%"))
        strong = [name for name in goes_on if rest[name] * 100 >= percent * valid[name]]
        goes_on = strong if len(strong) >= 2 else best(rest, 2)
    return "next-round", sorted(elected), sorted(goes_on), []


def best(votes: Votes, number: int) -> list[str]:
    """Return so many with the most votes, and all who are tied with the last of them."""
    border = min(sorted(votes.values(), reverse=True)[:number], default=0)
    return [name for name in votes if votes[name] >= border]


def fits(r: Round, box: Box) -> bool:
    """Say whether the valid papers can bear the votes, at least one on each."""
    votes = [0, *box.votes.values()]
    return max(votes) <= box.valid <= sum(votes) <= box.valid * r.names_a_paper


# ---------------------------------------------------------------- the book of a sitting


@dataclass
class Election:
    """One election with its rounds; `standing` are those who may be on the next ballot."""

    office: Json
    rounds: list[Round] = field(default_factory=list)
    nominated: list[str] = field(default_factory=list)
    standing: list[str] = field(default_factory=list)
    nominating: bool = True

    def begin(self, seats: int) -> None:
        """Begin a round, as if no voided one had been; the last rule serves all later ones."""
        rules, before = self.office["round"], [r for r in self.rounds if not r.voided]
        rule, every = rules[min(len(before), len(rules) - 1)], self.office.get("places") or 1
        step = {"secret": "listing", "open": "asking"}[self.office.get("vote") or "secret"]
        known = re.fullmatch(FOLLOWING, rule.get("next") or "all") and rule["of"] in BASES
        least(rule, seats)  # raises for what is no share
        if not known or (rule.get("tie") or "none") not in TIES or not is_number(every, 1):
            raise ValueError("the rule of this round cannot be read")
        places = every - sum(len(r.elected) for r in before)
        self.rounds.append(Round(len(self.rounds) + 1, rule, places, seats, self, step))
        self.rounds[-1].needed = least(rule, seats) if rule["of"] == "seats" else None

    def take_back(self) -> None:
        """Let those stand again who were declared elected in the newest round."""
        names = {*self.standing, *self.rounds[-1].elected}
        self.standing = [name for name in self.nominated if name in names]


class _Book:
    """What the entries come to. A method bears the name of the action that it enters.

    One of an action in a round is given the round as well, found at the step where it should be.
    """

    def __init__(self) -> None:
        self.findings: list[str] = []
        self.place = self.head = self.at = self.opening = self.known_head = ""
        self.rules: Json = {}
        self.members: dict[str, Json] = {}
        self.present: set[str] = set()
        self.called = self.closed = False  # the roll, the sitting
        self.questions: dict[str, Json] = {}
        self.elections: dict[str, Election] = {}
        self.protocols = 0

    def expect(self, holds: object, words: str) -> None:
        if not holds and len(self.findings) < MOST_FINDINGS:
            self.findings.append(f"{self.place}: {words}.")

    def states(self, data: Json, **facts: Any) -> None:
        """Expect fields to hold what follows from all before; None or nothing: to be left out."""
        for name, fact in facts.items():
            due, told = fact if fact != [] else None, data.get(name)
            said = [", ".join(map(str, x)) if isinstance(x, list) else x for x in (told, due)]
            self.expect(told == due, f"{name} is {said[0]}, but follows as {said[1]}")

    def enter(self, entry: Json, head: str) -> None:
        """Enter one entry; `head` is the hash before it."""
        action, data = entry["action"], entry["data"]
        self.place, self.head = f"Entry {entry['seq']} ({action})", head
        self.expect(self.rules or action == "open_sitting", "no sitting was opened before")
        self.expect(not self.closed, "the sitting was closed before")
        in_order = entry["at"] >= self.at or action == "clock_jump"
        self.expect(in_order, "it lies in the past")
        self.at = entry["at"]
        action = "sign_results" if data.get("kind") == "results" else action
        method = getattr(self, action, lambda *_: None)
        if action in STEPS:
            r = self.round(data, STEPS[action][0])
            method(data, r)
            r.step = STEPS[action][1] or r.step
        else:
            method(data)

    def round(self, data: Json, steps: str) -> Round:
        """Return the newest round of the election named, expected to be at one of the steps."""
        r = self.elections[data["election"]].rounds[-1]
        self.expect(r.step in steps.split(), f"the round is not at this point, but at: {r.step}")
        if "round" in data:
            self.states(data, round=r.number + ("how" in data))  # next_round tells the new one
        return r

    def rounds(self, steps: str) -> list[Round]:
        """Return the newest rounds of all elections that are at one of these steps."""
        newest = [election.rounds[-1] for election in self.elections.values()]
        return [r for r in newest if r.step in steps.split()]

    def open_sitting(self, data: Json) -> None:
        self.expect(not self.rules, "the sitting was opened before")
        self.rules, chamber = data["rules"], data["rules"]["chamber"]
        self.seats = chamber["seats"] if is_number(chamber["seats"], 1, 10_000) else 0
        self.quorum = least({"needed": chamber["quorum"], "of": "seats"}, self.seats) or 0
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
        self.present = self.present | named if data["status"] == "present" else self.present - named

    def close_roll_call(self, data: Json) -> None:
        self.expect(not self.called, "the roll call was closed before")
        self.called = True
        self.states(data, present=len(self.present), quorum=self.quorum)

    def with_quorum(self, data: Json) -> None:
        self.states(data, present=len(self.present))
        quorate = self.called and len(self.present) >= self.quorum
        self.expect(quorate, f"the roll was not called, or the quorum of {self.quorum} is missing")

    def put_question(self, data: Json) -> None:
        self.expect(data["id"] not in self.questions, "there is a question of this id")
        rule = {"needed": "> 1/2", "of": "seats" if data["kind"] == "protocol" else "present"}
        rule |= (self.rules.get("questions") or {}).get(data["kind"]) or {}
        own = {"needed": rule["needed"], "of": rule["of"], **data}
        if data["kind"] == "office":  # a vote on a candidate, by the rule of its round
            r = self.round(data, "asking")
            own = {**data, "needed": r.rule["needed"], "of": r.rule["of"]}
            self.expect({*data.items()} <= {*own.items()}, "it has another rule than its round")
            may = not r.election.nominating and data["candidate"] not in self.asked(r)
            self.expect(may, "there can be no question on this candidate now")
        on = self.elections[data["election"]].rounds[-1] if "election" in data else None
        self.questions[data["id"]] = {**own, "on": on}

    def decide_question(self, data: Json) -> None:
        question = self.questions[data["id"]]
        self.expect("adopted" not in question, "the question was decided before")
        self.with_quorum(data)
        votes = {name: data[name] for name in ("for", "against", "abstain")}
        box = Box(votes, sum(votes.values()), 0)
        self.expect(box.valid <= len(self.present), f"but {len(self.present)} are present")
        needed = least(question, self.seats, len(self.present), box)
        self.states(data, needed=needed, adopted=reaches(needed, data["for"], data["against"]))
        question.update(adopted=data["adopted"], votes=data["for"], cast=box.valid)

    def open_election(self, data: Json) -> None:
        self.expect(self.called, "the roll call was not closed")
        self.expect(data["id"] not in self.elections, "there is an election of this id")
        election = Election(self.rules["office"][data["office"]])
        election.begin(self.seats)
        self.elections[data["id"]] = election

    def nominate(self, data: Json, r: Round) -> None:
        election, name = r.election, data["candidate"]
        elected = [one for each in election.rounds if not each.voided for one in each.elected]
        may = name in self.members and name not in [*election.standing, *elected]
        self.expect(may and election.nominating, "the candidate cannot be nominated")
        election.standing.append(name)
        election.nominated = [one for one in election.nominated if one != name] + [name]

    def withdraw(self, data: Json, r: Round) -> None:
        r.election.standing.remove(data["candidate"])

    def close_nominations(self, _: Json, r: Round) -> None:
        r.election.nominating = False

    def approve_ballot(self, data: Json, r: Round) -> None:
        self.expect(not r.election.nominating, "nominations are not closed")
        same = sorted(data["candidates"]) == sorted(r.election.standing)
        self.expect(same, "the ballot does not bear those who stand")
        self.expect(data["made"], "no paper was made")
        r.candidates, r.form, r.made = data["candidates"], data["form"], data["made"]
        fit = r.form in (FORMS if len(r.candidates) == 1 else FORMS[2:])
        self.expect(fit, "the form of the paper does not fit the candidates")
        r.names_a_paper = (r.election.office.get("places") or 1) if r.form == "approve" else 1
        r.births = {name: self.members[name].get("born") or "" for name in r.candidates}

    def open_voting(self, data: Json, r: Round) -> None:
        self.expect(not self.rounds(UNCOUNTED), "the papers of another vote are not counted")
        self.with_quorum(data)
        r.present = len(self.present)
        if r.rule["of"] == "present":
            r.needed = least(r.rule, self.seats, r.present)
        self.states(data, of=r.rule["of"], needed=r.needed)

    def issue_ballot(self, data: Json, r: Round) -> None:
        more, back = data["issued"] - r.issued, data.get("spoiled", r.spoiled) - r.spoiled
        self.expect(more > 0, "not a paper more than before was handed out")
        self.expect(back == (more if "spoiled" in data else 0), "papers are exchanged one for one")
        self.expect(r.issued > r.spoiled or not back, "nobody holds a paper to exchange")
        self.expect(data["issued"] <= r.made, f"only {r.made} papers were made")
        held = back or data["issued"] - r.spoiled <= len(self.present)
        self.expect(held, f"only {len(self.present)} are present")
        r.issued, r.spoiled = data["issued"], r.spoiled + back

    exchange_ballot = issue_ballot

    def close_voting(self, data: Json, r: Round) -> None:
        received = data["received"]
        self.states(data, issued=r.issued, spoiled=r.spoiled)
        self.expect(received == sorted(received), "the list is not sorted: it may tell an order")
        self.expect(self.present >= set(received), "one who was not present received a paper")
        persons = r.issued - r.spoiled
        self.expect(len(received) == persons, f"{persons} members received a paper")

    def account_papers(self, data: Json, r: Round) -> None:
        r.unused, r.spoiled = data["unused"], data["spoiled"]
        r.returned = data.get("returned_unvoted", 0)
        fit = r.unused + r.spoiled + r.returned <= r.made
        self.expect(fit, f"only {r.made} papers were made")

    def count_papers(self, data: Json, r: Round) -> None:
        self.expect(r.packets == 0 and data["found"] <= r.made, "so many cannot be found now")
        r.found, r.explained = data["found"], 0

    def agree_packet(self, data: Json, r: Round) -> None:
        papers = min((self.rules.get("count") or {}).get("packet") or 10, r.found - r.read)
        self.states(data, packet=r.packets + 1)
        self.expect(papers, "all papers have been read")
        if "papers" in data:
            self.states(data, papers=papers)
            r.packets, r.read = data["packet"], r.read + data["papers"]

    packet_differs = agree_packet

    def resume(self, data: Json) -> None:
        for r in self.rounds("counted") if data["after"] == "restore" else []:
            r.step, r.packets, r.read = "mixed", 0, 0  # what was read is lost with the file

    def explain_difference(self, data: Json, r: Round) -> None:
        r.explained += data["papers"]
        most = max(abs(r.gap()), abs(r.issued - r.spoiled - r.found))
        self.expect(r.explained <= most, f"{most} papers are to be explained")

    def finish_count(self, data: Json, r: Round) -> None:
        self.expect(r.read == r.found == data["found"], f"of {r.found} papers {r.read} were read")
        self.expect(r.explained >= abs(r.gap()), f"{abs(r.gap())} papers are to be explained")
        own = (self.rules.get("count") or {}).get("invalid") or []
        strange = data["invalid"].keys() - {"form", "several", "unclear", *own}
        strange |= data["totals"].keys() - {*r.choices()}
        self.expect(not strange, f"marks that the paper does not know: {sorted(strange)}")
        self.expect(all(data["invalid"].values()), "a reason without a paper")
        other = data["blank"] + sum(data["invalid"].values())
        votes = {choice: data["totals"].get(choice, 0) for choice in r.choices()}
        r.box = Box(votes, data["found"] - other, other)
        self.expect(fits(r, r.box), f"the sums do not fit: {r.box}")
        r.needed = least(r.rule, r.seats, r.present, r.box)

    def sign_protocol(self, data: Json) -> None:
        self.protocols += 1
        self.states(data, number=self.protocols, head_code=head_code(self.head))
        on = self.elections[data["election"]] if "election" in data else None
        self.states(data, round=on and len(on.rounds))

    def sign_results(self, data: Json, _: Round) -> None:
        self.sign_protocol(data)

    def draw_lot(self, data: Json, r: Round) -> None:
        _, sure, _, tied = verdict(r, r.box)
        among = [name for name in tied if name in r.election.standing]
        self.expect(set(data["elected"]) <= set(among), f"the lot is among: {self.names(among)}")
        fit = tied and not r.lot and len(data["elected"]) == r.places - len(sure)
        self.expect(fit, f"the lot falls on {r.places - len(sure)}")
        if r.step == "declared":  # as a tie; what is decided now is declared anew
            self.expect(r.outcome == "tie", "no tie was declared")
            r.election.take_back()
            r.step, r.outcome, r.elected = "announced", "open", []
        r.lot = data["elected"]

    def declare(self, data: Json, r: Round) -> None:
        said = self.open_verdict(r) if r.step == "asking" else verdict(r, r.box)
        self.states(data, outcome=said[0], elected=said[1], goes_on=said[2])
        r.outcome, r.elected, r.goes_on, _ = said
        r.election.standing = [name for name in r.election.standing if name not in r.elected]

    def asked(self, r: Round) -> dict[str, Json]:
        """Return the questions put on candidates in a round of open votes."""
        questions = [each for each in self.questions.values() if each["kind"] == "office"]
        return {each["candidate"]: each for each in questions if each["on"] is r}

    def open_verdict(self, r: Round) -> Verdict:
        """Return the outcome of a round by open votes: adopted means elected."""
        r.candidates, asked = list(r.election.standing), self.asked(r)
        decided = [name for name in r.candidates if "adopted" in asked.get(name, {})]
        elected = [name for name in decided if asked[name]["adopted"]]
        self.expect(len(elected) <= r.places, f"there are only {r.places} places")
        done = len(elected) == r.places or decided == r.candidates
        self.expect(done and not r.election.nominating, "there was no vote on somebody who stands")
        votes, valid = dict.fromkeys(r.candidates, 0), dict.fromkeys(r.candidates, 0)
        votes.update({name: asked[name]["votes"] for name in decided})
        valid.update({name: asked[name]["cast"] for name in decided})
        r.box = NO_BOX._replace(votes=votes)
        return conclude(r, elected, votes, valid)

    def next_round(self, data: Json, r: Round) -> None:
        election, void = r.election, "question" in data
        if void:  # the chamber, told the result, found the procedure broken
            asked = self.questions[data["question"]]
            due = asked["kind"] == "procedure" and asked["on"] is r and asked.get("adopted")
            self.expect(due and data["how"] != "rule", "this question cannot void the round")
            self.expect(asked["votes"] * 2 > self.seats, "too few votes to void a round")
            r.voided = True
            election.take_back()
        may = void or (r.step == "declared" and r.outcome != "elected")
        self.expect(may, "no round can follow")
        going = {"rule": r.goes_on, "repeat": election.standing}.get(data["how"], [])
        election.standing = [name for name in election.standing if name in going]
        election.nominating = data["how"] == "new-nominations"
        self.states(data, candidates=election.standing)
        election.begin(self.seats)

    def close_sitting(self, _: Json) -> None:
        self.expect(not self.rounds(UNDECLARED), "a vote is under way")
        self.closed = True

    def names(self, members: Iterable[str]) -> str:
        return ", ".join(str(self.members.get(one, {}).get("name", one)) for one in members)

    def results(self) -> Iterator[str]:
        for key, r in [(key, r) for key, each in self.elections.items() for r in each.rounds]:
            needed = f"{r.rule['needed']} of {r.rule['of']}"
            needed += "" if r.needed is None else f", that is {r.needed}"
            yield f"Election {key}, round {r.number}: places {r.places}; votes needed: {needed}"
            papers = f"made {r.made}, unused {r.unused}, issued {r.issued}, spoiled {r.spoiled}"
            if r.made:
                yield f"  papers: {papers}, found {r.found}, blank or invalid {r.box.other}"
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


def examine(rows: Iterable[Any], head: str | None = None) -> tuple[_Book, list[str]]:
    """Return the book of a log's rows (seq, entry, hash) and the hashes that follow."""
    book, hashes = _Book(), ["0" * 64]
    for place, (seq, text, stated) in enumerate(rows, 1):
        book.place = f"Entry {place}"
        try:
            if seq != place:
                raise ValueError("it is missing, or out of place")
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
    book.expect(book.rules, "no sitting is in it")
    if head is not None:
        digits = head.replace("-", "").replace(" ", "").lower()
        seq = next((n for n, one in enumerate(hashes) if n and one.startswith(digits)), 0)
        book.expect(seq and len(digits) >= 16, f"the head {head} is not in it")
        book.known_head = (
            f"The head {head} is that of entry {seq}; {len(hashes) - 1 - seq} follow it."
        )
    return book, hashes


class UnreadableError(Exception):
    """The file is no record of a sitting."""


def verify(path: Path, head: str | None = None) -> tuple[_Book, list[str]]:
    """Examine a file; raises UnreadableError if it is no record of a sitting."""
    try:
        path = path.resolve()
        if not path.is_file():
            raise UnreadableError("there is no such file")
        with path.open("rb") as file:
            start = file.read(100)
        broken_off, written = (Path(f"{path}-{end}").exists() for end in ("journal", "wal"))
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
    book, hashes = _Book(), ["0" * 64]
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
    except sqlite3.Error as error:
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
    shown = "".join(c if c.isprintable() else "?" for c in words)
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
    for line in (book.opening, *book.results(), *book.findings):
        say(line)
    if arguments.head and not book.findings:
        say(book.known_head)
    say(f"Head code: {head_code(hashes[-1])}, of entry {len(hashes) - 1}")
    if book.findings:
        say("NOT SOUND: see the lines before the head code.")
        return 1
    say("Chain, form and sums are sound. Not checked here: who may do what, and when.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
