"""Outcomes worked out by hand, and missing papers tried one by one."""

from collections.abc import Iterator
from itertools import chain, combinations, combinations_with_replacement
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st
from msgspec.structs import replace

from majilis_tui.procedure.difference import difference_matters, telling
from majilis_tui.procedure.outcome import Contest, Figures, Verdict, conclude, judge
from majilis_tui.procedure.rules import RoundRule, share


@pytest.mark.parametrize(
    ("seats", "majority", "quorum"), [(98, 50, 66), (107, 54, 72), (145, 73, 97), (50, 26, 34)]
)
def test_the_thresholds_of_the_law(seats: int, majority: int, quorum: int) -> None:
    assert share("> 1/2").of(seats) == majority
    assert share(">= 2/3").of(seats) == quorum


def contest(votes: dict[str, int], **terms: Any) -> Contest:
    rule = {"needed": "> 1/2", "of": "seats", "next": "chamber-decides", "tie": "none"}
    rule |= {name: terms.pop(name) for name in list(terms) if name in rule}
    single = "for" in votes
    return Contest(
        rule=RoundRule(**rule),  # type: ignore[arg-type]
        candidates=("x",) if single else tuple(votes),
        single=single,
        **terms,
    )


def judged(votes: dict[str, int], **terms: Any) -> Verdict:
    """A vote in a chamber of 98 with 90 present; `other` papers are blank."""
    other = terms.pop("other", 0)
    valid = terms.pop("valid", sum(votes.values()))
    seats = terms.pop("seats", 98)
    figures = Figures(seats=seats, present=90, found=valid + other, blank=other, votes=votes)
    return judge(contest(votes, **terms), figures)


def short(verdict: Verdict) -> tuple[str, str, str]:
    return verdict.outcome, "".join(verdict.elected), "".join(verdict.goes_on)


@pytest.mark.parametrize(
    ("votes", "terms", "elected"),
    [
        ({"for": 98, "against": 0}, {}, True),
        ({"for": 50, "against": 48}, {}, True),
        ({"for": 49, "against": 49}, {}, False),
        ({"for": 49, "against": 0}, {}, False),  # of those who voted all, of the seats too few
        ({"for": 50, "against": 0}, {"other": 40}, True),
        ({"for": 45, "against": 0}, {"of": "present"}, False),
        ({"for": 46, "against": 0}, {"of": "present"}, True),
        ({"for": 65, "against": 0}, {"needed": ">= 2/3"}, False),
        ({"for": 66, "against": 0}, {"needed": ">= 2/3"}, True),
        ({"for": 3, "against": 2, "abstain": 5}, {"of": "valid"}, False),
        ({"for": 3, "against": 2, "abstain": 5}, {"of": "counted"}, True),
        ({"for": 3, "against": 2, "abstain": 5}, {"needed": "most"}, True),
        ({"for": 2, "against": 2, "abstain": 0}, {"of": "counted"}, False),
        ({"for": 2, "against": 2, "abstain": 0}, {"of": "counted", "needed": ">= 1/2"}, True),
        ({"for": 5, "against": 1}, {"of": "found", "other": 4}, False),
        ({"for": 5, "against": 1}, {"of": "found", "other": 3}, True),
        ({"for": 0, "against": 0}, {"of": "valid", "needed": ">= 1/2"}, False),
        ({"for": 0, "against": 0, "abstain": 9}, {"of": "counted", "needed": ">= 1/2"}, False),
        ({"for": 1, "against": 0}, {"needed": "most"}, True),
    ],
)
def test_one_candidate(votes: dict[str, int], terms: dict[str, Any], elected: bool) -> None:
    said = judged(votes, **terms)
    assert said == (
        Verdict(outcome="elected", elected=("x",)) if elected else Verdict(outcome="not-elected")
    )


