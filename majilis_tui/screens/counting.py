"""The steps of the count around the reading: by hand, the box, found, explained, finished."""

from functools import partial
from typing import TYPE_CHECKING

from textual.content import Content

from majilis_tui.languages import N_, _
from majilis_tui.log_words import PHRASES
from majilis_tui.phrases import attendance_words, mark_title, names
from majilis_tui.procedure import actions as act
from majilis_tui.procedure.actions import Action
from majilis_tui.procedure.count import marks_offered
from majilis_tui.procedure.election import Election, Phase, Round
from majilis_tui.procedure.names import fit, shown, width
from majilis_tui.procedure.papers import INVALID
from majilis_tui.procedure.refusals import Refusal
from majilis_tui.screens.agreeing import BOTH
from majilis_tui.screens.commands import Command, not_now
from majilis_tui.screens.elections import need_election
from majilis_tui.screens.widgets.account import difference_words
from majilis_tui.screens.widgets.columns import wrapped
from majilis_tui.screens.widgets.form import At, Field, Form, Values
from majilis_tui.screens.widgets.picker import Picker

if TYPE_CHECKING:
    from majilis_tui.screens.frame import SittingScreen

NOTHING_LEFT = not_now("The count has nothing left to do; Esc goes where the sitting stands.")
_ORDER: tuple[Phase, ...] = ("accounting", "box", "mixed", "reading")


EXPLAINED = {
    "account_papers": N_("Count by hand while the box is shut, and type what you counted."),
    "open_box": N_(
        "The whole commission stands at the box; the papers counted by hand are then fixed."
    ),
    "mix_papers": N_(
        "All papers lie mixed, face down, so that nobody can tell in which order they came out"
        " of the box. Only then are they counted."
    ),
    "count_papers": N_("Count the papers face down, before the first is read."),
    "read_packet": N_("Two officers read every packet, each alone."),
    "explain_difference": N_(
        "The words stand in the protocol; the record adds whether the difference could change"
        " the result."
    ),
    "finish_count": N_(
        "The totals go on record, and the marks typed here are destroyed. After that nothing of"
        " the count can be changed."
    ),
}


def explained(step: str) -> str:
    """Return what a step of the count takes, in the language of the terminal."""
    return _(EXPLAINED[step])


def next_command(current: Round) -> str | None:
    """Return the command that the count goes on with, None if it is another screen's."""
    match current.phase:
        case "accounting":
            return "open_box" if current.accounted else "account_papers"
        case "box":
            return "mix_papers"
        case "mixed":
            return "count_papers"
        case "reading" if current.counted_all and current.explained < current.gap:
            return "explain_difference"
        case "reading":
            return "finish_count"
    return None


def overview(current: Round, cells: int, *, roomy: bool = False) -> Content:
    """Return the steps of the count: what is done, what is next, what is to come."""
    after = current.finished
    place = _ORDER.index(current.phase) if current.phase in _ORDER else -1
    by_hand = current.accounted
    listed = [
        ("account_papers", by_hand, _by_hand(current) if by_hand else _("the box shut")),
        ("open_box", after or place >= 1, _before_whom(current)),
        ("mix_papers", after or place >= 2, _("face down")),
        ("count_papers", after or place >= 3, _found(current)),
        ("read_packet", after or current.counted_all, _("each twice")),
    ]
    if current.gap and (after or place >= 3):
        explained = current.explained >= current.gap
        listed.append(("explain_difference", explained, difference_words(current.unbalanced)))
    listed.append(("finish_count", after, ""))
    reading = current.phase == "reading" and not current.counted_all
    following = "read_packet" if reading else next_command(current)
    lines = []
    for command, is_done, words in listed:
        title = _("Read the packets") if command == "read_packet" else _(PHRASES[command].title)
        mark, style = ("✓", "$text-success") if is_done else ("·", "$foreground-muted")
        if command == following and not after:
            mark, style = "▶", "bold $text-accent"
        shown_title = fit(f"{mark} {title}", cells)
        said = fit(words, cells - width(shown_title) - 2)
        lines.append(Content.assemble((shown_title, style), ("  " + said, "$foreground-muted")))
        if roomy and command == following and not after:
            told = wrapped(_(EXPLAINED[command]), max(cells - 2, 8))
            lines[-1] += Content("".join(f"\n  {row}" for row in told))
    return Content("\n\n" if roomy else "\n").join(lines)


