"""What was read of a roster, or everything that is wrong with it, before it is relied on."""

from collections import Counter
from pathlib import Path

from textual.content import Content

from majilis_tui.languages import _, ngettext
from majilis_tui.phrases import own_group, own_name, said
from majilis_tui.procedure.names import fit, shown
from majilis_tui.readiness import roster_found
from majilis_tui.roster import RosterError, read_roster
from majilis_tui.screens.readiness import told
from majilis_tui.screens.widgets.columns import column

_PREVIEWED = 6
_ENDINGS = (".csv", ".xlsx")


def roster_preview(path: Path | None, seats: int) -> Content:
    """Return what there is under a path as far as it is typed, for a chamber of so many seats."""
    if path is None:
        return Content(
            _(
                "The members, as CSV or XLSX. The column “name” must be there; id, name_kk,"
                " name_ru, group, born and district may be."
            )
        )
    if path.is_dir():
        return Content(_there(path))
    if not path.is_file():
        return Content(_("There is no such file yet; type on."))
    try:
        members = read_roster(path)
    except RosterError as error:
        problems = [problem.told(said) for problem in error.problems]
        words = _("{file} cannot be used as a roster:").format(file=shown(path.name))
        return Content.styled("\n".join([words, *problems]), "$text-error")
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


def roster_wrong(path: Path | None, seats: int) -> str | None:
    """Return why the members of a chamber cannot be taken from a path, None if they can."""
    if path is None:
        return _("Type the path.")
    file = shown(path.name)
    if path.is_dir():
        return _("{file} is a folder; type on, to a file in it.").format(file=file)
    if not path.exists():
        return _("There is no file {file}; correct the path.").format(file=file)
    try:
        members = read_roster(path)
    except RosterError as error:
        return ngettext(
            "{file}: {n} error; correct the file and press Enter again.",
            "{file}: {n} errors; correct the file and press Enter again.",
            len(error.problems),
        ).format(file=file, n=len(error.problems))
    if len(members) > seats:
        return _("{members} members for {seats} seats; correct the roster.").format(
            members=len(members), seats=seats
        )
    return None


def _there(folder: Path) -> str:
    """Return the rosters that there may be in a folder, as far as they fit."""
    try:
        names = sorted(p.name for p in folder.iterdir() if p.suffix.lower() in _ENDINGS)
    except OSError:
        names = []
    if not names:
        return _("A folder without a CSV or XLSX file; type on.")
    more = ", …" if len(names) > _PREVIEWED else ""
    listed = ", ".join(map(shown, names[:_PREVIEWED])) + more
    return _("A folder; in it: {names}").format(names=listed)
