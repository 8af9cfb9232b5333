"""Random scenario lines for a small chamber, chosen by what the model says of the sitting.

`plausible` gives a line that is usually allowed, `wild` one that usually is not; both answer the
line and the seconds by which the clock moves before it. `walk` makes a whole run and asks the
model; `randoms` is the Hypothesis strategy from which to draw the source of chance.
"""

from __future__ import annotations

import random as chance
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from hypothesis import strategies as st

from tests.procedure.model import (
    BASES,
    CHAIRMAN_ALONE,
    CLERK_FIRST,
    CLERK_LATER,
    FIELDS,
    FORMS,
    HOWS,
    KINDS,
    PRESIDING,
    PROTOCOLS,
    REASONS,
    ROLES,
    SECRETARY,
    STATUSES,
    SYSTEM_ACTIONS,
    TIES,
    Case,
    Election,
    Line,
    Model,
)

START_MS = 1_577_836_800_000
NEXTS = ("chamber-decides", "all", "top 2", "top 3", "drop-last", "drop-last below 5%")
THRESHOLDS = ("> 1/2", "> 1/2", ">= 1/2", ">= 2/3", "> 1/3", "most", "most")
UNKNOWN = "nobody"

randoms: st.SearchStrategy[chance.Random] = st.integers(0, 2**32).map(chance.Random)


class Step(NamedTuple):
    """A line, when it was said, and what the model answered."""

    line: Line
    at_ms: int
    code: str | None


# ---------------------------------------------------------------- the chamber and its rules


def random_rule(random: chance.Random) -> dict[str, Any]:
    tie = random.choice(TIES)
    often_tied = tie != "none" and random.random() < 0.5
    return {
        "needed": "most" if often_tied else random.choice(THRESHOLDS),
        "of": random.choice(BASES),
        "next": random.choice(NEXTS),
        "tie": tie,
    }


def random_office(random: chance.Random, *, open_vote: bool) -> dict[str, Any]:
    form = random.choice(FORMS)
    return {
        "nominated_by": random.choice(["deputies", "deputies", "president"]),
        "vote": "open" if open_vote else "secret",
        "form": form,
        "places": random.choice([1, 1, 2, 3]) if form in FORMS[2:] or open_vote else 1,
        "voting_minutes": random.choice([1, 2]),
        "break_minutes": 1,
        "round": [random_rule(random) for _ in range(random.choice([1, 2, 2, 3]))],
    }


def random_rules(random: chance.Random, seats: int) -> dict[str, Any]:
    questions = {
        kind: {"needed": random.choice(THRESHOLDS), "of": random.choice(BASES)}
        for kind in KINDS
        if random.random() < 0.2
    }
    return {
        "id": "small-chamber",
        "chamber": {"seats": seats, "quorum": random.choice([">= 1/2", "> 1/2", ">= 1/3"])},
        "office": {
            "speaker": random_office(random, open_vote=False),
            "deputy": random_office(random, open_vote=random.random() < 0.6),
        },
        "count": {"readers": 2, "packet": random.choice([2, 3])},
        "questions": questions,
    }


def opening(random: chance.Random) -> Line:
    return {
        "do": "open_sitting",
        "by": "clerk",
        "title": "A small chamber",
        "date": "2020-01-01",
        "chamber": "Chamber",
        "presiding": {"name": "Presiding Officer", "office": "eldest member"},
        "rules": random_rules(random, random.randint(3, 9)),
    }


def seating(model: Model, random: chance.Random) -> Line:
    assert model.rules is not None
    seats = model.rules["chamber"]["seats"]
    count = random.randint(max(3, seats - 2), seats)
    people = [{"id": f"m{number}", "name": f"Member {number}"} for number in range(1, count + 1)]
    if random.random() < 0.8:
        days = random.sample(range(1, 29), count)
        for person, day in zip(people, days, strict=True):
            person["born"] = f"19{random.choice([50, 60])}-03-{day:02}"
    return {"do": "seat_members", "by": "clerk", "members": people}


# ---------------------------------------------------------------- plausible lines


class Choice:
    """Collects the lines that fit the moment, with weights, and picks one."""

    def __init__(self, model: Model, random: chance.Random) -> None:
        self.model = model
        self.random = random
        self.found: list[tuple[float, Line, int]] = []

    def officer(self) -> str:
        return self.random.choice(["secretary", "chairman"]) if self.model.officers else "clerk"

    def anyone(self) -> str:
        return self.random.choice(["clerk", self.officer()])

    def add(self, weight: float, do: str, by: str, /, *, seconds: int = 1, **fields: Any) -> None:
        line: Line = {"do": do, "by": by}
        line |= {name.rstrip("_"): value for name, value in fields.items() if value is not None}
        self.found.append((weight, line, seconds))

    def maybe(self, chance_: float, value: Any) -> Any:
        """The value of a field that may be left out, or None."""
        return value if self.random.random() < chance_ else None

    def pick(self) -> tuple[Line, int]:
        weights = [weight for weight, _line, _seconds in self.found]
        _weight, line, seconds = self.random.choices(self.found, weights)[0]
        if self.random.random() < 0.04:
            line = from_paper(self.model, line)
        return line, seconds


