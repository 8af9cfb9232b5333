"""Voiding a vote whose procedure was broken: the chamber decides it, then a round begins anew."""

from typing import TYPE_CHECKING, Literal

from majilis_tui.languages import _
from majilis_tui.phrases import office_title, own_words
from majilis_tui.procedure import actions as act
from majilis_tui.procedure.election import Election
from majilis_tui.procedure.names import shown
from majilis_tui.procedure.refusals import Refusal
from majilis_tui.procedure.sitting import Question
from majilis_tui.screens.commands import not_now
from majilis_tui.screens.elections import need_election
from majilis_tui.screens.majority import question_words
from majilis_tui.screens.questions import enter_votes, free_id, put_question, voidable
from majilis_tui.screens.rounds import HOW_TITLES, standing_words
from majilis_tui.screens.widgets.form import Field, Form, Values

if TYPE_CHECKING:
    from majilis_tui.screens.frame import SittingScreen

Anew = Literal["repeat", "new-nominations"]
ANEW: tuple[Anew, ...] = ("repeat", "new-nominations")


def ask_void(screen: "SittingScreen") -> act.Action | Refusal:
    """Return what is judged for "may the vote be voided, or that be put to the chamber"."""
    election = need_election(screen)
    if isinstance(election, Refusal):
        return election
    if election.closed:
        return not_now("This election has been closed already.")
    if not voidable(election):
        return not_now("The chamber has not been told the result.")
    decided = decisions(screen, election)
    if decided:
        return act.NextRound(election=election.id, how="new-nominations", question=decided[-1].id)
    probe = free_id("probe", screen.sitting.questions)
    return act.PutQuestion(id=probe, kind="procedure", text="-", election=election.id)


def decisions(screen: "SittingScreen", election: Election) -> list[Question]:
    """Return the chamber's decisions that void the newest round."""
    return [
        question
        for question in screen.sitting.questions.values()
        if question.kind == "procedure" and not _hows_refused(screen, election, question)
    ]


def _hows_refused(screen: "SittingScreen", election: Election, question: Question) -> bool:
    return all(screen.session.refusal(_anew(election, question, how)) for how in ANEW)


def _anew(election: Election, question: Question, how: Anew) -> act.NextRound:
    return act.NextRound(election=election.id, how=how, question=question.id)


def void_round(screen: "SittingScreen") -> None:
    """Begin the round anew by a decision of the chamber, or put the question to it first."""
    election = screen.election
    assert election is not None
    decided = decisions(screen, election)
    if decided:
        _begin_anew(screen, election, decided)
        return

    def then() -> None:
        if decisions(screen, election):
            void_round(screen)
        else:
            screen.say(_("There is no majority of all seats for it: the vote stands."))

    waiting = [
        question
        for question in screen.sitting.questions.values()
        if (question.kind, question.election, question.adopted) == ("procedure", election.id, None)
        and question.put > election.round.told
    ]
    if waiting:
        enter_votes(screen, waiting[-1], then=then)
        return
    text = _("Procedure broken: void round {n} and vote again ({office})")
    put_question(
        screen,
        "procedure",
        text.format(
            office=shown(office_title(screen.sitting, election.office)), n=election.round.number
        ),
        election=election.id,
        intro=_(
            "A vote whose procedure was broken is voided by the chamber, openly, by more than half"
            " of all seats. Its figures stay on record."
        ),
        then=then,
    )


def _begin_anew(screen: "SittingScreen", election: Election, decided: list[Question]) -> None:
    questions = {question.id: question for question in decided}

    def action(values: Values) -> act.NextRound:
        how = next(how for how in ANEW if how == values["how"])
        return _anew(election, questions[values["question"]], how)

    def standing(values: Values) -> str:
        repeated = values["how"] == "repeat"
        return standing_words(screen.sitting, election.standing_again if repeated else ())

    def answered(values: Values | None) -> None:
        if values:
            words = _(
                "Round {before} is void: it counts for nothing, its figures stay on record."
                " Round {round} begins: {how}. {standing}"
            ).format(
                before=election.round.number,
                round=election.round.number + 1,
                how=_(HOW_TITLES[values["how"]]),
                standing=standing(values),
            )
            screen.confirm_and_do(action(values), words)

    fitting = tuple((q.id, shown(own_words(q))) for q in reversed(decided))
    hows = tuple((how, _(HOW_TITLES[how])) for how in ANEW)
    form = Form(
        _("Void the vote"),
        [
            Field(id="question", label=_("Decision"), kind="choice", options=fitting),
            Field(id="how", label=_("How"), kind="choice", options=hows),
        ],
        check=lambda values: screen.why_not(action(values)),
        live=lambda values: (
            f"{question_words(screen.sitting, questions[values['question']])}\n{standing(values)}"
        ),
    )
    screen.app.push_screen(form, answered)
