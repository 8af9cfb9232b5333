"""Nomination: the candidates of an election, and the open votes on them."""

from typing import ClassVar

from textual.content import Content

from majilis_tui.languages import N_, _
from majilis_tui.phrases import name, names, office_title, own_group
from majilis_tui.procedure import actions as act
from majilis_tui.procedure.actions import Action
from majilis_tui.procedure.contests import left_out
from majilis_tui.procedure.election import Election
from majilis_tui.procedure.names import fit, shown
from majilis_tui.procedure.refusals import Refusal
from majilis_tui.screens.commands import Command, not_now
from majilis_tui.screens.elections import (
    ask_nominate,
    ask_open_election,
    need_election,
    nominate,
    open_election,
    withdraw,
)
from majilis_tui.screens.majority import needed_words
from majilis_tui.screens.questions import (
    ask_question,
    put_question,
    question_content,
    question_lines,
    undecided,
    vote,
)
from majilis_tui.screens.sided import ListScreen
from majilis_tui.screens.steps import StepName
from majilis_tui.screens.widgets.dialog import Words
from majilis_tui.screens.widgets.rows import Row
from majilis_tui.screens.widgets.side_panel import Card

# In fewer cells a candidate's group is not shown.
GROUPS_FROM = 50
_QUESTIONS = ("ballot-list", "procedure", "other")


