"""Rounds without a sitting: what the votes mean, and whether a gap matters."""

from __future__ import annotations

import dataclasses
import math
import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, combinations, combinations_with_replacement, islice
from typing import Any, NamedTuple

import msgspec
from msgspec.structs import replace

from majilis_tui.procedure.difference import difference_matters
from majilis_tui.procedure.election import Round
from majilis_tui.procedure.outcome import Contest, Figures, judge
from majilis_tui.procedure.rules import SINGLE_CANDIDATE_FORMS, RoundRule
from tests.procedure import model
from tests.procedure.lines import NEXTS, THRESHOLDS
from tests.procedure.model import BASES, FORMS, TIES
from tests.record.corpus.rows import Json

RULED = ("needed", "of", "tie", "next")


class RoundCase(NamedTuple):
    """A round's rule, paper and votes, and what the program says of them."""

    fields: Json  # as the independent verifier's `Round` takes them, its box as a plain tuple
    verdict: tuple[str, list[str], list[str]]
    missing: int  # papers of the members, neither returned nor in the box
    matters: bool | None
    loose: int = 0  # papers that nobody has
    to_explain: int | None = None

    def judged(self, verifier: Json) -> tuple[Any, int]:
        """Return what the independent verifier says: the verdict, and how many are to explain."""
        current = self._round(verifier)
        return verifier["verdict"](current)[:3], current.to_explain()

    def by_the_program(self) -> tuple[Any, int]:
        """Return what the program says of the same."""
        return self.verdict, abs(self.missing) if self.to_explain is None else self.to_explain

    def by_trying(self, verifier: Json) -> bool | None:
        """Return whether the gap matters, by what the independent verifier says of other boxes.

        With loose papers there would be too many to be tried.
        """
        current = self._round(verifier)
        current.lot = []
        return None if self.loose else could_change(verifier, current, self.missing)

    def by_the_model(self) -> bool:
        """Return whether the gap matters by the model, which tries every box there could be."""
        names = ("form", "candidates", "rule", "places", "names_a_paper", "seats", "present")
        case = model.Case(*(self.fields[name] for name in names), born=self.fields["births"])
        return model.difference_matters(
            case, model.Papers(*self.fields["box"]), self.missing, self.loose
        )

    def _round(self, verifier: Json) -> Any:
        box = verifier["Box"](*self.fields["box"])
        rule = verifier["Rule"](**{each: self.fields["rule"][each] for each in RULED})
        return verifier["Round"](**{**self.fields, "box": box, "rule": rule})


MOST_TRIED = 100_000  # so many votes are looked at in other boxes


def could_change(verifier: Json, r: Any, missing: int) -> bool | None:
    """Say whether the papers missing, or too many, could change the outcome; None: not judged.

    Each may bear one name or several, or none, or be in no box at all. Tried is, first, that all
    of them are alike, or as many as there are; then every mixture, unless those are too many.
    """
    verdict = verifier["verdict"]
    gap, choices, said = abs(missing), r.choices(), verdict(r)
    sign, most = 1 if missing > 0 else -1, MOST_TRIED // (len(choices) + 1)
    sizes = range(min(r.names_a_paper, len(choices)) + 1)
    kinds = list(islice(chain.from_iterable(combinations(choices, size) for size in sizes), most))
    few = math.comb(len(kinds) + gap, gap) <= most

    def boxes() -> Iterator[Mapping[tuple[str, ...], int]]:
        for names in kinds:
            yield {names: gap}
            held = (r.box.votes[name] for name in names)
            yield {names: min(gap, min(held, default=r.box.other))}
        for many in range(gap + 1) if few else []:
            yield from map(Counter, combinations_with_replacement(kinds, many))

    for papers in boxes():
        votes, valid = dict(r.box.votes), r.box.valid
        for names, many in papers.items():
            for name in names:
                votes[name] += sign * many
            valid += sign * many if names else 0
        other = r.box.other + sign * papers.get((), 0)
        tried = dataclasses.replace(r, box=verifier["Box"](votes, valid, other))
        can_be = min([other, *votes.values()]) >= 0 and tried.fits()
        if can_be and verdict(tried) != said:
            return True
    return False if few else None


BIRTHS = (
    ("1950", "1951", "1952", "1953"),
    ("1950", "1950", "1951", "1952"),
    ("1950", "1951", "1951", "1952"),
)


LARGE_GAPS = (-30, -12, -5, 5, 12, 20, 60)


