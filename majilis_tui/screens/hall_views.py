"""What the hall sees at each step, as lines that are centred; from the log alone."""

from textual.content import Content

from majilis_tui.languages import _
from majilis_tui.phrases import (
    FORMS,
    elected_text,
    mark_title,
    name,
    names,
    office_title,
    own_words,
)
from majilis_tui.procedure.contests import figures, office_questions
from majilis_tui.procedure.election import Election, Round
from majilis_tui.procedure.names import fit, width
from majilis_tui.procedure.sitting import Question, Sitting
from majilis_tui.screens.chamber import chamber_lines, hall_legend
from majilis_tui.screens.majority import needed_words, question_words
from majilis_tui.screens.steps import by_open_vote, void_lines
from majilis_tui.screens.widgets.bar import bar, threshold_bar
from majilis_tui.screens.widgets.columns import wrapped
from majilis_tui.screens.widgets.countdown import WARNINGS, clock_text, seconds_left
from majilis_tui.screens.widgets.digits import big_digits

Lines = list[Content]


def view(sitting: Sitting, election: Election | None, now: str, cells: int, lines: int) -> Content:
    """Return what is to be seen now, in so many cells and lines at most."""
    parts = _View(sitting, now, cells, lines).parts(election)
    kept = parts[:lines]
    return Content("\n").join(kept)


