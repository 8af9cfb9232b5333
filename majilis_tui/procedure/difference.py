"""Whether papers that are unaccounted for could change the outcome of a round."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain, islice
from math import ceil

from msgspec.structs import replace

from majilis_tui.procedure.outcome import Contest, Figures, judge

# So many boxes are tried, after those that tell most.
MOST_BOXES = 20_000

Marks = Mapping[str, int]


def difference_matters(contest: Contest, figures: Figures, papers: int, loose: int = 0) -> bool:
    """Say whether papers that are missing (or, negative, too many) could change the outcome.

    Each of the `loose` ones may lie in the box in the place of another.
    First tried are the boxes that take one candidate, or several side by side, past another or
    past the votes needed, however many papers that takes; then every box, as far as that is within
    reach, which it is for every gap that a chamber would go on with.
    """
    strange = max(loose, -papers)
    absent = strange + papers
    if strange == absent == 0:
        return False
    said = judge(contest, figures)
    others = chain(
        exchanged(contest, figures, strange, absent),
        _without_and_with(telling, contest, figures, strange, absent),
        _without_and_with(boxes, contest, figures, strange, absent),
    )
    return any(judge(contest, other) != said for other in islice(others, MOST_BOXES))


def exchanged(contest: Contest, figures: Figures, strange: int, absent: int) -> Iterator[Figures]:
    """Yield the boxes in which papers for one stand in the place of papers for another."""
    for favoured, votes in figures.votes.items():
        taken = min(strange, votes)
        for without in _box(contest, figures, -1, {favoured: taken}, taken, 0):
            for robbed in figures.votes:
                if taken and robbed != favoured:
                    yield from _box(contest, without, 1, {robbed: absent}, absent, 0)


def _without_and_with(
    ways: Callable[[Contest, Figures, int], Iterator[Figures]],
    contest: Contest,
    figures: Figures,
    strange: int,
    absent: int,
) -> Iterator[Figures]:
    """Yield the box without some of the strange papers, and with some of the absent ones."""
    for without in chain((figures,), ways(contest, figures, -strange) if strange else ()):
        yield without
        if absent:
            yield from ways(contest, without, absent)


def boxes(contest: Contest, figures: Figures, papers: int) -> Iterator[Figures]:
    """Yield what the box could have held with up to so many papers more (or, negative, fewer)."""
    sign, many = (1, papers) if papers > 0 else (-1, -papers)
    for valid in range(many, -1, -1):
        most = [valid if sign > 0 else min(valid, votes) for votes in figures.votes.values()]
        for numbers in _sums(most, valid, valid * contest.marks_a_paper):
            marks = dict(zip(figures.votes, numbers, strict=True))
            for aside in range(_most_aside(contest, figures, sign, many - valid) + 1):
                yield from _box(contest, figures, sign, marks, valid, aside)


def telling(contest: Contest, figures: Figures, papers: int) -> Iterator[Figures]:
    """Yield the boxes in which something first changes, few for however many papers."""
    sign, many = (1, papers) if papers > 0 else (-1, -papers)
    for marks in _telling_marks(contest, figures, sign, many):
        total = sum(marks.values())
        fewest = max(ceil(total / contest.marks_a_paper), max(marks.values(), default=0))
        for valid in sorted({fewest, min(total, many), many}):
            if fewest <= valid <= many:
                most = _most_aside(contest, figures, sign, many - valid)
                borne = marks if sign > 0 else _with_what_they_bore(figures, marks, valid)
                for aside in sorted({0, most}):
                    yield from _box(contest, figures, sign, borne, valid, aside)


def _with_what_they_bore(figures: Figures, marks: Marks, valid: int) -> Marks:
    """Return the marks taken away, with those that the papers left could not bear any more."""
    left = figures.valid - valid
    return {c: max(marks.get(c, 0), number - left) for c, number in figures.votes.items()}


def _telling_marks(contest: Contest, figures: Figures, sign: int, many: int) -> Iterator[Marks]:
    yield {}
    votes = figures.votes
    for choice in votes:
        for amount in _amounts(contest, figures, sign, many, choice):
            yield {choice: amount}
    for level in _levels(contest, figures, sign, many):
        # Those nearest to a level are taken to it together.
        ways = {choice: sign * (level - number) for choice, number in votes.items()}
        nearest = sorted((way, choice) for choice, way in ways.items() if 0 < way <= many)
        for place in range(2, len(nearest) + 1):
            yield {choice: way for way, choice in nearest[:place]}
    if sign < 0:
        for spared in votes:
            yield _taken_from_others(votes, spared, many)


def _amounts(
    contest: Contest, figures: Figures, sign: int, many: int, choice: str
) -> Sequence[int]:
    """Return how many papers for one choice change a relation of votes, or are the most."""
    limit = many if sign > 0 else min(many, figures.votes[choice])
    amounts = {1, limit}
    for level in _levels(contest, figures, sign, many):
        amounts.add(sign * (level - figures.votes[choice]))
    for watched in figures.votes:

        def enough(amount: int, watched: str = watched) -> bool:
            return _reaches(contest, figures, sign, choice, amount, watched)

        first = enough(0)
        place = bisect_left(range(limit + 1), True, key=lambda n: enough(n) != first)
        amounts |= {place - 1, place, place + 1}
    return sorted(amount for amount in amounts if 1 <= amount <= limit)


def _reaches(
    contest: Contest, figures: Figures, sign: int, choice: str, amount: int, watched: str
) -> bool:
    """Say whether a choice has the votes needed once so many papers bear another choice."""
    votes = {**figures.votes, choice: figures.votes[choice] + sign * amount}
    changed = replace(figures, votes=votes, found=figures.found + sign * amount)
    needed = changed.needed(contest.rule.needed, contest.rule.of)
    return votes[watched] >= (needed or 1)


def _levels(contest: Contest, figures: Figures, sign: int, many: int) -> Sequence[int]:
    """Return the numbers of votes at which one may pass another, or reach what is needed."""
    levels = set(figures.votes.values())
    changed = replace(figures, found=figures.found + sign * many)
    for seen in (figures, changed):
        needed = seen.needed(contest.rule.needed, contest.rule.of)
        levels |= set() if needed is None else {needed}
    return sorted({level + step for level in levels for step in (-1, 0, 1)})


def _taken_from_others(votes: Marks, spared: str, many: int) -> Marks:
    """Return the marks taken away from all but one, from those with the fewest first."""
    left, taken = many, {}
    for choice in sorted((c for c in votes if c != spared), key=lambda c: votes[c]):
        taken[choice] = min(votes[choice], left)
        left -= taken[choice]
    return taken


def _most_aside(contest: Contest, figures: Figures, sign: int, many: int) -> int:
    """Return how many papers may be set aside: it counts only in a share of those found."""
    if contest.rule.of != "found":
        return 0
    return many if sign > 0 else min(many, figures.blank + figures.invalid)


def _box(
    contest: Contest, figures: Figures, sign: int, marks: Marks, valid: int, aside: int
) -> Iterator[Figures]:
    """Yield the box with so many papers, valid with these marks and set aside, if it can be."""
    votes = {c: number + sign * marks.get(c, 0) for c, number in figures.votes.items()}
    changed = replace(
        figures,
        votes=votes,
        found=figures.found + sign * (valid + aside),
        blank=0,
        invalid=figures.blank + figures.invalid + sign * aside,
    )
    borne = _borne(contest, marks, valid) and _borne(contest, votes, changed.valid)
    if borne and min(votes.values()) >= 0:
        yield changed


def _borne(contest: Contest, marks: Marks, valid: int) -> bool:
    """Say whether valid papers can bear these marks: each at least one, no name twice."""
    numbers = marks.values()
    return max(numbers, default=0) <= valid <= sum(numbers) <= valid * contest.marks_a_paper


def _sums(most: Sequence[int], low: int, high: int) -> Iterator[tuple[int, ...]]:
    """Yield all numbers, each up to its most, whose sum is from low to high."""
    if not most:
        yield ()
        return
    first, *rest = most
    for number in range(max(0, low - sum(rest)), min(first, high) + 1):
        for others in _sums(rest, low - number, high - number):
            yield (number, *others)
