"""Who is elected, and who goes on."""

from collections.abc import Mapping

import msgspec

from majilis_tui.procedure.actions import RoundOutcome
from majilis_tui.procedure.rules import Base, RoundRule, share


class Figures(msgspec.Struct, frozen=True, kw_only=True):
    """The numbers of a vote: members for `seats` and `present`, papers for the rest.

    `votes` has every choice of the paper, also one that nobody made.
    """

    seats: int
    present: int
    found: int
    blank: int = 0
    invalid: int = 0
    votes: dict[str, int]

    @property
    def valid(self) -> int:
        """Papers found less invalid less blank."""
        return self.found - self.invalid - self.blank

    @property
    def counted(self) -> int:
        """Valid papers less abstentions."""
        return self.valid - self.votes.get("abstain", 0)

    def base(self, of: Base) -> int:
        """Return the number that a share is taken of."""
        number: int = getattr(self, of)
        return number

    def needed(self, rule: str, of: Base) -> int | None:
        """Return the votes needed, None where the rule is `most`."""
        return None if rule == "most" else share(rule).of(self.base(of))


class Contest(msgspec.Struct, frozen=True, kw_only=True):
    """What is voted on: candidates for a number of places, under the rule of this round.

    `single` says that the paper asks for or against the one candidate. `born` holds dates of
    birth where known; `lot` who was drawn where a tie goes to the lot.
    """

    rule: RoundRule
    candidates: tuple[str, ...]
    single: bool
    places: int = 1
    marks_a_paper: int = 1
    born: dict[str, str] = {}
    lot: tuple[str, ...] = ()


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """The outcome of a round; `elected` and `goes_on` sorted by id, `tied` those in a tie."""

    outcome: RoundOutcome
    elected: tuple[str, ...] = ()
    goes_on: tuple[str, ...] = ()
    tied: tuple[str, ...] = ()
    to_draw: int = 0


def judge(contest: Contest, figures: Figures) -> Verdict:
    """Return what follows from the figures of a round."""
    if contest.single:
        return _judge_single(contest, figures)
    sure, tied, left = _reached(contest, figures)
    if tied:
        match contest.rule.tie:
            case "elder":
                sure += _eldest(contest.born, tied, left)
            case "lot" if contest.lot:
                sure += contest.lot
            case "lot":
                elected = tuple(sorted(sure))
                return Verdict(outcome="tie", elected=elected, tied=tied, to_draw=left)
            case "repeat":
                return Verdict(outcome="tie", elected=tuple(sorted(sure)), goes_on=tied, tied=tied)
            case "none":
                pass
    return _conclude(contest, figures, sure)


def _judge_single(contest: Contest, figures: Figures) -> Verdict:
    votes_for = figures.votes["for"]
    needed = figures.needed(contest.rule.needed, contest.rule.of)
    if needed is None:
        reached = votes_for > figures.votes["against"]
    else:
        reached = votes_for >= max(needed, 1)
    return _conclude(contest, figures, contest.candidates if reached else ())


def _reached(contest: Contest, figures: Figures) -> tuple[tuple[str, ...], tuple[str, ...], int]:
    """Return who surely has a place, who is tied for the rest, and how many that rest is."""
    votes = figures.votes
    least = max(figures.needed(contest.rule.needed, contest.rule.of) or 1, 1)
    reached = [c for c in contest.candidates if votes[c] >= least]
    if len(reached) <= contest.places:
        return tuple(reached), (), 0
    border = sorted((votes[c] for c in reached), reverse=True)[contest.places - 1]
    above = tuple(c for c in reached if votes[c] > border)
    level = tuple(sorted(c for c in reached if votes[c] == border))
    left = contest.places - len(above)
    if len(level) == left:
        return (*above, *level), (), 0
    return above, level, left


def _eldest(born: Mapping[str, str], tied: tuple[str, ...], left: int) -> tuple[str, ...]:
    if any(not born.get(c) for c in tied):
        return ()
    by_age = sorted(tied, key=lambda c: born[c])
    if born[by_age[left - 1]] == born[by_age[left]]:
        return ()
    return tuple(by_age[:left])


def _conclude(contest: Contest, figures: Figures, elected: tuple[str, ...]) -> Verdict:
    key = "for" if contest.single else None
    votes = {c: figures.votes[key or c] for c in contest.candidates}
    return conclude(contest, elected, votes, dict.fromkeys(votes, figures.valid))


def conclude(
    contest: Contest, elected: tuple[str, ...], votes: Mapping[str, int], valid: Mapping[str, int]
) -> Verdict:
    """Return the outcome once it is known who is elected.

    Where everyone who stood is, the election is over, though a place may be left.

    `votes` are those for each candidate, `valid` the valid ones they are held against: the same
    number for all on one paper, a number of its own for each who is voted on openly.
    """
    chosen = tuple(sorted(elected))
    remaining = {c: n for c, n in votes.items() if c not in elected}
    if len(chosen) == contest.places or (chosen and not remaining):
        return Verdict(outcome="elected", elected=chosen)
    if contest.rule.next == "chamber-decides":
        return Verdict(outcome="not-elected", elected=chosen)
    goes_on = tuple(sorted(_goes_on(contest.rule.next, remaining, valid)))
    return Verdict(outcome="next-round", elected=chosen, goes_on=goes_on)


def _goes_on(following: str, votes: Mapping[str, int], valid: Mapping[str, int]) -> list[str]:
    if following == "all":
        return list(votes)
    if following.startswith("top "):
        return _best(votes, int(following.removeprefix("top ")))
    kept = _best(votes, max(len(votes) - 1, 1))
    if "below" in following:
        percent = int(following.removeprefix("drop-last below ").removesuffix("%"))
        strong = [c for c in kept if votes[c] * 100 >= percent * valid[c]]
        kept = strong if len(strong) >= 2 else _best(votes, 2)
    return kept


def _best(votes: Mapping[str, int], number: int) -> list[str]:
    """Return the best, and all who are tied with the last of them."""
    border = min(sorted(votes.values(), reverse=True)[:number], default=0)
    return [c for c, n in votes.items() if n >= border]
