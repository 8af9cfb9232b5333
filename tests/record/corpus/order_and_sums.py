"""Entries dropped, doubled, swapped or inserted; sums; who is on the paper."""

from __future__ import annotations

from tests.record.corpus.changes import (
    Kind,
    append,
    cut,
    double,
    drop,
    find,
    insert_before,
    put,
    put_outside,
    several,
    swap,
)
from tests.record.corpus.rows import Json

MORE_PAPERS = several(
    put("issue_ballot", 1, issued=7),
    put("close_voting", 0, issued=7, received=list("abcdef")),
    put("account_papers", 0, unused=1),
    put("count_papers", 0, found=5),
    put("agree_packet", 1, papers=2),
    put("finish_count", 0, found=5, totals={"a": 2, "b": 2}),
)


# The spoiled paper of the exchange lies in the box, and is counted as a vote.
SPOILED_IN_THE_BOX = several(
    put("account_papers", 0, spoiled=0),
    put("count_papers", 0, found=6),
    put("agree_packet", 1, papers=3),
    put("finish_count", 0, found=6, totals={"a": 3, "b": 2}),
    drop("explain_difference"),
)


EARLY_EXCHANGE = several(
    insert_before(
        "issue_ballot",
        0,
        "exchange_ballot",
        "secretary",
        election="speaker",
        issued=1,
        spoiled=1,
        round=1,
    ),
    put("issue_ballot", 0, issued=4),
    put("exchange_ballot", 1, issued=5, spoiled=2),
    put("issue_ballot", 1, issued=7),
    put("close_voting", 0, issued=7, spoiled=2),
    put("account_papers", 0, unused=1, spoiled=2),
)


def _one_place_for_deputies(entries: list[Json]) -> None:
    """Two adopted by open vote, and both declared, where the rules know one place."""
    find(entries, "open_sitting")["data"]["rules"]["office"]["deputy"]["places"] = 1
    put("decide_question", 3, for_=4, against=1, abstain=1, adopted=True)(entries)
    put("declare", 2, outcome="elected", elected=["b", "c"])(entries)