def from_paper(model: Model, line: Line) -> Line:
    """The same, entered afterwards with both officers if there are any."""
    if not model.officers:
        return line | {"from_paper": True}
    by = line.get("recorder", "secretary") if line["by"] == "presiding" else line["by"]
    second = {"secretary": "chairman", "chairman": "secretary"}.get(by)
    return line | {"from_paper": True, "with": second} if second else line


def plausible(model: Model, random: chance.Random) -> tuple[Line, int]:
    if model.rules is None:
        return opening(random), 1
    if not model.people:
        return seating(model, random), 1
    choice = Choice(model, random)
    choice.add(0.1, "note", choice.anyone(), text="Noted.")
    if model.over:
        return choice.pick()
    add_sitting(choice)
    if model.roll_closed:
        add_commission(choice)
        add_questions(choice)
        for election in model.elections.values():
            if election.closed:
                continue
            if election.now.past("announced"):
                add_voiding(choice, election)
            if election.over:
                choice.add(0.5, "close_election", "presiding", election=election.id)
            elif election.open_vote:
                add_open_round(choice, election)
            else:
                add_secret_round(choice, election)
            if not election.over and not election.now.going:
                choice.add(0.03, "close_election", "presiding", election=election.id)
        add_elections(choice)
    return choice.pick()


def add_sitting(choice: Choice) -> None:
    model, random = choice.model, choice.random
    present = model.present()
    if not model.roll_closed:
        if not present:
            choice.add(9, "mark_attendance", "clerk", members="all", status="present")
        else:
            choice.add(5, "close_roll_call", choice.anyone())
    holders = model.voting().now.register if model.voting() else set()  # type: ignore[union-attr]
    free = [name for name in model.people if name not in holders]
    if free and present:
        away = [name for name in free if name not in present]
        for names, status, weight in (
            (away, "present", 2.0 if not model.has_quorum() else 0.5),
            ([name for name in free if name in present], random.choice(STATUSES[1:]), 0.25),
        ):
            if names:
                some = random.sample(names, random.randint(1, len(names)))
                who: Line = {"member": some[0]} if random.random() < 0.7 else {"members": some}
                choice.add(weight, "mark_attendance", choice.anyone(), status=status, **who)
    if model.resting:
        choice.add(3, "end_break", choice.officer())
    elif not model.voting() and (model.officers or not model.elections):
        choice.add(0.08, "start_break", choice.officer(), minutes=choice.maybe(0.5, 10))
    if not model.some_round_goes():
        chair: Line = {"name": "New Chair", "office": "speaker"}
        recorder = choice.maybe(0.3, "clerk")
        choice.add(0.04, "hand_over_chair", "presiding", recorder=recorder, **chair)
        ended = sum(election.closed for election in model.elections.values()) >= 6
        choice.add(0.5 if ended else 0.001, "close_sitting", "presiding")


def unelected(model: Model) -> bool:
    """Whether the chamber was asked for a commission, and did not elect it."""
    put = [question for question in model.questions.values() if question.kind == "commission"]
    return bool(put) and not put[-1].adopted


def add_commission(choice: Choice) -> None:
    model, random = choice.model, choice.random
    free = [name for name in model.people if name not in model.nominees()]
    forms = not model.some_round_goes() and len(free) >= 2
    if forms and (not model.commission or (not model.officers and random.random() < 0.05)):
        names = random.sample(free, 2 if len(free) < 5 else random.choice([2, 2, 3]))
        asked = [
            question.id
            for question in model.questions.values()
            if question.kind == "commission" and question.adopted
        ]
        question = random.choice(asked) if asked and random.random() < 0.8 else None
        weight = 0.1 if unelected(model) else 2
        choice.add(weight, "form_commission", "clerk", members=names, question=question)
    elif forms and model.officers:
        names = random.sample(free, 2)
        weight = 0.004 if unelected(model) else 0.04
        choice.add(weight, "form_commission", "chairman", members=names)
        pair = random.sample(model.commission, 2)
        fields: Line = {"chairman": pair[0], "secretary": pair[1]}
        choice.add(0.04, "choose_officers", "chairman", **fields)
    if model.commission and not model.officers:
        pair = random.sample(model.commission, 2)
        fields = {"chairman": pair[0], "secretary": pair[1]}
        choice.add(6, "choose_officers", "clerk", **fields)
    if model.officers and not model.officers_signed:
        signers = sorted(model.commission)
        choice.add(0.5, "sign_protocol", "chairman", kind="officers", signers=signers)


def open_votes(model: Model, random: chance.Random) -> dict[str, int]:
    left = random.choice([len(model.present()), random.randint(0, len(model.present()))])
    votes = {"for_": 0, "against": 0, "abstain": 0}
    favourite = random.choice(["for_", "for_", "for_", "against", "abstain"])
    for _ in range(left):
        votes[random.choice([favourite, favourite, *votes])] += 1
    return votes


