"""What the hall will do in a rehearsal, drawn whole before it begins; no real person is in it."""

import random
from collections.abc import Sequence
from typing import Literal, get_args

import msgspec

from majilis_tui.procedure.members import Member
from majilis_tui.procedure.papers import BLANK, INVALID
from majilis_tui.procedure.rules import Office, Rules, share

Fault = Literal[
    "excused",
    "no-quorum",
    "withdrawal",
    "nominee-proposed",
    "spoiled-paper",
    "second-paper",
    "late",
    "in-line",
    "after-the-bell",
    "unused-miscounted",
    "missing-paper",
    "paper-too-many",
    "set-aside",
    "slip",
    "no-majority",
]
FAULTS: tuple[Fault, ...] = get_args(Fault)
FEWEST, MOST = 5, 7
# Far enough from the threshold that one paper more or less elects nobody else.
MARGIN = 3
SPARE_PAPERS = (4, 9)


class Slip(msgspec.Struct, frozen=True):
    """Whose eye slips on which paper; packets from 1, papers of a packet from 0."""

    packet: int
    place: int
    reader: Literal["chairman", "secretary"]


class Vote(msgspec.Struct, frozen=True):
    """One round: the mark of each deputy who votes, in the order the papers will lie in."""

    marks: dict[str, str]
    winner: str | None


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """Everything the hall does, by the ids of its deputies; "" and () where nobody does it."""

    seed: int
    rules: Rules
    office: str
    members: tuple[Member, ...]
    faults: tuple[Fault, ...]
    absent: tuple[str, ...]
    excused: str = ""
    delayed: tuple[str, ...] = ()
    late: str = ""
    candidates: tuple[tuple[str, str], ...]
    withdraws: str = ""
    commission: tuple[str, ...]
    nominee: str = ""
    made: int
    first: tuple[str, ...]
    spoils: str = ""
    again: str = ""
    in_line: tuple[str, ...] = ()
    too_late: str = ""
    carried_away: str = ""
    slip: Slip | None = None
    votes: tuple[Vote, ...]

    def has(self, fault: Fault) -> bool:
        """Say whether a fault is planted."""
        return fault in self.faults

    def vote(self, number: int) -> Vote:
        """Return how the hall votes in round `number`, from 1; the last serves all later ones."""
        return self.votes[min(number, len(self.votes)) - 1]


def draw(seed: int, chance: random.Random, rules: Rules) -> Plan:
    """Draw a rehearsal for the first office that the rules fill by secret ballot.

    The rules have to leave room for it: deputies nominate, and some fifty seats or more.
    """
    office = next(name for name, office in rules.office.items() if office.vote == "secret")
    seats = rules.chamber.seats
    faults = _planted(chance)
    members = _members(seats)
    ids = [member.id for member in members]
    missing = chance.randint(2, 5)
    late = int("late" in faults)
    delayed: Sequence[str] = ()
    if "no-quorum" in faults:
        many = seats - missing - late - rules.quorum + chance.randint(1, 4)
        start = chance.randint(0, seats - many)
        delayed = ids[start : start + many]
    deck = [member for member in ids if member not in delayed]
    chance.shuffle(deck)

    def take(number: int) -> tuple[str, ...]:
        taken = tuple(sorted(deck[:number]))
        del deck[:number]
        return taken

    def one(fault: Fault) -> str:
        return take(1)[0] if fault in faults else ""

    absent, comes_late = take(missing), one("late")
    standing = list(take(chance.choice((1, 1, 2, 2, 3))))
    chance.shuffle(standing)
    withdraws = one("withdrawal")
    proposed = [*standing, withdraws] if withdraws else list(standing)
    chance.shuffle(proposed)
    proposers = take(len(proposed))
    commission, first = take(chance.choice((3, 3, 5))), take(3)
    in_line = take(chance.randint(1, 3)) if "in-line" in faults else ()
    too_late, carried_away = one("after-the-bell"), one("missing-paper")
    attending = [member for member in ids if member not in absent]
    return Plan(
        seed=seed,
        rules=rules,
        office=office,
        members=members,
        faults=faults,
        absent=absent,
        excused=absent[0] if "excused" in faults else "",
        delayed=tuple(delayed),
        late=comes_late,
        candidates=tuple(zip(proposed, proposers, strict=True)),
        withdraws=withdraws,
        commission=commission,
        nominee=standing[0] if "nominee-proposed" in faults else "",
        made=len(attending) + chance.randint(*SPARE_PAPERS),
        first=first,
        spoils=first[0] if "spoiled-paper" in faults else "",
        again=first[1] if "second-paper" in faults else "",
        in_line=in_line,
        too_late=too_late,
        carried_away=carried_away,
        slip=_slip(chance, rules) if "slip" in faults else None,
        votes=_votes(chance, rules, office, attending, standing, (too_late, carried_away), faults),
    )


