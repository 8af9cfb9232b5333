"""Open votes: put a question, then enter for, against and abstained beside the majority needed."""

from collections.abc import Callable, Container
from typing import TYPE_CHECKING

from textual.content import Content

from majilis_tui.languages import _
from majilis_tui.phrases import KINDS, office_title, own_words
from majilis_tui.procedure import actions as act
from majilis_tui.procedure.election import Election
from majilis_tui.procedure.names import fit, shown
from majilis_tui.procedure.refusals import Refusal
from majilis_tui.procedure.rules import VOIDING, Kind
from majilis_tui.procedure.sitting import Question, Sitting
from majilis_tui.screens.commands import not_now
from majilis_tui.screens.majority import needed_words, question_verdict, question_words
from majilis_tui.screens.widgets.form import At, Field, Form, Values

if TYPE_CHECKING:
    from majilis_tui.screens.frame import SittingScreen

_ANY_KINDS: tuple[Kind, ...] = ("procedure", "other", "protocol", "commission", "ballot-list")


def free_id(wanted: str, taken: Container[str]) -> str:
    """Return an id that is not taken: the one wanted, or with a number."""
    number, found = 1, wanted
    while found in taken:
        number += 1
        found = f"{wanted}-{number}"
    return found


def undecided(sitting: Sitting, kinds: tuple[str, ...] = ()) -> Question | None:
    """Return the newest question that was put and not voted on."""
    waiting = [
        question
        for question in sitting.questions.values()
        if question.adopted is None and (not kinds or question.kind in kinds)
    ]
    return waiting[-1] if waiting else None


def voidable(election: Election) -> bool:
    """Say whether the chamber may void the newest round: it was told how that ended."""
    return election.round.phase in ("announced", "declared") and not election.closed


def put_question(
    screen: "SittingScreen",
    kind: Kind,
    text: str,
    *,
    election: str | None = None,
    candidate: str | None = None,
    intro: str = "",
    then: Callable[[], object] = lambda: None,
) -> None:
    """Ask for the words of a question, put it on record, go on to its figures, and then on.

    One on procedure that names an election voids its vote if it is adopted.
    """
    sitting = screen.sitting

    def chosen_kind(values: Values) -> Kind:
        return kind if kind != "other" else _kind(values["kind"])

    def named(values: Values) -> str | None:
        return values.get("election") or election

    def voids(values: Values) -> bool:
        return chosen_kind(values) == "procedure" and named(values) is not None

    def action(values: Values) -> act.PutQuestion:
        chosen = chosen_kind(values)
        return act.PutQuestion(
            id=free_id((kind == "office" and candidate) or chosen, screen.sitting.questions),
            kind=chosen,
            text=values["text"] or "-",
            needed=VOIDING.needed if voids(values) else None,
            of=VOIDING.of if voids(values) else None,
            election=named(values),
            candidate=candidate,
        )

    def check(values: Values) -> str | None:
        if not values["text"]:
            return At("text", _("Write what the vote is on."))
        if values.get("election") and not voids(values):
            return _("Only a question on procedure voids a vote.")
        return screen.why_not(action(values))

    def answered(values: Values | None) -> None:
        if values and screen.do(action(values)) is not None:
            waiting = undecided(screen.sitting)
            if waiting is not None:
                enter_votes(screen, waiting, then=then)

    fields = [Field(id="text", label=_("Question"), value=text)]
    if kind == "other":
        options = tuple((k, _(KINDS[k])) for k in _ANY_KINDS)
        fields.insert(0, Field(id="kind", label=_("On"), kind="choice", options=options))
        told = [e for e in sitting.elections.values() if voidable(e)]
        votes = tuple((e.id, f"{office_title(sitting, e.office)}, {e.round.number}") for e in told)
        if votes:
            named_vote = (("", _("no vote")), *votes)
            voided = Field(id="election", label=_("Voids"), kind="choice", options=named_vote)
            fields.insert(1, voided)

    def live(values: Values) -> str:
        chosen = chosen_kind(values)
        if voids(values):
            return needed_words(screen.sitting, VOIDING)
        if chosen == "office" and election is not None:
            held = screen.sitting.elections[election]
            office = screen.sitting.law.office[held.office]
            return needed_words(screen.sitting, office.rule(held.round.rule_number))
        return needed_words(screen.sitting, screen.sitting.law.question(chosen))

    form = Form(_("Put to an open vote"), fields, check=check, live=live, intro=intro)
    screen.app.push_screen(form, answered)


def _kind(text: str) -> Kind:
    found: Kind = next(k for k in _ANY_KINDS if k == text)
    return found