def add_questions(choice: Choice) -> None:
    model, random = choice.model, choice.random
    if model.resting:
        return
    undecided = [
        question
        for question in model.questions.values()
        if question.votes is None and question.kind != "office"
    ]
    if undecided and model.has_quorum():
        question = random.choice(undecided)
        votes = open_votes(model, random)
        choice.add(1.5, "decide_question", choice.anyone(), id=question.id, **votes)
    new = f"q{len(model.questions) + 1}"
    kinds = ["procedure", "other", "protocol"]
    kinds += ["commission"] * (9 if not model.commission else 0) + ["ballot-list"] * 3
    choice.add(
        2 if not model.commission and (not model.questions or unelected(model)) else 0.08,
        "put_question",
        choice.anyone(),
        id=new,
        kind=random.choice(kinds),
        text="Who is for it?",
        needed=choice.maybe(0.2, random.choice(THRESHOLDS)),
        of=choice.maybe(0.2, random.choice(BASES)),
    )


def add_voiding(choice: Choice, election: Election) -> None:
    """The chamber finds that the procedure was broken, and has the vote held again."""
    model, random = choice.model, choice.random
    about = [
        question
        for question in model.questions.values()
        if question.told is election.now and question.kind == "procedure"
    ]
    if not about and not model.resting and len(election.rounds) < 4:
        new = f"q{len(model.questions) + 1}"
        fields: Line = {"kind": "procedure", "text": "Again?", "election": election.id}
        needed = choice.maybe(0.3, random.choice(THRESHOLDS))
        choice.add(0.4, "put_question", choice.anyone(), id=new, needed=needed, **fields)
    for question in about:
        if question.votes is None and model.has_quorum() and not model.resting:
            votes = open_votes(model, random)
            choice.add(3, "decide_question", choice.anyone(), id=question.id, **votes)
        if question.adopted:
            how = random.choice(["repeat", "repeat", "repeat", "new-nominations"])
            fields = {"how": how, "question": question.id}
            choice.add(3, "next_round", "presiding", election=election.id, **fields)


def add_elections(choice: Choice) -> None:
    model, random = choice.model, choice.random
    assert model.rules is not None
    going = [election for election in model.elections.values() if not election.closed]
    if len(going) < 2 and len(model.elections) < 8:
        new = f"e{len(model.elections) + 1}"
        office = random.choice(list(model.rules["office"]))
        weight = 0.1 if going else 2
        choice.add(weight, "open_election", choice.officer(), id=new, office=office)


def add_listing(choice: Choice, election: Election) -> None:
    """Nominations, and withdrawals before the ballot."""
    model, random = choice.model, choice.random
    mine: Line = {"election": election.id}
    free = [
        name
        for name in model.people
        if name not in model.commission
        and name not in election.standing
        and name not in election.elected
    ]
    # before there is a commission, leave members for it
    if not model.commission:
        free = free[: max(0, len(model.people) - 3 - len(model.nominees()))]
    if election.nominating:
        if free and len(election.standing) < 4:
            by_members = election.terms["nominated_by"] == "deputies"
            choice.add(
                3 if len(election.standing) < 2 else 1,
                "nominate",
                choice.officer(),
                **mine,
                candidate=random.choice(free),
                proposer=random.choice(list(model.people)) if by_members else "President",
                statement=choice.maybe(0.1, "Known to all.\nServed before."),
                offices=choice.maybe(0.1, ["Speaker (2019-2022)"]),
            )
        if election.standing:
            weight = 1.5 if len(election.standing) > 1 or not free else 0.5
            choice.add(weight, "close_nominations", choice.officer(), **mine)
    if election.standing:
        some = random.choice(election.standing)
        asked = [question.candidate for question in model.office_questions(election)]
        weight = 0.3 if len(election.standing) > 1 else 0.06
        if election.now.past("declared") or some not in asked:
            reason = choice.maybe(0.3, "Of my own will.")
            choice.add(weight, "withdraw", choice.officer(), **mine, candidate=some, reason=reason)


def add_next_round(choice: Choice, election: Election) -> None:
    this = election.now
    for how in HOWS:
        weight = 0.3
        if how == "rule":
            weight = 4
            if this.outcome == "not-elected" or not set(this.goes_on) & set(election.standing):
                continue
        if how == "repeat" and not election.standing:
            continue
        choice.add(weight, "next_round", "presiding", election=election.id, how=how)
    if this.tied and this.rule["tie"] == "lot":
        lucky = choice.random.sample(this.tied, election.left)
        choice.add(2, "draw_lot", "presiding", election=election.id, elected=lucky)
    if election.standing:
        some = choice.random.choice(election.standing)
        choice.add(0.5, "withdraw", choice.officer(), election=election.id, candidate=some)
    if this.number > 3:
        choice.add(3, "close_election", "presiding", election=election.id)