@pytest.mark.parametrize(
    ("votes", "terms", "said"),
    [
        # a majority of 98 seats is 50, whoever else stands
        ({"a": 50, "b": 40, "c": 8}, {}, ("elected", "a", "")),
        ({"a": 49, "b": 41, "c": 8}, {}, ("not-elected", "", "")),
        ({"a": 49, "b": 41, "c": 8}, {"next": "top 2"}, ("next-round", "", "ab")),
        ({"a": 49, "b": 41, "c": 8}, {"next": "all"}, ("next-round", "", "abc")),
        ({"a": 49, "b": 41, "c": 8}, {"next": "drop-last"}, ("next-round", "", "ab")),
        ({"c": 30, "b": 30, "a": 38}, {"next": "top 2"}, ("next-round", "", "abc")),
        ({"a": 40, "b": 0, "c": 0}, {"next": "top 2"}, ("next-round", "", "abc")),
        ({"a": 4, "b": 3}, {"next": "top 3"}, ("next-round", "", "ab")),
        # both reach a half, and there is one place
        ({"a": 5, "b": 5}, {"needed": ">= 1/2", "of": "valid"}, ("not-elected", "", "")),
        (
            {"a": 5, "b": 5},
            {"needed": ">= 1/2", "of": "valid", "tie": "repeat"},
            ("tie", "", "ab"),
        ),
        # a tie below the threshold is none
        ({"a": 5, "b": 5}, {"tie": "repeat"}, ("not-elected", "", "")),
        ({"a": 0, "b": 0}, {"needed": "most", "tie": "repeat"}, ("not-elected", "", "")),
        # 5 % of 100 valid papers is 5; whoever has just that stays
        (
            {"a": 45, "b": 41, "c": 5, "d": 5, "e": 4},
            {"next": "drop-last below 5%", "seats": 200},
            ("next-round", "", "abcd"),
        ),
        (
            {"a": 45, "b": 43, "c": 4, "d": 4, "e": 4},
            {"next": "drop-last below 5%", "seats": 200},
            ("next-round", "", "ab"),
        ),
        # the best two stay, even when the second has next to nothing
        (
            {"a": 97, "b": 2, "c": 1},
            {"next": "drop-last below 5%", "seats": 200},
            ("next-round", "", "ab"),
        ),
        ({"a": 97, "b": 3}, {"next": "drop-last below 5%", "seats": 200}, ("next-round", "", "ab")),
        ({"a": 97, "b": 3}, {"next": "drop-last", "seats": 200}, ("next-round", "", "a")),
        # a single candidate on a paper of names
        ({"a": 50}, {}, ("elected", "a", "")),
        ({"a": 49}, {"next": "all"}, ("next-round", "", "a")),
        ({"a": 1}, {"needed": "most"}, ("elected", "a", "")),
        ({"a": 0}, {"needed": "most"}, ("not-elected", "", "")),
    ],
)
def test_several_candidates(
    votes: dict[str, int], terms: dict[str, Any], said: tuple[str, str, str]
) -> None:
    assert short(judged(votes, **terms)) == said


@pytest.mark.parametrize(
    ("votes", "terms", "said"),
    [
        ({"a": 60, "b": 55, "c": 20}, {"places": 2}, ("elected", "ab", "")),
        ({"a": 60, "b": 49, "c": 20}, {"places": 2}, ("not-elected", "a", "")),
        ({"a": 60, "b": 49, "c": 20}, {"places": 2, "next": "top 2"}, ("next-round", "a", "bc")),
        ({"a": 60, "b": 49, "c": 20}, {"places": 2, "next": "drop-last"}, ("next-round", "a", "b")),
        # more reach the threshold than there are places: the best, and a tie for the last
        ({"a": 60, "b": 55, "c": 55}, {"places": 2}, ("not-elected", "a", "")),
        ({"a": 60, "b": 55, "c": 55}, {"places": 2, "tie": "repeat"}, ("tie", "a", "bc")),
        ({"a": 60, "b": 55, "c": 55}, {"places": 3}, ("elected", "abc", "")),
        ({"a": 60, "b": 60, "c": 55}, {"places": 2, "tie": "repeat"}, ("elected", "ab", "")),
        # one candidate for two places: one place stays free, and the round is not over with that
        # everyone who stood is elected: nobody is left for the other place
        ({"a": 60}, {"places": 2}, ("elected", "a", "")),
        ({"a": 60, "b": 50}, {"places": 3, "next": "all"}, ("elected", "ab", "")),
        ({"a": 40}, {"places": 2, "next": "all"}, ("next-round", "", "a")),
    ],
)
def test_several_places(
    votes: dict[str, int], terms: dict[str, Any], said: tuple[str, str, str]
) -> None:
    assert short(judged(votes, valid=90, marks_a_paper=terms["places"], **terms)) == said


