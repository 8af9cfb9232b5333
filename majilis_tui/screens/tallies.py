"""A candidate's figures on the result screen: votes beside what is needed."""

from textual.content import Content

from majilis_tui.languages import _
from majilis_tui.phrases import name
from majilis_tui.procedure.contests import figures, office_questions
from majilis_tui.procedure.election import Election
from majilis_tui.procedure.names import fit, shown, width
from majilis_tui.procedure.sitting import Sitting
from majilis_tui.screens.announcement import COUNTED, votes
from majilis_tui.screens.steps import by_open_vote
from majilis_tui.screens.widgets.bar import threshold_bar, threshold_words
from majilis_tui.screens.widgets.columns import column

# With more candidates each takes one line, where it is long enough.
MOST_TALL, LINE_FROM = 3, 60


def candidate_lines(
    sitting: Sitting, election: Election, candidate: str, room: int, *, last: bool = True
) -> Content:
    """Return a candidate's name and figures, where there are any yet.

    Below the bar of the last one stands how many votes are needed.
    """
    current = election.round
    if len(current.candidates) > MOST_TALL and current.phase in COUNTED and room >= LINE_FROM:
        return _in_a_line(sitting, election, candidate, room, last)
    elected = candidate in current.elected
    head = fit(name(sitting, candidate), room - 24)
    parts: list[Content | str | tuple[str, str]] = [(head, "bold")]
    if candidate in election.withdrawn:
        parts.append(("  " + _("withdrew"), "$text-warning"))
    if elected:
        parts.append(("  ✓ " + _("ELECTED"), "bold $text-success"))
    lines = [Content.assemble(*parts)]
    if by_open_vote(sitting, election):
        lines.append(_asked(sitting, election, candidate))
    elif current.phase in COUNTED:
        lines += _bars(sitting, election, candidate, room, last)
    return Content("\n").join(lines)


def _in_a_line(
    sitting: Sitting, election: Election, candidate: str, room: int, last: bool
) -> Content:
    """Return name, votes and bar beside each other, so that more candidates are seen at once."""
    current = election.round
    n = current.totals.get(candidate, 0)
    won = candidate in current.elected
    verdict = "✓ " + _("ELECTED") if won else ""
    name_room = room // 3
    whole, needed = _scale(sitting, election)
    # One length for all, so that the marks stand below each other.
    cells = room - name_room - 9 - width("✓ " + _("ELECTED"))
    drawn = Content.assemble(
        (column(name(sitting, candidate), name_room), "bold"),
        f" {n:>5} ",
        threshold_bar(n, whole, needed, cells),
        (f"  {verdict}", "bold $text-success"),
    )
    below = _least(whole, needed, cells, name_room + 7) if last else []
    return Content("\n").join([drawn, *below])


def _scale(sitting: Sitting, election: Election) -> tuple[int, int | None]:
    """Return the votes of a full bar, and how many are needed."""
    current = election.round
    sums = figures(sitting, current)
    rule = sitting.law.office[election.office].rule(current.rule_number)
    return max(sums.base(current.of), current.found, 1), sums.needed(rule.needed, current.of)


def _asked(sitting: Sitting, election: Election, candidate: str) -> Content:
    asked = office_questions(sitting, election, election.round.number).get(candidate)
    if asked is None or asked.adopted is None:
        return Content.styled("   " + _("not voted on yet: v"), "$text-warning")
    words = _("for {for_}, against {against}, abstained {abstain}").format(
        for_=asked.votes_for, against=asked.against, abstain=asked.abstain
    )
    said = _("adopted") if asked.adopted else _("not adopted")
    style = "$text-success" if asked.adopted else "$text-error"
    return Content.assemble("   ", words, ("   " + said, style))


def _bars(
    sitting: Sitting, election: Election, candidate: str, room: int, last: bool
) -> list[Content]:
    current = election.round
    whole, needed = _scale(sitting, election)
    if not current.single:
        n = current.totals.get(candidate, 0)
        cells = max(room - 12, 10)
        drawn = [Content.assemble(f"   {n:>5} ", threshold_bar(n, whole, needed, cells))]
        return drawn + _least(whole, needed, cells, 9) * last
    listed = votes(sitting, current)
    widest = max(width(shown(title)) for title, _n in listed)
    cells = max(room - widest - 12, 10)
    lines = []
    for place, (title, n) in enumerate(listed):
        label = shown(title) + " " * (widest - width(shown(title)))
        least = needed if place == 0 else None
        lines.append(Content.assemble(f"   {label} {n:>5} ", threshold_bar(n, whole, least, cells)))
        lines += _least(whole, least, cells, widest + 10)
    return lines


def _least(whole: int, needed: int | None, cells: int, left: int) -> list[Content]:
    words = threshold_words(whole, needed, cells)
    return [] if words is None else [Content(" " * left) + words]