def enter_votes(
    screen: "SittingScreen", question: Question, *, then: Callable[[], object] = lambda: None
) -> None:
    """Ask for the figures of an open vote, then once more with the verdict, and then go on."""

    def action(values: Values) -> act.DecideQuestion:
        return act.DecideQuestion(
            id=question.id,
            for_=int(values["for_"]),
            against=int(values["against"]),
            abstain=int(values["abstain"]),
        )

    def live(values: Values) -> Content:
        votes = action(values)
        cast, present = votes.for_ + votes.against + votes.abstain, screen.sitting.present
        figures = _("Votes: {cast}; present: {present}").format(cast=cast, present=present)
        if cast > present:
            words = _("there cannot be more votes than members present")
            return Content.assemble(f"{figures}   ", (words, "$text-error"))
        needed, adopted = _verdict(screen.sitting, question, votes)
        least = (
            ""
            if needed is None
            else "   " + _("{n} for, {needed} needed").format(n=votes.for_, needed=needed)
        )
        style = "$text-success" if adopted else "$text-warning"
        return Content.assemble(f"{figures}{least}   ", (_adopted_words(adopted), style))

    def answered(values: Values | None) -> None:
        if values:
            votes = action(values)
            words = _verdict_words(screen.sitting, question, votes)
            screen.confirm_and_do(votes, f"{shown(own_words(question))}\n\n{words}", then=then)

    intro = f"{shown(own_words(question))}\n{question_words(screen.sitting, question)}"
    form = Form(
        _("Open vote: enter the figures"),
        [
            Field(id="for_", label=_("For"), kind="number"),
            Field(id="against", label=_("Against"), kind="number", value="0"),
            Field(id="abstain", label=_("Abstained"), kind="number", value="0"),
        ],
        check=lambda values: screen.why_not(action(values)),
        live=live,
        intro=intro,
    )
    screen.app.push_screen(form, answered)


def _verdict(
    sitting: Sitting, question: Question, votes: act.DecideQuestion
) -> tuple[int | None, bool]:
    return question_verdict(sitting, question, votes.for_, votes.against, votes.abstain)


def _adopted_words(adopted: bool) -> str:
    return _("ADOPTED") if adopted else _("NOT ADOPTED")


def _verdict_words(sitting: Sitting, question: Question, votes: act.DecideQuestion) -> str:
    """Return the figures and what they decide, as it is said before they are recorded."""
    needed, adopted = _verdict(sitting, question, votes)
    words = _("For {n}, against {against}, abstained {abstain}; present {present}").format(
        n=votes.for_, against=votes.against, abstain=votes.abstain, present=sitting.present
    )
    if needed is not None:
        words += ", " + _("{needed} needed").format(needed=needed)
    end = _("What was decided is not voted on again.")
    return f"{words}: {_adopted_words(adopted)}. {end}"


def vote(screen: "SittingScreen", put: Callable[[], None], kinds: tuple[str, ...]) -> None:
    """Enter the figures of a question that waits for them, or put a new one."""
    waiting = undecided(screen.sitting, kinds)
    if waiting is not None:
        enter_votes(screen, waiting)
    else:
        put()


def ask_question(screen: "SittingScreen") -> act.Action | Refusal:
    """Return what is judged for "may a question be put or decided now"."""
    if not screen.sitting.roll_call_closed:
        return not_now("The roll call is not closed; who is present is not established yet.")
    probe = free_id("probe", screen.sitting.questions)
    return act.PutQuestion(id=probe, kind="other", text="-")


def question_content(sitting: Sitting, question: Question) -> Content:
    """Return an open vote under way: what it is on, and the majority it needs."""
    return Content.assemble(
        (shown(own_words(question)), "bold"),
        "\n\n",
        (question_words(sitting, question), "$foreground-muted"),
    )


def question_lines(
    sitting: Sitting, kinds: tuple[str, ...], cells: int, election: str | None = None
) -> list[Content]:
    """Return the open votes of some kinds, one line each, the newest last.

    Of those that belong to an election, only those of the election named.
    """
    lines = []
    for question in sitting.questions.values():
        if question.kind not in kinds or question.election not in (None, election):
            continue
        if question.adopted is None:
            sign, style, figures = "?", "$text-warning", _("not voted on yet")
        else:
            sign, style = ("✓", "$text-success") if question.adopted else ("✗", "$text-error")
            verdict = _("adopted") if question.adopted else _("not adopted")
            figures = f"{question.votes_for} : {question.against} : {question.abstain} {verdict}"
        room = max(cells - len(figures) - 4, 10)
        words = fit(own_words(question), room)
        lines.append(Content.assemble((f"{sign} ", style), words, ("  " + figures, style)))
    return lines
