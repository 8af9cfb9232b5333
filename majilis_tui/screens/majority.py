"""Which majority is needed, in words and as a number, as it is said before a vote."""

from typing import Protocol

from majilis_tui.languages import _
from majilis_tui.procedure.outcome import Figures
from majilis_tui.procedure.sitting import Question, Sitting
from majilis_tui.rules_words import cited, majority_words


class Rule(Protocol):
    """What a round of an office and a kind of question have in common."""

    @property
    def needed(self) -> str:
        """The share, or `most`."""
        ...

    @property
    def of(self) -> str:
        """What the share is taken of."""
        ...

    @property
    def law(self) -> str | None:
        """The article that says so."""
        ...


def needed_words(sitting: Sitting, rule: Rule, number: int | None = None) -> str:
    """Return the majority a rule needs: the number where it is known, the share, the article."""
    if rule.needed == "most":
        words = majority_words(rule.needed, rule.of)
    else:
        base = {"seats": sitting.law.chamber.seats, "present": sitting.present}.get(rule.of)
        if number is None and base is not None:
            figures = Figures(
                seats=sitting.law.chamber.seats, present=sitting.present, found=0, votes={}
            )
            number = figures.needed(rule.needed, "seats" if rule.of == "seats" else "present")
        share = majority_words(rule.needed, rule.of)
        words = share
        if number is not None and base is not None:
            words = _("{needed} of {base} ({share})").format(needed=number, base=base, share=share)
    return _("Needed: {words}").format(words=words) + cited(rule.law)


def question_verdict(
    sitting: Sitting, question: Question, votes_for: int, against: int, abstain: int
) -> tuple[int | None, bool]:
    """Return the votes an open vote needs, if it is a number, and whether that many were cast."""
    figures = Figures(
        seats=sitting.law.chamber.seats,
        present=sitting.present,
        found=votes_for + against + abstain,
        votes={"for": votes_for, "against": against, "abstain": abstain},
    )
    needed = figures.needed(question.needed_rule, question.of)
    if needed is None:
        return None, votes_for > against
    return needed, votes_for >= max(needed, 1)


def question_words(sitting: Sitting, question: Question) -> str:
    """Return which majority a question needs."""
    rule = sitting.law.question(question.kind)
    law = rule.law if question.needed_rule == rule.needed and question.of == rule.of else None
    return needed_words(sitting, _QuestionRule(question, law))


class _QuestionRule:
    def __init__(self, question: Question, law: str | None) -> None:
        self.needed = question.needed_rule
        self.of = question.of
        self.law = law