def add_open_round(choice: Choice, election: Election) -> None:
    model, random = choice.model, choice.random
    this = election.now
    if this.past("declared"):
        add_next_round(choice, election)
        return
    add_listing(choice, election)
    if election.nominating or model.resting:
        return
    asked = {question.candidate: question for question in model.office_questions(election)}
    filled = model.places_filled(election)
    for name in election.standing:
        if name not in asked:
            fields: Line = {"kind": "office", "text": "Who is for?", "election": election.id}
            new = f"q{len(model.questions) + 1}"
            choice.add(2, "put_question", choice.anyone(), id=new, candidate=name, **fields)
    waiting = [question for question in asked.values() if question.votes is None]
    if waiting and model.has_quorum():
        votes = open_votes(model, random)
        choice.add(2, "decide_question", choice.anyone(), id=waiting[0].id, **votes)
    answered = all(name in asked and asked[name].votes for name in election.standing)
    if election.standing and (filled or answered):
        recorder = choice.maybe(0.2, "secretary")
        choice.add(3, "declare", "presiding", election=election.id, recorder=recorder)


def add_secret_round(choice: Choice, election: Election) -> None:
    model, random = choice.model, choice.random
    this = election.now
    mine: Line = {"election": election.id}
    stage = this.stage
    second = {"secretary": "chairman", "chairman": "secretary"}
    if stage == "listing":
        add_listing(choice, election)
        if model.officers and not election.nominating and election.standing:
            add_approval(choice, election)
        return
    if stage == "declared":
        add_next_round(choice, election)
        return
    everyone = sorted(model.commission)
    if not this.ballot_signed:
        choice.add(0.3, "sign_protocol", "chairman", kind="ballot", signers=everyone, **mine)
    if stage == "approved":
        if not model.resting and not model.voting() and model.has_quorum():
            minutes = choice.maybe(0.4, random.choice([1, 2]))
            choice.add(3, "open_voting", "chairman", **mine, minutes=minutes)
    elif stage == "voting":
        add_voting(choice, election)
    elif stage in ("shut", "accounted"):
        by = choice.officer()
        off = random.choice([0] * 8 + [-1, 1])
        made = this.made or 0
        choice.add(
            3 if stage == "shut" else 0.4,
            "account_papers",
            by,
            **mine,
            unused=min(max(made - this.issued + off, 0), made),
            spoiled=min(max(this.spoiled + random.choice([0] * 9 + [1, -1]), 0), made),
            returned_unvoted=choice.maybe(0.15, random.randint(0, 1)),
            with_=choice.maybe(0.3, second.get(by)),
        )
        if stage == "accounted":
            here = here_of(choice, everyone)
            fields: Line = {"present": random.sample(here, len(here))}
            if here != everyone or random.random() < 0.2:
                fields = {"present": here[1:] or here, "reason": "One is ill."}
            choice.add(4, "open_box", "chairman", **mine, **fields)
            choice.add(0.1, "open_box", "chairman", **mine, present=everyone)
    elif stage == "open":
        choice.add(4, "mix_papers", "chairman", **mine)
    elif stage in ("mixed", "counted"):
        add_count(choice, election)
    else:
        add_ending(choice, election)


def add_approval(choice: Choice, election: Election) -> None:
    model, random = choice.model, choice.random
    several = len(election.standing) > 1
    asked = [
        question.id
        for question in model.questions.values()
        if question.kind == "ballot-list" and question.adopted
    ]
    order = random.sample(election.standing, len(election.standing))
    choice.add(
        3,
        "approve_ballot",
        "chairman",
        election=election.id,
        made=max(1, len(model.present()) + random.choice([-1, 0, 1, 1, 2, 2, 3])),
        form=choice.maybe(0.4, random.choice(FORMS[2:] if several else FORMS)),
        order=choice.maybe(0.3, order),
        question=random.choice(asked) if asked and random.random() < 0.5 else None,
    )


def add_voting(choice: Choice, election: Election) -> None:
    model, random = choice.model, choice.random
    this = election.now
    mine: Line = {"election": election.id}
    by = choice.officer()
    other = "secretary" if by == "chairman" else "chairman"
    waiting = [name for name in model.present() if name not in this.register]
    stock = (this.made or 0) - this.issued
    named: Line = mine if random.random() < 0.5 else {}
    if waiting and stock:
        some = waiting[: random.randint(1, min(len(waiting), stock))]
        if random.random() < 0.6 and len(waiting) <= stock:
            some = waiting
        who: Line = {"members": some} if len(some) > 1 else {"member": some[0]}
        if len(waiting) == len(model.present()) and len(waiting) <= stock:
            who = {"members": "all"}
        choice.add(4, "issue_ballot", by, **named, **who, with_=choice.maybe(0.3, other))
    if this.register and stock:
        holder = random.choice(sorted(this.register))
        with_ = choice.maybe(0.3, other)
        choice.add(1.5, "exchange_ballot", by, **named, member=holder, with_=with_)
    reason = "The queue is long."
    fields: Line = {"minutes": random.choice([1, 2]), "reason": reason, "with_": "secretary"}
    choice.add(0.3, "extend_voting", "chairman", **named, **fields)
    paper: Line = {"seconds": random.choice([1, 130]), "from_paper": True}
    choice.add(0.1, "extend_voting", "chairman", **named, **fields, **paper)
    choice.add(0.1, "close_voting", "chairman", **mine, **paper, with_="secretary")
    if this.register:
        choice.add(
            1 if waiting else 3,
            "close_voting",
            "chairman",
            **mine,
            reason="All have voted who wished to." if waiting else None,
            with_="secretary" if waiting else choice.maybe(0.2, "secretary"),
        )
        choice.add(0.3, "close_voting", "chairman", seconds=random.choice([61, 130]), **mine)


