"""What was decided: the one sealed result that screen, documents and JSON show."""

from typing import Any

from majilis_tui.procedure.contests import (
    figures,
    matters,
    office_questions,
    question_figures,
    verdict,
)
from majilis_tui.procedure.election import Election, Round
from majilis_tui.procedure.outcome import Figures, Verdict
from majilis_tui.procedure.rules import RoundRule, share
from majilis_tui.procedure.sitting import Question, Sitting


def result(sitting: Sitting, head: str) -> dict[str, Any]:
    """Return the result as plain data (contract, section 5); `head` is the newest hash."""
    return {
        "sitting": {
            "title": sitting.title,
            "date": sitting.date,
            "chamber": sitting.chamber,
            "seats": sitting.law.chamber.seats if sitting.rules else None,
            "present": sitting.present,
            "quorum": sitting.law.quorum if sitting.rules else None,
            "rehearsal": sitting.rehearsal,
        },
        "questions": [_question(question) for question in sitting.questions.values()],
        "elections": [election_result(sitting, e) for e in sitting.elections.values()],
        "actions": sitting.seq,
        "head": head,
        "head_code": head_code(head),
    }


def head_code(head: str) -> str:
    """Return the first 16 hex digits of a hash in groups of four, to print and read aloud."""
    return "-".join(head[i : i + 4] for i in range(0, 16, 4))


def _question(question: Question) -> dict[str, Any]:
    return {
        "id": question.id,
        "kind": question.kind,
        "for": question.votes_for,
        "against": question.against,
        "abstain": question.abstain,
        "needed": question.needed,
        "adopted": question.adopted,
    }


def election_result(sitting: Sitting, election: Election) -> dict[str, Any]:
    """Return one election of the result."""
    secret = sitting.law.office[election.office].vote == "secret"
    row = _secret_round if secret else _open_round
    return {
        "id": election.id,
        "office": election.office,
        "outcome": election.outcome,
        "elected": list(election.elected),
        "rounds": [
            row(sitting, election, r) for r in election.rounds if _begun(sitting, election, r)
        ],
    }


def _begun(sitting: Sitting, election: Election, current: Round) -> bool:
    """Say whether it is fixed what a round votes on."""
    if sitting.law.office[election.office].vote == "secret" or current is not election.round:
        return current.phase != "preparing"
    return election.nominations_closed or current.phase == "declared"


def _ending(sitting: Sitting, election: Election, current: Round) -> dict[str, Any]:
    """Return how a round ends: as declared, or as its sealed numbers have it."""
    ending: Round | Verdict = current
    if current.phase in ("finished", "announced"):
        ending = verdict(sitting, election, current.number)
    return {
        "outcome": ending.outcome,
        "elected": list(ending.elected),
        "goes_on": list(ending.goes_on),
    }


def _secret_round(sitting: Sitting, election: Election, current: Round) -> dict[str, Any]:
    rule = sitting.law.office[election.office].rule(current.rule_number)
    sums = figures(sitting, current) if current.finished else None
    base = _base(sitting, current, sums, rule)
    found = current.found if current.finished or current.phase == "reading" else None
    spoiled = current.spoiled if current.accounted else current.exchanged
    return {
        "round": current.number,
        "candidates": list(current.candidates),
        "form": current.form,
        "made": current.made,
        "issued": current.issued,
        "spoiled": spoiled,
        "unused": current.unused if current.accounted else None,
        "returned_unvoted": current.returned_unvoted if current.accounted else None,
        "found": found,
        "invalid": sums.invalid if sums else None,
        "invalid_reasons": dict(current.invalid),
        "blank": sums.blank if sums else None,
        "valid": sums.valid if sums else None,
        "counted": sums.counted if sums else None,
        "votes": {c: current.totals[c] for c in current.choices if c in current.totals},
        "needed": None if base is None or rule.needed == "most" else share(rule.needed).of(base),
        "of": rule.of,
        "base": base,
        **_ending(sitting, election, current),
        "difference": None if found is None else current.difference,
        "difference_matters": matters(sitting, election, sums, current.number) if sums else None,
        "explanations": list(current.explanations),
        "lot": list(current.lot),
        "voided": current.voided,
    }


def _base(sitting: Sitting, current: Round, sums: Figures | None, rule: RoundRule) -> int | None:
    """Return the number that the votes needed are a share of, None while it is not known."""
    if sums:
        return sums.base(rule.of)
    if rule.of == "seats":
        return sitting.law.chamber.seats
    if rule.of == "present" and current.phase != "ballot":
        return current.present
    return None


def _open_round(sitting: Sitting, election: Election, current: Round) -> dict[str, Any]:
    rule = sitting.law.office[election.office].rule(current.rule_number)
    asked = office_questions(sitting, election, current.number)
    decided = {
        candidate: (question, question_figures(sitting, *question.figures))
        for candidate, question in asked.items()
        if question.figures is not None
    }
    last = max(decided.values(), key=lambda pair: pair[0].decided or 0, default=None)
    if last is not None and len(current.candidates) == 1:
        votes = last[1].votes
    else:
        votes = {candidate: sums.votes["for"] for candidate, (_, sums) in decided.items()}
    of_papers = ("made", "issued", "spoiled", "unused", "returned_unvoted", "found", "invalid")
    return {
        "round": current.number,
        "candidates": list(current.candidates),
        "form": "open",
        **dict.fromkeys(of_papers),
        "invalid_reasons": {},
        **dict.fromkeys(("blank", "valid", "counted")),
        "votes": votes,
        "needed": last[0].needed if last else None,
        "of": last[0].of if last else rule.of,
        "base": last[1].base(last[0].of) if last else None,
        **_ending(sitting, election, current),
        "difference": None,
        "difference_matters": None,
        "explanations": [],
        "lot": [],
        "voided": current.voided,
    }
