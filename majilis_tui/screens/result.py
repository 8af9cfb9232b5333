"""The result: the commission's report, the declaration, and what follows from it."""

from typing import ClassVar

from textual.content import Content

from majilis_tui.languages import N_, _
from majilis_tui.phrases import name, office_title
from majilis_tui.procedure import actions as act
from majilis_tui.procedure.actions import Action
from majilis_tui.procedure.contests import figures, office_questions
from majilis_tui.procedure.election import Election
from majilis_tui.procedure.names import fit, shown
from majilis_tui.procedure.refusals import Refusal
from majilis_tui.screens import rounds, voiding
from majilis_tui.screens.announcement import COUNTED, ending, read_aloud, reported
from majilis_tui.screens.checklist import checklist
from majilis_tui.screens.commands import Command, not_now
from majilis_tui.screens.elections import (
    ask_open_election,
    need_election,
    open_election,
    withdraw,
)
from majilis_tui.screens.general import PRINT_DUE
from majilis_tui.screens.majority import needed_words
from majilis_tui.screens.protocols import ask_sign, sign
from majilis_tui.screens.questions import ask_question, enter_votes, put_question, vote
from majilis_tui.screens.sided import ListScreen
from majilis_tui.screens.steps import StepName, by_open_vote, void_lines
from majilis_tui.screens.tallies import candidate_lines
from majilis_tui.screens.widgets.account import account_content
from majilis_tui.screens.widgets.columns import flowing
from majilis_tui.screens.widgets.rows import Row
from majilis_tui.screens.widgets.side_panel import Card, side_cells

_OPEN_VOTE_STEPS = ("declare", "close_election")
_DOT = " · "
_QUESTIONS = ("protocol", "procedure", "other")


