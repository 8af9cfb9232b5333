"""The counting commission: elected by open vote, with a chairman and a secretary of its own."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from majilis_tui.desk import Recorded
from majilis_tui.languages import N_, _
from majilis_tui.phrases import attendance_words, listed, name, own_group, with_attendance
from majilis_tui.procedure import actions as act
from majilis_tui.procedure.actions import Action
from majilis_tui.procedure.names import fit
from majilis_tui.procedure.refusals import Refusal
from majilis_tui.screens.commands import Command, not_now
from majilis_tui.screens.frame import SittingScreen
from majilis_tui.screens.pins import choose_pins
from majilis_tui.screens.protocols import ask_sign, sign
from majilis_tui.screens.questions import ask_question, put_question, question_lines, vote
from majilis_tui.screens.steps import StepName, current_step
from majilis_tui.screens.widgets.form import At, Field, Form, Values
from majilis_tui.screens.widgets.picker import Picker
from majilis_tui.screens.widgets.rows import Rows


class Commission(SittingScreen):
    """The members of the commission, its officers, and the vote that elected it."""

    CSS_PATH = "commission.tcss"
    STEP: ClassVar[StepName | None] = "commission"

    def compose_body(self) -> ComposeResult:
        """Compose the state, the members and the open votes."""
        yield Static(id="state", markup=False)
        yield Rows(id="belonging")
        yield Static(id="questions", markup=False)

    def on_mount(self) -> None:
        """Let the arrow keys move among the members."""
        self.query_one(Rows).focus()

    def draw(self) -> None:
        """Draw state, members and open votes."""
        sitting = self.sitting
        room = self.size.width - 4
        if not sitting.commission:
            state = _("There is no counting commission yet. Nominees may not belong to it.")
        else:
            state = _("Members of the counting commission: {n}").format(n=len(sitting.commission))
        if sitting.officers_signed:
            state += "   " + _("protocol on its officers signed ✓")
        self.query_one("#state", Static).update(Content.styled(state, "bold"))
        self.query_one(Rows).fill([(m, self._line(m, room)) for m in sitting.commission])
        lines = question_lines(sitting, ("commission", "procedure", "other"), room)[-4:]
        self.query_one("#questions", Static).update(Content("\n").join(lines))

    def _line(self, member: str, room: int) -> Content:
        sitting = self.sitting
        office = {sitting.chairman: _("chairman"), sitting.secretary: _("secretary")}.get(member)
        group = own_group(sitting.members[member])
        away = attendance_words(sitting, member)
        return Content.assemble(
            fit(name(sitting, member), room // 2),
            ("  " + fit(group, room // 4), "$foreground-muted"),
            ("  " + (office or ""), "bold $text-accent"),
            ("  " + away, "$text-warning") if away else "",
        )

    def hint(self) -> str:
        """Return what comes next; when the commission is complete, how to go on from here."""
        words = super().hint()
        if not self.sitting.has_officers or self.sitting.closed:
            return words
        to_ballot = current_step(self.sitting, self.election) == "ballot"
        on = _("Esc: on to the ballot") if to_ballot else _("Esc: on")
        if not self.sitting.officers_signed:
            return _("The commission signs the protocol on its officers; {on}.").format(on=on)
        return f"{on}." if to_ballot else f"{on}. {words}"

    def open_vote(self) -> None:
        """Enter the figures that are due, or put the question on the commission."""
        text = _("Elect the counting commission")
        vote(
            self,
            lambda: put_question(self, "commission", text),
            ("commission", "procedure", "other"),
        )

    def ask_form(self) -> Action | Refusal:
        """Return what is judged for "may a commission be formed now"."""
        sitting = self.sitting
        free = [m for m in sitting.members if m not in sitting.candidates()]
        return act.FormCommission(members=tuple(free[:2]))

    def form(self) -> None:
        """Mark the members of the commission in the list of all members."""
        sitting = self.sitting
        adopted = [q.id for q in sitting.questions.values() if q.kind == "commission" and q.adopted]

        def chosen(members: tuple[str, ...] | None) -> None:
            if members is None:
                return
            question = adopted[-1] if adopted else None
            consequence = _("Members of the counting commission: {names}.").format(
                names=listed(with_attendance(sitting, m) for m in members)
            )
            action = act.FormCommission(members=members, question=question)
            self.confirm_and_do(action, consequence)

        standing = sitting.candidates()
        free = [m for m in sitting.members.values() if m.id not in standing]
        picker = Picker(
            _("Counting commission: mark its members"),
            free,
            marked=sitting.commission,
            told=lambda member: attendance_words(sitting, member),
        )
        self.app.push_screen(picker, chosen)

    def ask_officers(self) -> Action | Refusal:
        """Return what is judged for "may officers be chosen now"."""
        commission = self.sitting.commission
        if len(commission) < 2:
            return not_now("There is no counting commission yet.")
        return act.ChooseOfficers(chairman=commission[0], secretary=commission[1])

    def officers(self) -> None:
        """Ask whom the commission chose as chairman and secretary, then once more with names."""
        sitting = self.sitting
        here = [m for m in sitting.commission if sitting.is_present(m)]
        first = sitting.chairman if sitting.chairman in here else next(iter(here), "")
        others = [m for m in here if m != first]
        second = sitting.secretary if sitting.secretary in others else next(iter(others), "")

        def action(values: Values) -> act.ChooseOfficers:
            return act.ChooseOfficers(chairman=values["chairman"], secretary=values["secretary"])

        def check(values: Values) -> str | None:
            for office in ("chairman", "secretary"):
                if not values[office]:
                    return At(office, _("Choose with ← →; nobody who is present is left."))
            return self.why_not(action(values))

        def answered(values: Values | None) -> None:
            if values:
                consequence = _(
                    "Chairman of the commission: {chairman}; secretary: {secretary}. It goes on"
                    " record and is not undone; only a further choice by the commission changes"
                    " it."
                ).format(
                    chairman=with_attendance(sitting, values["chairman"]),
                    secretary=with_attendance(sitting, values["secretary"]),
                )
                self.confirm_and_do(action(values), consequence)

        def field(office: str, label: str, chosen: str) -> Field:
            options = [(m, with_attendance(sitting, m)) for m in sitting.commission]
            nobody = [] if chosen else [("", "—")]
            return Field(
                id=office,
                label=label,
                kind="choice",
                options=(*nobody, *options),
                value=chosen,
            )

        form = Form(
            _("The commission's officers"),
            [
                field("chairman", _("Chairman"), first),
                field("secretary", _("Secretary"), second),
            ],
            check=check,
            intro=_("← → go through the members of the commission."),
        )
        self.app.push_screen(form, answered)

    def after(self, recorded: Recorded) -> None:
        """Keep the keys with the members; new officers choose their PINs."""
        self.query_one(Rows).focus()
        line = recorded.line
        if line is not None and line.entry.action == "choose_officers":
            choose_pins(self, self.go_on)

    def go_on(self) -> None:
        """Go where the sitting stands if only the commission was waited for."""
        if current_step(self.sitting, self.election) == "ballot":
            self.go_to("ballot")

    OWN: ClassVar[tuple[Command, ...]] = (
        Command(
            id="open_vote",
            key="v",
            title=N_("Open vote: put a question or enter its figures"),
            short=N_("Open vote"),
            run=open_vote,
            probe=ask_question,
        ),
        Command(
            id="form_commission", key="f", short=N_("Form commission"), run=form, probe=ask_form
        ),
        Command(
            id="choose_officers",
            key="o",
            short=N_("Choose officers"),
            run=officers,
            probe=ask_officers,
        ),
        Command(id="sign_protocol", key="s", short=N_("Sign protocol"), run=sign, probe=ask_sign),
    )
