"""What was read of a roster, or everything that is wrong with it, before it is relied on."""

from collections import Counter
from pathlib import Path

from textual.content import Content

from majilis_tui.languages import _
from majilis_tui.phrases import own_group, own_name, said
from majilis_tui.procedure.names import fit, shown
from majilis_tui.readiness import roster_found
from majilis_tui.roster import RosterError, read_roster
from majilis_tui.screens.readiness import told
from majilis_tui.screens.widgets.columns import column

_PREVIEWED = 6


def roster_preview(typed: str, seats: int) -> Content:
    """Return what there is under a path as far as it is typed, for a chamber of so many seats."""
    path = Path(typed).expanduser()
    if not typed:
        return Content(
            _(
                "The members, as CSV or XLSX. The column “name” must be there; id, name_kk,"
                " name_ru, group, born and district may be."
            )
        )
    if not path.is_file():
        return Content(_("There is no such file yet; type on."))
    try:
        members = read_roster(path)
    except RosterError as error:
        problems = "\n".join(problem.told(said) for problem in error.problems)
        return Content.styled(problems, "$text-error")
    groups = Counter(own_group(member) or "—" for member in members)
    lines = [", ".join(f"{shown(group)}: {n}" for group, n in groups.most_common()), ""]
    lines += [
        f"{column(m.id, 14)}  {column(own_name(m), 36)}  {fit(own_group(m), 16)}"
        for m in members[:_PREVIEWED]
    ]
    if len(members) > _PREVIEWED:
        lines.append("…")
    read = told(roster_found(len(members), seats))
    return Content("\n").join([read, Content("\n".join(lines))])