@pytest.mark.parametrize(
    ("born", "places", "elected"),
    [
        ({"a": "1950-01-01", "b": "1960-01-01", "c": "1960-01-01"}, 1, "a"),
        ({"a": "1950-01-01", "b": "1960-01-01", "c": "1960-01-01"}, 2, ""),
        ({"a": "1950-01-01", "b": "1950-01-01", "c": "1960-01-01"}, 1, ""),
        ({"a": "1950-01-01", "b": "1950-01-01", "c": "1960-01-01"}, 2, "ab"),
        ({"a": "1950-01-02", "b": "1950-01-01", "c": "1949-12-31"}, 2, "bc"),
        ({"a": "1950-01-01", "b": "1960-01-01"}, 1, ""),  # nobody knows how old c is
    ],
)
def test_the_elder(born: dict[str, str], places: int, elected: str) -> None:
    votes = {"a": 3, "b": 3, "c": 3}
    said = judged(votes, needed="most", tie="elder", born=born, places=places)
    assert "".join(said.elected) == elected
    assert said.outcome == ("elected" if elected else "not-elected")


def test_the_lot() -> None:
    terms = {"needed": "most", "tie": "lot", "places": 2}
    votes = {"a": 5, "b": 3, "c": 3, "d": 3}
    before = judged(votes, **terms)
    assert short(before) == ("tie", "a", "")
    assert (before.tied, before.to_draw) == (("b", "c", "d"), 1)
    assert short(judged(votes, lot=("d",), **terms)) == ("elected", "ad", "")


def test_an_open_vote_holds_each_against_the_votes_on_him() -> None:
    open_vote = contest({"a": 0, "b": 0, "c": 0, "d": 0}, next="drop-last below 5%")
    votes = {"a": 30, "b": 20, "c": 4, "d": 3}
    cast = {"a": 90, "b": 90, "c": 50, "d": 90}
    assert short(conclude(open_vote, (), votes, cast)) == ("next-round", "", "abc")
    assert short(conclude(open_vote, (), votes, {**cast, "c": 90})) == ("next-round", "", "ab")


# ---------------------------------------------------------------- papers missing, or too many


def kinds_of_paper(asked: Contest, votes: dict[str, int]) -> list[tuple[str, ...]]:
    """What a single paper can say: nothing valid, or one choice, or several names."""
    most = min(asked.marks_a_paper, len(votes))
    bearing = chain.from_iterable(combinations(votes, n) for n in range(1, most + 1))
    return [("blank",), *bearing]


def every_box(asked: Contest, figures: Figures, papers: int) -> Iterator[Figures]:
    """Every box there could have been, paper by paper."""
    sign = 1 if papers > 0 else -1
    for many in range(abs(papers) + 1):
        kinds = kinds_of_paper(asked, figures.votes)
        for pile in combinations_with_replacement(kinds, many):
            marks = list(chain.from_iterable(pile))
            box = replace(
                figures,
                votes={c: n + sign * marks.count(c) for c, n in figures.votes.items()},
                blank=figures.blank + sign * marks.count("blank"),
                found=figures.found + sign * many,
            )
            if possible(asked, box):
                yield box


