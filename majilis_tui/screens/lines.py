"""The two lines that every screen of a sitting has: who sits where, and the last action."""

from textual.content import Content

from majilis_tui.dates import local_time
from majilis_tui.desk import Desk
from majilis_tui.languages import _
from majilis_tui.log_words import line, logged
from majilis_tui.phrases import ROLES, short_day, sitting_title
from majilis_tui.procedure.names import fit, width


def header_line(desk: Desk, who: str, cells: int) -> Content:
    """Return title and day, what to keep an eye on, who sits here, and the time."""
    sitting = desk.sitting
    if sitting.rehearsal:
        who = _("REHEARSAL") + "  " + who
    if sitting.break_until is not None:
        who = _("break until {time}").format(time=local_time(sitting.break_until)[:5]) + "  " + who
    behind = _("2nd copy behind") + "  " if desk.mirror_trouble is not None else ""
    paper = _("FROM PAPER") + "  " if desk.from_paper else ""
    right = f"{who}  {local_time(desk.clock.now())}"
    if width(behind + paper + right) > cells:
        right = who
    room = cells - width(behind) - width(paper) - width(right)
    date = f" · {short_day(sitting.date)}"
    title = fit(sitting_title(sitting), max(room - width(date) - 2, 0)) + date
    gap = " " * max(room - width(title), 1)
    return Content.assemble(
        (title, "bold"),
        gap,
        (behind, "bold $text-error"),
        (paper, "bold $text-warning"),
        right,
    )


def record_line(desk: Desk, cells: int) -> Content:
    """Return the last action as the log has it, and the head code."""
    last = desk.last
    if last is None:
        return Content(_("Nothing on record yet."))
    entry = last.entry
    code = desk.head_code[:9]
    left = f"№ {entry.seq}  {local_time(entry.at)}  "
    by = f"{_(ROLES[entry.by])}  "
    room = cells - width(left) - len(code) - 2
    if width(by + logged(entry, desk.sitting)) <= room:  # else what was done comes before who
        left += by
        room -= width(by)
    words = line(entry, desk.sitting, room)
    gap = " " * max(cells - width(left) - width(words) - len(code), 1)
    return Content.assemble((left, "$foreground-muted"), words, gap, (code, "bold"))
