"""The ballot: form, order of the names, number of papers; then the vote is opened."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from majilis_tui.desk import Recorded
from majilis_tui.languages import N_, _
from majilis_tui.phrases import FORMS, name, office_title
from majilis_tui.procedure import actions as act
from majilis_tui.procedure.actions import Action
from majilis_tui.procedure.election import Election
from majilis_tui.procedure.names import alphabetical_key, fit, shown
from majilis_tui.procedure.refusals import Refusal
from majilis_tui.procedure.rules import Form as PaperForm
from majilis_tui.screens.checklist import checklist
from majilis_tui.screens.commands import Command, not_now
from majilis_tui.screens.elections import NO_ELECTION, need_election, withdraw
from majilis_tui.screens.frame import SittingScreen
from majilis_tui.screens.general import PRINT_DUE
from majilis_tui.screens.majority import needed_words
from majilis_tui.screens.protocols import ask_sign, sign
from majilis_tui.screens.session import Session
from majilis_tui.screens.sided import SHORT
from majilis_tui.screens.steps import StepName, by_open_vote
from majilis_tui.screens.widgets.form import Field, Form, Values
from majilis_tui.screens.widgets.paper import allowed_forms, paper, usual_form
from majilis_tui.screens.widgets.rows import Rows
from majilis_tui.screens.widgets.side_panel import WIDE

# Below that the paper is not shown, as the style sheet has it.
NORMAL = 78
# Papers proposed beyond one a member, for those that are spoiled.
SPARE = 2


class Ballot(SittingScreen):
    """The names in their order beside the paper; what is fixed is fixed by the approval."""

    CSS_PATH = "ballot.tcss"
    STEP: ClassVar[StepName | None] = "ballot"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        # A proposal only: the order becomes a fact when the ballot is approved.
        self._order: list[str] = []

    def compose_body(self) -> ComposeResult:
        """Compose the names and figures beside the paper."""
        with Horizontal():
            with Vertical(id="left"):
                yield Static(id="about", markup=False)
                yield Rows(id="names")
            with VerticalScroll(id="right", can_focus=False):
                yield Static(id="paper", markup=False)
                yield Static(id="steps-to-vote", classes="card", markup=False)

    def on_mount(self) -> None:
        """Let the arrow keys move among the names."""
        self.query_one(Rows).focus()

    def draw(self) -> None:
        """Draw names, figures and paper."""
        election = self.election
        about = self.query_one("#about", Static)
        if election is None or by_open_vote(self.sitting, election):
            about.update(Content(_("There is no secret ballot to prepare.")))
            self.query_one(Rows).fill([])
            self.query_one("#paper", Static).update("")
            self.query_one("#steps-to-vote").display = False
            return
        half = (self.size.width - 6) // 2 if self.size.width >= NORMAL else self.size.width - 2
        about.update(self._about(election, half))
        order = self.order(election)
        rows = [
            (m, Content(f"{n}. {fit(name(self.sitting, m), half - 6)}"))
            for n, m in enumerate(order, 1)
        ]
        self.query_one(Rows).fill(rows)
        current = election.round
        drawn = paper(
            self.sitting,
            election.office,
            current.number,
            order,
            self._form(election),
            cells=half - 1,  # beside it stands the scroll bar
        )
        self.query_one("#paper", Static).update(drawn)
        steps = self.query_one("#steps-to-vote", Static)
        steps.display = self.size.width >= WIDE
        steps.border_title = Content(_("Steps to the vote"))
        steps.update(self._steps(election, half - 4))

    def _steps(self, election: Election, cells: int) -> Content:
        current = election.round
        steps = {
            "close_nominations": election.nominations_closed,
            "choose_officers": self.sitting.has_officers,
            "approve_ballot": current.phase != "preparing",
            "sign_protocol": current.ballot_signed,
            "open_voting": bool(current.opened_at),
        }
        return checklist(steps, cells)

    def order(self, election: Election) -> list[str]:
        """Return the names in their order: as approved, or as proposed here."""
        if election.round.phase != "preparing":
            return list(election.round.candidates)
        standing = list(election.standing)
        if sorted(self._order) != sorted(standing):
            self._order = standing
        return self._order

    def _form(self, election: Election) -> PaperForm:
        current = election.round
        if current.phase != "preparing":
            return current.form
        return usual_form(self.sitting.law.office[election.office], len(election.standing))

    def _about(self, election: Election, cells: int) -> Content:
        sitting, current = self.sitting, election.round
        title = fit(office_title(sitting, election.office), cells)
        rule = sitting.law.office[election.office].rule(current.rule_number)
        approved = current.phase != "preparing"
        lines = [
            Content.styled(title, "bold"),
            Content(_("Round {round}").format(round=current.number)),
            Content(_("Form: {form}").format(form=_(FORMS[self._form(election)]))),
            Content(needed_words(sitting, rule)),
        ]
        if approved:
            made = _("Papers made: {made}").format(made=current.made)
            state = _("approved ✓")
            if current.ballot_signed:
                state += "  " + _("protocol signed ✓")
            lines += [Content(made), Content.styled(state, "bold $text-success")]
        else:
            lines.append(Content.styled(_("not approved yet"), "bold $text-warning"))
            missing = not election.nominations_closed or not sitting.has_officers
            if missing:
                lines.append(Content(_("Nominations are closed and the commission chosen first.")))
        if self.size.height < SHORT:
            lines = [lines[0], lines[-1]]
        return Content("\n").join(lines)

    # -- what can be done ------------------------------------------------------------

    def _adopted(self, election: Election) -> str | None:
        found = [
            q.id
            for q in self.sitting.questions.values()
            if q.kind == "ballot-list" and q.election == election.id and q.adopted
        ]
        return found[-1] if found else None

    def ask_approve(self) -> Action | Refusal:
        """Return what is judged for "may the ballot be approved now"."""
        election = need_election(self)
        if isinstance(election, Refusal):
            return election
        return act.ApproveBallot(election=election.id, made=max(self.sitting.present, 1))

    def approve(self) -> None:
        """Ask for form and number, then for confirmation, and approve."""
        election = self.election
        assert election is not None
        sitting = self.sitting
        standing = election.standing
        options = tuple((form, _(FORMS[form])) for form in allowed_forms(len(standing)))
        forms: dict[str, PaperForm] = {form: form for form in allowed_forms(len(standing))}

        def action(values: Values) -> act.ApproveBallot:
            return act.ApproveBallot(
                election=election.id,
                made=int(values["made"]),
                form=forms[values["form"]],
                order=tuple(self.order(election)),
                question=self._adopted(election),
            )

        def check(values: Values) -> str | None:
            if int(values["made"]) < 1:
                return _("At least one paper has to be made.")
            return self.why_not(action(values))

        def live(values: Values) -> str:
            spare = int(values["made"]) - sitting.present
            if spare < 0:
                return _("Fewer papers than members present: {n} would get none.").format(n=-spare)
            return _("To spare for exchanges: {n}.").format(n=spare)

        def answered(values: Values | None) -> None:
            if not values:
                return
            names = ", ".join(shown(name(sitting, m)) for m in self.order(election))
            form = FORMS[values["form"]]
            consequence = _(
                "The ballot is then fixed for this round: {form}; papers: {made}, for members"
                " present: {present}; names: {names}. Nobody can withdraw any more before the"
                " round is over."
            ).format(form=_(form), made=values["made"], present=sitting.present, names=names)
            self.confirm_and_do(action(values), consequence)

        form = Form(
            _("The ballot"),
            [
                Field(
                    id="form",
                    label=_("Form"),
                    kind="choice",
                    options=options,
                    value=self._form(election),
                ),
                Field(
                    id="made",
                    label=_("Papers made"),
                    kind="number",
                    value=str(len(sitting.members) + SPARE),
                ),
            ],
            check=check,
            live=live,
        )
        self.app.push_screen(form, answered)

    def ask_open(self) -> Action | Refusal:
        """Return what is judged for "may the vote be opened now"."""
        election = need_election(self)
        return election if isinstance(election, Refusal) else act.OpenVoting(election=election.id)

    def open_voting(self) -> None:
        """Ask for the minutes, state the majority needed, then open the vote."""
        election = self.election
        assert election is not None
        office = self.sitting.law.office[election.office]
        majority = needed_words(self.sitting, office.rule(election.round.rule_number))

        def action(values: Values) -> act.OpenVoting:
            return act.OpenVoting(election=election.id, minutes=int(values["minutes"]))

        def check(values: Values) -> str | None:
            if not 1 <= int(values["minutes"]) <= 24 * 60:
                return _("From 1 to 1440 minutes.")
            return self.why_not(action(values))

        def answered(values: Values | None) -> None:
            if values:
                consequence = _(
                    "The vote is to be open for {minutes} min, members present: {present}."
                    " {majority}. The time runs once both have confirmed."
                ).format(minutes=values["minutes"], present=self.sitting.present, majority=majority)
                self.confirm_and_do(action(values), consequence)

        minutes = str(office.voting_minutes)
        form = Form(
            _("Open the vote"),
            [Field(id="minutes", label=_("Minutes"), kind="number", value=minutes)],
            check=check,
            intro=majority,
        )
        self.app.push_screen(form, answered)

    def ask_order(self) -> Refusal | None:
        """Say why the order cannot be changed now."""
        election = self.election
        if election is None:
            return NO_ELECTION
        if election.round.phase != "preparing":
            return not_now("The ballot is approved; its candidates are fixed.")
        return None if len(election.standing) > 1 else not_now("There is only one name.")

    def move_up(self) -> None:
        """Move the name under the cursor up."""
        election, chosen = self.election, self.query_one(Rows).current
        if election is None or chosen is None:
            return
        order = list(self.order(election))
        place = order.index(chosen)
        if place:
            order[place - 1], order[place] = order[place], order[place - 1]
            self._order = order
            self.redraw()
            self.query_one(Rows).move_to(chosen)

    def alphabetical(self) -> None:
        """Put the names in alphabetical order."""
        election = self.election
        if election is not None:
            key = lambda member: alphabetical_key(name(self.sitting, member))  # noqa: E731
            self._order = sorted(self.order(election), key=key)
            self.redraw()

    def ask_withdraw(self) -> Action | Refusal:
        """Return what is judged for the withdrawal of the name under the cursor."""
        election = need_election(self)
        if isinstance(election, Refusal):
            return election
        chosen = self.query_one(Rows).current
        if chosen is None:
            return not_now("Nobody has been nominated.")
        return act.Withdraw(election=election.id, candidate=chosen)

    def withdraw(self) -> None:
        """Take the name under the cursor off the list."""
        chosen = self.query_one(Rows).current
        if chosen is not None:
            withdraw(self, chosen)

    def after(self, recorded: Recorded) -> None:
        """Keep the keys with the names."""
        self.query_one(Rows).focus()

    OWN: ClassVar[tuple[Command, ...]] = (
        Command(
            id="approve_ballot",
            key="a",
            short=N_("Approve"),
            run=approve,
            probe=ask_approve,
            explained=N_("Fixes form, order and number; the number becomes the stock."),
        ),
        Command(
            id="open_voting",
            key="o",
            also=("f6",),
            short=N_("Open the vote"),
            run=open_voting,
            probe=ask_open,
        ),
        Command(id="sign_protocol", key="s", short=N_("Sign protocol"), run=sign, probe=ask_sign),
        PRINT_DUE,
        Command(
            id="move_up",
            key="u",
            title=N_("Move the name up"),
            short=N_("Move up"),
            run=move_up,
            probe=ask_order,
        ),
        Command(
            id="alphabetical",
            key="z",
            title=N_("Put the names in alphabetical order"),
            short="",
            run=alphabetical,
            probe=ask_order,
        ),
        Command(id="withdraw", key="x", short=N_("Withdraw"), run=withdraw, probe=ask_withdraw),
    )
