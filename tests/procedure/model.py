"""A plain model of a sitting: one mutable object, judged by tables and by brute force.

It shares no code with the program. `Model.do` takes a scenario line and answers None or a
refusal code; `Model.result` gives the questions and elections of `result --json`.

Checks come in this order: the line is well formed (bad-input), the role may (not-permitted), the
sitting is open and its members seated (wrong-moment), what the line names is known
(unknown-election, unknown-member, unknown-question), the moment (first every reason for
wrong-moment, then the other codes), the numbers.
"""

from __future__ import annotations

import datetime
import itertools
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

Line = dict[str, Any]

FORMS = ("for-against", "for-against-abstain", "choose-one", "strike-out", "approve")
YES_NO_FORMS = ("for-against", "for-against-abstain")
BASES = ("seats", "present", "found", "valid", "counted")
TIES = ("none", "repeat", "elder", "lot")
KINDS = ("commission", "ballot-list", "protocol", "office", "procedure", "other")
HOWS = ("rule", "repeat", "new-nominations")
PROTOCOLS = ("officers", "ballot", "results")
STATUSES = ("present", "absent", "excused")
ROLES = ("clerk", "secretary", "chairman", "presiding", "system")
CHAIR = {"name", "office", "name_kk", "name_ru", "office_kk", "office_ru"}
REASONS = ("form", "several", "unclear")
SYSTEM_ACTIONS = ("resume", "clock_jump", "enroll_officer", "pin_refused", "second_medium")
STAGES = (
    "listing",
    "approved",
    "voting",
    "shut",
    "accounted",
    "open",
    "mixed",
    "counted",
    "finished",
    "signed",
    "announced",
    "declared",
)

# action, then its fields as name:kind; a name with a question mark may be left out
GRAMMAR = """
open_sitting title:word title_kk?:word title_ru?:word date:date chamber:word convocation?:convocation presiding:chair rules:rules rehearsal?:flag
seat_members roster?:word members?:people
mark_attendance member?:member members?:members status:status
close_roll_call
put_question id:id kind:kind text:text needed?:needed of?:base election?:election candidate?:member
decide_question id:question for:number against:number abstain:number
form_commission members:members question?:question
choose_officers chairman:member secretary:member
open_election id:id office:id incumbent?:word
nominate election:election candidate:member proposer:word statement?:text offices?:words
withdraw election:election candidate:member reason?:text
close_nominations election:election
approve_ballot election:election made:positive form?:form question?:question order?:list
open_voting election:election minutes?:positive
issue_ballot election?:election member?:member members?:members
exchange_ballot election?:election member?:member members?:members
extend_voting election?:election minutes:positive reason:text
close_voting election:election reason?:text
start_break minutes?:positive
end_break
account_papers election:election unused:number spoiled:number returned_unvoted?:number
open_box election:election present:list reason?:text
mix_papers election:election
count_papers election:election found:number
read_packet election:election packet:positive papers?:number marks:marks
explain_difference election:election papers:signed text:text
finish_count election:election
sign_protocol kind:protocol election?:election signers:list dissent?:text
announce_result election:election
declare election:election
draw_lot election:election elected:list
next_round election:election how:how question?:question
close_election election:election
hand_over_chair name:word office:word
note text:text
close_sitting
"""  # noqa: E501

FIELDS: dict[str, dict[str, tuple[str, bool]]] = {}
for _row in GRAMMAR.strip().splitlines():
    _action, *_pairs = _row.split()
    FIELDS[_action] = {}
    for _pair in _pairs:
        _name, _kind = _pair.split(":")
        FIELDS[_action][_name.rstrip("?")] = (_kind, not _name.endswith("?"))


def words(text: str) -> set[str]:
    return set(text.split())


SECRETARY = words(
    """mark_attendance close_roll_call put_question decide_question open_election nominate withdraw
    close_nominations issue_ballot exchange_ballot account_papers count_papers read_packet
    start_break end_break note"""
)
CHAIRMAN_ALONE = words(
    """approve_ballot open_voting extend_voting close_voting open_box mix_papers explain_difference
    finish_count sign_protocol announce_result form_commission choose_officers"""
)
CLERK_FIRST = words(
    """open_sitting seat_members mark_attendance close_roll_call put_question decide_question
    form_commission choose_officers open_election nominate withdraw close_nominations start_break
    end_break note"""
)
CLERK_LATER = {"mark_attendance", "put_question", "decide_question", "note"}
PRESIDING = words("declare draw_lot next_round close_election hand_over_chair close_sitting")
RESERVED = ("for", "against", "abstain", "blank", "all")