KINDS: tuple[Kind, ...] = (
    # rows dropped, doubled, swapped, inserted, cut
    Kind("a note dropped", "with a head", drop("note")),
    Kind("a break dropped", "with a head", several(drop("start_break"), drop("end_break"))),
    Kind("a reading again dropped", "with a head", drop("packet_differs")),
    Kind("a packet dropped", "by the program", drop("agree_packet", 1)),
    Kind("an explanation dropped", "by both", drop("explain_difference")),
    Kind("an issue dropped", "by both", drop("issue_ballot", 1)),
    Kind("an exchange dropped", "by both", drop("exchange_ballot")),
    Kind("the account dropped", "by both", drop("account_papers")),
    Kind("the mixing dropped", "by the program", drop("mix_papers")),
    Kind("the protocol of results dropped", "by both", drop("sign_protocol", 2)),
    Kind("an announcement dropped", "by the program", drop("announce_result")),
    Kind("the commission's protocol dropped", "by both", drop("sign_protocol", 0)),
    Kind("a nomination dropped", "by both", drop("nominate", 0)),
    Kind("a withdrawal dropped", "by both", drop("withdraw")),
    Kind("a decision on an office dropped", "by the program", drop("decide_question", 2)),
    Kind("the quorum gone", "by both", put("mark_attendance", 0, status="absent")),
    Kind("the end of nominations dropped", "by the program", drop("close_nominations")),
    Kind("the vote's opening dropped", "by both", drop("open_voting")),
    Kind("the roll call's end dropped", "by the program", drop("close_roll_call")),
    Kind("the officers dropped", "by the program", drop("choose_officers")),
    Kind("a note doubled", "with a head", double("note")),
    Kind("a report doubled", "by the program", double("announce_result")),
    Kind("a declaration doubled", "by both", double("declare")),
    Kind("a packet doubled", "by the program", double("agree_packet")),
    Kind("the sitting opened twice", "by both", double("open_sitting")),
    Kind("the members seated twice", "by both", double("seat_members")),
    Kind("a question put twice", "by the program", double("put_question")),
    Kind("a question decided twice", "by the program", double("decide_question")),
    Kind("an election opened twice", "by both", double("open_election")),
    Kind("a candidate nominated twice", "by both", double("nominate")),
    Kind("the papers issued twice", "by both", double("issue_ballot")),
    Kind("a round begun twice", "by both", double("next_round")),
    Kind("two notes swapped", "with a head", swap("note", "note", 0, 1)),
    Kind(
        "report and protocol swapped", "by the program", swap("sign_protocol", "announce_result", 2)
    ),
    Kind("report and declaration swapped", "by the program", swap("announce_result", "declare")),
    Kind("box and account swapped", "by the program", swap("account_papers", "open_box")),
    Kind("a note inserted", "with a head", insert_before("declare", 0, "note", "clerk", text="!")),
    Kind(
        "an issue inserted",
        "by both",
        insert_before(
            "close_voting", 0, "issue_ballot", "secretary", election="speaker", issued=7, round=1
        ),
    ),
    Kind(
        "an issue of nothing inserted",
        "by both",
        insert_before(
            "close_voting", 0, "issue_ballot", "secretary", election="speaker", issued=6, round=1
        ),
    ),
    Kind(
        "an exchange of nothing inserted",
        "by both",
        insert_before(
            "close_voting",
            0,
            "exchange_ballot",
            "secretary",
            election="speaker",
            issued=6,
            spoiled=1,
            round=1,
        ),
    ),
    Kind("a paper exchanged before one was issued", "by both", EARLY_EXCHANGE),
    Kind(
        "an entry with a list for its data", "by the program", put_outside("end_break", 0, data=[])
    ),
    Kind(
        "a packet inserted",
        "by the program",
        insert_before(
            "finish_count",
            0,
            "agree_packet",
            "chairman",
            election="speaker",
            packet=3,
            papers=1,
            round=1,
        ),
    ),
    Kind(
        "papers counted anew between packets",
        "by the program",
        insert_before("agree_packet", 1, "count_papers", "secretary", election="speaker", found=4),
    ),
    Kind(
        "fewer papers found than were read",
        "by both",
        insert_before(
            "agree_packet",
            1,
            "count_papers",
            "secretary",
            election="speaker",
            found=2,
            **{"with": "chairman"},
        ),
    ),
    Kind(
        "differing readings at the end",
        "by the program",
        insert_before(
            "finish_count", 0, "packet_differs", "chairman", election="speaker", packet=3, round=1
        ),
    ),
    Kind(
        "differing readings left so",
        "by the program",
        several(
            drop("agree_packet", 1),
            insert_before(
                "finish_count",
                0,
                "packet_differs",
                "chairman",
                election="speaker",
                packet=2,
                round=1,
            ),
        ),
    ),
    Kind("a note after the end", "by the program", append("note", "clerk", text="!")),
    Kind("the tail cut", "with a head", cut("close_election")),
    Kind("the tail cut in the vote", "by the program", cut("extend_voting")),
    Kind("the tail cut in the count", "with a head", cut("finish_count")),
    Kind("everything but the opening cut", "with a head", cut("seat_members")),
    Kind("everything cut", "by both", lambda entries: entries.clear()),
    # sums
    Kind("those present altered", "by the program", put("close_roll_call", present=7)),
    Kind("the quorum altered", "by the program", put("close_roll_call", quorum=3)),
    Kind("more votes than members", "by the program", put("decide_question", 0, abstain=2)),
    Kind("votes on a question altered", "by the program", put("decide_question", 0, for_=3)),
    Kind(
        "votes on a question moved, adopted still",
        "with a head",
        put("decide_question", 0, for_=5, against=0),
    ),
    Kind("a question's need altered", "by the program", put("decide_question", 0, needed=5)),
    Kind("a question's need left out", "by the program", put("decide_question", 0, needed=None)),
    Kind("a question's verdict turned", "by the program", put("decide_question", 1, adopted=True)),
    Kind("a question's presence altered", "by the program", put("decide_question", 0, present=7)),
    Kind("a question of another kind", "by the program", put("put_question", 0, kind="protocol")),
    Kind(
        "a question with a need of its own",
        "by the program",
        put("put_question", 0, needed="> 3/4"),
    ),
    Kind("a question with a base of its own", "by the program", put("put_question", 0, of="seats")),
    Kind("more elected than places", "by the program", _one_place_for_deputies),
    Kind("an office question turned", "by the program", put("decide_question", 2, adopted=False)),
    Kind("papers unused altered", "by both", put("account_papers", 0, unused=4)),
    Kind(
        "papers unused altered, no more to explain",
        "with a head",
        put("account_papers", 0, unused=3),
    ),
    Kind("a spoiled paper put into the box", "by both", SPOILED_IN_THE_BOX),
    Kind("papers spoiled altered", "by both", put("account_papers", 0, spoiled=2)),
    Kind("papers returned altered", "by both", put("account_papers", 1, returned_unvoted=1)),
    Kind("more papers accounted than made", "by both", put("account_papers", 0, unused=8)),
    Kind("papers made altered", "by both", put("approve_ballot", 0, made=10)),
    Kind("fewer papers made than issued", "by both", put("approve_ballot", 1, made=5)),
    Kind("papers issued altered", "by both", put("issue_ballot", 1, issued=7)),
    Kind("papers issued at the close altered", "by both", put("close_voting", 0, issued=5)),
    Kind("papers exchanged altered", "by both", put("exchange_ballot", 0, spoiled=2)),
    Kind("papers exchanged at the close altered", "by both", put("close_voting", 0, spoiled=0)),
    Kind("papers found altered", "by both", put("count_papers", 0, found=5)),
    Kind("more papers found than made", "by both", put("count_papers", 0, found=9)),
    Kind("papers found at the end altered", "by both", put("finish_count", 0, found=5)),
    Kind("a packet's papers altered", "by the program", put("agree_packet", 0, papers=2)),
    Kind("a packet's number altered", "by the program", put("agree_packet", 1, packet=3)),
    Kind(
        "a differing packet's number altered", "by the program", put("packet_differs", 0, packet=2)
    ),
    Kind("papers explained altered", "by both", put("explain_difference", 0, papers=2)),
    Kind(
        "a difference that matters denied",
        "by the program",
        put("explain_difference", 0, matters=False),
    ),
    Kind(
        "a difference not said to matter",
        "by the program",
        put("explain_difference", 0, matters=None),
    ),
    Kind("a vote added", "by both", put("finish_count", 1, totals={"a": 4, "b": 2})),
    Kind("a vote taken away", "by both", put("finish_count", 1, totals={"a": 3, "b": 1})),
    Kind("a blank paper added", "by both", put("finish_count", 0, blank=2)),
    Kind("an invalid paper added", "by both", put("finish_count", 1, invalid={"torn": 2})),
    Kind("an invalid paper for no reason", "by both", put("finish_count", 1, invalid={"odd": 1})),
    Kind(
        "votes for nobody on the paper", "by both", put("finish_count", 1, totals={"a": 3, "c": 2})
    ),
    # who is on the paper, who received one
    Kind("a receiver added", "by both", put("close_voting", 0, received=list("abcdef"))),
    Kind("a receiver removed", "by both", put("close_voting", 0, received=list("abde"))),
    Kind("a receiver named twice", "by both", put("close_voting", 0, received=list("aabde"))),
    Kind("a receiver replaced", "with a head", put("close_voting", 0, received=list("abcef"))),
    Kind("a receiver who was absent", "by both", put("close_voting", 0, received=list("abefg"))),
    Kind("a receiver who is no member", "by both", put("close_voting", 0, received=list("abefz"))),
    Kind("receivers out of order", "by both", put("close_voting", 0, received=list("bafde"))),
    Kind("a receiver and all sums added", "by the program", MORE_PAPERS),
    Kind(
        "a receiver, all sums and the words on the difference",
        "with a head",
        several(MORE_PAPERS, put("explain_difference", 0, matters=False)),
    ),
    Kind("another on the ballot", "by both", put("approve_ballot", 0, candidates=list("dab"))),
    Kind("one fewer on the ballot", "by both", put("approve_ballot", 0, candidates=list("ab"))),
    Kind(
        "another order on the ballot",
        "with a head",
        put("approve_ballot", 0, candidates=list("abc")),
    ),
    Kind("a paper of another form", "by both", put("approve_ballot", 0, form="for-against")),
    Kind("a paper of no form", "by both", put("approve_ballot", 0, form="secret")),
    Kind("a nominee who is no member", "by both", put("nominate", 3, candidate="z")),
    Kind("a nominee of the commission", "by both", put("nominate", 3, candidate="e")),
    Kind("one withdrawn who does not stand", "by both", put("withdraw", 0, candidate="d")),
    Kind("one present who is no member", "by both", put("mark_attendance", 1, members=["z"])),
    Kind(
        "one of the commission no member",
        "by the program",
        put("form_commission", 0, members=["e", "z"]),
    ),
    Kind(
        "two members of one id",
        "by both",
        lambda es: find(es, "seat_members")["data"]["members"][6].update(id="a"),
    ),
    Kind(
        "more members than seats",
        "by both",
        lambda es: find(es, "seat_members")["data"]["members"].append({"id": "h", "name": "H"}),
    ),
    Kind("others in the next round", "by both", put("next_round", 0, candidates=["a", "c"])),
    Kind("the next round's number", "by both", put("next_round", 0, round=3)),
    Kind("a wrong round", "by the program", put("announce_result", 1, round=1)),
    Kind(
        "others on the ballot of the next round",
        "by both",
        several(
            put("approve_ballot", 1, candidates=["a", "c"]),
            put("finish_count", 1, totals={"a": 3, "c": 2}),
        ),
    ),
)
