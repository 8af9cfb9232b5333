"""The result: the commission's report, the declaration, and what follows from it."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from majilis_tui.desk import Recorded
from majilis_tui.languages import N_, _
from majilis_tui.phrases import OUTCOMES, name, office_title
from majilis_tui.procedure import actions as act
from majilis_tui.procedure.actions import Action
from majilis_tui.procedure.contests import figures, office_questions, verdict
from majilis_tui.procedure.election import Election
from majilis_tui.procedure.names import fit, shown
from majilis_tui.procedure.refusals import Refusal
from majilis_tui.screens import rounds
from majilis_tui.screens.announcement import (
    COUNTED,
    declaration_lines,
    ending,
    report_lines,
)
from majilis_tui.screens.commands import Command, not_now
from majilis_tui.screens.elections import (
    ask_open_election,
    need_election,
    open_election,
    withdraw,
)
from majilis_tui.screens.frame import SittingScreen
from majilis_tui.screens.majority import needed_words
from majilis_tui.screens.protocols import ask_sign, sign
from majilis_tui.screens.questions import enter_votes, put_question
from majilis_tui.screens.steps import StepName, by_open_vote
from majilis_tui.screens.tallies import candidate_lines
from majilis_tui.screens.widgets.dialog import Words
from majilis_tui.screens.widgets.rows import Rows


class Result(SittingScreen):
    """The figures of the newest round, who is elected, and the other elections below."""

    CSS_PATH = "result.tcss"
    STEP: ClassVar[StepName | None] = "result"

    def compose_body(self) -> ComposeResult:
        """Compose the report, the candidates, the outcome, and the other elections."""
        yield Static(id="report", markup=False)
        yield Rows(id="standing")
        yield Static(id="outcome", markup=False)
        yield Static(id="others", markup=False)

    def on_mount(self) -> None:
        """Let the arrow keys move among the candidates."""
        self.query_one(Rows).focus()

    # -- drawing -----------------------------------------------------------------

    def draw(self) -> None:
        """Draw report, candidates, outcome and the other elections."""
        election = self.election
        room = self.size.width - 4
        self.query_one("#report", Static).update(self._report(election))
        listed = election.round.candidates if election is not None else ()
        rows = [
            (m, candidate_lines(self.sitting, election, m, room))
            for m in listed
            if election is not None
        ]
        self.query_one(Rows).fill(rows)
        self.query_one("#outcome", Static).update(self._outcome(election))
        others = [
            fit(f"{office_title(self.sitting, e.office)}: {ending(self.sitting, e)}", room)
            for e in self.sitting.elections.values()
            if election is not None and e.id != election.id
        ]
        if self.sitting.presiding is not None and self.sitting.presiding.name != "—":
            chair = self.sitting.presiding
            others.append(
                fit(
                    _("In the chair: {name}, {office}").format(
                        name=chair.name, office=chair.office
                    ),
                    room,
                )
            )
        self.query_one("#others", Static).update(Content("\n".join(others)))

    def _report(self, election: Election | None) -> Content:
        if election is None:
            return Content(_("No election has been opened."))
        current = election.round
        title = fit(office_title(self.sitting, election.office), self.size.width - 20)
        if current.number > 1:
            title += " · " + _("round {round}").format(round=current.number)
        rule = self.sitting.law.office[election.office].rule(current.number)
        needed = current.needed if current.phase in COUNTED else None
        lines = [Content.styled(title, "bold")]
        if current.phase in COUNTED and not by_open_vote(self.sitting, election):
            sums = figures(self.sitting, current)
            lines.append(
                Content(
                    _(
                        "Ballots made {made} · issued {issued} · spoiled {spoiled}"
                        " · in the box {found} · invalid {invalid} · blank {blank}"
                    ).format(
                        made=current.made,
                        issued=current.issued,
                        spoiled=current.spoiled,
                        found=current.found,
                        invalid=sums.invalid,
                        blank=sums.blank,
                    )
                )
            )
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

    @property
    def current(self) -> str | None:
        """The candidate under the cursor."""
        return self.query_one(Rows).current

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
        words = "\n".join(report_lines(self.sitting, election)[3:])
        consequence = _("The commission's chairman reports these numbers to the chamber:")
        self.confirm_and_do(act.AnnounceResult(election=election.id), f"{consequence}\n\n{words}")

    def ask_vote(self) -> Action | Refusal | None:
        """Return what is judged for an open vote on the candidate under the cursor."""
        election = need_election(self)
        if isinstance(election, Refusal):
            return election
        if not by_open_vote(self.sitting, election):
            return not_now("This office is filled by secret ballot.")
        if self.current is None:
            return not_now("Nobody has been nominated.")
        asked = office_questions(self.sitting, election, election.round.number)
        waiting = asked.get(self.current)
        if waiting is not None and waiting.adopted is None:
            return act.DecideQuestion(id=waiting.id, for_=0, against=0, abstain=0)
        return act.PutQuestion(
            id="probe", kind="office", text="-", election=election.id, candidate=self.current
        )

    def open_vote(self) -> None:
        """Put the candidate under the cursor to the vote, or enter the figures that are due."""
        election, candidate = self.election, self.current
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
        election = self.election
        assert election is not None
        lines: list[str] = []
        if not by_open_vote(self.sitting, election):
            lines += [_("THE COMMISSION'S CHAIRMAN"), *report_lines(self.sitting, election), ""]
            found = verdict(self.sitting, election)
            if found.outcome == "tie" and not election.round.lot:
                lines += [_(OUTCOMES[found.outcome]).upper(), ""]
        lines += [_("THE PRESIDING OFFICER"), *declaration_lines(self.sitting, election), ""]
        lines.append(_("Head code: {code}").format(code=self.desk.head_code))
        self.app.push_screen(Words(_("To read aloud"), "\n".join(lines)))

    def after(self, recorded: Recorded) -> None:
        """Keep the keys with the candidates."""
        self.query_one(Rows).focus()

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
            title=N_("Open vote on the candidate"),
            short=N_("Open vote"),
            run=open_vote,
            probe=ask_vote,
        ),
        Command(
            id="next_round",
            key="n",
            run=rounds.next_round,
            probe=rounds.ask_next_round,
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
