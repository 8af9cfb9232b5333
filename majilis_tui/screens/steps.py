"""The steps of a sitting, as the line on every screen shows them, computed from the state."""

from typing import Literal, get_args

from textual.content import Content

from majilis_tui.languages import N_, _
from majilis_tui.procedure.election import Election
from majilis_tui.procedure.names import width
from majilis_tui.procedure.sitting import Sitting

StepName = Literal["roll", "nomination", "commission", "ballot", "voting", "count", "result"]

STEPS: tuple[StepName, ...] = get_args(StepName)
TITLES: dict[str, str] = {
    "roll": N_("Roll call"),
    "nomination": N_("Nomination"),
    "commission": N_("Commission"),
    "ballot": N_("Ballot"),
    "voting": N_("Voting"),
    "count": N_("Count"),
    "result": N_("Result"),
}
# An office that is filled by open vote has no ballot and no count.
_OPEN_VOTE_STEPS: tuple[StepName, ...] = ("roll", "nomination", "commission", "result")

_PHASES: dict[str, StepName] = {
    "ballot": "ballot",
    "voting": "voting",
    "accounting": "count",
    "box": "count",
    "mixed": "count",
    "reading": "count",
}


def current_election(sitting: Sitting, chosen: str | None = None) -> Election | None:
    """Return the election to look at: the chosen one, the one under way, else the newest."""
    elections = list(sitting.elections.values())
    if chosen in sitting.elections:
        return sitting.elections[chosen]
    for election in elections:
        if election.round.in_progress:
            return election
    unfinished = [e for e in elections if not e.closed and e.outcome == "open"]
    listed = unfinished or elections
    return listed[-1] if listed else None


def by_open_vote(sitting: Sitting, election: Election | None) -> bool:
    """Say whether an election is by open vote."""
    return election is not None and sitting.law.office[election.office].vote == "open"


def void_lines(election: Election) -> list[str]:
    """Return which rounds the chamber has voided, so that they are held again; a line each."""
    words = _("Round {round} is void by decision of the chamber.")
    return [words.format(round=r.number) for r in election.rounds if r.voided]


def steps_of(sitting: Sitting, election: Election | None) -> tuple[StepName, ...]:
    """Return the steps that lead to the result of an election."""
    return _OPEN_VOTE_STEPS if by_open_vote(sitting, election) else STEPS


def current_step(sitting: Sitting, election: Election | None) -> StepName:
    """Return where the sitting stands."""
    if not sitting.roll_call_closed:
        return "roll"
    if sitting.closed:
        return "result"
    if election is None:
        return "nomination"
    phase = election.round.phase
    if phase in _PHASES:
        return _PHASES[phase]
    if phase != "preparing":
        return "result"
    if not election.nominations_closed:
        return "nomination"
    if by_open_vote(sitting, election):
        return "result"
    return "ballot" if sitting.has_officers else "commission"


def done(step: StepName, sitting: Sitting, election: Election | None) -> bool:
    """Say whether a step is behind us."""
    if step == "roll":
        return sitting.roll_call_closed
    if step == "nomination":
        return election is not None and election.nominations_closed
    if step == "commission":
        return sitting.has_officers
    if step == "result":
        return sitting.closed or (election is not None and election.closed)
    place = STEPS.index(step)
    return STEPS.index(current_step(sitting, election)) > place


def steps_line(sitting: Sitting, election: Election | None, viewed: str, cells: int) -> Content:
    """Return the line of steps, as wide as there is room: what is done, now, and to come."""
    now = current_step(sitting, election)
    parts = []
    for step in steps_of(sitting, election):
        title = _(TITLES[step])
        if step == now:
            mark, title, style = "▶", title.upper(), "bold $text-accent"
        elif done(step, sitting, election):
            mark, style = "✓", "$text-success"
        else:
            mark, style = "·", "$foreground-muted"
        if step == viewed:
            style += " underline"
        parts.append((f"{mark} {title}", f"{mark} {title[:1]}", style, step in (now, viewed)))
    for gap, short in (("  ", False), (" ", False), (" ", True)):
        texts = [(few if short and not kept else full, style) for full, few, style, kept in parts]
        if sum(width(text) for text, _ in texts) + len(gap) * (len(texts) - 1) <= cells:
            break
    return Content(gap).join([Content.styled(text, style) for text, style in texts])
