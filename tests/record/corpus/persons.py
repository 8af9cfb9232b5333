"""Who may stand, the commission, its officers, the box, the chamber."""

from __future__ import annotations

from collections.abc import Callable

from majilis_tui.procedure.timing import later
from tests.record.corpus.changes import (
    Kind,
    chamber,
    cut,
    double,
    drop,
    find,
    insert_before,
    put,
    several,
    swap,
)
from tests.record.corpus.rows import START, Json


def _absent(action: str, name: str, number: int = 0) -> Callable[[list[Json]], None]:
    """Mark one absent at that entry alone."""

    def change(entries: list[Json]) -> None:
        entry = find(entries, action, number)
        for status, after in (("present", 1), ("absent", 0)):
            marked = {"members": [name], "status": status}
            found = {"action": "mark_attendance", "at": entry["at"], "by": "clerk", "data": marked}
            entries.insert(next(i for i, e in enumerate(entries) if e is entry) + after, found)

    return change


def _second_vote(entries: list[Json]) -> None:
    """Open another vote in the first one, and cut off the rest."""
    other = {"election": "other"}
    at = {"round": 1, "made": 6, "form": "choose-one", "candidates": ["d"]}
    bell = {"minutes": 1, "deadline": later(find(entries, "extend_voting")["at"], 60)}
    for name, by, data in (
        ("open_election", "secretary", {"id": "other", "office": "speaker"}),
        ("nominate", "secretary", {**other, "candidate": "d", "proposer": "d"}),
        ("close_nominations", "secretary", other),
        ("approve_ballot", "chairman", {**other, **at}),
        ("open_voting", "chairman", {**other, **bell, **VOTE_OF_SIX}),
    ):
        insert_before("extend_voting", 0, name, by, **data)(entries)
    cut("extend_voting")(entries)


def _protocol_put(
    *against: int | None, election: str | None = "speaker", before: str = "declare"
) -> Callable[[list[Json]], None]:
    """Ask the chamber for its approval of a protocol before the result is declared, or again."""
    changes = []
    for number, many in enumerate(against):
        question = {"id": f"p{number}", "kind": "protocol", "text": "?"}
        question |= {"election": election} if election else {}
        changes.append(insert_before(before, 0, "put_question", "clerk", **question))
        votes = {"id": f"p{number}", "for": 6 - (many or 0), "against": many, "abstain": 0}
        votes |= {"present": 6, "needed": 4, "adopted": many == 0}
        if many is not None:
            changes.append(insert_before(before, 0, "decide_question", "clerk", **votes))
    return several(*changes)


CLOSING = ("close_sitting", "presiding")


NOTE: Json = {"action": "note", "at": START, "by": "clerk", "data": {"text": "!"}}


EARLY: Json = {"id": "early", "kind": "procedure", "text": "May we?"}


EARLY_DECIDED: Json = {"id": "early", "for": 6, "against": 0, "abstain": 0}


EARLY_DECIDED |= {"present": 6, "needed": 4, "adopted": True}


B_BY_D: Json = {"candidate": "b", "proposer": "d"}


A_OF_DEPUTIES: Json = {"election": "deputy", "candidate": "a"}


C_OF_DEPUTIES: Json = {"election": "deputy", "candidate": "c"}


OPEN_ON_SECRET: Json = {"id": "q9", "kind": "office", "text": "Who is for?"}


OPEN_ON_SECRET |= {"election": "speaker", "candidate": "a"}


VOTE_OF_SIX: Json = {"round": 1, "of": "seats", "needed": 4, "present": 6}