def _before_whom(current: Round) -> str:
    if current.absence:
        return _("not before the whole commission")
    return _("before the whole commission")


def _by_hand(current: Round) -> str:
    return _("{unused} unused, {spoiled} spoiled").format(
        unused=current.unused, spoiled=current.spoiled
    )


def _found(current: Round) -> str:
    if current.phase == "reading" or current.finished:
        return _("{found} found").format(found=current.found)
    return _("face down")


def _election(screen: "SittingScreen") -> str:
    assert screen.election is not None
    return screen.election.id


def ask_account(screen: "SittingScreen") -> Action | Refusal:
    """Return what is judged for "may papers by hand be entered"."""
    election = need_election(screen)
    if isinstance(election, Refusal):
        return election
    return act.AccountPapers(election=election.id, unused=0, spoiled=0)


def account_papers(screen: "SittingScreen") -> None:
    """Enter the papers counted by hand while the box is shut."""
    election = screen.election
    assert election is not None
    exchanged = str(election.round.exchanged)

    def action(values: Values) -> act.AccountPapers:
        return act.AccountPapers(
            election=election.id,
            unused=int(values["unused"]),
            spoiled=int(values["spoiled"]),
            returned_unvoted=int(values["returned"]),
        )

    def answered(values: Values | None) -> None:
        if values:
            screen.do(action(values))

    form = Form(
        _("Papers by hand"),
        [
            Field(id="unused", label=_("Unused"), kind="number"),
            Field(id="spoiled", label=_("Spoiled, exchanged"), kind="number", value=exchanged),
            Field(id="returned", label=_("Returned without a vote"), kind="number", value="0"),
        ],
        check=lambda values: screen.why_not(action(values)),
        intro=explained("account_papers"),
    )
    screen.app.push_screen(form, answered)


def ask_box(screen: "SittingScreen") -> Action | Refusal:
    """Return what is judged for "may the box be opened"."""
    election = need_election(screen)
    if isinstance(election, Refusal):
        return election
    return act.OpenBox(election=election.id, present=screen.sitting.commission)


def open_box(screen: "SittingScreen") -> None:
    """Ask who of the commission is present, why not all, and open the box."""
    election = _election(screen)
    sitting = screen.sitting
    commission = [sitting.members[member] for member in sitting.commission]

    def confirm(present: tuple[str, ...], reason: str | None) -> None:
        consequence = _(
            "The box is opened in the presence of {names}. The papers counted by hand are then"
            " fixed."
        ).format(names=shown(names(sitting, present)))
        action = act.OpenBox(election=election, present=present, reason=reason)
        screen.confirm_and_do(action, consequence)

    def chosen(marked: tuple[str, ...] | None) -> None:
        if marked is None:
            return
        present = tuple(member for member in sitting.commission if member in marked)
        missing = [member for member in sitting.commission if member not in marked]
        if not missing:
            confirm(present, None)
            return

        def answered(values: Values | None) -> None:
            if values:
                confirm(present, values["reason"])

        form = Form(
            _("Not the whole commission"),
            [Field(id="reason", label=_("Reason"))],
            check=lambda values: None if values["reason"] else _("Say why they are not here."),
            intro=_("Missing: {names}").format(names=shown(names(sitting, missing))),
        )
        screen.app.push_screen(form, answered)

    heading = _("Who of the commission stands at the box?")
    here = [member for member in sitting.commission if sitting.is_present(member)]
    told = partial(attendance_words, sitting)
    screen.app.push_screen(Picker(heading, commission, marked=here, told=told), chosen)


def ask_mix(screen: "SittingScreen") -> Action | Refusal:
    """Return what confirms that the papers are mixed."""
    election = need_election(screen)
    if isinstance(election, Refusal):
        return election
    return act.MixPapers(election=election.id)


def mix_papers(screen: "SittingScreen") -> None:
    """Confirm that the papers are mixed."""
    consequence = explained("mix_papers")
    screen.confirm_and_do(act.MixPapers(election=_election(screen)), consequence)


def ask_found(screen: "SittingScreen") -> Action | Refusal:
    """Return what is judged for "may the papers found be entered"."""
    election = need_election(screen)
    if isinstance(election, Refusal):
        return election
    return _counted(screen, election, election.round.papers_agreed)


def _counted(screen: "SittingScreen", election: Election, found: int) -> act.CountPapers:
    """Return the papers found as they are entered: once a packet is agreed, by both officers."""
    both = screen.session.other_officer() if election.round.packets_agreed else None
    return act.CountPapers(election=election.id, found=found, with_=both)