class Result(ListScreen):
    """The figures of the newest round, who is elected, and the other elections."""

    STEP: ClassVar[StepName | None] = "result"

    # -- drawing -----------------------------------------------------------------

    def heading(self) -> Content:
        """Return the report, and how the round stands."""
        election = self.election
        outcome = self._outcome(election)
        if self.short and outcome.plain:
            return outcome
        return self._report(election) + (Content("\n") + outcome if outcome.plain else "")

    def rows(self) -> list[Row]:
        """Return the candidates with their figures."""
        election = self.election
        if election is None:
            return []
        listed, room = election.round.candidates, self.work_cells - 2
        return [
            (m, candidate_lines(self.sitting, election, m, room, last=m == listed[-1]))
            for m in listed
        ]

    def below(self) -> list[Content]:
        """Return the other elections and who is in the chair, where no card says so."""
        wide = side_cells(self.size.width) > 0
        return [] if wide else [Content(line) for line in self._others(self.work_cells - 2)]

    def cards(self, cells: int) -> list[Card]:
        """Return what is done and left to do, the account, and the other elections."""
        election = self.election
        cards = []
        if election is not None:
            cards.append(Card(_("Steps to the result"), self._steps(election, cells)))
            if election.round.finished:
                account = account_content(election.round, cells)
                cards.append(Card(_("Account of the papers"), account))
        others = self._others(cells)
        if others:
            cards.append(Card(_("The sitting"), Content("\n".join(others))))
        return cards

    def _steps(self, election: Election, cells: int) -> Content:
        current = election.round
        told = current.phase in ("announced", "declared")
        steps = {
            "finish_count": current.finished,
            "sign_protocol": current.signed,
            "announce_result": told,
            "declare": current.phase == "declared",
            "close_election": election.closed,
        }
        if by_open_vote(self.sitting, election):
            steps = {step: done for step, done in steps.items() if step in _OPEN_VOTE_STEPS}
        return checklist(steps, cells)

    def _others(self, room: int) -> list[str]:
        election = self.election
        others = [
            fit(f"{office_title(self.sitting, e.office)}: {ending(self.sitting, e)}", room)
            for e in self.sitting.elections.values()
            if election is not None and e.id != election.id
        ]
        chair = self.sitting.presiding
        if chair is not None and chair.name != "—":
            words = _("In the chair: {name}, {office}")
            others.append(fit(words.format(name=chair.name, office=chair.office), room))
        if self.sitting.closed and self.sitting.protocols:
            words = _("On the last protocol stands the head code {head}.")
            others.append(fit(words.format(head=self.sitting.protocols[-1].head_code), room))
        return others

    def _report(self, election: Election | None) -> Content:
        if election is None:
            return Content(_("No election has been opened."))
        current = election.round
        title = fit(office_title(self.sitting, election.office), self.work_cells - 18)
        if current.number > 1:
            title += " · " + _("round {round}").format(round=current.number)
        rule = self.sitting.law.office[election.office].rule(current.rule_number)
        needed = current.needed if current.phase in COUNTED else None
        lines = [Content.styled(title, "bold")]
        lines += [Content.styled(line, "$text-warning") for line in void_lines(election)]
        if current.phase in COUNTED and not by_open_vote(self.sitting, election):
            sums = figures(self.sitting, current)
            words = _(
                "Ballots made {made} · issued {issued} · spoiled {spoiled}"
                " · in the box {found} · invalid {invalid} · blank {blank}"
            )
            if self.panel_cells:
                words = _("In the box {found} · invalid {invalid} · blank {blank}")
            told = words.format(
                made=current.made,
                issued=current.issued,
                spoiled=current.spoiled,
                found=current.found,
                invalid=sums.invalid,
                blank=sums.blank,
            )
            lines += map(Content, flowing(told.split(_DOT), self.work_cells, _DOT))
            needed = sums.needed(rule.needed, current.of)
        elif by_open_vote(self.sitting, election):
            lines.append(Content(_("By open vote, one candidate after the other.")))
        else:
            lines.append(Content(_("The count is not finished; there are no figures before.")))
        lines.append(Content.styled(needed_words(self.sitting, rule, needed), "$foreground-muted"))
        return Content("\n").join(lines)

    def _outcome(self, election: Election | None) -> Content:
        if election is None:
            return Content("")
        current = election.round
        if current.phase == "declared" or election.closed:
            won = election.outcome == "elected"
            words = ending(self.sitting, election)
            if won:
                words += ", " + shown(office_title(self.sitting, election.office))
            return Content.styled(words, "bold $text-success" if won else "bold $text-warning")
        if current.phase == "finished":
            return Content(_("The commission has not reported yet."))
        if current.phase == "announced":
            return Content(_("The commission has reported. The presiding officer declares."))
        return Content("")

    # -- what can be done ----------------------------------------------------------

    def ask_announce(self) -> Action | Refusal:
        """Return what is judged for "may the result be announced now"."""
        election = need_election(self)
        return (
            election if isinstance(election, Refusal) else act.AnnounceResult(election=election.id)
        )

    def announce(self) -> None:
        """Ask, then put the report on record."""
        election = self.election
        assert election is not None
        words = reported(self, election)
        consequence = _("The commission's chairman reports these numbers to the chamber:")
        self.confirm_and_do(act.AnnounceResult(election=election.id), f"{consequence}\n\n{words}")

    def ask_vote(self) -> Action | Refusal | None:
        """Return what is judged for an open vote: on the candidate under the cursor, or on any."""
        election = need_election(self)
        if isinstance(election, Refusal):
            return election
        if not by_open_vote(self.sitting, election):
            return ask_question(self)
        if self.current is None:
            return not_now("Nobody has been nominated.")
        asked = office_questions(self.sitting, election, election.round.number)
        waiting = asked.get(self.current)
        if waiting is not None and waiting.adopted is None:
            return act.DecideQuestion(id=waiting.id, for_=0, against=0, abstain=0)
        return act.PutQuestion(
            id="probe", kind="office", text="-", election=election.id, candidate=self.current
        )

    def _put_protocol(self) -> None:
        """Put the protocol on the results to the chamber, otherwise any question."""
        election = self.election
        if election is None or election.round.phase != "announced":
            put_question(self, "other", "")
            return
        signed = [p.number for p in self.sitting.protocols if p.election == election.id]
        text = _("Approve protocol No. {number} on the results").format(number=signed[-1])
        put_question(self, "protocol", text, election=election.id)

    def open_vote(self) -> None:
        """Put the candidate under the cursor to the vote, or enter the figures that are due.

        Where the office is not filled by open vote, any other question.
        """
        election, candidate = self.election, self.current
        if not by_open_vote(self.sitting, election):
            vote(self, self._put_protocol, _QUESTIONS)
            return
        if election is None or candidate is None:
            return
        asked = office_questions(self.sitting, election, election.round.number).get(candidate)
        if asked is not None:
            enter_votes(self, asked)
            return
        text = _("Elect {name}: {office}").format(
            name=shown(name(self.sitting, candidate)),
            office=shown(office_title(self.sitting, election.office)),
        )
        put_question(self, "office", text, election=election.id, candidate=candidate)

    def ask_withdraw(self) -> Action | Refusal:
        """Return what is judged for the withdrawal of the candidate under the cursor."""
        election = need_election(self)
        if isinstance(election, Refusal):
            return election
        if self.current is None:
            return not_now("Nobody has been nominated.")
        return act.Withdraw(election=election.id, candidate=self.current)

    def withdraw(self) -> None:
        """Take the candidate under the cursor off before the next round."""
        if self.current is not None:
            withdraw(self, self.current)

    def ask_read(self) -> Refusal | None:
        """Say that there is nothing to be read aloud yet."""
        election = self.election
        if election is not None and (rounds.counted(self) or election.round.phase == "declared"):
            return None
        return not_now("The count is not finished; there are no figures before.")

    def read_aloud(self) -> None:
        """Show the words of the report and of the declaration."""
        assert self.election is not None
        read_aloud(self, self.election)

    OWN: ClassVar[tuple[Command, ...]] = (
        Command(id="sign_protocol", key="s", short=N_("Sign"), run=sign, probe=ask_sign),
        Command(id="announce_result", key="a", run=announce, probe=ask_announce),
        Command(
            id="declare",
            key="d",
            short=N_("Declare"),
            run=rounds.declare,
            probe=rounds.ask_declare,
            explained=N_("The presiding officer's word; who sits here records it."),
        ),
        Command(
            id="open_vote",
            key="v",
            title=N_("Open vote: put a question or enter its figures"),
            short=N_("Vote"),
            run=open_vote,
            probe=ask_vote,
        ),
        Command(
            id="next_round",
            key="n",
            run=rounds.next_round,
            probe=rounds.ask_next_round,
        ),
        PRINT_DUE,
        Command(
            id="void_round",
            key="u",
            title=N_("Void the vote"),
            short="",
            run=voiding.void_round,
            probe=voiding.ask_void,
            explained=N_("Its procedure was broken, as a majority of all seats decided."),
        ),
        Command(
            id="close_election",
            key="c",
            short=N_("Close election"),
            run=rounds.close_election,
            probe=rounds.ask_close,
        ),
        Command(
            id="hand_over_chair",
            key="h",
            short=N_("Chair"),
            run=rounds.hand_over_chair,
            probe=lambda _s: act.HandOverChair(name="-", office="-"),
        ),
        Command(
            id="open_election",
            key="o",
            short=N_("Next election"),
            run=open_election,
            probe=ask_open_election,
        ),
        Command(
            id="read_aloud",
            key="enter",
            also=("t",),
            title=N_("Text to read aloud"),
            short=N_("Read aloud"),
            run=read_aloud,
            probe=ask_read,
        ),
        Command(
            id="draw_lot",
            key="g",
            short="",
            run=rounds.draw_lot,
            probe=rounds.ask_lot,
        ),
        Command(
            id="withdraw",
            key="x",
            short="",
            run=withdraw,
            probe=ask_withdraw,
            explained=N_("Between rounds a candidate may withdraw."),
        ),
        Command(
            id="close_sitting",
            key="z",
            short=N_("Close sitting"),
            run=rounds.close_sitting,
            probe=lambda _s: act.CloseSitting(),
        ),
    )