class _View:
    def __init__(self, sitting: Sitting, now: str, cells: int, lines: int) -> None:
        self.sitting = sitting
        self.now = now
        self.cells = cells
        self.lines = lines

    # -- parts -----------------------------------------------------------------------

    def line(self, words: str, style: str = "") -> Content:
        return Content.styled(fit(words, self.cells), style)

    def big(self, text: str, others: int, style: str = "bold $text-accent") -> Lines:
        """Return digits as large as they fit beside so many other lines."""
        drawn = big_digits(text, self.cells * 9 // 10, self.lines - others)
        return [Content.styled(row, style) for row in drawn]

    @property
    def gap(self) -> Lines:
        return [Content("")] * (2 if self.lines >= 30 else 1 if self.lines >= 12 else 0)

    def office(self, election: Election) -> Lines:
        title = office_title(self.sitting, election.office)
        number = election.round.number
        if number > 1:
            title += " · " + _("round {round}").format(round=number)
        return [self.line(title, "bold"), *self.gap]

    def bar_cells(self) -> int:
        return min(self.cells * 8 // 10, 100)

    # -- views -----------------------------------------------------------------------

    def parts(self, election: Election | None) -> Lines:
        sitting = self.sitting
        if sitting.rules is None:
            return [self.line(_("The sitting has not been opened."))]
        if sitting.closed:
            return [*self.ended(), *self.gap, self.line(_("The sitting is closed."), "bold")]
        if not sitting.roll_call_closed:
            return self.roll_call()
        question = self.open_question()
        if question is not None:
            return self.question(question)
        if election is None:
            return [*self.break_lines(), self.line(_("The roll call is closed.")), *self.quorum()]
        return self.election(election)

    def ended(self) -> Lines:
        lines: Lines = []
        for election in self.sitting.elections.values():
            if election.elected:
                title = office_title(self.sitting, election.office)
                lines.append(
                    self.line(f"{title}: {names(self.sitting, election.elected_as_nominated)}")
                )
        return lines

    def quorum(self) -> Lines:
        sitting = self.sitting
        words = _("Present {present} of {seats}, quorum {quorum}").format(
            present=sitting.present, seats=sitting.law.chamber.seats, quorum=sitting.law.quorum
        )
        return [self.line(words)]

    def roll_call(self) -> Lines:
        sitting = self.sitting
        seats, quorum = sitting.law.chamber.seats, sitting.law.quorum
        verdict = _("the quorum is reached") if sitting.has_quorum else _("no quorum yet")
        style = "bold $text-success" if sitting.has_quorum else "bold $text-warning"
        others = 4 + 2 * len(self.gap)
        chamber = self.chamber(others)
        return [
            self.line(_("Roll call"), "bold"),
            *self.gap,
            *(chamber or self.big(str(sitting.present), others)),
            *self.gap,
            self.line(_("present of {seats}").format(seats=seats)),
            threshold_bar(sitting.present, seats, quorum, self.bar_cells()),
            self.line(_("Quorum {quorum}: ").format(quorum=quorum) + verdict, style),
        ]

    def chamber(self, others: int) -> Lines:
        """Return the seats, beside so many other lines, and the groups where there is room."""
        known = hall_legend(self.sitting, self.cells)
        room = self.lines - others
        if not self.sitting.members:
            return []
        drawn = chamber_lines(self.sitting, self.cells, room - len(known) - 1, large=True)
        if drawn:
            return [*drawn, Content(""), *known]
        return chamber_lines(self.sitting, self.cells, room)

    def open_question(self) -> Question | None:
        """Return the open vote under way, None if there is none."""
        questions = list(self.sitting.questions.values())
        undecided = [q for q in questions if q.adopted is None and not self.sitting.on_break]
        return undecided[-1] if undecided else None

    def question(self, question: Question) -> Lines:
        return [
            self.line(_("Open vote"), "bold $text-accent"),
            *self.gap,
            *self.wrapped(own_words(question), "bold"),
            *self.gap,
            self.shortened(question_words(self.sitting, question)),
        ]

    def wrapped(self, text: str, style: str = "") -> Lines:
        """Return a text on as many lines as it takes, three at most."""
        room = max(self.cells * 8 // 10, 20)
        return [self.line(row, style) for row in wrapped(fit(text, room * 3), room)]

    def break_lines(self) -> Lines:
        sitting = self.sitting
        if not sitting.on_break:
            return []
        words = _("Break")
        if sitting.break_until:
            left = seconds_left(sitting.break_until, self.now)
            words += "  " + (clock_text(left) if left else _("the time is up"))
        return [self.line(words, "bold $text-accent"), *self.gap]

    def election(self, election: Election) -> Lines:
        current = election.round
        if by_open_vote(self.sitting, election):
            return self.open_vote(election)
        match current.phase:
            case "preparing":
                return self.candidates(election)
            case "ballot":
                return [*self.candidates(election), *self.gap, self.needed(election)]
            case "voting":
                return self.voting(election)
            case "accounting" | "box" | "mixed":
                return [*self.pause(election), *self.stage(current)]
            case "reading":
                return [*self.pause(election), *self.counting(current)]
            case "finished":
                words = _("The count is finished; the commission reports in a moment.")
                return [*self.pause(election), *self.wrapped(words)]
        return [*self.result(election), *self.declared(election)]

    def pause(self, election: Election) -> Lines:
        return [*self.break_lines(), *self.office(election)]

    def candidates(self, election: Election) -> Lines:
        current = election.round
        listed = current.candidates if current.phase == "ballot" else election.standing
        lines = [*self.pause(election), *(self.line(line) for line in void_lines(election))]
        if not listed:
            return [*lines, self.line(_("Nominations are open."))]
        room = self.lines - len(lines) - 4
        lines += [self.line(name(self.sitting, c), "bold") for c in listed[: max(room, 1)]]
        if len(listed) > room > 0:
            lines.append(self.line(_("and {n} more").format(n=len(listed) - room)))
        if current.phase == "ballot":
            return [*lines, self.line(_(FORMS[current.form]))]
        state = _("Nominations are closed.") if election.nominations_closed else ""
        return [*lines, *self.gap, self.line(state)]

    def needed(self, election: Election) -> Content:
        rule = self.sitting.law.office[election.office].rule(election.round.rule_number)
        return self.shortened(needed_words(self.sitting, rule, election.round.needed))

    def shortened(self, words: str) -> Content:
        """Return the majority needed without its article, or its share, where room is short."""
        for mark in (" [", " ("):
            if width(words) > self.cells:
                words = words.split(mark, 1)[0]
        return self.line(words)

    def voting(self, election: Election) -> Lines:
        current = election.round
        left = seconds_left(current.deadline, self.now)
        style = "bold $text-warning" if left <= WARNINGS[1] else "bold $text-accent"
        served = _("Ballots handed out: {issued}").format(issued=current.issued)
        if left == 0:
            served = _("The time is up; those in line still vote.")
        title = self.office(election)
        gaps = len(self.gap)
        return [
            *title,
            *self.big(clock_text(left), len(title) + 2 + gaps * 2, style),
            *self.gap,
            self.line(served),
            self.needed(election),
        ]

    def stage(self, current: Round) -> Lines:
        words = {
            "accounting": _("The vote is closed. The commission counts the unused papers."),
            "box": _("The box is open. The papers are mixed."),
            "mixed": _("The papers are mixed and counted face down."),
        }[current.phase]
        return self.wrapped(words)

    def counting(self, current: Round) -> Lines:
        words = _("Counting: {read} of {found} papers read twice").format(
            read=current.papers_agreed, found=current.found
        )
        drawn = bar(current.papers_agreed, current.found, self.bar_cells())
        return [
            self.line(words, "bold"),
            *self.gap,
            Content.styled(drawn, "$primary on $panel"),
        ]

    def result(self, election: Election) -> Lines:
        """Return the numbers, which the commission has announced."""
        current = election.round
        sums = figures(self.sitting, current)
        rule = self.sitting.law.office[election.office].rule(current.rule_number)
        needed = sums.needed(rule.needed, rule.of)
        whole = sums.base(rule.of)
        lines = self.pause(election)
        if current.single:
            lines.append(self.line(name(self.sitting, current.candidates[0]), "bold"))
        order = sorted(current.choices, key=lambda choice: -sums.votes.get(choice, 0))
        listed = list(current.choices) if current.single else order
        room = max(self.lines - len(lines) - 5, 1)
        title_room = max((width(mark_title(self.sitting, c)) for c in listed), default=0)
        title_room = min(title_room, self.cells // 3)
        for choice in listed[:room]:
            lines.append(self._votes(choice, sums.votes.get(choice, 0), whole, needed, title_room))
        papers = _("In the box {found}, invalid {invalid}, counted for nobody {blank}").format(
            found=sums.found, invalid=sums.invalid, blank=sums.blank
        )
        said = needed_words(self.sitting, rule, needed)
        lines += self.gap[:1]
        return [*lines, self.line(papers, "$foreground-muted"), self.shortened(said)]

    def _votes(
        self, choice: str, votes: int, whole: int, needed: int | None, title_room: int
    ) -> Content:
        title = fit(mark_title(self.sitting, choice), title_room)
        cells = min(self.cells - title_room - 9, 70)
        mark = needed if choice not in ("against", "abstain") else None
        return Content.assemble(
            " " * (title_room - width(title)) + title,
            (f" {votes:>5}  ", "bold"),
            threshold_bar(votes, max(whole, votes, 1), mark, cells),
        )

    def open_vote(self, election: Election) -> Lines:
        current = election.round
        if current.phase == "declared":
            return [*self.pause(election), *self.declared(election)]
        if not election.nominations_closed:
            return self.candidates(election)
        lines = self.pause(election)
        for question in office_questions(self.sitting, election, current.number).values():
            if question.figures is not None:
                votes_for, against, abstained, _present = question.figures
                words = _("{name}: for {votes_for}, against {against}, abstained {abstained}")
                lines.append(
                    self.line(
                        words.format(
                            name=name(self.sitting, question.candidate or ""),
                            votes_for=votes_for,
                            against=against,
                            abstained=abstained,
                        )
                    )
                )
        return lines if len(lines) > len(self.pause(election)) else self.candidates(election)

    def declared(self, election: Election) -> Lines:
        """Return what the presiding officer has declared, nothing before."""
        current = election.round
        if current.phase != "declared":
            return []
        lines = [*self.gap]
        if current.elected:
            title = office_title(self.sitting, election.office)
            said = elected_text(self.sitting, current.elected)
            rule = [self.line("━" * min(width(said) + 8, self.cells), "$success")] * bool(self.gap)
            lines += [*rule, self.line(said, "bold $text-success")]
            lines += [self.line(title, "$text-success"), *rule]
        elif current.outcome == "not-elected":
            lines.append(self.line(_("NOT ELECTED"), "bold $text-warning"))
        if current.outcome in ("next-round", "tie"):
            on = names(self.sitting, current.goes_on)
            lines.append(self.line(_("A further round: {names}").format(names=on), "bold"))
        return lines