def count_papers(screen: "SittingScreen") -> None:
    """Enter how many papers were found, or correct it while they are read."""
    election = screen.election
    assert election is not None
    agreed = election.round.packets_agreed

    def action(values: Values) -> act.CountPapers:
        return _counted(screen, election, int(values["found"]))

    def answered(values: Values | None) -> None:
        if not values:
            return
        found, due = int(values["found"]), election.round.due_in_box
        if not agreed and found == due:
            screen.do(action(values))
            return
        if not agreed:
            words = _("Papers found: {found}, by the account it should be {due}. Counted twice?")
            screen.confirm_and_do(action(values), words.format(found=found, due=due))
            return
        consequence = _(
            "Papers found: {found}, until now {before}. Packets agreed stay; the open one is read"
            " anew, and a difference explained anew."
        ).format(found=found, before=election.round.found)
        screen.confirm_and_do(action(values), consequence, BOTH)

    intro = _("A packet has been agreed: both officers correct the number found.")
    form = Form(
        _("Papers found"),
        [Field(id="found", label=_("Papers in the box"), kind="number")],
        check=lambda values: screen.why_not(action(values)),
        intro=intro if agreed else explained("count_papers"),
    )
    screen.app.push_screen(form, answered)


def ask_explain(screen: "SittingScreen") -> Action | Refusal:
    """Return what is judged for "is there a difference to explain"."""
    election = need_election(screen)
    if isinstance(election, Refusal):
        return election
    return act.ExplainDifference(election=election.id, papers=1, text="-")


def explain_difference(screen: "SittingScreen") -> None:
    """Explain in words papers that the account does not show."""
    election = screen.election
    assert election is not None
    current = election.round

    def action(values: Values) -> act.ExplainDifference:
        papers = max(int(values["papers"]), 1)
        return act.ExplainDifference(election=election.id, papers=papers, text=values["text"])

    def check(values: Values) -> str | None:
        if not values["text"]:
            return At("text", _("Explain it in words."))
        return screen.why_not(action(values))

    def answered(values: Values | None) -> None:
        if values:
            words = _("It stands in the protocol so, and cannot be taken back:\n{text}")
            screen.confirm_and_do(action(values), words.format(text=shown(values["text"])))

    left = max(current.gap - current.explained, 1)
    form = Form(
        _("Explain a difference"),
        [
            Field(id="text", label=_("What became of them")),
            Field(id="papers", label=_("Papers"), kind="number", value=str(left)),
        ],
        check=check,
        intro=explained("explain_difference"),
    )
    screen.app.push_screen(form, answered)


def ask_finish(screen: "SittingScreen") -> Action | Refusal:
    """Return what finishes the count."""
    election = need_election(screen)
    if isinstance(election, Refusal):
        return election
    return act.FinishCount(election=election.id)


def finish_count(screen: "SittingScreen") -> None:
    """Finish the count: the totals go into the log."""
    election = screen.election
    assert election is not None
    tally = screen.papers.tally
    totals = [
        f"{mark_title(screen.sitting, mark)}: {tally.get(mark, 0)}"
        for mark in marks_offered(screen.sitting.law, election.round)
        if tally.get(mark) or not mark.startswith(INVALID)
    ]
    consequence = "\n".join([*map(shown, totals), "", explained("finish_count")])
    screen.confirm_and_do(act.FinishCount(election=election.id), consequence)


COMMANDS: tuple[Command, ...] = (
    Command(
        id="account_papers",
        key="h",
        short=N_("By hand"),
        run=account_papers,
        probe=ask_account,
        explained=N_("Unused, spoiled, returned: counted by hand and typed in, the box shut."),
    ),
    Command(id="open_box", key="o", short=N_("Open box"), run=open_box, probe=ask_box),
    Command(id="mix_papers", key="m", short=N_("Mix"), run=mix_papers, probe=ask_mix),
    Command(
        id="count_papers",
        key="f",
        short=N_("Found"),
        run=count_papers,
        probe=ask_found,
        explained=N_("May be entered anew; once a packet is agreed, by both officers."),
    ),
    Command(
        id="explain_difference",
        key="e",
        short=N_("Explain"),
        run=explain_difference,
        probe=ask_explain,
    ),
    Command(id="finish_count", key="c", short=N_("Finish"), run=finish_count, probe=ask_finish),
)
