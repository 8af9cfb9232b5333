"""From the rules and the log to what `outcome` judges."""

from collections.abc import Mapping

from msgspec.structs import replace

from majilis_tui.procedure.difference import difference_matters
from majilis_tui.procedure.election import Election, Round
from majilis_tui.procedure.outcome import Contest, Figures, Verdict, conclude, judge
from majilis_tui.procedure.papers import BLANK, INVALID
from majilis_tui.procedure.sitting import Question, Sitting


def contest(sitting: Sitting, election: Election, number: int | None = None) -> Contest:
    """Return what a round (the newest unless numbered) decides."""
    current = election.round if number is None else election.rounds[number - 1]
    office = sitting.law.office[election.office]
    before = election.rounds[: current.number - 1]
    filled = sum(len(r.elected) for r in before if not r.voided)
    born = {
        candidate: member.born
        for candidate in current.candidates
        if (member := sitting.members.get(candidate)) and member.born
    }
    return Contest(
        rule=office.rule(current.rule_number),
        candidates=current.candidates,
        single=current.single,
        places=office.places - filled,
        marks_a_paper=office.places if current.form == "approve" else 1,
        born=born,
        lot=current.lot,
    )


def figures_from_marks(sitting: Sitting, current: Round, marks: Mapping[str, int]) -> Figures:
    """Return the figures of a secret round out of all marks of its papers."""
    return Figures(
        seats=sitting.law.chamber.seats,
        present=current.present,
        found=current.found,
        blank=marks.get(BLANK, 0),
        invalid=sum(n for mark, n in marks.items() if mark.startswith(INVALID)),
        votes={choice: marks.get(choice, 0) for choice in current.choices},
    )


def figures(sitting: Sitting, current: Round) -> Figures:
    """Return the figures of a secret round whose count is finished."""
    return Figures(
        seats=sitting.law.chamber.seats,
        present=current.present,
        found=current.found,
        blank=current.blank,
        invalid=sum(current.invalid.values()),
        votes={choice: current.totals.get(choice, 0) for choice in current.choices},
    )


def verdict(sitting: Sitting, election: Election, number: int | None = None) -> Verdict:
    """Return the outcome of a secret round whose count is finished."""
    current = election.round if number is None else election.rounds[number - 1]
    return judge(contest(sitting, election, number), figures(sitting, current))


def matters(
    sitting: Sitting, election: Election, given: Figures, number: int | None = None
) -> bool:
    """Say whether the papers unaccounted for could change the outcome of a round."""
    current = election.round if number is None else election.rounds[number - 1]
    before_lot = replace(contest(sitting, election, number), lot=())
    return difference_matters(before_lot, given, current.missing_votes, current.loose)


def office_questions(sitting: Sitting, election: Election, number: int) -> dict[str, Question]:
    """Return the open votes of a round by candidate, the newest of each."""
    return {
        question.candidate: question
        for question in sitting.questions.values()
        if question.kind == "office"
        and question.election == election.id
        and question.round == number
        and question.candidate is not None
    }


def by_decision(sitting: Sitting) -> list[Question]:
    """Return the questions in the order in which they were decided, or put if they were not."""
    return sorted(sitting.questions.values(), key=lambda question: question.decided or question.put)


def left_out(sitting: Sitting, election: Election) -> tuple[str, ...]:
    """Return who stands although the chamber did not put that candidate on the ballot."""
    newest = {
        question.candidate: question.adopted
        for question in by_decision(sitting)
        if question.kind == "ballot-list"
        and (question.election, question.round) == (election.id, election.round.number)
        and question.adopted is not None
    }
    return tuple(c for c in election.standing if newest.get(c) is False)


def protocol_rejected(sitting: Sitting, election: Election) -> bool:
    """Say whether the chamber did not approve the protocol on the newest round (point 26)."""
    return protocol_approved(sitting, election) is False


def protocol_approved(sitting: Sitting, election: Election) -> bool | None:
    """Say whether the chamber approved the protocol on the newest round, None if not asked.

    A question that names no election is on the protocol that the chamber was told last.
    """
    current = election.round
    told = [r.told for each in sitting.elections.values() for r in each.rounds if r.told]
    decided = [
        question.adopted
        for question in by_decision(sitting)
        if question.kind == "protocol"
        and question.adopted is not None
        and (
            (question.election, question.round) == (election.id, current.number)
            or (
                question.election is None
                and current.told == max((seq for seq in told if seq < question.put), default=None)
            )
        )
    ]
    return decided[-1] if decided else None


def question_figures(
    sitting: Sitting, votes_for: int, against: int, abstain: int, present: int
) -> Figures:
    """Return the figures of an open vote; every vote cast is found, none is invalid."""
    return Figures(
        seats=sitting.law.chamber.seats,
        present=present,
        found=votes_for + against + abstain,
        votes={"for": votes_for, "against": against, "abstain": abstain},
    )


def open_verdict(sitting: Sitting, election: Election) -> Verdict:
    """Return the outcome of an election by open vote: adopted means elected."""
    asked = office_questions(sitting, election, election.round.number)
    current = contest(sitting, election)
    votes = dict.fromkeys(current.candidates, 0)
    cast = dict.fromkeys(current.candidates, 0)
    for candidate, question in asked.items():
        if question.figures is not None and candidate in votes:
            *given, _present = question.figures
            votes[candidate], cast[candidate] = given[0], sum(given)
    elected = tuple(c for c in current.candidates if c in asked and asked[c].adopted)
    return conclude(current, elected, votes, cast)