def random_marks(
    case: Case, size: int, random: chance.Random, before: Mapping[str, int]
) -> dict[str, int]:
    """A packet's marks: mostly for one or two names, or even; sometimes blank or invalid."""
    choices = case.choices
    even = len(choices) % 2 == 0 or random.random() < 0.3
    loved = [choices[0]] * 3 + random.sample(choices, min(2, len(choices)))
    marks: dict[str, int] = {}
    for _ in range(size):
        luck = random.random()
        if luck < 0.06:
            names = ["blank"]
        elif luck < 0.12:
            names = [f"invalid:{random.choice(REASONS)}"]
        elif case.form == "approve":
            most = min(case.limit, len(choices))
            names = random.sample(choices, random.randint(1, most))
        else:
            names = [random.choice(loved + choices)]
            if even and random.random() < 0.8:
                names = [min(choices, key=lambda name: before.get(name, 0) + marks.get(name, 0))]
        for name in names:
            marks[name] = marks.get(name, 0) + 1
    return marks


def here_of(choice: Choice, commission: list[str]) -> list[str]:
    """Who of the commission is present; who is not, is fetched."""
    here = [name for name in commission if name in choice.model.present()]
    if here != commission:
        who = {"members": commission, "status": "present"}
        choice.add(1 if here else 40, "mark_attendance", choice.anyone(), **who)
    return here or commission


def add_count(choice: Choice, election: Election) -> None:
    model, random = choice.model, choice.random
    this = election.now
    mine: Line = {"election": election.id}
    made = this.made or 0
    corrected = bool(this.packets)
    if not corrected or random.random() < 0.2:
        found = this.issued - this.spoiled - this.returned + random.choice([0] * 6 + [-1, 1, -2])
        found = min(max(found, this.read - (random.random() < 0.1), 0), made)
        weight = 4 if this.stage == "mixed" else 0.15
        officer = choice.officer()
        other = "chairman" if officer == "secretary" else "secretary"
        with_ = choice.maybe(0.9 if corrected else 0.1, other)
        choice.add(weight, "count_papers", officer, **mine, found=found, with_=with_)
    if this.stage == "mixed":
        return
    size = model.packet_size(election)
    missing = this.to_explain - this.explained
    fields: Line
    if missing > 0:
        papers = random.randint(1, missing) * random.choice((1, 1, 1, -1))
        fields = {"papers": papers, "text": "A paper was carried off."}
        choice.add(1 if size else 4, "explain_difference", "chairman", **mine, **fields)
    if size:
        case = model.case_of(election)
        readers = [role for role in ("secretary", "chairman") if role not in this.readings]
        marks = random_marks(case, size, random, this.tally)
        if this.readings and random.random() < 0.85:
            marks = dict(next(iter(this.readings.values())))
        if random.random() < 0.2:
            marks.setdefault(random.choice(case.choices), 0)
        counted = size if case.form == "approve" or random.random() < 0.3 else None
        fields = {"packet": this.packets + 1, "papers": counted, "marks": marks}
        choice.add(6, "read_packet", random.choice(readers), **mine, **fields)
    elif missing <= 0:
        choice.add(5, "finish_count", "chairman", **mine)


def add_ending(choice: Choice, election: Election) -> None:
    model, random = choice.model, choice.random
    this = election.now
    mine: Line = {"election": election.id}
    everyone = sorted(model.commission)
    if this.outcome == "tie" and this.rule["tie"] == "lot":
        lucky = random.sample(this.tied, election.left - len(this.elected))
        choice.add(2, "draw_lot", "presiding", **mine, elected=lucky)
    if this.stage == "finished":
        here = here_of(choice, everyone)
        fields: dict[str, Any] = {"signers": here}
        if here != everyone or random.random() < 0.15:
            fields = {"signers": here[:1], "dissent": "One would not sign."}
        choice.add(0.1, "sign_protocol", "chairman", kind="results", **mine, signers=everyone)
        choice.add(4, "sign_protocol", "chairman", kind="results", **mine, **fields)
    elif not model.resting:
        if this.stage == "signed":
            choice.add(4, "announce_result", "chairman", **mine)
        else:
            recorder = choice.maybe(0.2, random.choice(["clerk", "secretary", "chairman"]))
            choice.add(4, "declare", "presiding", **mine, recorder=recorder)


# ---------------------------------------------------------------- wild lines