def _planted(chance: random.Random) -> tuple[Fault, ...]:
    drawn = set(chance.sample(FAULTS, chance.randint(FEWEST, MOST)))
    if drawn >= {"missing-paper", "paper-too-many"}:
        drawn.remove(chance.choice(("missing-paper", "paper-too-many")))  # they would cancel out
    return tuple(fault for fault in FAULTS if fault in drawn)


def _members(seats: int) -> tuple[Member, ...]:
    digits = len(str(seats))
    numbers = [f"{number:0{digits}}" for number in range(1, seats + 1)]
    return tuple(
        Member(
            id=f"d{number}",
            name=f"Deputy {number}",
            name_kk=f"Депутат {number}",
            name_ru=f"Депутат {number}",
        )
        for number in numbers
    )


def _slip(chance: random.Random, rules: Rules) -> Slip:
    return Slip(
        packet=chance.randint(2, 4),
        place=chance.randrange(rules.count.packet),
        reader=chance.choice(("chairman", "secretary")),
    )


def _votes(
    chance: random.Random,
    rules: Rules,
    office: str,
    attending: Sequence[str],
    standing: Sequence[str],
    not_in_box: Sequence[str],
    faults: Sequence[Fault],
) -> tuple[Vote, ...]:
    """Draw the rounds: one that elects, after one that elects nobody where that is planted."""
    aside = []
    if "set-aside" in faults:
        reasons = [INVALID + chance.choice(rules.invalid_reasons) for _ in range(2)]
        aside = [BLANK, *reasons]
    drawn: list[tuple[str | None, list[str]]] = []
    if "no-majority" in faults:
        drawn.append((None, aside))
    drawn.append((standing[0], aside if not drawn else []))
    votes = []
    for number, (winner, set_aside) in enumerate(drawn, 1):
        outside = [m for m in attending if number == 1 and m in not_in_box]
        voters = [member for member in attending if member not in outside]
        chance.shuffle(voters)
        marks = _marks(
            chance, rules.office[office], rules.chamber.seats, len(voters), standing, winner
        )
        # What is set aside takes the place of votes that nobody needs.
        marks = _with_aside(marks, set_aside, standing, winner)
        chance.shuffle(marks)
        cast = dict(zip(voters, marks, strict=True))
        votes.append(Vote({**cast, **dict.fromkeys(outside, marks[0])}, winner))
    return tuple(votes)


def _marks(
    chance: random.Random,
    office: Office,
    seats: int,
    papers: int,
    standing: Sequence[str],
    winner: str | None,
) -> list[str]:
    needed = share(office.rule(1).needed).of(seats)
    single = len(standing) == 1
    if winner is not None:
        top = chance.randint(needed + 2 * MARGIN, papers - MARGIN)
        others = ["against"] if single else [c for c in standing if c != winner]
        rest = [chance.choice(others) for _ in range(papers - top)]
        return ["for" if single else winner] * top + rest
    if single:
        top = chance.randint(papers // 3, needed - MARGIN)
        return ["for"] * top + ["against"] * (papers - top)
    third = list(standing[2:]) * chance.randint(3, 9)
    tied, odd = divmod(papers - len(third), 2)
    return list(standing[:2]) * tied + third + [BLANK] * odd


def _with_aside(
    marks: Sequence[str], aside: Sequence[str], standing: Sequence[str], winner: str | None
) -> list[str]:
    """Put papers that count for nobody in the place of others; a tie stays one."""
    left, put = list(marks), list(aside)
    if winner is None and len(standing) > 1:
        put += [BLANK] * (len(put) % 2)
        for number in range(len(put)):
            left.remove(standing[number % 2])
    else:
        kept = "for" if len(standing) == 1 else winner
        spare = [mark for mark in left if mark != kept]
        for _ in put:
            left.remove(spare.pop())
    return left + put