class Nomination(ListScreen):
    """Candidates one below the other; all about the one under the cursor beside them."""

    STEP: ClassVar[StepName | None] = "nomination"

    def rows(self) -> list[Row]:
        """Return the candidates."""
        election = self.election
        if election is None:
            return []
        room = self.work_cells - 2
        return [(m, self._card(election, m, room)) for m in self._listed()]

    def below(self) -> list[Content]:
        """Return the last open votes."""
        held = self.election.id if self.election is not None else None
        return question_lines(self.sitting, _QUESTIONS, self.work_cells - 2, held)[-4:]

    def cards(self, cells: int) -> list[Card]:
        """Return all about the candidate under the cursor, and the open vote under way."""
        cards = []
        waiting = undecided(self.sitting, _QUESTIONS)
        if waiting is not None:
            cards.append(Card(_("Open vote"), question_content(self.sitting, waiting)))
        if self.current is not None:
            cards.append(Card(_("Candidate"), self._about(self.current)))
        return cards

    def _listed(self) -> list[str]:
        election = self.election
        if election is None:
            return []
        listed = election.round.candidates
        return [*listed, *(m for m in election.withdrawn if m not in listed)]

    def heading(self) -> Content:
        """Return the office, the state of its nominations, and the majority needed."""
        election = self.election
        if election is None:
            return Content(_("No election is open. o opens one; k goes to the commission."))
        rule = self.sitting.law.office[election.office].rule(election.round.rule_number)
        title = shown(office_title(self.sitting, election.office))
        if election.round.number > 1:
            title += " · " + _("round {round}").format(round=election.round.number)
        state = (
            _("nominations are closed")
            if election.nominations_closed
            else _("nominations are open")
        )
        if self.short:
            return Content.styled(fit(title, self.work_cells), "bold")
        return Content.assemble(
            (title, "bold"),
            "  ",
            (state, "$foreground-muted"),
            "\n",
            (needed_words(self.sitting, rule), "$foreground-muted"),
        )

    def _card(self, election: Election, candidate: str, room: int) -> Content:
        sitting = self.sitting
        member = sitting.members[candidate]
        nomination = election.nomination(candidate)
        standing = candidate not in election.withdrawn
        place = f"{self._listed().index(candidate) + 1}. " if standing else "   "
        gone = "" if standing else _("withdrew") + "  "
        group_room = 18 if room >= GROUPS_FROM else 0
        head = fit(f"{place}{name(sitting, candidate)}", room - group_room - 4)
        lines = [
            Content.assemble(
                (head, "bold" if standing else "strike"),
                ("  " + fit(own_group(member), group_room), "$foreground-muted"),
                ("  " + gone, "$text-warning"),
            )
        ]
        if nomination is not None:
            by = _("proposed by {name}").format(name=name(sitting, nomination.proposer))
            lines.append(Content("   " + fit(by, room - 4)))
            if nomination.offices:
                offices = fit("; ".join(nomination.offices), room - 4)
                lines.append(Content.styled("   " + offices, "$foreground-muted"))
        return Content("\n").join(lines)

    # -- what can be done ------------------------------------------------------------

    def ask_withdraw(self) -> Action | Refusal:
        """Return what is judged for the withdrawal of the candidate under the cursor."""
        election = need_election(self)
        if isinstance(election, Refusal):
            return election
        if self.current is None:
            return not_now("Nobody has been nominated.")
        return act.Withdraw(election=election.id, candidate=self.current)

    def withdraw(self) -> None:
        """Take the candidate under the cursor off the list."""
        rejected = left_out(self.sitting, self.election) if self.election else ()
        if rejected:
            withdraw(self, rejected[0], _("not put on the ballot by the chamber"))
        elif self.current is not None:
            withdraw(self, self.current)

    def open_vote(self) -> None:
        """Enter the figures that are due, or put the question on the candidate."""
        vote(self, self._put, _QUESTIONS)

    def _put(self) -> None:
        election = self.election
        candidate = None if election is None else self._next_to_put(election)
        if election is None or candidate is None or not self._lists_names(election):
            put_question(self, "other", "")
            return
        text = _("Put {name} on the ballot for the secret vote").format(
            name=shown(name(self.sitting, candidate))
        )
        put_question(self, "ballot-list", text, election=election.id, candidate=candidate)

    def _next_to_put(self, election: Election) -> str | None:
        """Return the candidate under the cursor, once that is decided the next in the list."""
        rejected = left_out(self.sitting, election)
        decided = {
            question.candidate
            for question in self.sitting.questions.values()
            if question.kind == "ballot-list" and question.election == election.id
        } - set(rejected)
        waiting = [c for c in election.standing if c not in decided]
        return self.current if self.current in waiting or not waiting else waiting[0]

    def _lists_names(self, election: Election) -> bool:
        return election.round.phase == "preparing" and not self._by_open_vote(election)

    def _by_open_vote(self, election: Election) -> bool:
        return self.sitting.law.office[election.office].vote == "open"

    def ask_close(self) -> Action | Refusal:
        """Return what closes the list of candidates."""
        election = need_election(self)
        if isinstance(election, Refusal):
            return election
        return act.CloseNominations(election=election.id)

    def close_list(self) -> None:
        """Ask whether there are no other names, then close the list."""
        election = self.election
        assert election is not None
        listed = ", ".join(shown(name(self.sitting, m)) for m in election.standing)
        consequence = _(
            "No other names? The list is closed with: {names}. In this round nobody can be added"
            " to it; a candidate can still withdraw until the ballot is approved."
        ).format(names=listed)
        rejected = left_out(self.sitting, election)
        if rejected:
            words = _("The chamber did not put on the ballot: {names}.")
            said = words.format(names=shown(names(self.sitting, rejected)))
            consequence = f"{said} {consequence}"
        self.confirm_and_do(act.CloseNominations(election=election.id), consequence)

    def ask_card(self) -> Refusal | None:
        """Say that there is nobody to be looked at."""
        return None if self.current is not None else not_now("Nobody has been nominated.")

    def show_card(self) -> None:
        """Show everything that was said about the candidate under the cursor."""
        if self.current is not None:
            self.app.push_screen(Words(_("Candidate"), self._about(self.current)))

    def _about(self, candidate: str) -> Content:
        member = self.sitting.members[candidate]
        parts = [shown(own_group(member))]
        nomination = self.election.nomination(candidate) if self.election is not None else None
        if nomination is not None:
            proposer = shown(name(self.sitting, nomination.proposer))
            parts += ["", _("proposed by {name}").format(name=proposer)]
            parts += [f"· {shown(office)}" for office in nomination.offices]
            if nomination.statement:
                parts += ["", *map(shown, nomination.statement.split("\n"))]
        called = shown(name(self.sitting, candidate))
        return Content.assemble((called, "bold"), "\n", "\n".join(parts))

    OWN: ClassVar[tuple[Command, ...]] = (
        Command(
            id="open_election",
            key="o",
            short=N_("Open election"),
            run=open_election,
            probe=ask_open_election,
        ),
        Command(id="nominate", key="n", short=N_("Nominate"), run=nominate, probe=ask_nominate),
        Command(id="withdraw", key="x", short=N_("Withdraw"), run=withdraw, probe=ask_withdraw),
        Command(
            id="open_vote",
            key="v",
            title=N_("Open vote: put a question or enter its figures"),
            short=N_("Open vote"),
            run=open_vote,
            probe=ask_question,
            explained=N_("On including the candidate in the ballot, or on any other question."),
        ),
        Command(
            id="close_nominations",
            key="c",
            also=("f6",),
            title=N_("No other names: close nominations"),
            short=N_("No other names"),
            run=close_list,
            probe=ask_close,
        ),
        Command(
            id="show_card",
            key="enter",
            title=N_("All about the candidate"),
            short="",
            run=show_card,
            probe=ask_card,
        ),
        Command(
            id="commission",
            key="k",
            title=N_("Go to the counting commission"),
            short=N_("Commission"),
            run=lambda screen: screen.go_to("commission"),
        ),
    )