def some_names(model: Model, random: chance.Random) -> list[str]:
    people = list(model.people) or ["m1", "m2"]
    names = random.sample(people, random.randint(1, len(people)))
    luck = random.random()
    if luck < 0.05:
        names.append(UNKNOWN)
    elif luck < 0.1:
        names.append(names[0])
    elif luck < 0.12:
        names = []
    elif luck < 0.5 and model.commission:
        names = sorted(model.commission)
    elif luck < 0.55 and model.commission:
        names = model.commission[:1]
    return names


def some_id(known: list[str], random: chance.Random) -> str:
    return UNKNOWN if not known or random.random() < 0.07 else random.choice(known)


def some_marks(model: Model, random: chance.Random) -> dict[str, int]:
    names = ["for", "against", "abstain", "blank", "invalid:form", *model.people]
    return {name: random.randint(0, 3) for name in random.sample(names, random.randint(0, 3))}


def some_number(model: Model, random: chance.Random) -> int:
    return random.choice([0, 1, 1, 2, 3, len(model.people), 40])


def random_value(kind: str, model: Model, random: chance.Random) -> Any:
    """A value of the kind a field wants; now and then one that fits badly."""
    questions = list(model.questions)
    makers: dict[str, Callable[[], Any]] = {
        "id": lambda: random.choice(["e1", "e2", "e9", "q1", "q99", "speaker", "deputy"]),
        "word": lambda: random.choice(["President", *model.people]),
        "text": lambda: "Because it is so.",
        "convocation": lambda: random.choice([8, "VIII"]),
        "words": lambda: ["Speaker"],
        "date": lambda: "2020-01-01",
        "flag": lambda: True,
        "chair": lambda: {"name": "Presiding Officer", "office": "eldest member"},
        "rules": lambda: random_rules(random, 5),
        "people": lambda: [{"id": f"m{n}", "name": f"Member {n}"} for n in range(1, 11)],
        "member": lambda: some_id(list(model.people), random),
        "members": lambda: random.choice(["all", some_names(model, random)]),
        "list": lambda: some_names(model, random),
        "election": lambda: some_id(list(model.elections), random),
        "question": lambda: some_id(questions, random),
        "number": lambda: some_number(model, random),
        "positive": lambda: some_number(model, random),
        "signed": lambda: some_number(model, random),
        "marks": lambda: some_marks(model, random),
        "needed": lambda: random.choice(THRESHOLDS),
        "base": lambda: random.choice(BASES),
        "status": lambda: random.choice(STATUSES),
        "kind": lambda: random.choice(KINDS),
        "form": lambda: random.choice(FORMS),
        "protocol": lambda: random.choice(PROTOCOLS),
        "how": lambda: random.choice(HOWS),
    }
    return makers[kind]()


def usual_role(action: str, model: Model, random: chance.Random) -> str:
    if action in PRESIDING:
        return "presiding"
    if action in CLERK_LATER or (action in CLERK_FIRST and not model.officers):
        return "clerk"
    if action in CHAIRMAN_ALONE:
        return "chairman"
    return random.choice(["secretary", "chairman"]) if action in SECRETARY else "clerk"


def any_line(model: Model, random: chance.Random) -> Line:
    """Any action with the fields it wants, without a look at the moment."""
    action = random.choice(list(FIELDS))
    if action in ("close_sitting", "close_election") and random.random() < 0.9:
        action = "read_packet"
    line: Line = {"do": action, "by": usual_role(action, model, random)}
    for name, (kind, must) in FIELDS[action].items():
        if name == "roster":
            continue
        single = name in ("member", "members") and not must and "member" in FIELDS[action]
        if must or name == "members" or (not single and random.random() < 0.25):
            line[name] = random_value(kind, model, random)
    if "member" in FIELDS[action] and random.random() < 0.5:
        line["member"] = random_value("member", model, random)
        line.pop("members", None)
    if action == "put_question" and line["kind"] == "office":
        line["election"] = random_value("election", model, random)
        line["candidate"] = random_value("member", model, random)
    if action == "sign_protocol" and line["kind"] == "officers":
        line.pop("election", None)
    elif action == "sign_protocol":
        line["election"] = random_value("election", model, random)
    if action != "read_packet" and random.random() < 0.15:
        line["with"] = random.choice(["secretary", "chairman", "chairman", "clerk"])
    if random.random() < 0.05:
        line["from_paper"] = random.random() < 0.8
    return line


