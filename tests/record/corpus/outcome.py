"""The votes needed, the outcome, protocols, lots, rounds voided, open votes."""

from __future__ import annotations

import json
from collections.abc import Callable

from tests.record.corpus.changes import (
    Kind,
    cut,
    double,
    drop,
    find,
    insert_before,
    put,
    put_outside,
    rule,
    several,
    swap,
)
from tests.record.corpus.rows import Json

WIN_B = several(put("finish_count", 1, totals={"a": 2, "b": 3}), put("declare", 1, elected=["b"]))


def _accounted(**papers: int) -> Callable[[list[Json]], None]:
    """Another account of the second round, the gap explained in words."""
    explanation = {"election": "speaker", "papers": max(papers.values()), "text": "Nobody knows."}
    return several(
        put("account_papers", 1, **papers),
        insert_before(
            "finish_count", 1, "explain_difference", "chairman", **explanation, matters=True
        ),
    )


FOUND: Json = {"election": "speaker", "found": 4}


FIRST_PACKET: Json = {"election": "speaker", "packet": 1, "papers": 3, "round": 1}


QUESTION: Json = {"id": "early", "election": "board", "kind": "procedure", "text": "Again?"}


DECIDED: Json = {"id": "early", "for": 5, "against": 0, "abstain": 1}


DECIDED |= {"needed": 3, "present": 6, "adopted": True}


VOIDED: Json = {"election": "board", "how": "repeat", "question": "early", "round": 2}


VOIDED |= {"candidates": list("abc"), "recorder": "secretary"}


