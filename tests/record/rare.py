"""A sitting in which what is rare happens, as lines of a scenario.

A board of two places: one is elected, two are tied, the tie is declared, a lot drawn, and the
result declared anew. An auditor, one name a paper without a word on places: the box lacks a paper
and the stock has one too many; the chamber voids the vote and holds it again, by pen, entered
afterwards when the bell has long rung. Deputies by three rounds of open votes, the last of them
voided and held again.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Json = dict[str, Any]

RULES: Json = {
    "id": "rare-chamber",
    "chamber": {"seats": 8, "quorum": "> 1/2"},
    "office": {
        "board": {
            "form": "approve",
            "places": 2,
            "round": [{"needed": "most", "of": "valid", "tie": "lot"}],
        },
        "auditor": {
            "form": "approve",
            "voting_minutes": 1,
            "round": [{"needed": "> 1/2", "of": "seats"}, {"needed": ">= 2/3", "of": "seats"}],
        },
        "deputy": {
            "vote": "open",
            "places": 2,
            "round": [
                {"needed": "> 1/2", "of": "seats", "next": "all"},
                {"needed": "> 1/2", "of": "present", "next": "drop-last"},
            ],
        },
    },
    "count": {"packet": 3},
    "questions": {"procedure": {"needed": "> 1/3", "of": "present"}},
}

BOTH = ("secretary", "chairman")


def _line(do: str, by: str, /, **fields: Any) -> Json:
    return {"do": do, "by": by, **{name.rstrip("_"): value for name, value in fields.items()}}


def _opened() -> Iterator[Json]:
    chair = {"name": "The eldest", "office": "eldest member"}
    where = {"title": "A rare sitting", "date": "2020-01-01", "chamber": "Chamber"}
    yield _line("open_sitting", "clerk", presiding=chair, rules=RULES, **where)
    members = [{"id": i, "name": f"Member {i.upper()}"} for i in "abcdefg"]
    yield _line("seat_members", "clerk", members=members, from_paper=True)
    yield _line("mark_attendance", "clerk", members=list("abcdef"), status="present")
    yield _line("close_roll_call", "clerk")
    yield _line("form_commission", "clerk", members=["e", "f"])
    yield _line("choose_officers", "clerk", chairman="e", secretary="f")


def _listed(office: str, candidates: str) -> Iterator[Json]:
    yield _line("open_election", "secretary", id=office, office=office)
    for each in candidates:
        named = {"candidate": each, "proposer": "d", "offices": ["Clerk", "Clerk"]}
        yield _line("nominate", "secretary", election=office, **named)
    yield _line("close_nominations", "secretary", election=office)


def _voted(office: str, made: int, unused: int, packets: list[Json]) -> Iterator[Json]:
    """A vote of all six who are present, counted in packets of so many papers and marks."""
    vote = {"election": office}
    yield _line("approve_ballot", "chairman", made=made, **vote)
    yield _line("open_voting", "chairman", **vote)
    yield _line("issue_ballot", "secretary", members="all", **vote)
    yield _line("close_voting", "chairman", **vote)
    yield _line("account_papers", "secretary", unused=unused, spoiled=0, **vote)
    yield _line("open_box", "chairman", present=["e", "f"], **vote)
    yield _line("mix_papers", "chairman", **vote)
    found = sum(packet["papers"] for packet in packets)
    yield _line("count_papers", "secretary", found=found, **vote)
    for number, packet in enumerate(packets, 1):
        for by in BOTH:
            yield _line("read_packet", by, packet=number, **packet, **vote)


def _told(office: str) -> Iterator[Json]:
    vote = {"election": office}
    yield _line("finish_count", "chairman", **vote)
    yield _line("sign_protocol", "chairman", kind="results", signers=["e", "f"], **vote)
    yield _line("announce_result", "chairman", **vote)
    yield _line("declare", "presiding", **vote)


def _packet(papers: int, **marks: int) -> Json:
    return {"papers": papers, "marks": marks}


def _board() -> Iterator[Json]:
    yield from _listed("board", "abc")
    packets = [_packet(3, a=3, b=1, c=1), _packet(3, a=2, b=1, c=1, blank=1)]
    yield from _voted("board", 6, 0, packets)
    yield from _told("board")
    yield _line("draw_lot", "presiding", election="board", elected=["c"])
    yield _line("declare", "presiding", election="board")


def _on_paper(lines: Iterator[Json]) -> Iterator[Json]:
    """The same lines entered afterwards, a minute for each, by one officer with the other."""
    for minute, line in enumerate(lines):
        other = "secretary" if line["by"] == "chairman" else "chairman"
        at = f"2020-01-01T01:{minute:02}:00.000Z"
        yield {**line, "from_paper": True, "with": other, "at": at}
        if line["do"] == "issue_ballot":
            reason = {"minutes": 1, "reason": "A queue.", "election": line["election"]}
            yield _line(
                "extend_voting", "chairman", from_paper=True, with_="secretary", at=at, **reason
            )


def _voided(election: str, id_: str) -> Iterator[Json]:
    """The chamber finds the procedure broken, and the vote is held again."""
    question = {"id": id_, "kind": "procedure", "text": "Hold the vote again?"}
    yield _line("put_question", "clerk", election=election, **question)
    yield _line("decide_question", "clerk", id=id_, for_=5, against=1, abstain=0)
    again = {"election": election, "how": "repeat", "question": id_}
    yield _line("next_round", "presiding", **again)


def _auditor() -> Iterator[Json]:
    yield from _listed("auditor", "bc")
    yield from _voted("auditor", 7, 2, [_packet(3, b=3), _packet(2, b=2)])
    words = {"papers": 1, "text": "A paper was put back among the unused."}
    yield _line("explain_difference", "chairman", election="auditor", **words)
    yield from _told("auditor")
    yield from _voided("auditor", "again")
    packets = [_packet(3, c=3), _packet(3, c=2, b=1)]
    yield from _on_paper(iter([*_voted("auditor", 6, 0, packets), *_told("auditor")]))
    yield _line("close_election", "presiding", election="auditor")


def _asked(number: int, votes: dict[str, int]) -> Iterator[Json]:
    """Open votes of a round: so many for each, all others of the six against."""
    for name, many in votes.items():
        question = {"id": f"{name}{number}", "kind": "office", "text": "Who is for?"}
        yield _line("put_question", "clerk", election="deputy", candidate=name, **question)
        cast = {"for_": many, "against": 6 - many, "abstain": 0}
        yield _line("decide_question", "clerk", id=f"{name}{number}", **cast)


def _deputies() -> Iterator[Json]:
    yield from _listed("deputy", "abcd")
    rounds: list[dict[str, int]] = [
        {"a": 3, "b": 5, "c": 2, "d": 1},
        {"a": 2, "c": 3, "d": 1},
        {"c": 4},
    ]
    for number, votes in enumerate(rounds, 1):
        yield from _asked(number, votes)
        yield _line("declare", "presiding", election="deputy")
        if number < len(rounds):
            yield _line("next_round", "presiding", election="deputy", how="rule")
    yield from _voided("deputy", "once-more")
    yield from _asked(4, {"a": 4})
    yield _line("declare", "presiding", election="deputy")


LINES: list[Json] = [
    *_opened(),
    *_board(),
    *_auditor(),
    *_deputies(),
    _line("close_sitting", "presiding"),
]