KINDS: tuple[Kind, ...] = (
    # who may stand
    Kind(
        "one nominated after the list was closed",
        "by both",
        several(
            drop("close_nominations"),
            insert_before("nominate", 3, "close_nominations", "secretary", election="speaker"),
        ),
    ),
    Kind(
        "one nominated twice and withdrawn once",
        "by both",
        several(put("nominate", 3, candidate="a"), put("withdraw", 0, candidate="a")),
    ),
    Kind(
        "a stranger nominated and withdrawn",
        "by the program",
        several(put("nominate", 3, candidate="z"), put("withdraw", 0, candidate="z")),
    ),
    Kind(
        "one of the commission nominated and withdrawn",
        "by the program",
        several(put("nominate", 3, candidate="e"), put("withdraw", 0, candidate="e")),
    ),
    Kind(
        "a withdrawal after the ballot",
        "by both",
        several(
            drop("withdraw"),
            insert_before(
                "open_voting", 0, "withdraw", "secretary", election="speaker", candidate="g"
            ),
            put("approve_ballot", 0, candidates=list("cabg")),
        ),
    ),
    # commission, officers, box
    Kind(
        "a commission formed anew with one who stands",
        "by the program",
        insert_before("approve_ballot", 0, "form_commission", "chairman", members=["e", "a"]),
    ),
    Kind(
        "a commission formed anew in the vote",
        "by the program",
        insert_before("close_voting", 0, "form_commission", "chairman", members=["e", "f"]),
    ),
    Kind(
        "a commission formed anew with one who stood",
        "with a head",
        several(
            insert_before("close_sitting", 0, "form_commission", "chairman", members=["c", "f"]),
            put("close_sitting", 0, recorder="clerk"),
        ),
        "rare",
    ),
    Kind("a commission of one", "by the program", put("form_commission", 0, members=["e"])),
    Kind(
        "a commission by a question of another kind",
        "by the program",
        several(put("put_question", 0, kind="other"), put("decide_question", 0, needed=4)),
    ),
    Kind(
        "a commission before the roll call",
        "by the program",
        swap("close_roll_call", "form_commission"),
    ),
    Kind(
        "a commission of one, and nothing after",
        "by the program",
        several(put("form_commission", 0, members=["e"]), cut("choose_officers")),
    ),
    Kind(
        "a commission with a stranger, and nothing after",
        "by the program",
        several(put("form_commission", 0, members=["e", "z"]), cut("choose_officers")),
    ),
    Kind(
        "a question decided without a quorum",
        "by the program",
        several(
            *(_absent("decide_question", name) for name in "abc"),
            put("decide_question", 0, present=3, needed=2, for_=2, against=0, abstain=0),
        ),
    ),
    Kind(
        "a question decided before the roll call",
        "by the program",
        several(
            insert_before("close_roll_call", 0, "put_question", "clerk", **EARLY),
            insert_before("close_roll_call", 0, "decide_question", "clerk", **EARLY_DECIDED),
        ),
    ),
    Kind(
        "a question that takes all",
        "with a head",
        several(
            put("put_question", 0, needed=">= 1/1"),
            put("decide_question", 0, for_=6, against=0, abstain=0, needed=6),
        ),
    ),
    Kind(
        "a question on half of the votes cast",
        "with a head",
        put("put_question", 0, needed="> 1/2", of="found"),
    ),
    Kind(
        "the lot on two, and nothing after",
        "by both",
        several(put("draw_lot", 0, elected=["a", "b"]), cut("declare", 1)),
        "lot",
    ),
    Kind(
        "a text of as many letters as there may be",
        "with a head",
        put("note", 0, text="x" * 10_000),
    ),
    Kind("a quorum that is no share", "by both", chamber(quorum="> half")),
    Kind("a quorum of more than all", "by both", chamber(quorum="> 8/7")),
    Kind("an officer of no commission", "by the program", put("choose_officers", 0, secretary="a")),
    Kind("a stranger at the box", "by the program", put("open_box", 0, present=["a", "e", "f"])),
    Kind("one at the box who is absent", "by the program", _absent("open_box", "f")),
    Kind("one who signs the results absent", "by the program", _absent("sign_protocol", "f", 2)),
    Kind("nobody at the box", "by the program", put("open_box", 0, present=[])),
    Kind(
        "not all at the box, for a reason",
        "with a head",
        put("open_box", 0, present=["e"], reason="Ill."),
    ),
    Kind("a protocol of another round", "by the program", put("sign_protocol", 1, round=2)),
    Kind("a protocol on nothing", "by the program", put("sign_protocol", 1, kind="zzz")),
    Kind(
        "officers' protocol on an election",
        "by the program",
        put("sign_protocol", 0, election="speaker"),
    ),
    # the chamber
    Kind("another vote in the vote", "by the program", _second_vote),
    Kind(
        "the end in the vote",
        "by the program",
        insert_before("close_voting", 0, *CLOSING, recorder="secretary"),
    ),
    Kind(
        "the end, and the beginning",
        "by the program",
        insert_before("seat_members", 0, *CLOSING, recorder="clerk"),
    ),
    Kind("a note before the opening", "by both", lambda entries: entries.insert(0, dict(NOTE))),
    Kind("the roll called twice", "by the program", double("close_roll_call")),
    Kind(
        "an election before the roll call",
        "by the program",
        insert_before("close_roll_call", 0, "open_election", "clerk", id="x", office="speaker"),
    ),
    Kind(
        "an election closed in the vote",
        "by the program",
        insert_before(
            "close_voting",
            0,
            "close_election",
            "presiding",
            election="speaker",
            recorder="secretary",
        ),
    ),
    Kind("the list closed twice", "by the program", double("close_nominations")),
    Kind(
        "one elected before nominated again",
        "by the program",
        several(
            put("next_round", 2, how="new-nominations", candidates=None),
            insert_before("put_question", 8, "nominate", "secretary", election="deputy", **B_BY_D),
            cut("put_question", 8),
        ),
        "rare",
    ),
    Kind(
        "one withdrawn after the question",
        "by the program",
        several(
            insert_before(
                "declare", 2, "withdraw", "secretary", election="deputies", candidate="c"
            ),
            put("declare", 2, outcome="elected"),
        ),
    ),
    Kind(
        "one withdrawn after the election",
        "by the program",
        several(
            insert_before("put_question", 9, "withdraw", "secretary", **A_OF_DEPUTIES),
            cut("put_question", 9),
        ),
        "rare",
    ),
    Kind(
        "one of the commission in the repeat",
        "by the program",
        several(
            insert_before("put_question", 0, "form_commission", "chairman", members=["c", "f"]),
            cut("approve_ballot", 2),
        ),
        "rare",
    ),
    Kind(
        "a next round of nobody",
        "by the program",
        several(
            insert_before("next_round", 2, "withdraw", "secretary", **A_OF_DEPUTIES),
            insert_before("next_round", 2, "withdraw", "secretary", **C_OF_DEPUTIES),
            put("next_round", 2, candidates=None),
            cut("put_question", 8),
        ),
        "rare",
    ),
    Kind(
        "an office by a rule of its own",
        "by the program",
        several(
            put("put_question", 3, needed="> 1/3"),
            put("decide_question", 3, needed=3, adopted=True),
            put("declare", 2, outcome="elected", elected=["b", "c"]),
        ),
    ),
    Kind(
        "an office by its rule written out",
        "with a head",
        put("put_question", 3, needed="> 1/2", of="seats"),
    ),
    Kind("a second question on one", "by the program", put("put_question", 3, candidate="b")),
    Kind(
        "a question on one before the list was closed",
        "by the program",
        swap("close_nominations", "put_question", 1, 2),
    ),
    Kind(
        "an open vote on a secret office",
        "by the program",
        insert_before("approve_ballot", 0, "put_question", "clerk", **OPEN_ON_SECRET),
    ),
    Kind("a protocol not approved", "by the program", _protocol_put(6)),
    Kind("a protocol approved", "with a head", _protocol_put(0)),
    Kind("a protocol approved, and then not", "by the program", _protocol_put(0, 6)),
    Kind("a protocol approved at last", "with a head", _protocol_put(6, 0)),
    Kind("a protocol put, and not decided", "with a head", _protocol_put(None)),
    Kind(
        "a protocol of no election not approved", "by the program", _protocol_put(6, election=None)
    ),
    Kind(
        "an earlier protocol not approved",
        "with a head",
        _protocol_put(6, election=None, before="announce_result"),
    ),
)
