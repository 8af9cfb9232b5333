"""A small sitting as lines of a scenario: twelve members, a commission of three, one election."""

import json
from pathlib import Path
from typing import Any

from majilis_tui.desk import Desk
from majilis_tui.scenario import Play, RefusedStep

Line = dict[str, Any]
MEMBERS = [f"m{number:02}" for number in range(1, 13)]
COMMISSION = MEMBERS[:3]
RULE = {"needed": "> 1/2", "of": "seats", "next": "chamber-decides"}


def office(**terms: Any) -> Line:
    """An office by secret ballot, with what differs."""
    rounds = terms.pop("round", [RULE])
    return {"voting_minutes": 20, "round": rounds, **terms}


def opening(**offices: Line) -> list[Line]:
    """From the call to order to the officers of the commission."""
    rules = {"id": "small", "chamber": {"seats": 12, "quorum": ">= 2/3"}, "office": offices}
    return [
        {
            "do": "open_sitting",
            "by": "clerk",
            "title": "A small sitting",
            "date": "2024-01-02",
            "chamber": "Chamber",
            "presiding": {"name": "The eldest", "office": "eldest member"},
            "rules": rules,
        },
        {
            "do": "seat_members",
            "by": "clerk",
            "members": [{"id": member, "name": f"Member {member}"} for member in MEMBERS],
        },
        {"do": "mark_attendance", "by": "clerk", "members": "all", "status": "present"},
        {"do": "close_roll_call", "by": "clerk"},
        {"do": "form_commission", "by": "clerk", "members": COMMISSION},
        {"do": "choose_officers", "by": "clerk", "chairman": "m01", "secretary": "m02"},
    ]


def nominating(*candidates: str, office: str = "head") -> list[Line]:
    """An election opened, its candidates nominated, the list closed."""
    return [
        {"do": "open_election", "by": "secretary", "id": "e", "office": office},
        *(
            {
                "do": "nominate",
                "by": "secretary",
                "election": "e",
                "candidate": candidate,
                "proposer": "m12",
            }
            for candidate in candidates
        ),
        {"do": "close_nominations", "by": "secretary", "election": "e"},
    ]


def voting(made: int = 12) -> list[Line]:
    """The ballot approved, the vote held, all papers handed out."""
    return [
        {"do": "approve_ballot", "by": "chairman", "election": "e", "made": made},
        {"do": "open_voting", "by": "chairman", "election": "e"},
        {"do": "issue_ballot", "by": "secretary", "election": "e", "members": "all"},
        {"do": "close_voting", "by": "chairman", "election": "e"},
    ]


def box(found: int = 12, **account: int) -> list[Line]:
    """The account by hand, the box, and the papers found."""
    counted = {"unused": 0, "spoiled": 0, **account}
    return [
        {"do": "account_papers", "by": "secretary", "election": "e", **counted},
        {"do": "open_box", "by": "chairman", "election": "e", "present": COMMISSION},
        {"do": "mix_papers", "by": "chairman", "election": "e"},
        {"do": "count_papers", "by": "secretary", "election": "e", "found": found},
    ]


def read(*packets: dict[str, int], papers: int | None = None) -> list[Line]:
    """Packets, each read alike by both officers."""
    return [
        {
            "do": "read_packet",
            "by": by,
            "election": "e",
            "packet": number,
            "marks": marks,
            **({} if papers is None else {"papers": papers}),
        }
        for number, marks in enumerate(packets, 1)
        for by in ("secretary", "chairman")
    ]


def ending() -> list[Line]:
    """The count finished, signed, announced, declared."""
    signed = {"kind": "results", "election": "e", "signers": COMMISSION}
    return [
        {"do": "finish_count", "by": "chairman", "election": "e"},
        {"do": "sign_protocol", "by": "chairman", **signed},
        {"do": "announce_result", "by": "chairman", "election": "e"},
        {"do": "declare", "by": "presiding", "election": "e"},
    ]


class Held:
    """What came of a scenario: its result, and the code of the refusal that ended it."""

    def __init__(self, folder: Path, lines: list[Line]) -> None:
        scenario = folder / "small.jsonl"
        scenario.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
        self.file = folder / "small.sqlite"
        self.file.unlink(missing_ok=True)
        self.code: str | None = None
        self.words = ""
        play = Play(scenario, self.file)
        try:
            for _ in play.run():
                pass
        except RefusedStep as refused:
            self.code, self.words = refused.refusal.code, str(refused.refusal)
        finally:
            play.close()
        self.result: Line = {}
        if self.file.exists():
            with Desk.open(self.file, read_only=True) as desk:
                self.result = desk.result()

    @property
    def round(self) -> Line:
        """The newest round of the one election."""
        newest: Line = self.result["elections"][0]["rounds"][-1]
        return newest