def spoil(line: Line, model: Model, random: chance.Random) -> Line:
    """Break one thing in a good line."""
    line = dict(line)
    kinds = FIELDS.get(line["do"], {})
    fields = [name for name in line if name in kinds]
    way = random.randrange(9)
    if way == 0:
        line["by"] = random.choice(ROLES)
    elif way == 1 and fields:
        del line[random.choice(fields)]
    elif way == 2:
        line["colour"] = "red"
    elif way == 3:
        line["do"] = random.choice([*SYSTEM_ACTIONS, "agree_packet", "shred_papers"])
    elif way == 4 and "with" in line:
        del line["with"]
        line.pop("reason", None)
    elif way in (4, 5, 6) and fields:
        name = random.choice(fields)
        kind = kinds[name][0]
        bad: dict[str, list[Any]] = {
            "number": [-1, 40, 1.0, True, "1"],
            "positive": [0, 40, 7, 1.5, False],
            "member": [UNKNOWN, "", 3, "m1", "m2"],
            "members": [[], ["m1", "m1"], [UNKNOWN], "some", ["m1", "m2"]],
            "list": [[], ["m1", "m1"], ["m1", UNKNOWN], "m1", ["m1", "m2"], ["m3"]],
            "election": [UNKNOWN, "", 1],
            "question": [UNKNOWN, "", 1],
            "text": ["", "a\x07b", None, 5],
            "word": ["", "a\nb", 5],
            "id": ["", "e1", "q1", "a\tb"],
            "marks": [{"for": -1}, {"blank": 1, "invalid:ink": 1}, {"m1": 1}, [], {"blank": 9}],
            "status": ["here", 1],
            "date": ["yesterday", "2020-02-30"],
        }
        if name == "candidate" and random.random() < 0.3:
            line[name] = random.choice(["for", "against", "abstain", "blank", "invalid:x"])
        else:
            line[name] = random.choice(bad.get(kind, ["nonsense", 7]))
    elif way == 7 and fields:
        name = random.choice(fields)
        line[name] = random_value(kinds[name][0], model, random)
    else:
        line["with"] = random.choice(ROLES)
    return line


def near_misses(model: Model, election: Election, random: chance.Random) -> list[Line]:
    """What officers get wrong at the point where an election stands."""
    this, people = election.now, list(model.people)
    everyone = sorted(model.commission)
    some = random.choice(people)
    nominate: Line = {"do": "nominate", "proposer": some if random.random() < 0.9 else UNKNOWN}
    extend: Line = {"do": "extend_voting", "minutes": 1, "reason": "A queue."}
    if this.stage == "listing":
        names = [*everyone, *election.standing, *election.elected]
        return [
            *({**nominate, "candidate": name} for name in names),
            *({"do": "withdraw", "candidate": name} for name in people),
            {"do": "close_nominations"},
            {"do": "approve_ballot", "made": 9},
            {"do": "approve_ballot", "made": 9, "form": "for-against"},
            {"do": "approve_ballot", "made": 9, "order": election.standing[:1] or people[:1]},
        ]
    if this.stage == "voting":
        away = [name for name in people if name not in model.present()] or people[:1]
        held = sorted(this.register) or people[:1]
        bare = [name for name in people if name not in this.register] or people[:1]
        return [
            {"do": "issue_ballot", "members": "all"},
            {"do": "issue_ballot", "member": random.choice(away)},
            {"do": "issue_ballot", "member": random.choice(held)},
            {"do": "exchange_ballot", "member": random.choice(bare)},
            {"do": "exchange_ballot", "member": random.choice(away)},
            {"do": "exchange_ballot", "members": held},
            {"do": "mark_attendance", "member": random.choice(held), "status": "absent"},
            {"do": "close_voting", "reason": "Enough."},
            {"do": "close_voting", "with": "secretary"},
            extend,
            {**extend, "with": "secretary"},
        ]
    missing = max((this.made or 0) - this.issued, 0)
    later: dict[str, list[Line]] = {
        "approved": [{"do": "open_voting"}, {"do": "approve_ballot", "made": 3}],
        "shut": [{"do": "account_papers", "unused": 40, "spoiled": 0}, {"do": "open_voting"}],
        "accounted": [
            {"do": "open_box", "present": everyone[:1]},
            {"do": "open_box", "present": [some], "reason": "The others are late."},
            {"do": "account_papers", "unused": missing, "spoiled": 0},
        ],
        "open": [{"do": "count_papers", "found": 1}],
        "mixed": [{"do": "count_papers", "found": 40}, {"do": "finish_count"}],
        "counted": [
            *({"do": "finish_count"} for _ in range(4)),
            {"do": "explain_difference", "papers": 1, "text": "Lost."},
            {"do": "explain_difference", "papers": 9, "text": "Lost."},
            {"do": "count_papers", "found": this.found},
        ],
        "finished": [
            {"do": "announce_result"},
            {"do": "sign_protocol", "kind": "results", "signers": everyone[:1]},
            {"do": "sign_protocol", "kind": "results", "signers": [*everyone, some]},
            *({"do": "draw_lot", "elected": [name]} for name in people[:3]),
            {"do": "draw_lot", "elected": this.tied or [some]},
        ],
        "signed": [{"do": "sign_protocol", "kind": "results", "signers": everyone}],
        "announced": [{"do": "announce_result"}, {"do": "next_round", "how": "repeat"}],
        "declared": [
            *({"do": "next_round", "how": how} for how in HOWS),
            {"do": "declare"},
            {"do": "withdraw", "candidate": some},
            {**nominate, "candidate": some},
        ],
    }
    return later[this.stage]


