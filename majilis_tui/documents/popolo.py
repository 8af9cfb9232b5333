"""The votes as Popolo vote events: open votes and rounds, with totals only.

No single vote is ever named: there is no list of voters, and of a secret ballot none exists.
"""

from typing import Any

from majilis_tui.documents.exports import choices
from majilis_tui.documents.figures import chamber_named, office_named, person
from majilis_tui.procedure.refusals import Refusal
from majilis_tui.procedure.sitting import Question, Sitting

_OPTIONS = {"for": "yes", "against": "no", "abstain": "abstain"}


def vote_events(sitting: Sitting, result: dict[str, Any]) -> dict[str, Any]:
    """Return the chamber, the candidates, and a vote event for each vote that was decided.

    Raises Refusal for a rehearsal: nothing in this form could say that it was one.
    """
    if sitting.rehearsal:
        raise Refusal(
            "rehearsal-file",
            "Popolo cannot say that votes were a rehearsal; export it in another form.",
        )
    people = dict.fromkeys(
        member
        for election in result["elections"]
        for row in election["rounds"]
        for member in row["candidates"]
    )
    return {
        "organizations": [
            {
                "id": sitting.law.id,
                "name": chamber_named(sitting).en,
                "classification": "legislature",
            }
        ],
        "persons": [_person(sitting, member) for member in people],
        "vote_events": [
            *(_question(sitting, q) for q in sitting.questions.values() if q.figures is not None),
            *(
                _round(sitting, election, row)
                for election in result["elections"]
                for row in election["rounds"]
                if row["form"] != "open" and row["valid"] is not None
            ),
        ],
    }


def _person(sitting: Sitting, member: str) -> dict[str, Any]:
    named = person(sitting, member)
    others = dict.fromkeys(name for name in (named.kk, named.ru) if name != named.en)
    return {"id": member, "name": named.en, "other_names": [{"name": name} for name in others]}


def _question(sitting: Sitting, question: Question) -> dict[str, Any]:
    return _event(
        sitting,
        f"question.{question.id}",
        question.text,
        kind=question.kind,
        result="pass" if question.adopted else "fail",
        counts=[
            ("yes", question.votes_for or 0),
            ("no", question.against or 0),
            ("abstain", question.abstain or 0),
        ],
    )


def _round(sitting: Sitting, election: dict[str, Any], row: dict[str, Any]) -> dict[str, Any]:
    office = office_named(sitting, election["office"]).en
    said = choices(sitting, election, row)
    candidates = ", ".join(person(sitting, member).en for member in row["candidates"])
    return _event(
        sitting,
        f"election.{election['id']}.{row['round']}",
        f"{office}, round {row['round']}{' (void)' if row['voided'] else ''}: {candidates}",
        kind="secret ballot",
        result="pass" if row["elected"] and not row["voided"] else "fail",
        counts=[
            *((_OPTIONS.get(choice, choice), row["votes"].get(choice, 0)) for choice in said),
            ("blank", row["blank"]),
            ("invalid", row["invalid"]),
        ],
    )


def _event(
    sitting: Sitting,
    key: str,
    text: str,
    *,
    kind: str,
    result: str,
    counts: list[tuple[str, int]],
) -> dict[str, Any]:
    return {
        "id": key,
        "identifier": key,
        "organization_id": sitting.law.id,
        "classification": kind,
        "start_date": sitting.date,
        "result": result,
        "motion": {
            "id": key,
            "organization_id": sitting.law.id,
            "text": text,
            "classification": kind,
            "result": result,
        },
        "counts": [{"option": option, "value": value} for option, value in counts],
    }
