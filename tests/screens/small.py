"""A chamber of nine with any form of ballot, conducted until its papers lie counted."""

import json
from pathlib import Path
from typing import Any

from majilis_tui.desk import Desk
from majilis_tui.scenario import Play

MEMBERS = [
    {"id": f"m{n}", "name": name}
    for n, name in enumerate(
        ["Anar", "Bolat", "Dana", "Erlan", "Farida", "Galym", "Hadisha", "Ilyas", "[/Juri]"], 1
    )
]


def steps(
    form: str = "choose-one",
    candidates: tuple[str, ...] = ("m7", "m8", "m9"),
    found: int = 9,
    packet: int = 4,
    **office: Any,
) -> list[dict[str, Any]]:
    """Return the steps of a sitting until the papers found have been counted."""
    return [
        {
            "do": "open_sitting",
            "by": "clerk",
            "title": "Small chamber",
            "date": "2026-01-01",
            "chamber": "Chamber",
            "presiding": {"name": "P", "office": "eldest"},
            "rules": {
                "id": "small",
                "chamber": {"seats": 9, "quorum": ">= 1/2"},
                "office": {
                    "chair": {
                        "form": form,
                        "round": [{"needed": "> 1/2", "of": "seats"}],
                        **office,
                    }
                },
                "count": {"packet": packet},
            },
        },
        {"do": "seat_members", "by": "clerk", "members": MEMBERS},
        {"do": "mark_attendance", "by": "clerk", "members": "all", "status": "present"},
        {"do": "close_roll_call", "by": "clerk"},
        {"do": "form_commission", "by": "clerk", "members": ["m1", "m2", "m3"]},
        {"do": "choose_officers", "by": "clerk", "chairman": "m1", "secretary": "m2"},
        {"do": "open_election", "by": "secretary", "id": "e", "office": "chair"},
        *(
            {
                "do": "nominate",
                "by": "secretary",
                "election": "e",
                "candidate": candidate,
                "proposer": "m4",
            }
            for candidate in candidates
        ),
        {"do": "close_nominations", "by": "secretary", "election": "e"},
        {"do": "approve_ballot", "by": "chairman", "election": "e", "made": 10},
        {"do": "open_voting", "by": "chairman", "election": "e"},
        {"do": "issue_ballot", "by": "secretary", "election": "e", "members": "all"},
        {"do": "close_voting", "by": "chairman", "election": "e"},
        {"do": "account_papers", "by": "secretary", "election": "e", "unused": 1, "spoiled": 0},
        {"do": "open_box", "by": "chairman", "election": "e", "present": ["m1", "m2", "m3"]},
        {"do": "mix_papers", "by": "chairman", "election": "e"},
        {"do": "count_papers", "by": "secretary", "election": "e", "found": found},
    ]


def conduct(path: Path, listed: list[dict[str, Any]]) -> Desk:
    """Conduct steps and return the desk they end on."""
    scenario = path.with_suffix(".jsonl")
    scenario.write_text("\n".join(json.dumps(step) for step in listed), encoding="utf-8")
    play = Play(scenario, path)
    for _done in play.run():
        pass
    assert play.desk is not None
    return play.desk


def reading(path: Path, *form: Any, **office: Any) -> Desk:
    """Conduct a sitting until the papers found have been counted."""
    return conduct(path, steps(*form, **office))
