"""The chamber as it sits: its groups, who of them is present, and the seats they sit on."""

import msgspec
from textual.content import Content

from majilis_tui.languages import _
from majilis_tui.phrases import STATUSES, name, own_group
from majilis_tui.procedure.names import fit, width
from majilis_tui.procedure.sitting import Sitting
from majilis_tui.screens.widgets.bar import bar
from majilis_tui.screens.widgets.columns import column
from majilis_tui.screens.widgets.hemicycle import SIGNS, Seat, hemicycle

# Of the theme; the legend names the groups in the order of their seats, for those without colours.
_STYLES = (
    "$text-primary",
    "$text-warning",
    "$text-success",
    "$text-error",
    "$foreground",
    "$text-secondary",
    "$text-primary 50%",
    "$text-warning 50%",
    "$text-success 50%",
    "$text-error 50%",
)
_NO_GROUP_STYLE = "$foreground-muted"


class Group(msgspec.Struct, frozen=True):
    """A group of the chamber, "" for those in none: its members in the order of the roster."""

    name: str
    style: str
    members: tuple[str, ...]

    def present(self, sitting: Sitting) -> int:
        """Return how many of the group are present."""
        return sum(sitting.is_present(member) for member in self.members)


def groups(sitting: Sitting) -> list[Group]:
    """Return the groups in the order of the roster, those in none last."""
    listed: dict[str, list[str]] = {}
    for member in sitting.members.values():
        listed.setdefault(own_group(member), []).append(member.id)
    named = [group for group in listed if group]
    found = [
        Group(group, _STYLES[place % len(_STYLES)], tuple(listed[group]))
        for place, group in enumerate(named)
    ]
    if "" in listed:
        found.append(Group("", _NO_GROUP_STYLE, tuple(listed[""])))
    return found


def seats(sitting: Sitting) -> list[Seat]:
    """Return the seats from the left wing to the right one, those nobody holds last."""
    held = [
        Seat(sitting.attendance.get(member, "absent"), group.style)
        for group in groups(sitting)
        for member in group.members
    ]
    empty = max(sitting.law.chamber.seats - len(held), 0)
    return [*held, *[Seat("vacant", _NO_GROUP_STYLE)] * empty]


def chamber_lines(
    sitting: Sitting, cells: int, lines: int, *, large: bool = False
) -> list[Content]:
    """Return the half circle with the number present in it, its lines all of one length.

    [] where it does not fit.
    """
    return hemicycle(seats(sitting), cells, lines, sitting.present, large=large)


def legend(sitting: Sitting, cells: int, *, bars: bool = False) -> list[Content]:
    """Return a line a group: its sign, its name, present of seats; a bar where nothing else is."""
    listed = groups(sitting)
    digits = len(str(max((len(group.members) for group in listed), default=0)))
    figures = [
        f"{group.present(sitting):>{digits}} / {len(group.members):>{digits}}" for group in listed
    ]
    figure_room = 2 * digits + 3
    name_room = max(cells - figure_room - 3, 6)
    bar_room = 0
    if bars:
        longest = max((width(group.name) for group in listed), default=0)
        kept = min(max(longest, width(_no_group())), name_room // 2)
        bar_room, name_room = name_room - kept - 1, kept
    most = max((len(group.members) for group in listed), default=1)
    drawn = []
    for group, figure in zip(listed, figures, strict=True):
        parts: list[Content | str | tuple[str, str]] = [
            (f"{SIGNS['present']} ", group.style),
            column(group.name or _no_group(), name_room) + " ",
        ]
        if bars:
            full = max(bar_room * len(group.members) // most, 1)
            filled = bar(group.present(sitting), len(group.members), full)
            parts.append((filled, f"{group.style} on $panel"))
            parts.append(" " * (bar_room - full + 1))
        drawn.append(Content.assemble(*parts, (figure, "bold")))
    return drawn


def hall_legend(sitting: Sitting, cells: int) -> list[Content]:
    """Return the groups one after the other, on as few lines as they take."""
    rows: list[list[Content]] = [[]]
    used = 0
    for group in groups(sitting):
        words = fit(group.name or _no_group(), 28)
        figure = f" {group.present(sitting)}/{len(group.members)}"
        wide = width(words) + len(figure) + 2
        if rows[-1] and used + wide + 3 > cells:
            rows.append([])
            used = 0
        used += wide + 3
        rows[-1].append(
            Content.assemble((f"{SIGNS['present']} ", group.style), words, (figure, "bold"))
        )
    return [Content("   ").join(row) for row in rows]


def _no_group() -> str:
    return _("no group")


def signs_line(sitting: Sitting, cells: int) -> Content:
    """Return what the signs of the seats mean."""
    marks = list(sitting.attendance.values())
    parts = [
        f"{SIGNS[status]} {_(STATUSES[status])} {marks.count(status)}"
        for status in ("present", "absent", "excused")
    ]
    return Content.styled(fit("   ".join(parts), cells), "$foreground-muted")


def missing_lines(sitting: Sitting, cells: int, lines: int) -> list[Content]:
    """Return who is not present, those excused first, in so many lines at most."""
    missing = [
        (member, status)
        for status in ("excused", "absent")
        for member, marked in sitting.attendance.items()
        if marked == status
    ]
    kept = missing if len(missing) <= lines else missing[: max(lines - 1, 0)]
    drawn = [
        Content.assemble(
            (f"{SIGNS[status]} ", "$text-warning" if status == "excused" else ""),
            fit(name(sitting, member), cells - 2),
        )
        for member, status in kept
    ]
    if len(kept) < len(missing):
        more = _("and {n} more").format(n=len(missing) - len(kept))
        drawn.append(Content.styled(f"  {more}", "$foreground-muted"))
    return drawn


def chamber_content(sitting: Sitting, cells: int, lines: int) -> Content:
    """Return the chamber with its legend in so much room; where it is too small, bars by group."""
    known = legend(sitting, cells)
    drawn = chamber_lines(sitting, cells, lines - len(known) - 3)
    if not drawn:
        rows = legend(sitting, cells, bars=True)
        return Content("\n").join([*rows, Content(""), signs_line(sitting, cells)][:lines])
    left = " " * ((cells - drawn[0].cell_length) // 2)
    chamber = [Content(left) + line for line in drawn]
    return Content("\n").join(
        [*chamber, Content(""), *known, Content(""), signs_line(sitting, cells)]
    )