KINDS: tuple[Kind, ...] = (
    # thresholds and outcome
    Kind("the votes needed altered", "by both", put("open_voting", 0, needed=3)),
    Kind("the votes needed left out", "by both", put("open_voting", 0, needed=None)),
    Kind("the base altered", "by both", put("open_voting", 0, of="present")),
    Kind("those present at the vote altered", "by both", put("open_voting", 0, present=5)),
    Kind("the rule altered", "by both", rule("speaker", 0, needed="> 1/3")),
    Kind("the rule no share", "by both", rule("speaker", 0, needed="> half")),
    Kind("who goes on by the rule altered", "by both", rule("speaker", 0, next="all")),
    Kind("the rule of the second round altered", "by both", rule("speaker", 1, needed="> 2/3")),
    Kind(
        "more places than before",
        "by both",
        lambda es: find(es, "open_sitting")["data"]["rules"]["office"]["speaker"].update(places=2),
    ),
    Kind(
        "the packets' size altered",
        "by the program",
        lambda es: find(es, "open_sitting")["data"]["rules"]["count"].update(packet=4),
    ),
    Kind(
        "the votes needed and the rule",
        "with a head",
        several(rule("speaker", 0, needed="> 2/3"), put("open_voting", 0, needed=5)),
    ),
    Kind("a vote moved", "by both", put("finish_count", 1, totals={"a": 2, "b": 3})),
    Kind(
        "a vote moved, nothing hangs on it",
        "with a head",
        put("finish_count", 1, totals={"a": 4, "b": 1}),
    ),
    Kind("a vote moved, the declaration with it", "with a head", WIN_B),
    Kind(
        "a vote moved in the first round",
        "by both",
        put("finish_count", 0, totals={"a": 1, "b": 1, "c": 1}),
    ),
    Kind("another declared elected", "by both", put("declare", 1, elected=["b"])),
    Kind("nobody declared elected", "by both", put("declare", 1, elected=None)),
    Kind("an outcome altered", "by both", put("declare", 0, outcome="not-elected", goes_on=None)),
    Kind(
        "a further round hidden", "by both", put("declare", 1, outcome="not-elected", elected=None)
    ),
    Kind("others going on", "by both", put("declare", 0, goes_on=["a", "c"])),
    Kind("one more going on", "by both", put("declare", 0, goes_on=["a", "b", "c"])),
    Kind(
        "another deputy elected",
        "by the program",
        put("declare", 2, elected=["b", "c"], outcome="elected"),
    ),
    # protocols
    Kind("a protocol's number", "by both", put("sign_protocol", 2, number=4)),
    Kind("a signature missing", "by the program", put("sign_protocol", 2, signers=["e"])),
    Kind(
        "a signature missing, with a dissent",
        "with a head",
        put("sign_protocol", 2, signers=["e"], dissent="No."),
    ),
    Kind(
        "a stranger's signature", "by the program", put("sign_protocol", 2, signers=["e", "f", "a"])
    ),
    Kind(
        "a stranger's signature on the ballot",
        "by the program",
        put("sign_protocol", 1, signers=["a"]),
    ),
    Kind(
        "a further round after the end",
        "by both",
        insert_before(
            "close_election",
            0,
            "next_round",
            "presiding",
            election="speaker",
            how="repeat",
            round=3,
            candidates=["b"],
            recorder="secretary",
        ),
    ),
    Kind("more unused than made, explained", "by both", _accounted(unused=7)),
    Kind("more spoiled than made, explained", "by both", _accounted(spoiled=7)),
    Kind("more returned than made, explained", "by both", _accounted(returned_unvoted=7)),
    Kind("all made unused, explained", "with a head", _accounted(unused=6)),
    Kind(
        "a mark of another form of paper",
        "by both",
        put("finish_count", 0, totals={"for": 97, "against": 0, "abstain": 1}),
        "demo",
    ),
    Kind("the lot left out", "by both", drop("draw_lot"), "lot"),
    Kind("the lot drawn twice", "by both", double("draw_lot"), "lot"),
    Kind(
        "the lot drawn until it suits",
        "by both",
        several(
            insert_before(
                "draw_lot",
                0,
                "draw_lot",
                "presiding",
                recorder="secretary",
                election="speaker",
                elected=[],
            ),
            insert_before(
                "draw_lot",
                0,
                "draw_lot",
                "presiding",
                recorder="secretary",
                election="speaker",
                elected=["b"],
            ),
        ),
        "lot",
    ),
    Kind(
        "a member of the name of a mark",
        "by the program",
        lambda es: es.__setitem__(slice(None), json.loads(json.dumps(es).replace('"g"', '"for"'))),
    ),
    Kind("the lot on a stranger", "by both", put("draw_lot", 0, elected=["c"]), "lot"),
    Kind("the lot on two", "by both", put("draw_lot", 0, elected=["a", "b"]), "lot"),
    Kind("the lot on nobody", "by both", put("draw_lot", 0, elected=[]), "lot"),
    Kind("the lot on another", "by both", put("draw_lot", 0, elected=["b"]), "lot"),
    Kind(
        "the lot and the declaration on another",
        "with a head",
        several(put("draw_lot", 0, elected=["b"]), put("declare", 1, elected=["b"])),
        "lot",
    ),
    Kind(
        "a lot without a tie",
        "by both",
        insert_before(
            "declare",
            1,
            "draw_lot",
            "presiding",
            election="speaker",
            elected=["a"],
            recorder="secretary",
        ),
    ),
    Kind(
        "the lot and the declaration on a stranger",
        "by both",
        several(put("draw_lot", 0, elected=["c"]), put("declare", 1, elected=["c"])),
        "lot",
    ),
    # the program started again
    Kind(
        "a restart in the count",
        "with a head",
        insert_before("agree_packet", 1, "resume", "system", after="exit"),
    ),
    Kind(
        "a restoring in the count, and no packet read again",
        "by the program",
        insert_before("agree_packet", 1, "resume", "system", after="restore"),
    ),
    Kind(
        "a restoring in the count, and all read again",
        "with a head",
        several(
            insert_before("agree_packet", 1, "resume", "system", after="restore"),
            insert_before("agree_packet", 1, "count_papers", "chairman", **FOUND),
            insert_before("agree_packet", 1, "agree_packet", "chairman", **FIRST_PACKET),
        ),
    ),
    # several places and a lot, a tie declared before it is drawn
    Kind("the lot on two for one place", "by both", put("draw_lot", 0, elected=["b", "c"]), "rare"),
    Kind("the lot on one elected already", "by both", put("draw_lot", 0, elected=["a"]), "rare"),
    Kind("a lot that no second declaration follows", "by the program", drop("declare", 1), "rare"),
    Kind("a second declaration without a lot", "by both", drop("draw_lot"), "rare"),
    Kind(
        "a lot after the declaration of one elected",
        "by both",
        insert_before(
            "open_election",
            1,
            "draw_lot",
            "presiding",
            election="board",
            elected=["b"],
            recorder="secretary",
        ),
        "rare",
    ),
    Kind(
        "one tied who withdrew",
        "by both",
        insert_before("draw_lot", 0, "withdraw", "secretary", election="board", candidate="c"),
        "rare",
    ),
    Kind(
        "the other of two tied withdrew",
        "with a head",
        insert_before("draw_lot", 0, "withdraw", "secretary", election="board", candidate="b"),
        "rare",
    ),
    # one name a paper, the equations off in opposite directions
    Kind(
        "two names on a paper for one",
        "by both",
        put("finish_count", 1, totals={"b": 5, "c": 1}),
        "rare",
    ),
    Kind(
        "a difference that may matter said not to",
        "by the program",
        put("explain_difference", 0, matters=False),
        "rare",
    ),
    # a vote voided and held again
    Kind("a repeat without a question", "by both", put("next_round", 0, question=None), "rare"),
    Kind(
        "a repeat by a question never put",
        "by the program",
        put("next_round", 0, question="q"),
        "rare",
    ),
    Kind(
        "a repeat by a question of another kind",
        "by the program",
        several(put("put_question", 0, kind="other"), put("decide_question", 0, needed=4)),
        "rare",
    ),
    Kind(
        "a repeat by a question on another election",
        "by the program",
        put("put_question", 0, election="board"),
        "rare",
    ),
    Kind(
        "a repeat by a question on no election",
        "by the program",
        put("put_question", 0, election=None),
        "rare",
    ),
    Kind("a repeat by an undecided question", "by the program", drop("decide_question", 0), "rare"),
    Kind(
        "a repeat by fewer than most of all seats",
        "by the program",
        put("decide_question", 0, for_=4),
        "rare",
    ),
    Kind(
        "a repeat that the question did not adopt",
        "by the program",
        put("decide_question", 0, for_=2, adopted=False),
        "rare",
    ),
    Kind(
        "a repeat asked for before the result was told",
        "by the program",
        swap("put_question", "announce_result", 0, 1),
        "rare",
    ),
    Kind(
        "a repeat before the result was told",
        "by the program",
        several(
            insert_before("announce_result", 0, "put_question", "clerk", **QUESTION),
            insert_before("announce_result", 0, "decide_question", "clerk", **DECIDED),
            insert_before("announce_result", 0, "next_round", "presiding", **VOIDED),
            cut("announce_result"),
        ),
        "rare",
    ),
    Kind("a repeat by the rule", "by both", put("next_round", 0, how="rule"), "rare"),
    Kind(
        "a repeat after the election was closed",
        "by the program",
        insert_before(
            "next_round",
            0,
            "close_election",
            "presiding",
            election="auditor",
            recorder="secretary",
        ),
        "rare",
    ),
    Kind("one fewer in the repeat", "by both", put("next_round", 0, candidates=["c"]), "rare"),
    Kind("a repeat by the next rule", "by both", put("open_voting", 2, needed=6), "rare"),
    # from paper
    Kind("no second signer on paper", "by the program", put("mix_papers", 2, with_=None), "rare"),
    Kind(
        "an extension after the bell not from paper",
        "by the program",
        put("extend_voting", 0, from_paper=None),
        "rare",
    ),
    Kind("a paper's mark dropped", "with a head", put("mix_papers", 2, from_paper=None), "rare"),
    Kind(
        "a paper's mark that is a word",
        "by the program",
        put("mix_papers", 2, from_paper="!"),
        "rare",
    ),
    # several rounds of open votes
    Kind(
        "a vote of the second round left to the first",
        "by the program",
        several(drop("decide_question", 7), drop("put_question", 7)),
        "rare",
    ),
    Kind(
        "another going on by the open votes",
        "by the program",
        put("declare", 5, goes_on=["a", "c", "d"]),
        "rare",
    ),
    Kind("an election never opened", "by both", put("nominate", 0, election="nowhere")),
    Kind("a question never put", "by the program", put("decide_question", 0, id="q9")),
    Kind("an office that the rules do not know", "by both", put("open_election", 0, office="king")),
    Kind(
        "a moment that never was",
        "by the program",
        put_outside("close_sitting", 0, at="2020-01-01T00:99:00.000Z"),
    ),
)