def near_miss(model: Model, random: chance.Random) -> Line | None:
    mine = [each for each in model.elections.values() if not each.closed and model.commission]
    if not mine:
        return None
    election = random.choice(mine)
    lines = [
        *near_misses(model, election, random),
        {"do": "form_commission", "members": [*election.standing, *model.people][:2]},
    ]
    line = dict(random.choice(lines))
    if len(set(line.get("members", "ab"))) < 2:
        return None
    line["by"] = usual_role(line["do"], model, random)
    if "election" in FIELDS[line["do"]]:
        line["election"] = election.id
    return line


def ahead(model: Model, random: chance.Random) -> Line | None:
    """A line of an election under way, said too early, too late or with a wrong number."""
    mine = [election for election in model.elections.values() if not election.closed]
    if not mine or not model.commission:
        return None
    election = random.choice(mine)
    named: Line = {"election": election.id}
    people = list(model.people)
    everyone = sorted(model.commission)
    one = random.choice(people)
    lines: list[Line] = [
        {"do": "nominate", "candidate": one, "proposer": random.choice(people), **named},
        {"do": "nominate", "candidate": random.choice(everyone), "proposer": one, **named},
        {"do": "withdraw", "candidate": one, **named},
        {"do": "close_nominations", **named},
        {"do": "approve_ballot", "made": 3, **named},
        {"do": "open_voting", **named},
        {"do": "issue_ballot", "member": one},
        {"do": "issue_ballot", "members": "all"},
        {"do": "exchange_ballot", "member": one},
        {"do": "exchange_ballot", "members": "all"},
        {"do": "extend_voting", "minutes": 1, "reason": "A queue.", "with": "secretary"},
        {"do": "extend_voting", "minutes": 1, "reason": "A queue."},
        {"do": "close_voting", **named},
        {"do": "account_papers", "unused": random.choice([0, 3]), "spoiled": 0, **named},
        {"do": "open_box", "present": everyone[:1], **named},
        {"do": "open_box", "present": [*everyone, one], **named},
        {"do": "mix_papers", **named},
        {"do": "count_papers", "found": random.choice([2, 30]), **named},
        {"do": "explain_difference", "papers": 1, "text": "Lost.", **named},
        {"do": "finish_count", **named},
        {"do": "sign_protocol", "kind": "results", "signers": everyone[:1], **named},
        {"do": "announce_result", **named},
        {"do": "declare", **named},
        {"do": "draw_lot", "elected": [one], **named},
        {"do": "next_round", "how": random.choice(HOWS), **named},
        {"do": "form_commission", "members": random.sample(people, 2)},
        {"do": "choose_officers", "chairman": everyone[0], "secretary": one},
    ]
    line = random.choice(lines)
    line["by"] = usual_role(line["do"], model, random)
    if line["do"] == "choose_officers" and everyone[0] == one:
        return None
    return line


def again(model: Model, random: chance.Random) -> Line | None:
    """A packet read out of order, twice by one officer, or with a wrong sum."""
    for election in model.elections.values():
        this = election.now
        if election.closed or this.stage != "counted" or not model.officers:
            continue
        case = model.case_of(election)
        size = model.packet_size(election) + random.choice([0, 0, 0, 1, -1])
        by = random.choice([*this.readings, "secretary", "chairman"])
        packet = this.packets + random.choice([0, 1, 1, 1, 2])
        marks = random_marks(case, max(size, 0), random, this.tally)
        line = {"do": "read_packet", "by": by, "election": election.id, "packet": packet}
        line |= {"marks": marks}
        if random.random() < 0.6:
            line["papers"] = max(size, 0)
        return line
    return None


def wild(model: Model, random: chance.Random) -> tuple[Line, int]:
    seconds = random.choice([1] * 12 + [0, 61, 130])
    luck = random.random()
    line: Line | None = None
    if model.rules is not None and not model.people and luck < 0.5:
        line = {"do": "seat_members", "by": "clerk"}
        line["members"] = random_value("people", model, random)
    elif luck < 0.35:
        line = near_miss(model, random)
    elif luck < 0.5:
        line = ahead(model, random)
    elif luck < 0.6:
        line = again(model, random)
    elif luck < 0.8:
        line = spoil(plausible(model, random)[0], model, random)
    if line is None:
        line = any_line(model, random)
        if random.random() < 0.15:
            line = spoil(line, model, random)
    return line, seconds


def walk(
    random: chance.Random,
    steps: int = 200,
    wildness: float = 0.2,
    model: Model | None = None,
) -> Iterator[Step]:
    """Drive a model through random lines; pass the model in to look at it between the steps.

    A run ends a few lines after the sitting was closed.
    """
    model = model if model is not None else Model()
    at = START_MS
    after = 0
    for _ in range(steps):
        after += model.over
        if after > 5:
            return
        make = wild if random.random() < wildness else plausible
        line, seconds = make(model, random)
        at += seconds * 1000
        yield Step(line, at, model.do(line, at))