class RefusedError(Exception):
    """Carries the code of a refusal out of the checks."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def refuse(code: str, when: object = True) -> None:
    if when:
        raise RefusedError(code)


# ---------------------------------------------------------------- what a field may hold


def is_text(value: object, *, lines: bool = False) -> bool:
    if not isinstance(value, str) or not value.strip():
        return False
    return not any(
        unicodedata.category(sign) == "Cc" and not (lines and sign in "\n\t") for sign in value
    )


def is_number(value: object, least: int = 0) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= least


def is_list_of_texts(value: object) -> bool:
    return isinstance(value, list) and all(is_text(each) for each in value)


def is_id_list(value: Any) -> bool:
    return is_list_of_texts(value) and 0 < len(value) == len(set(value))


def is_date(value: object) -> bool:
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return False
    try:
        datetime.date.fromisoformat(value)
    except ValueError:
        return False
    return True


def read_threshold(text: object) -> tuple[str, Fraction] | None:
    """Read `> 1/2` as (">", 1/2) and `most` as ("most", 0); None when it is neither."""
    if text == "most":
        return "most", Fraction(0)
    match = re.fullmatch(r"(>=?) *(\d+)/(\d+)", text) if isinstance(text, str) else None
    if match is None or not 0 < int(match[2]) <= int(match[3]):
        return None
    return match[1], Fraction(int(match[2]), int(match[3]))


def is_next(value: object) -> bool:
    return value in ("chamber-decides", "all") or (
        isinstance(value, str)
        and re.fullmatch(r"top [1-9]\d*|drop-last( below \d+%)?", value) is not None
    )


def is_people(value: object) -> bool:
    if not isinstance(value, list) or not value:
        return False
    known = {"id", "name", "name_kk", "name_ru", "group", "born", "district"}
    for person in value:
        if not isinstance(person, dict) or not {"id", "name"} <= set(person) <= known:
            return False
        if not all(is_text(each) for each in person.values()):
            return False
        if "born" in person and not is_date(person["born"]):
            return False
        if person["id"] in RESERVED or person["id"].startswith("invalid:"):
            return False
    return len({person["id"] for person in value}) == len(value)


def is_rule(rule: object) -> bool:
    return (
        isinstance(rule, dict)
        and read_threshold(rule.get("needed")) is not None
        and rule.get("of") in BASES
        and is_next(rule.get("next", "chamber-decides"))
        and rule.get("tie", "none") in TIES
    )


def is_rules(value: object) -> bool:
    if not isinstance(value, dict) or not is_text(value.get("id")):
        return False
    chamber, offices = value.get("chamber"), value.get("office")
    if not isinstance(chamber, dict) or not is_number(chamber.get("seats"), 1):
        return False
    if read_threshold(chamber.get("quorum")) is None or chamber["quorum"] == "most":
        return False
    if not isinstance(offices, dict) or not offices:
        return False
    for office in offices.values():
        if not isinstance(office, dict) or not isinstance(office.get("round"), list):
            return False
        if not office["round"] or not all(is_rule(rule) for rule in office["round"]):
            return False
        if office.get("vote", "secret") not in ("secret", "open"):
            return False
        if office.get("form", "choose-one") not in FORMS:
            return False
        if not all(is_number(office.get(name, 1), 1) for name in ("places", "voting_minutes")):
            return False
    count, questions = value.get("count", {}), value.get("questions", {})
    if not isinstance(count, dict) or not is_number(count.get("packet", 10), 1):
        return False
    return isinstance(questions, dict) and all(
        isinstance(rule, dict)
        and read_threshold(rule.get("needed")) is not None
        and rule.get("of") in BASES
        for rule in questions.values()
    )


def well_formed(kind: str, value: object) -> bool:
    if kind in ("id", "word", "member", "election", "question"):
        return is_text(value)
    if kind == "convocation":
        return is_text(value) or is_number(value)
    if kind == "text":
        return is_text(value, lines=True)
    if kind == "words":
        return is_list_of_texts(value)
    if kind == "list":
        return is_id_list(value)
    if kind == "members":
        return value == "all" or is_id_list(value)
    if kind == "signed":
        return is_number(value, -1_000_000)
    if kind in ("number", "positive"):
        return is_number(value, 1 if kind == "positive" else 0)
    if kind == "flag":
        return isinstance(value, bool)
    if kind == "date":
        return is_date(value)
    if kind == "chair":
        return (
            isinstance(value, dict)
            and {"name", "office"} <= set(value) <= CHAIR
            and all(is_text(each) for each in value.values())
        )
    if kind == "people":
        return is_people(value)
    if kind == "rules":
        return is_text(value) if isinstance(value, str) else is_rules(value)
    if kind == "marks":
        return isinstance(value, dict) and all(
            is_text(choice) and is_number(papers) for choice, papers in value.items()
        )
    if kind == "needed":
        return read_threshold(value) is not None
    words = {
        "status": STATUSES,
        "kind": KINDS,
        "base": BASES,
        "form": FORMS,
        "protocol": PROTOCOLS,
        "how": HOWS,
    }
    return isinstance(value, str) and value in words[kind]


def check_form_of_line(line: Line) -> None:
    refuse("bad-input", not isinstance(line, dict))
    action, role = line.get("do", ""), line.get("by", "")
    refuse("bad-input", not isinstance(action, str) or not isinstance(role, str))
    refuse("bad-input", role not in ROLES)
    if action in SYSTEM_ACTIONS:
        return
    refuse("bad-input", action not in FIELDS)
    known = FIELDS[action]
    beside = {"do", "by", "at"}
    beside |= {"with", "from_paper"}
    refuse("bad-input", "with" in line and line["with"] not in ROLES)
    refuse("bad-input", not isinstance(line.get("from_paper", False), bool))
    if action in PRESIDING:
        beside.add("recorder")
        recorders = ("clerk", "secretary", "chairman")
        refuse("bad-input", "recorder" in line and line["recorder"] not in recorders)
    refuse("bad-input", set(line) - set(known) - beside)
    for name, (kind, must) in known.items():
        refuse("bad-input", must and name not in line)
        refuse("bad-input", name in line and not well_formed(kind, line[name]))
    for one, other in (("member", "members"), ("roster", "members")):
        if one in known and other in known:
            refuse("bad-input", (one in line) == (other in line))
    if action == "put_question" and line["kind"] == "office":
        refuse("bad-input", "election" not in line or "candidate" not in line)
    if action == "put_question":
        refuse("bad-input", "candidate" in line and "election" not in line)
    if action == "sign_protocol":
        refuse("bad-input", (line["kind"] == "officers") == ("election" in line))
    if action == "form_commission":
        refuse("bad-input", len(line["members"]) < 2)
    if action == "choose_officers":
        refuse("bad-input", line["chairman"] == line["secretary"])
    if action == "next_round":
        refuse("bad-input", line["how"] == "rule" and "question" in line)
    # the model has no files
    refuse("bad-input", action == "seat_members" and "roster" in line)


# ---------------------------------------------------------------- who is elected


def meets(votes: int, needed: str, base: int) -> bool:
    sign, share = read_threshold(needed) or ("", Fraction(0))
    return Fraction(votes) > share * base if sign == ">" else Fraction(votes) >= share * base


def least(needed: str, base: int | None) -> int | None:
    """Count up until the threshold is met."""
    if needed == "most" or base is None:
        return None
    return next(votes for votes in itertools.count() if meets(votes, needed, base))


@dataclass
class Case:
    """All that decides a round, apart from the papers."""

    form: str
    candidates: list[str]
    rule: dict[str, Any]
    places: int
    limit: int
    seats: int
    present: int
    born: dict[str, str]

    @property
    def yes_no(self) -> bool:
        return len(self.candidates) == 1 and self.form in (*YES_NO_FORMS, "strike-out")

    @property
    def choices(self) -> list[str]:
        if not self.yes_no:
            return list(self.candidates)
        return ["for", "against", "abstain"][: 3 if self.form == "for-against-abstain" else 2]


@dataclass
class Papers:
    """What lay in the box: marks, papers that bear valid marks, and the others."""

    votes: dict[str, int]
    valid: int
    other: int

    @property
    def counted(self) -> int:
        return self.valid - self.votes.get("abstain", 0)


def base_of(case: Case, papers: Papers) -> int:
    return {
        "seats": case.seats,
        "present": case.present,
        "found": papers.valid + papers.other,
        "valid": papers.valid,
        "counted": papers.counted,
    }[case.rule["of"]]


def the_best(names: list[str], votes: dict[str, int], places: int) -> list[str]:
    """Those before whom fewer than `places` stand: all who are tied for the last place too."""
    return [name for name in names if sum(votes[other] > votes[name] for other in names) < places]


def go_on(
    how: str, names: list[str], votes: dict[str, int], valid: int | dict[str, int]
) -> list[str]:
    if how == "all":
        return names
    if how.startswith("top "):
        return the_best(names, votes, int(how[4:]))
    kept = the_best(names, votes, max(len(names) - 1, 1))
    if "below" in how:
        share = Fraction(int(how.removeprefix("drop-last below ").rstrip("%")), 100)
        whole = valid if isinstance(valid, dict) else dict.fromkeys(names, valid)
        strong = [name for name in kept if votes[name] >= share * whole[name]]
        kept = strong if len(strong) >= 2 else the_best(names, votes, 2)
    return kept


def break_tie(rule: str, tied: list[str], left: int, born: dict[str, str]) -> list[str]:
    if rule != "elder" or any(name not in born for name in tied):
        return []
    elder = [name for name in tied if sum(born[other] <= born[name] for other in tied) <= left]
    return elder if len(elder) == left else []


def decide(case: Case, papers: Papers) -> tuple[str, list[str], list[str], list[str]]:
    """Outcome, elected, who goes on, and who is tied for a place the round could not give."""
    base = base_of(case, papers)
    votes = dict(papers.votes)
    if case.yes_no:
        name = case.candidates[0]
        votes[name] = votes["for"]
        if case.rule["needed"] == "most":
            able = [name] * (votes["for"] > votes["against"])
        else:
            able = [name] * meets(votes["for"], case.rule["needed"], base)
    else:
        able = [
            name
            for name in case.candidates
            if case.rule["needed"] == "most" or meets(votes[name], case.rule["needed"], base)
        ]
    able = [name for name in able if votes[name] > 0 and base > 0]
    safe = [
        name
        for name in able
        if sum(votes[other] >= votes[name] for other in able if other != name) < case.places
    ]
    tied = [name for name in the_best(able, votes, case.places) if name not in safe]
    tie_rule = case.rule.get("tie", "none")
    if tied and tie_rule in ("repeat", "lot"):
        return "tie", sorted(safe), sorted(tied) if tie_rule == "repeat" else [], sorted(tied)
    elected = safe + break_tie(tie_rule, tied, case.places - len(safe), case.born)
    if len(elected) == case.places or (elected and len(elected) == len(case.candidates)):
        return "elected", sorted(elected), [], []
    how = case.rule.get("next", "chamber-decides")
    if how == "chamber-decides":
        return "not-elected", sorted(elected), [], []
    rest = [name for name in case.candidates if name not in elected]
    return "next-round", sorted(elected), sorted(go_on(how, rest, votes, papers.valid)), []


# ---------------------------------------------------------------- could a difference matter


def spread(papers: int, heaps: int) -> Iterator[tuple[int, ...]]:
    """Every way to lay so many papers on so many heaps."""
    if heaps == 1:
        yield (papers,)
        return
    for first in range(papers + 1):
        for rest in spread(papers - first, heaps - 1):
            yield (first, *rest)


def changed_votes(case: Case, valid: int) -> Iterator[tuple[int, ...]]:
    """Every set of marks that so many valid papers can bear."""
    if case.form != "approve":
        yield from spread(valid, len(case.choices))
        return
    for marks in itertools.product(range(valid + 1), repeat=len(case.choices)):
        if valid <= sum(marks) <= valid * case.limit:
            yield marks


def possible(case: Case, papers: Papers) -> bool:
    numbers = papers.votes.values()
    if min([papers.valid, papers.other, *numbers]) < 0:
        return False
    if case.form != "approve":
        return sum(numbers) == papers.valid
    return (
        max(numbers) <= papers.valid and papers.valid <= sum(numbers) <= papers.valid * case.limit
    )


def other_boxes(case: Case, papers: Papers, gap: int) -> Iterator[Papers]:
    """Every box there could have been: |gap| papers more if it is positive, fewer if negative."""
    sign = 1 if gap > 0 else -1
    for valid, other, _nowhere in spread(abs(gap), 3):
        for marks in changed_votes(case, valid):
            votes = {
                choice: papers.votes[choice] + sign * mark
                for choice, mark in zip(case.choices, marks, strict=True)
            }
            box = Papers(votes, papers.valid + sign * valid, papers.other + sign * other)
            if possible(case, box):
                yield box


def difference_matters(case: Case, papers: Papers, gap: int, loose: int = 0) -> bool:
    """Take out what may not belong in the box, put in what may be missing from it."""
    now, out = decide(case, papers), max(loose, -gap)
    return any(
        decide(case, box) != now
        for without in other_boxes(case, papers, -out)
        for box in other_boxes(case, without, out + gap)
    )


# ---------------------------------------------------------------- the sitting


@dataclass
class Round:
    number: int
    rule: dict[str, Any]
    stage: str = "listing"
    candidates: list[str] = field(default_factory=list)
    form: str | None = None
    made: int | None = None
    present: int | None = None
    deadline: int = 0
    issued: int = 0
    spoiled: int = 0
    exchanged: int = 0
    register: set[str] = field(default_factory=set)
    unused: int | None = None
    returned: int = 0
    found: int | None = None
    packets: int = 0
    tally: Counter[str] = field(default_factory=Counter)
    marked: set[str] = field(default_factory=set)
    read: int = 0
    readings: dict[str, dict[str, int]] = field(default_factory=dict)
    differs: bool = False
    explained: int = 0
    at_box: set[str] = field(default_factory=set)
    ballot_signed: bool = False
    case: Case | None = None
    papers: Papers | None = None
    outcome: str = "open"
    elected: list[str] = field(default_factory=list)
    goes_on: list[str] = field(default_factory=list)
    tied: list[str] = field(default_factory=list)
    matters: bool | None = None
    voided: bool = False

    def past(self, stage: str) -> bool:
        return STAGES.index(self.stage) >= STAGES.index(stage)

    @property
    def going(self) -> bool:
        return self.past("voting") and not self.past("declared")

    @property
    def unsealed(self) -> bool:
        return self.past("voting") and not self.past("finished")

    @property
    def difference(self) -> int:
        return self.issued - self.spoiled - (self.found or 0)

    @property
    def gap(self) -> int:
        """Papers of the members that the box misses (positive) or has too many (negative)."""
        assert self.found is not None
        return self.issued - self.exchanged - self.returned - self.found

    @property
    def loose(self) -> int:
        assert self.made is not None and self.unused is not None
        return abs(self.made - self.unused - self.issued) + max(self.exchanged - self.spoiled, 0)

    @property
    def to_explain(self) -> int:
        assert self.made is not None and self.unused is not None
        given_back = max(self.spoiled - self.exchanged, 0)
        box = self.gap - given_back
        stock = self.made - self.unused - self.issued
        off = (box, stock, max(self.exchanged - self.spoiled, 0))
        return max(sum(n for n in off if n > 0), -sum(n for n in off if n < 0))


@dataclass
class Election:
    id: str
    office: str
    terms: dict[str, Any]
    nominating: bool = True
    nominated: list[str] = field(default_factory=list)
    standing: list[str] = field(default_factory=list)
    rounds: list[Round] = field(default_factory=list)
    outcome: str = "open"
    elected: list[str] = field(default_factory=list)
    closed: bool = False

    @property
    def now(self) -> Round:
        return self.rounds[-1]

    @property
    def open_vote(self) -> bool:
        return bool(self.terms.get("vote", "secret") == "open")

    @property
    def left(self) -> int:
        places: int = self.terms.get("places", 1)
        return places - len(self.elected)

    @property
    def over(self) -> bool:
        return self.closed or self.outcome == "elected"

    def start_round(self) -> None:
        rules = self.terms["round"]
        held = sum(not this.voided for this in self.rounds)
        self.rounds.append(Round(len(self.rounds) + 1, rules[min(held, len(rules) - 1)]))


@dataclass
class Question:
    id: str
    kind: str
    needed: str
    of: str
    election: str | None
    candidate: str | None
    round: int
    votes: dict[str, int] | None = None
    base: int | None = None
    adopted: bool | None = None
    told: Round | None = None  # the round whose end was known when it was put
    last: Round | None = None  # whose end had been told last then


@dataclass
class Turn:
    at: int
    by: str
    second: str | None
    paper: bool


class Model:
    """A sitting, told line by line."""

    def __init__(self, rules: dict[str, dict[str, Any]] | None = None) -> None:
        self.bundled = rules or {}
        self.rules: dict[str, Any] | None = None
        self.drill = False
        self.people: dict[str, dict[str, Any]] = {}
        self.attendance: dict[str, str] = {}
        self.roll_closed = False
        self.commission: list[str] = []
        self.officers: tuple[str, str] | None = None
        self.officers_signed = False
        self.elections: dict[str, Election] = {}
        self.questions: dict[str, Question] = {}
        self.decided: list[Question] = []
        self.heard: list[Question] = []  # put, and once more when decided
        self.told_last: Round | None = None
        self.resting = False
        self.over = False

    # ---- the door

    def do(self, line: Line, at_ms: int) -> str | None:
        try:
            line = {name: value for name, value in line.items() if value is not None}
            check_form_of_line(line)
            if line["do"] == "open_sitting" and isinstance(line["rules"], str):
                refuse("bad-input", line["rules"] not in self.bundled)
            self._check_role(line)
            refuse("wrong-moment", self.over)
            if line["do"] != "open_sitting":
                refuse("wrong-moment", self.rules is None)
                refuse(
                    "wrong-moment", line["do"] not in ("seat_members", "note") and not self.people
                )
            self._check_ids(line)
            turn = Turn(at_ms, line["by"], line.get("with"), line.get("from_paper", False))
            fields = {name: line[name] for name in FIELDS[line["do"]] if name in line}
            getattr(self, "_" + line["do"])(fields, turn)
        except RefusedError as refusal:
            return refusal.code
        return None

    def _check_role(self, line: Line) -> None:
        action, role = line["do"], line["by"]
        refuse("not-permitted", action in SYSTEM_ACTIONS)
        allowed: set[str] = set()
        if role == "clerk":
            allowed = CLERK_LATER if self.officers else CLERK_FIRST
        elif role == "presiding":
            allowed = PRESIDING
        elif role == "secretary" and self.officers:
            allowed = SECRETARY
        elif role == "chairman" and self.officers:
            allowed = SECRETARY | CHAIRMAN_ALONE
        refuse("not-permitted", action not in allowed)
        both = {"secretary", "chairman"}
        paper = line.get("from_paper", False)
        if paper and role == "presiding":
            role = line.get("recorder", "secretary" if self.officers else "clerk")
        if "with" in line:
            refuse("not-permitted", not self.officers or {role, line["with"]} != both)
        refuse("not-permitted", paper and self.officers and "with" not in line)
        refuse("not-permitted", not self.officers and line.get("recorder") in both)
        refuse("not-permitted", action == "extend_voting" and "with" not in line)

    def _check_ids(self, line: Line) -> None:
        action = line["do"]
        kinds = FIELDS[action]
        if action == "put_question":
            refuse("bad-input", line["id"] in self.questions)
        if action == "open_election":
            refuse("bad-input", line["id"] in self.elections)
            assert self.rules is not None
            refuse("bad-input", line["office"] not in self.rules["office"])
        named = {
            name: (kind, line[name])
            for name, (kind, _must) in kinds.items()
            if name in line and not (kind == "members" and line[name] == "all")
        }
        for kind, value in named.values():
            refuse("unknown-election", kind == "election" and value not in self.elections)
        for kind, value in named.values():
            refuse("unknown-member", kind == "member" and value not in self.people)
            if kind in ("members", "list"):
                refuse("unknown-member", any(each not in self.people for each in value))
        for name, (kind, value) in named.items():
            refuse("unknown-question", kind == "question" and value not in self.questions)
            if name == "proposer":
                terms = self.elections[line["election"]].terms
                by_members = terms.get("nominated_by", "deputies") == "deputies"
                refuse("unknown-member", by_members and value not in self.people)

    # ---- small questions about the state

    def present(self) -> list[str]:
        return [name for name in self.people if self.attendance[name] == "present"]

    def has_quorum(self) -> bool:
        assert self.rules is not None
        chamber = self.rules["chamber"]
        return meets(len(self.present()), chamber["quorum"], chamber["seats"])

    def voting(self) -> Election | None:
        """The election in which papers are being handed out."""
        for election in self.elections.values():
            if election.now.stage == "voting":
                return election
        return None

    def some_round_goes(self) -> bool:
        return any(election.now.going for election in self.elections.values())

    def nominees(self) -> set[str]:
        return {
            name
            for election in self.elections.values()
            if not election.over
            for name in election.standing
        }

    def packet_size(self, election: Election) -> int:
        """How many papers the packet to be read next must have."""
        assert self.rules is not None and election.now.found is not None
        size: int = self.rules.get("count", {}).get("packet", 10)
        return min(size, election.now.found - election.now.read)

    def case_of(self, election: Election) -> Case:
        assert self.rules is not None and election.now.form is not None
        return Case(
            form=election.now.form,
            candidates=list(election.now.candidates),
            rule=election.now.rule,
            places=election.left,
            limit=election.terms.get("places", 1),
            seats=self.rules["chamber"]["seats"],
            present=election.now.present or 0,
            born={name: who["born"] for name, who in self.people.items() if "born" in who},
        )

    def office_questions(self, election: Election) -> list[Question]:
        return [
            question
            for question in self.questions.values()
            if question.kind == "office"
            and question.election == election.id
            and question.round == election.now.number
        ]

    def adopted_for(self, election: Election) -> list[str]:
        return [
            question.candidate or ""
            for question in self.office_questions(election)
            if question.adopted
        ]

    def places_filled(self, election: Election) -> bool:
        return len(self.adopted_for(election)) >= election.left

    def _named(self, fields: Line, everyone: Iterable[str]) -> list[str]:
        if "member" in fields:
            return [fields["member"]]
        return list(everyone) if fields["members"] == "all" else list(fields["members"])

    def _secret(self, fields: Line, *stages: str) -> Election:
        """The named election, if its secret round stands at one of these stages."""
        election = self.elections[fields["election"]]
        refuse("wrong-moment", election.over or election.open_vote)
        refuse("wrong-moment", election.now.stage not in stages)
        return election

    def _vote_in_hand(self, fields: Line) -> Election:
        election = self.voting()
        refuse("wrong-moment", election is None)
        assert election is not None
        refuse("wrong-moment", fields.get("election", election.id) != election.id)
        return election

    # ---- the sitting and its members

    def _open_sitting(self, fields: Line, _turn: Turn) -> None:
        opened, drill = self.rules is not None, fields.get("rehearsal", False)
        refuse("rehearsal-file", opened and drill != self.drill)
        refuse("wrong-moment", opened)
        self.drill = drill
        rules = fields["rules"]
        self.rules = self.bundled[rules] if isinstance(rules, str) else rules

    def _seat_members(self, fields: Line, _turn: Turn) -> None:
        assert self.rules is not None
        refuse("wrong-moment", self.people)
        refuse("too-many-members", len(fields["members"]) > self.rules["chamber"]["seats"])
        for person in fields["members"]:
            self.people[person["id"]] = person
            self.attendance[person["id"]] = "absent"

    def _mark_attendance(self, fields: Line, _turn: Turn) -> None:
        names = self._named(fields, self.people)
        vote = self.voting()
        holders = vote.now.register if vote else set()
        for name in names:
            changes = self.attendance[name] != fields["status"]
            refuse("wrong-moment", changes and name in holders)
        for name in names:
            self.attendance[name] = fields["status"]

    def _close_roll_call(self, _fields: Line, _turn: Turn) -> None:
        refuse("wrong-moment", self.roll_closed)
        self.roll_closed = True

    def _start_break(self, _fields: Line, _turn: Turn) -> None:
        refuse("wrong-moment", self.resting or self.voting())
        self.resting = True

    def _end_break(self, _fields: Line, _turn: Turn) -> None:
        refuse("wrong-moment", not self.resting)
        self.resting = False

    def _hand_over_chair(self, _fields: Line, _turn: Turn) -> None:
        refuse("wrong-moment", self.some_round_goes())

    def _close_sitting(self, _fields: Line, _turn: Turn) -> None:
        refuse("wrong-moment", self.some_round_goes())
        self.over = True

    def _note(self, _fields: Line, _turn: Turn) -> None:
        return

    # ---- open votes

    def _put_question(self, fields: Line, _turn: Turn) -> None:
        assert self.rules is not None
        refuse("wrong-moment", self.resting)
        kind = fields["kind"]
        standard = {"needed": "> 1/2", "of": "seats" if kind == "protocol" else "present"}
        standard = self.rules.get("questions", {}).get(kind, standard)
        about = fields.get("election")
        number = self.elections[about].now.number if about else 0
        if kind == "office":
            election = self.elections[fields["election"]]
            refuse("wrong-moment", not election.open_vote or election.over)
            refuse("wrong-moment", election.now.past("declared"))
            asked = [question.candidate for question in self.office_questions(election)]
            refuse("wrong-moment", fields["candidate"] in asked)
            refuse("nominations-open", election.nominating)
            refuse("not-nominated", fields["candidate"] not in election.standing)
            standard = election.now.rule
            own = {name: fields.get(name, standard[name]) for name in ("needed", "of")}
            refuse("bad-input", any(own[name] != standard[name] for name in own))
        self.questions[fields["id"]] = Question(
            id=fields["id"],
            kind=kind,
            needed=fields.get("needed", standard["needed"]),
            of=fields.get("of", standard["of"]),
            election=fields.get("election"),
            candidate=fields.get("candidate"),
            round=number,
            told=self._told_of(fields.get("election")),
            last=self.told_last,
        )
        self.heard.append(self.questions[fields["id"]])

    def _told_of(self, election: str | None) -> Round | None:
        now = self.elections[election].now if election else None
        return now if now and now.past("announced") else None

    def _decide_question(self, fields: Line, _turn: Turn) -> None:
        assert self.rules is not None
        question = self.questions[fields["id"]]
        refuse("wrong-moment", not self.roll_closed or self.resting)
        refuse("wrong-moment", question.votes is not None)
        if question.kind == "office":
            election = self.elections[question.election or ""]
            refuse("wrong-moment", election.over or election.now.past("declared"))
            refuse("wrong-moment", question.round != election.now.number)
        refuse("no-quorum", not self.has_quorum())
        votes = {choice: fields[choice] for choice in ("for", "against", "abstain")}
        refuse("bad-count", sum(votes.values()) > len(self.present()))
        base = {
            "seats": self.rules["chamber"]["seats"],
            "present": len(self.present()),
            "found": sum(votes.values()),
            "valid": sum(votes.values()),
            "counted": votes["for"] + votes["against"],
        }[question.of]
        if question.needed == "most":
            adopted = votes["for"] > votes["against"]
        else:
            adopted = meets(votes["for"], question.needed, base)
        adopted = adopted and base > 0
        if question.kind == "office":
            refuse("wrong-moment", adopted and self.places_filled(election))
        question.votes, question.base, question.adopted = votes, base, adopted
        self.decided.append(question)
        self.heard.append(question)

    def _need_adopted(self, fields: Line, kind: str) -> None:
        if "question" in fields:
            question = self.questions[fields["question"]]
            refuse("wrong-moment", question.kind != kind or not question.adopted)

    # ---- the commission

    def _form_commission(self, fields: Line, _turn: Turn) -> None:
        refuse("wrong-moment", not self.roll_closed or self.some_round_goes())
        self._need_adopted(fields, "commission")
        self._need_commission_elected()
        names = self._named(fields, self.people)
        refuse("bad-input", len(names) < 2)
        refuse("nominee-in-commission", self.nominees() & set(names))
        self.commission = names
        self.officers = None

    def _need_commission_elected(self) -> None:
        """The last word of the chamber on it counts: a vote, or a question that waits for one."""
        last: Question | None = None
        for question in self.heard:
            if question.kind == "commission":
                last = question
        refuse("wrong-moment", last is not None and not last.adopted)

    def _choose_officers(self, fields: Line, _turn: Turn) -> None:
        refuse("wrong-moment", not self.commission or self.some_round_goes())
        pair = (fields["chairman"], fields["secretary"])
        refuse("not-a-commission-member", not set(pair) <= set(self.commission))
        self.officers = pair
        self.officers_signed = False

    # ---- candidates

    def _open_election(self, fields: Line, _turn: Turn) -> None:
        assert self.rules is not None
        refuse("wrong-moment", not self.roll_closed)
        terms = self.rules["office"][fields["office"]]
        election = Election(fields["id"], fields["office"], terms)
        election.start_round()
        self.elections[fields["id"]] = election

    def _nominate(self, fields: Line, _turn: Turn) -> None:
        election = self.elections[fields["election"]]
        name = fields["candidate"]
        refuse("wrong-moment", election.over or not election.nominating)
        refuse("commission-member-nominated", name in self.commission)
        refuse("already-nominated", name in election.standing or name in election.elected)
        election.standing.append(name)
        election.nominated = [each for each in election.nominated if each != name] + [name]

    def _withdraw(self, fields: Line, _turn: Turn) -> None:
        election = self.elections[fields["election"]]
        name = fields["candidate"]
        refuse("wrong-moment", election.over)
        between = election.now.past("declared")
        refuse("wrong-moment", not between and election.now.stage != "listing")
        asked = [question.candidate for question in self.office_questions(election)]
        refuse("wrong-moment", not between and name in asked)
        refuse("not-nominated", name not in election.standing)
        election.standing.remove(name)

    def _close_nominations(self, fields: Line, _turn: Turn) -> None:
        election = self.elections[fields["election"]]
        refuse("wrong-moment", election.over or not election.nominating)
        refuse("no-candidate", not election.standing)
        election.nominating = False

    def _approve_ballot(self, fields: Line, _turn: Turn) -> None:
        election = self._secret(fields, "listing")
        self._need_adopted(fields, "ballot-list")
        refuse("nominations-open", election.nominating)
        refuse("no-candidate", not election.standing)
        newest = {
            question.candidate: question.adopted
            for question in self.decided
            if (question.kind, question.election) == ("ballot-list", election.id)
            and question.round == election.now.number
        }
        refuse("wrong-moment", any(newest.get(name) is False for name in election.standing))
        order = fields.get("order", election.standing)
        refuse("bad-input", sorted(order) != sorted(election.standing))
        several = len(order) > 1
        form = fields.get("form")
        refuse("bad-input", several and form in YES_NO_FORMS)
        if form is None:
            form = election.terms.get("form", "choose-one")
            if several and form in YES_NO_FORMS:
                form = "choose-one"
        this = election.now
        this.stage, this.candidates, this.form = "approved", list(order), form
        this.made = fields["made"]

    # ---- the vote

    def _open_voting(self, fields: Line, turn: Turn) -> None:
        election = self._secret(fields, "approved")
        refuse("wrong-moment", self.resting)
        refuse("wrong-moment", any(each.now.unsealed for each in self.elections.values()))
        refuse("no-quorum", not self.has_quorum())
        this = election.now
        minutes = fields.get("minutes", election.terms.get("voting_minutes", 20))
        this.stage, this.present = "voting", len(self.present())
        this.deadline = turn.at + minutes * 60_000

    def _hand_out(self, fields: Line, turn: Turn, *, again: bool) -> None:
        this = self._vote_in_hand(fields).now
        whom = [name for name in self.present() if (name in this.register) == again]
        names = self._named(fields, whom)
        refuse("time-is-up", turn.at >= this.deadline and turn.second is None)
        refuse("not-present", not self.present())
        refuse("not-present", any(self.attendance[name] != "present" for name in names))
        refuse("not-issued" if again else "already-issued", not names)
        for name in names:
            refuse("already-issued", not again and name in this.register)
            refuse("not-issued", again and name not in this.register)
        refuse("stock-exhausted", this.issued + len(names) > (this.made or 0))
        this.issued += len(names)
        this.exchanged += len(names) if again else 0
        this.spoiled = this.exchanged
        this.register |= set(names)

    def _issue_ballot(self, fields: Line, turn: Turn) -> None:
        self._hand_out(fields, turn, again=False)

    def _exchange_ballot(self, fields: Line, turn: Turn) -> None:
        self._hand_out(fields, turn, again=True)

    def _extend_voting(self, fields: Line, turn: Turn) -> None:
        this = self._vote_in_hand(fields).now
        refuse("time-is-up", turn.at >= this.deadline and not turn.paper)
        this.deadline += fields["minutes"] * 60_000

    def _close_voting(self, fields: Line, turn: Turn) -> None:
        this = self._secret(fields, "voting").now
        early = turn.at < this.deadline and not turn.paper
        if early and not set(self.present()) <= this.register:
            refuse("time-not-up", turn.second is None or "reason" not in fields)
        this.stage = "shut"
        this.register = set()

    # ---- the papers

    def _account_papers(self, fields: Line, _turn: Turn) -> None:
        this = self._secret(fields, "shut", "accounted").now
        returned = fields.get("returned_unvoted", 0)
        numbers = (fields["unused"], fields["spoiled"], returned)
        refuse("bad-count", sum(numbers) > (this.made or 0))
        this.stage = "accounted"
        this.unused, this.spoiled, this.returned = numbers

    def _open_box(self, fields: Line, _turn: Turn) -> None:
        this = self._secret(fields, "accounted").now
        there = set(fields["present"])
        refuse("not-a-commission-member", there - set(self.commission))
        refuse("not-present", there - set(self.present()))
        refuse("not-present", set(self.commission) - there and "reason" not in fields)
        this.stage, this.at_box = "open", there

    def _mix_papers(self, fields: Line, _turn: Turn) -> None:
        self._secret(fields, "open").now.stage = "mixed"

    def _count_papers(self, fields: Line, turn: Turn) -> None:
        this = self._secret(fields, "mixed", "counted").now
        refuse("wrong-moment", this.packets and turn.second is None)
        refuse("bad-count", not this.read <= fields["found"] <= (this.made or 0))
        this.stage, this.found = "counted", fields["found"]
        this.readings, this.differs, this.explained = {}, False, 0

    def _read_packet(self, fields: Line, turn: Turn) -> None:
        election = self._secret(fields, "counted")
        this = election.now
        size = self.packet_size(election)
        refuse("packet-out-of-order", size == 0 or fields["packet"] != this.packets + 1)
        refuse("same-reader", turn.by in this.readings)
        case = self.case_of(election)
        self._check_marks(case, fields, size)
        this.readings[turn.by] = dict(fields["marks"])
        if len(this.readings) < 2:
            return
        first, second = this.readings.values()
        this.readings = {}
        this.differs = Counter(first) != Counter(second)
        if not this.differs:
            this.tally.update(first)
            this.marked |= {*first, *second}
            this.packets += 1
            this.read += size

    def _check_marks(self, case: Case, fields: Line, size: int) -> None:
        assert self.rules is not None
        marks: dict[str, int] = fields["marks"]
        reasons = (*REASONS, *self.rules.get("count", {}).get("reasons", ()))
        beside = ["blank", *(f"invalid:{reason}" for reason in reasons)]
        refuse("bad-input", any(choice not in (*case.choices, *beside) for choice in marks))
        refuse("bad-input", case.form == "approve" and "papers" not in fields)
        refuse("bad-count", fields.get("papers", size) != size)
        other = sum(marks.get(choice, 0) for choice in beside)
        votes = {choice: marks.get(choice, 0) for choice in case.choices}
        refuse("bad-count", not possible(case, Papers(votes, size - other, other)))

    def _explain_difference(self, fields: Line, _turn: Turn) -> None:
        this = self._secret(fields, "counted").now
        papers, most = abs(fields["papers"]), max(this.to_explain, abs(this.difference))
        refuse("bad-count", papers == 0 or this.explained + papers > most)
        this.explained += papers

    def _finish_count(self, fields: Line, _turn: Turn) -> None:
        election = self._secret(fields, "counted")
        this = election.now
        refuse("readings-differ", this.differs)
        refuse("papers-missing", this.read < (this.found or 0))
        refuse("unexplained-difference", this.explained < this.to_explain)
        case = self.case_of(election)
        votes = {choice: this.tally[choice] for choice in case.choices}
        other = sum(this.tally[name] for name in this.tally if name not in votes)
        papers = Papers(votes, this.read - other, other)
        this.marked &= set(votes)
        this.stage, this.case, this.papers = "finished", case, papers
        this.outcome, this.elected, this.goes_on, this.tied = decide(case, papers)
        this.matters = difference_matters(case, papers, this.gap, this.loose)

    # ---- protocols, announcement, declaration

    def _sign_protocol(self, fields: Line, _turn: Turn) -> None:
        kind = fields["kind"]
        if kind == "officers":
            refuse("wrong-moment", self.officers is None or self.officers_signed)
        else:
            election = self.elections[fields["election"]]
            this = election.now
            refuse("wrong-moment", election.open_vote)
            if kind == "ballot":
                refuse("wrong-moment", not this.past("approved") or this.ballot_signed)
            else:
                refuse("wrong-moment", this.stage != "finished")
        refuse("not-a-commission-member", set(fields["signers"]) - set(self.commission))
        if kind == "officers":
            self.officers_signed = True
        elif kind == "ballot":
            this.ballot_signed = True
        else:
            refuse("not-present", set(fields["signers"]) - set(self.present()))
            all_sign = set(fields["signers"]) >= this.at_box
            refuse("not-signed", not all_sign and "dissent" not in fields)
            this.stage = "signed"

    def _announce_result(self, fields: Line, _turn: Turn) -> None:
        refuse("wrong-moment", self.resting)
        this = self._secret(fields, "finished", "signed").now
        refuse("not-signed", this.stage == "finished")
        this.stage = "announced"
        self.told_last = this

    def _draw_lot(self, fields: Line, _turn: Turn) -> None:
        election = self._secret(fields, "finished", "signed", "announced", "declared")
        this = election.now
        refuse("wrong-moment", this.outcome != "tie" or this.rule.get("tie") != "lot")
        refuse("not-nominated", set(fields["elected"]) - set(this.tied))
        refuse("not-nominated", set(fields["elected"]) - set(election.standing))
        if this.stage == "declared":
            election.elected = [name for name in election.elected if name not in this.elected]
            this.stage = "announced"
        refuse("bad-count", len(fields["elected"]) != election.left - len(this.elected))
        this.elected = sorted(this.elected + fields["elected"])
        this.outcome = "elected"

    def _declare(self, fields: Line, _turn: Turn) -> None:
        refuse("wrong-moment", self.resting)
        election = self.elections[fields["election"]]
        if election.open_vote:
            self._settle_open_round(election)
        else:
            self._secret(fields, "announced")
            voted = [
                question
                for question in self.decided
                if question.kind == "protocol"
                and (
                    (question.election, question.round) == (election.id, election.now.number)
                    or (question.election is None and question.last is election.now)
                )
            ]
            refuse("wrong-moment", voted and not voted[-1].adopted)
        this = election.now
        this.stage = "declared"
        if election.open_vote:
            self.told_last = this
        election.elected = sorted(election.elected + this.elected)
        if this.outcome in ("elected", "not-elected"):
            election.outcome = this.outcome
        election.standing = [
            name
            for name in election.standing
            if name in this.candidates and name not in this.elected
        ]

    def _settle_open_round(self, election: Election) -> None:
        this = election.now
        refuse("wrong-moment", election.over or this.past("declared"))
        votes = dict.fromkeys(election.standing, 0)
        cast = dict.fromkeys(election.standing, 0)
        open_ones = set(election.standing)
        for question in self.office_questions(election):
            if question.votes is not None:
                open_ones.discard(question.candidate or "")
                votes[question.candidate or ""] = question.votes["for"]
                cast[question.candidate or ""] = sum(question.votes.values())
        refuse("wrong-moment", open_ones and not self.places_filled(election))
        refuse("nominations-open", election.nominating)
        refuse("no-candidate", not election.standing)
        this.candidates = list(election.standing)
        this.elected = sorted(self.adopted_for(election))
        rest = [name for name in this.candidates if name not in this.elected]
        how = this.rule.get("next", "chamber-decides")
        if len(this.elected) == election.left or (this.elected and not rest):
            this.outcome = "elected"
        elif how == "chamber-decides":
            this.outcome = "not-elected"
        else:
            this.outcome = "next-round"
            this.goes_on = sorted(go_on(how, rest, votes, cast))

    def _next_round(self, fields: Line, _turn: Turn) -> None:
        election = self.elections[fields["election"]]
        this = election.now
        who = list(election.standing)
        if "question" in fields:
            self._void(fields)
            who = [
                name
                for name in election.nominated
                if name in election.standing or name in this.elected
            ]
        else:
            refuse("wrong-moment", election.over or this.stage != "declared")
        if fields["how"] == "rule":
            by_rule = this.outcome == "next-round" or (
                this.outcome == "tie" and this.rule.get("tie") == "repeat"
            )
            refuse("wrong-moment", not by_rule)
            who = [name for name in who if name in this.goes_on]
        if fields["how"] == "new-nominations":
            who = []
        else:
            refuse("no-candidate", not who)
        refuse("nominee-in-commission", set(who) & set(self.commission))
        if "question" in fields:
            this.voided = True
            if this.stage == "declared":
                election.elected = [name for name in election.elected if name not in this.elected]
        election.standing = who
        election.nominating = fields["how"] == "new-nominations"
        election.outcome = "open"
        election.start_round()

    def _void(self, fields: Line) -> None:
        """Refuse to void the newest round unless most of all members decided it, knowing it."""
        assert self.rules is not None
        election = self.elections[fields["election"]]
        question = self.questions[fields["question"]]
        refuse("wrong-moment", election.closed or not election.now.past("announced"))
        refuse("wrong-moment", question.told is not election.now)
        refuse("wrong-moment", question.kind != "procedure" or not question.adopted)
        votes = (question.votes or {})["for"]
        refuse("wrong-moment", votes * 2 <= self.rules["chamber"]["seats"])

    def _close_election(self, fields: Line, _turn: Turn) -> None:
        election = self.elections[fields["election"]]
        refuse("wrong-moment", election.closed or election.now.going)
        election.closed = True

    # ---- the result

    def result(self) -> dict[str, Any]:
        return {
            "questions": [self._question_result(each) for each in self.questions.values()],
            "elections": [
                {
                    "id": election.id,
                    "office": election.office,
                    "outcome": election.outcome,
                    "elected": list(election.elected),
                    "rounds": [
                        self._open_round_result(election, this)
                        if election.open_vote
                        else self._secret_round_result(this)
                        for this in election.rounds
                        if self._listed(election, this)
                    ],
                }
                for election in self.elections.values()
            ],
        }

    def _listed(self, election: Election, this: Round) -> bool:
        """A secret round shows from its ballot on, an open one once nominations are closed."""
        if election.open_vote:
            return this is not election.now or this.past("declared") or not election.nominating
        return this.past("approved")

    def _question_result(self, question: Question) -> dict[str, Any]:
        votes: Line = question.votes or {"for": None, "against": None, "abstain": None}
        return {
            "id": question.id,
            "kind": question.kind,
            **votes,
            "needed": least(question.needed, question.base),
            "adopted": question.adopted,
        }

    def _secret_round_result(self, this: Round) -> dict[str, Any]:
        assert self.rules is not None
        papers, base = this.papers, None
        if papers is not None and this.case is not None:
            base = base_of(this.case, papers)
        elif this.rule["of"] == "seats":
            base = self.rules["chamber"]["seats"]
        elif this.rule["of"] == "present":
            base = this.present
        done = papers is not None
        return {
            "round": this.number,
            "candidates": list(this.candidates),
            "form": this.form,
            "made": this.made,
            "issued": this.issued,
            "spoiled": this.spoiled,
            "unused": this.unused,
            "found": this.found,
            "invalid": papers.other - this.tally["blank"] if papers else None,
            "blank": this.tally["blank"] if done else None,
            "valid": papers.valid if papers else None,
            "counted": papers.counted if papers else None,
            "votes": {name: papers.votes[name] for name in this.marked} if papers else {},
            "needed": least(this.rule["needed"], base),
            "of": this.rule["of"],
            "base": base,
            "outcome": this.outcome,
            "elected": list(this.elected),
            "goes_on": list(this.goes_on),
            "difference": None if this.found is None else this.difference,
            "difference_matters": this.matters,
            "voided": this.voided,
        }

    def _open_round_result(self, election: Election, this: Round) -> dict[str, Any]:
        decided = [
            question
            for question in self.decided
            if question.kind == "office"
            and question.election == election.id
            and question.round == this.number
        ]
        names = this.candidates if this.past("declared") else election.standing
        votes: dict[str, int] = {}
        if len(names) == 1 and decided:
            votes = dict(decided[0].votes or {})
        elif decided:
            votes = {each.candidate or "": (each.votes or {})["for"] for each in decided}
        last = decided[-1] if decided else None
        unused_here = words(
            "made issued spoiled unused found invalid blank valid counted difference "
            "difference_matters"
        )
        return {
            "round": this.number,
            "candidates": list(names),
            "form": "open",
            **dict.fromkeys(unused_here),
            "votes": votes,
            "needed": least(last.needed, last.base) if last else None,
            "of": last.of if last else this.rule["of"],
            "base": last.base if last else None,
            "outcome": this.outcome,
            "elected": list(this.elected),
            "goes_on": list(this.goes_on),
            "voided": this.voided,
        }