def special_rounds() -> Iterator[RoundCase]:
    """A million papers missing, or as many too many; ties by age; just enough to go on.

    `matters` is None where that is not judged.
    """
    tied: Json = {"places": 2, "seats": 9}
    tied["rule"] = {"needed": "most", "of": "valid", "tie": "elder", "next": "chamber-decides"}
    tied |= {"number": 1, "candidates": list("abc"), "form": "choose-one"}
    tied |= {"box": (dict.fromkeys("abc", 3), 9, 0)}
    for births, elected in (("012", "ab"), ("011", ""), ("001", "ab"), ("000", "")):
        said = ("elected" if len(elected) == 2 else "not-elected", [*elected], [])
        yield RoundCase({**tied, "births": dict(zip("abc", births, strict=True))}, said, 0, False)
    fewest = {"needed": "> 1/2", "of": "seats", "next": "drop-last below 5%", "tie": "none"}
    share: Json = {"number": 1, "rule": fewest, "places": 1, "candidates": list("abcd")}
    share |= {"form": "choose-one", "seats": 100}
    for strong, said in ((5, list("abc")), (4, list("ab"))):
        box = ({"a": 46, "b": 50 - strong, "c": strong, "d": 4}, 100, 0)
        yield RoundCase({**share, "box": box}, ("next-round", [], said), 0, False)
    named: Json = {"number": 1, "places": 1, "candidates": ["abstain", "b", "c"], "seats": 10}
    named |= {"rule": {**fewest, "of": "counted"}, "form": "choose-one"}
    box = ({"abstain": 4, "b": 5, "c": 1}, 10, 0)  # a name is a vote, whatever it is
    yield RoundCase({**named, "box": box}, ("next-round", [], ["abstain", "b"]), 0, False)
    names = [f"c{number:02}" for number in range(100)]
    votes = {name: 60 - number for number, name in enumerate(names)} | dict.fromkeys(names[60:], 0)
    as_usual = {"tie": "none", "next": "chamber-decides"}
    half = {"needed": "> 1/2", "of": "seats", **as_usual}
    single = {"candidates": ["c00"], "form": "for-against", "seats": 2000}
    several = {"candidates": names, "form": "choose-one", "seats": 2000}
    first, nobody = ("elected", ["c00"], []), ("not-elected", [], [])
    most = {"needed": "most", "of": "valid", **as_usual}
    found = sum(votes.values())
    for gap in (10**6, -(10**6)):
        lacking = gap > 0
        for paper, box, rule, said, matters in (
            (
                single,
                ({"for": 1200, "against": 300}, 1500, 0),
                half,
                first,
                None if lacking else True,
            ),
            (
                single,
                ({"for": 900, "against": 300}, 1200, 0),
                half,
                nobody,
                True if lacking else None,
            ),
            (several, (votes, found, 0), most, first, True),
        ):
            fields = {"number": 1, "rule": rule, "places": 1, "found": 0, "issued": gap, "box": box}
            yield RoundCase({**fields, **paper, "made": gap}, said, gap, matters)


def random_round(chance: random.Random, gaps: Sequence[int] = (-2, -1, 0, 1, 2)) -> RoundCase:
    """Any rule, form, number of candidates and votes, ties and empty boxes among them.

    The box lacks one of those numbers of papers; where they are many, more was voted, on more.
    """
    many = max(gaps) > 10
    form = chance.choice(FORMS)
    candidates = [
        f"c{number}" for number in range(chance.choice([1, 2, 3, 9] if many else [1, 1, 2, 3, 4]))
    ]
    single = len(candidates) == 1 and form in SINGLE_CANDIDATE_FORMS
    many = form == "approve"
    places = chance.choice([1, 1, 2, 3])
    choices = candidates
    if single:
        choices = ["for", "against", "abstain"][: 3 if form == "for-against-abstain" else 2]
    papers = chance.choice([20, 40, 90] if many else [0, 1, 3, 6, 8, 12])
    votes = dict.fromkeys(choices, 0)
    favour = chance.choice([0.0, 0.0, 0.7])
    for _ in range(papers):
        marked = min(len(choices), chance.randint(1, places)) if many else 1
        for choice in chance.sample(choices, marked):
            votes[choices[0] if not many and chance.random() < favour else choice] += 1
    blank, invalid = chance.choice([0, 0, 1]), chance.choice([0, 0, 1, 2])
    found = papers + blank + invalid
    present = max(1, found) + chance.choice([0, 1])
    seats = present + chance.choice([0, 1, 3])
    rule = RoundRule(
        needed=chance.choice([*THRESHOLDS, ">= 1/20"]),
        of=chance.choice(BASES),
        next=chance.choice([*NEXTS, *["drop-last below 25%"] * 3, "top 1"]),
        tie=chance.choice(TIES),
    )
    years = chance.choice(BIRTHS)
    births = {
        name: f"{year}-01-01"
        for name, year in zip(candidates, years, strict=False)
        if chance.random() < 0.9
    }
    contest = Contest(
        rule=rule,
        candidates=tuple(candidates),
        single=single,
        places=places,
        marks_a_paper=places if many else 1,
        born=births,
    )
    figures = Figures(
        seats=seats,
        present=present,
        found=found,
        blank=blank,
        invalid=invalid,
        votes=votes,
    )
    said = judge(contest, figures)
    lot: list[str] = []
    if said.to_draw and chance.random() < 0.5:
        lot = chance.sample(said.tied, said.to_draw)
        said = judge(replace(contest, lot=tuple(lot)), figures)
    large = max(gaps) > 10
    exchanged, returned = chance.choice([0, 0, 0, 1, 2]), chance.choice([0, 0, 0, 1])
    account = Round(
        number=1,
        rule_number=1,
        found=found,
        issued=found + exchanged + returned + chance.choice(gaps),
        returned_unvoted=returned,
        exchanged=exchanged,
        spoiled=max(exchanged + chance.choice([0, 0, 0, -1, -2, 1]), 0),
        unused=chance.choice([0, 0, 0, 1, 2]),
        made=found + 2,
    )
    if large:  # nothing but members' papers is missing, or too many
        account = replace(account, spoiled=exchanged, made=account.issued + account.unused)
    missing, loose = account.missing_votes, account.loose
    fields = {
        "number": 1,
        "rule": msgspec.to_builtins(rule),
        "places": places,
        "seats": seats,
        "candidates": candidates,
        "form": form,
        "names_a_paper": places if many else 1,
        "births": births,
        "lot": lot,
        "present": present,
        "found": found,
        "made": account.made,
        "unused": account.unused,
        "issued": account.issued,
        "exchanged": account.exchanged,
        "spoiled": account.spoiled,
        "returned": returned,
        "box": (votes, papers, blank + invalid),
    }
    verdict = (said.outcome, list(said.elected), list(said.goes_on))
    matters = difference_matters(contest, figures, missing, loose)
    return RoundCase(fields, verdict, missing, matters, loose, account.gap)
