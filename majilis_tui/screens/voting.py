"""Voting: ballots handed out against the certificate, and the time that is left."""

from typing import ClassVar

from msgspec.structs import replace
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.content import Content
from textual.widgets import Static

from majilis_tui.desk import Recorded
from majilis_tui.languages import N_, _
from majilis_tui.phrases import FORMS, STATUSES, name, office_title, own_group
from majilis_tui.procedure import actions as act
from majilis_tui.procedure.actions import Action
from majilis_tui.procedure.election import Election
from majilis_tui.procedure.members import Member
from majilis_tui.procedure.names import fit, shown, width
from majilis_tui.procedure.refusals import Refusal
from majilis_tui.screens import in_line, voting_time as time
from majilis_tui.screens.agreeing import BOTH
from majilis_tui.screens.commands import Command, not_now
from majilis_tui.screens.elections import need_election
from majilis_tui.screens.frame import SittingScreen
from majilis_tui.screens.majority import needed_words
from majilis_tui.screens.steps import StepName
from majilis_tui.screens.widgets.agreement import Officer
from majilis_tui.screens.widgets.bar import bar
from majilis_tui.screens.widgets.columns import column
from majilis_tui.screens.widgets.countdown import Countdown, clock_text, seconds_left
from majilis_tui.screens.widgets.member_list import MemberList
from majilis_tui.screens.widgets.paper import paper
from majilis_tui.screens.widgets.side_panel import side_cells
from majilis_tui.search import NameSearch, meant

NOBODY = not_now("Nobody is under the cursor.")
NOT_SURE = not_now("Not sure who is meant; type the name, or choose with the arrows.")
# As voting.tcss has it, where the countdown stands above the list.
COUNTDOWN = 27
# What the gap beside the panel, a frame and its padding take of it.
SIDE_EDGES = 5
# The lines of the paper where more stands below it.
MOST_PAPER_LINES = 14