def possible(asked: Contest, box: Figures) -> bool:
    marks = box.votes.values()
    if min(box.blank, box.valid, *marks) < 0 or max(marks) > box.valid:
        return False
    return box.valid <= sum(marks) <= box.valid * asked.marks_a_paper


@st.composite
def small_votes(draw: st.DrawFn) -> tuple[Contest, Figures]:
    form = draw(st.sampled_from(["for-against", "abstain", "names", "approve"]))
    if form == "for-against":
        names = ["for", "against"]
    elif form == "abstain":
        names = ["for", "against", "abstain"]
    else:
        names = list("abcd"[: draw(st.integers(1, 4))])
    single = names[0] == "for"
    places = 1 if single else draw(st.integers(1, 3))
    rule = {
        "needed": draw(st.sampled_from(["> 1/2", ">= 1/2", ">= 2/3", "> 1/3", "most"])),
        "of": draw(st.sampled_from(["seats", "present", "found", "valid", "counted"])),
        "next": draw(
            st.sampled_from(
                ["chamber-decides", "all", "top 2", "top 3", "drop-last", "drop-last below 20%"]
            )
        ),
        "tie": draw(st.sampled_from(["none", "repeat", "elder", "lot"])),
    }
    born = {name: f"195{draw(st.integers(0, 2))}-01-01" for name in names}
    limit = draw(st.integers(1, 3)) if form == "approve" else 1
    votes = {name: draw(st.integers(0, 5)) for name in names}
    total = sum(votes.values())
    valid = draw(st.integers(max(0, *votes.values(), -(-total // limit)), total))
    blank = draw(st.integers(0, 3))
    asked = contest(votes, places=places, marks_a_paper=limit, born=born, **rule)
    figures = Figures(seats=9, present=8, found=valid + blank, blank=blank, votes=votes)
    return asked, figures


@given(small_votes(), st.integers(-4, 3), st.sampled_from([0, 0, 1, 2]))
@settings(max_examples=1500, deadline=None)
def test_a_difference_matters_as_every_single_paper_says(
    vote: tuple[Contest, Figures], papers: int, loose: int
) -> None:
    """Strange papers are taken out of the box, and those put in whose place they may have taken."""
    asked, figures = vote
    said, strange = judge(asked, figures), max(loose, -papers)
    expected = any(
        judge(asked, box) != said
        for without in every_box(asked, figures, -strange)
        for box in every_box(asked, without, strange + papers)
    )
    assert difference_matters(asked, figures, papers, loose) == expected


@pytest.mark.parametrize(
    ("votes", "terms", "papers", "loose", "matters"),
    [
        # three too many in the box, five missing from the stock: 49 of 98 may be the truth
        ({"for": 52, "against": 49}, {}, -3, 5, True),
        # three missing from the box, too many unused: one of them elects
        ({"for": 49, "against": 46}, {}, 3, 4, True),
        # as many as there should be, but some may stand for others
        ({"for": 52, "against": 46}, {}, 0, 3, True),
        ({"for": 52, "against": 46}, {}, 0, 2, False),
        ({"for": 15, "against": 5}, {"needed": "most"}, 3, 3, False),
        ({"for": 15, "against": 5}, {"needed": "most"}, 3, 5, True),
        # too many to be tried one by one
        ({**dict.fromkeys("abcdefgh", 20), "i": 60}, {"needed": "most"}, 0, 20, True),
        ({**dict.fromkeys("abcdefgh", 20), "i": 60}, {"needed": "most"}, 0, 19, False),
        ({"for": 60_000, "against": 30_000}, {"needed": "most"}, 0, 15_000, True),
        ({"for": 60_000, "against": 30_000}, {"needed": "most"}, 0, 14_999, False),
    ],
)
def test_loose_papers_may_stand_for_others(
    votes: dict[str, int], terms: dict[str, Any], papers: int, loose: int, matters: bool
) -> None:
    figures = Figures(seats=98, present=90, found=sum(votes.values()), votes=votes)
    assert difference_matters(contest(votes, **terms), figures, papers, loose) == matters


@pytest.mark.parametrize(
    ("votes", "terms", "papers", "matters"),
    [
        # Fermanagh 2010: three papers not accounted for, a majority of four
        ({"a": 21304, "b": 21300}, {"needed": "most"}, 3, False),
        ({"a": 21304, "b": 21300}, {"needed": "most"}, 4, True),
        ({"for": 50, "against": 45}, {}, -1, True),
        ({"for": 51, "against": 45}, {}, -1, False),
        ({"for": 49, "against": 48}, {}, 1, True),
        ({"for": 48, "against": 48}, {}, 1, False),
        # four level, and three of their papers do not belong there
        ({"a": 5, "b": 5, "c": 5, "d": 5}, {"needed": "most"}, -2, False),
        ({"a": 5, "b": 5, "c": 5, "d": 5}, {"needed": "most"}, -3, True),
        # five of fourteen are no majority; of nine they are, when five others lose a paper each
        ({"a": 5, **dict.fromkeys("bcdefghij", 1)}, {"of": "valid"}, -4, False),
        ({"a": 5, **dict.fromkeys("bcdefghij", 1)}, {"of": "valid"}, -5, True),
        # who may come into the lot matters as much as who is elected
        ({"a": 9, "b": 9, "c": 8}, {"needed": "most", "tie": "lot"}, 1, True),
        ({"a": 9, "b": 9, "c": 7}, {"needed": "most", "tie": "repeat"}, 0, False),
        # too many to be tried one by one
        ({**dict.fromkeys("abcdefgh", 20), "i": 400}, {"needed": "most"}, 100, False),
        ({**dict.fromkeys("abcdefgh", 20), "i": 60}, {"needed": "most"}, 100, True),
        # the last of many could reach the majority, the first could lose it
        ({**dict.fromkeys("abcdefgh", 9), "i": 60}, {"of": "found"}, 80, True),
        ({**dict.fromkeys("abcdefgh", 9), "i": 60}, {"of": "found"}, 13, True),
        ({**dict.fromkeys("abcdefgh", 9), "i": 60}, {"of": "found"}, 12, False),
        ({**dict.fromkeys("abcdefgh", 1), "i": 60}, {"of": "found"}, 40, False),
        # a million papers of the stock
        ({"for": 60, "against": 30}, {}, 1_000_000, False),
        ({"for": 40, "against": 30}, {}, 1_000_000, True),
    ],
)
def test_a_difference_worked_out(
    votes: dict[str, int], terms: dict[str, Any], papers: int, matters: bool
) -> None:
    found = sum(votes.values())
    figures = Figures(seats=98, present=90, found=found, votes=votes)
    assert difference_matters(contest(votes, **terms), figures, papers) == matters


@pytest.mark.parametrize(("papers", "matters"), [(100, True), (20, False)])
def test_a_difference_with_many_names_on_a_paper(papers: int, matters: bool) -> None:
    votes = {f"c{number:02}": 300 + 10 * number for number in range(12)}  # the last has 410
    asked = contest(votes, of="valid", places=3, marks_a_paper=6)
    figures = Figures(seats=2000, present=1000, found=900, votes=votes)
    assert difference_matters(asked, figures, papers) == matters


def test_the_boxes_that_tell_most_are_boxes_that_can_be() -> None:
    votes = {"a": 4, "b": 4, "c": 1}
    asked = contest(votes, needed="most", marks_a_paper=2)
    figures = Figures(seats=20, present=10, found=8, blank=1, votes=votes)
    for papers in (-3, -1, 1, 3):
        possible_ones = [box.votes for box in every_box(asked, figures, papers)]
        told = [box.votes for box in telling(asked, figures, papers)]
        assert told and all(votes in possible_ones for votes in told)