class Voting(SittingScreen):
    """The ballot, the majority needed, the numbers, the time, and who may receive a paper.

    The list is in the order of the roster: it says who has a ballot, as the signed issuing list
    does, and not in which order they came.
    """

    CSS_PATH = "voting.tcss"
    STEP: ClassVar[StepName | None] = "voting"

    only_remaining = False
    # The first in the list was not named by anyone: Enter waits for a name or an arrow.
    unnamed = True

    def compose_body(self) -> ComposeResult:
        """Compose ballot and countdown beside or above numbers and list."""
        with Container(id="voting"):
            with Container(id="side"):
                yield Static(id="ballot", markup=False)
                yield Countdown(id="countdown")
                yield Static(id="stock", classes="card", markup=False)
            with Vertical(id="main"):
                yield Static(id="brief", markup=False)
                yield Static(id="figures", markup=False)
                yield MemberList(id="electors")

    def on_mount(self) -> None:
        """Let typing search at once."""
        self.query_one(MemberList).rows.focus()

    # -- drawing ---------------------------------------------------------------------

    def draw(self) -> None:
        """Draw everything."""
        election = self.election
        ballot = self.query_one("#ballot", Static)
        side = side_cells(self.size.width)
        self.query_one("#side").styles.width = side or "1fr"
        if election is None:
            ballot.update(Content(_("No election has been opened.")))
        elif side and election.round.made:
            ballot.update(self._paper(election, side))
        else:
            title = _("Ballot, round {round}").format(round=election.round.number)
            ballot.border_title = Content(title)
            ballot.update(self._ballot(election))
        stock = self.query_one("#stock", Static)
        stock.border_title = Content(_("Papers"))
        stock.update(self._stock(side - SIDE_EDGES))
        self.query_one("#figures", Static).update(self._figures())
        self._draw_members()
        self.tick()

    def _draw_members(self) -> None:
        self.query_one(MemberList).fill(
            self._electors(),
            self._line,
            note=_("Without a ballot only (F5: all)") if self._only_some else "",
            nobody=self._not_listed,
        )
        rows = self.query_one(MemberList).rows
        if self.unnamed and rows.ids:
            rows.highlighted, self.unnamed = None, False

    @property
    def _only_some(self) -> bool:
        return self.only_remaining and not self.query_one(MemberList).query_text

    def _not_listed(self, query: str) -> str:
        """Return why a member who is named is not in the list, "" if nobody is named."""
        listed = self._electors()
        others = [member for member in self.sitting.members.values() if member not in listed]
        found = next((m for m in NameSearch(others).find(query) if meant(m, query)), None)
        if found is None:
            return ""
        called = shown(name(self.sitting, found.id))
        if found.id in self._held():
            return _("{name} has received a ballot already.").format(name=called)
        status = self.sitting.attendance.get(found.id, "absent")
        words = _("{name}: {status}; mark attendance first: F7 back to the roll call")
        return words.format(name=called, status=_(STATUSES[status]))

    def _paper(self, election: Election, side: int) -> Content:
        current = election.round
        drawn = paper(
            self.sitting,
            election.office,
            current.number,
            current.candidates,
            current.form,
            cells=side - 1,
        )
        lines = drawn.split("\n")
        if len(lines) > MOST_PAPER_LINES:
            lines = [*lines[: MOST_PAPER_LINES - 1], lines[-1]]
        return Content("\n").join(lines)

    def _stock(self, cells: int) -> Content:
        election = self.election
        if election is None or cells < 8:
            return Content("")
        current = election.round
        left = current.made - current.issued
        listed = (
            (_("Made"), current.made),
            (_("Issued"), current.issued),
            (_("Exchanged"), current.exchanged),
            (_("Left"), left),
        )
        room = len(str(current.made))
        lines = [Content(f"{column(words, cells - room)}{n:>{room}}") for words, n in listed]
        drawn = bar(left, current.made, cells)
        return Content("\n").join([*lines, Content.styled(drawn, "$primary on $panel")])

    def _ballot(self, election: Election) -> Content:
        room = max(self._ballot_cells(), 8)
        current = election.round
        lines = [Content.styled(fit(office_title(self.sitting, election.office), room), "bold")]
        form = _(FORMS[current.form])
        if len(current.candidates) == 1:
            form_room = max(room - width(form) - 2, 8)
            candidate = fit(name(self.sitting, current.candidates[0]), form_room)
            lines.append(Content.assemble(candidate, "  ", (form, "$foreground-muted")))
        else:
            listed = ", ".join(name(self.sitting, c) for c in current.candidates)
            lines.append(Content(fit(listed, room)))
            lines.append(Content.styled(form, "$foreground-muted"))
        return Content("\n").join(lines)

    def _main_cells(self) -> int:
        return self.size.width - 2 - side_cells(self.size.width)

    def _ballot_cells(self) -> int:
        return self.size.width - 2 - COUNTDOWN - 4

    def _figures(self) -> Content:
        election = self.election
        if election is None or not election.round.made:
            return Content(_("No ballot has been approved."))
        sitting, current = self.sitting, election.round
        rule = sitting.law.office[election.office].rule(current.rule_number)
        opened = replace(sitting, present=current.present) if current.opened_at else sitting
        room = self._main_cells()
        needed = needed_words(opened, rule, current.needed)
        remaining = len(self.remaining())
        present = sitting.present
        numbers = _("Made {made}   Issued {issued}   Exchanged {exchanged}   Left {left}").format(
            made=current.made,
            issued=current.issued,
            exchanged=current.exchanged,
            left=current.made - current.issued,
        )
        words, _gap, law = needed.partition(" [")
        said = [needed] if not law or width(needed) <= room else [words, f"[{law}"]
        lines = [Content.styled(fit(line, room), "bold") for line in said]
        if not side_cells(self.size.width):
            lines.append(Content(fit(numbers, room)))
        if current.phase == "voting":
            served = present - remaining
            words = _("{served} of {present} served, without a ballot: {remaining}").format(
                served=served, present=present, remaining=remaining
            )
            cells = min(room - width(words) - 2, 60)
            drawn = Content.styled(bar(served, present, cells), "$primary on $panel")
            lines.append(Content.assemble((words, "bold"), "  ", drawn))
        elif current.opened_at:
            words = _("The vote is closed. Members who received a ballot: {n}.")
            lines.append(Content(words.format(n=len(current.received))))
        else:
            lines.append(Content(_("The vote has not been opened.")))
        return Content("\n").join(lines)

    @property
    def _handing_out(self) -> bool:
        return self.election is not None and self.election.round.phase == "voting"

    def _held(self) -> frozenset[str]:
        """Return who has received a ballot: the register, once closed the sealed list."""
        election = self.election
        if election is None:
            return frozenset()
        if self._handing_out:
            return self.papers.register
        return frozenset(election.round.received)

    def remaining(self) -> list[str]:
        """Return who is present and has no ballot."""
        held = self._held()
        return [member for member in self.sitting.present_members() if member not in held]

    def _electors(self) -> list[Member]:
        members = self.sitting.members
        # Who is named is looked for among all: somebody else must not stand there instead.
        if self._only_some:
            return [members[member] for member in self.remaining()]
        held = self._held()
        return [m for m in members.values() if self.sitting.is_present(m.id) or m.id in held]

    def _line(self, member: Member) -> Content:
        room = max(self._main_cells() - 4, 24)
        holds = member.id in self._held()
        mark = _("✓ has a ballot") if holds else ""
        mark_room = width(_("✓ has a ballot"))
        group_room = min(room // 4, 24) if room > 56 else 0
        name_room = room - 5 - group_room - mark_room - 2
        called = fit(name(self.sitting, member.id), name_room)
        group = fit(own_group(member), group_room)
        number = list(self.sitting.members).index(member.id) + 1
        return Content.assemble(
            (f"{number:>4} ", "$foreground-muted"),
            (called + " " * (name_room - width(called) + 1), "$foreground-muted" if holds else ""),
            (group + " " * (group_room - width(group) + 1), "$foreground-muted"),
            (mark, "$text-success"),
        )

    def tick(self) -> None:
        """Draw the time that is left."""
        left = self.time_left()
        countdown = self.query_one(Countdown)
        countdown.show(left)
        countdown.border_title = Content(_("Time is up") if left == 0 else _("Time left"))
        countdown.border_subtitle = Content(self._whole())
        brief = "" if left is None else _("{left} left").format(left=clock_text(left))
        self.query_one("#brief", Static).update(Content.styled(brief, "bold $text-accent"))
        if left == 0:
            self.draw_footer()

    def time_left(self) -> int | None:
        """Return the seconds until the bell, None while no vote is open."""
        election = self.election
        if election is None or election.round.phase != "voting":
            return None
        return seconds_left(election.round.deadline, self.desk.clock.now())

    def _whole(self) -> str:
        election = self.election
        if election is None or election.round.phase != "voting":
            return ""
        whole = seconds_left(election.round.deadline, election.round.opened_at)
        return _("of {whole}").format(whole=clock_text(whole))

    # -- what can be done ------------------------------------------------------------

    @property
    def current(self) -> str | None:
        """The member under the cursor."""
        return self.query_one(MemberList).current

    @property
    def after_the_bell(self) -> bool:
        """Whether the time is up."""
        return self.time_left() == 0

    def _handed(self, kind: type[act.IssueBallot | act.ExchangeBallot]) -> Action | Refusal:
        """Return what hands a paper to the member under the cursor, if that one is surely meant."""
        election, member = need_election(self), self.current
        if isinstance(election, Refusal):
            return election
        if member is None:
            return NOBODY
        if not self.query_one(MemberList).sure:
            return NOT_SURE
        return kind(election=election.id, member=member, with_=self._second())

    def issuing(self) -> Action | Refusal:
        """Return what hands a ballot to the member under the cursor."""
        return self._handed(act.IssueBallot)

    def exchanging(self) -> Action | Refusal:
        """Return what exchanges the paper of the member under the cursor."""
        return self._handed(act.ExchangeBallot)

    def hint(self) -> str:
        """Return what the officers do next; after the bell, for those in line."""
        if self._handing_out and self.after_the_bell:
            return _("The time is up. Space: papers for those in line. F6: close the vote.")
        return super().hint()

    @property
    def one_by_one(self) -> bool:
        """Whether a paper is handed out now without the second officer."""
        return not self.after_the_bell and not self.desk.from_paper

    def _second(self) -> Officer | None:
        return self.session.other_officer() if self.after_the_bell else None

    def hand_out(self, asked: Action | Refusal) -> None:
        """Record a paper handed out; after the bell with both officers.

        An exchange is asked for first: its key stands beside others.
        """
        election, member = self.election, self.current
        if isinstance(asked, Refusal) or election is None or member is None:
            return
        called = shown(name(self.sitting, member))
        if self.after_the_bell and not self.desk.from_paper:
            consequence = _(
                "The time is up. {name} may receive a paper only if already standing in line at the"
                " bell. Both officers confirm that."
            )
            self.confirm_and_do(asked, consequence.format(name=called), BOTH)
        elif isinstance(asked, act.ExchangeBallot):
            consequence = _(
                "{name}: the spoiled paper is taken back and a new one is issued."
                " Papers left then: {n}."
            )
            left = election.round.made - election.round.issued - 1
            self.confirm_and_do(asked, consequence.format(name=called, n=left))
        elif self.do(asked) is None:
            self.query_one(MemberList).start_over()

    def refused(self) -> None:
        """Let the next letter begin the next name: in a line of deputies nobody clears it first."""
        self.query_one(MemberList).start_over()

    def after(self, recorded: Recorded) -> None:
        """End the search; the cursor stays, so that a key pressed twice serves nobody else."""
        members = self.query_one(MemberList)
        served = members.current
        if members.query_text:
            members.search("")
            members.rows.move_to(served)
        if self.only_remaining:  # whoever was served leaves the list
            members.rows.highlighted = None
        members.rows.focus()

    def show_remaining(self) -> None:
        """Show only those without a ballot, or everybody present again."""
        self.only_remaining = not self.only_remaining
        self.unnamed = True  # another list: whoever stands there was not named
        self.redraw()

    @property
    def plain_closing(self) -> bool:
        """Whether the vote closes without a reason: the time is up, or everybody is served.

        From paper the time of the entry says nothing of the bell.
        """
        return self.after_the_bell or self.desk.from_paper or not self.remaining()

    def on_member_list_changed(self) -> None:
        """Say anew what is possible for the member under the cursor."""
        self._draw_members()
        self.draw_footer()

    OWN: ClassVar[tuple[Command, ...]] = (
        Command(
            id="issue_ballot",
            key="enter",
            run=lambda screen: screen.hand_out(screen.issuing()),
            probe=issuing,
            explained=N_("Type the first letters of the name, Enter: one paper, certificate seen."),
        ),
        Command(
            id="exchange_ballot",
            key="f4",
            run=lambda screen: screen.hand_out(screen.exchanging()),
            probe=exchanging,
            explained=N_("A spoiled paper comes back and is kept; another is handed out."),
        ),
        Command(
            id="issue_several",
            key="space",
            title=N_("Issue to those in line"),
            short="",
            run=in_line.issue_several,
            probe=in_line.ask_several,
            explained=N_("After the bell, or from paper: several papers by one agreement."),
        ),
        Command(
            id="remaining",
            key="f5",
            title=N_("Only those without a ballot, or all"),
            short=N_("Without a ballot"),
            run=show_remaining,
        ),
        Command(
            id="extend_voting",
            key="plus",
            run=time.extend,
            probe=time.ask_extend,
            explained=N_("Before the bell only, by both officers, with a reason."),
        ),
        Command(
            id="close_voting",
            key="f6",
            short=N_("Close the vote"),
            run=time.close_voting,
            probe=time.ask_close,
            explained=N_("Before the bell by both officers with a reason, unless all are served."),
        ),
    )
