"""The second copy and the officers' keys: where they are, and what is missing."""

from pathlib import Path
from typing import TYPE_CHECKING

from textual.content import Content

from majilis_tui.desk import Desk, RecordError
from majilis_tui.languages import _
from majilis_tui.phrases import ROLES, error_text, refusal_text, said
from majilis_tui.procedure.names import shown
from majilis_tui.procedure.refusals import Refusal
from majilis_tui.screens.widgets.agreement import Officer
from majilis_tui.screens.widgets.form import Field, Form, Values

if TYPE_CHECKING:
    from majilis_tui.screens.frame import SittingScreen


def copy_words(desk: Desk) -> Content:
    """Return where the second copy lies, and what is wrong with it."""
    path = desk.mirror
    if path is None:
        words = _("No second copy: if this disk fails, the record fails with it.")
        return Content.styled(words, "$text-warning")
    where = _("Second copy: {path}").format(path=shown(str(path)))
    if desk.mirror_trouble is not None:
        return Content.assemble(where, "\n", (shown(said(desk.mirror_trouble)), "$text-error"))
    if not desk.mirror_apart:
        words = _("It lies on the same medium as the sitting: one disk lost takes both.")
        return Content.assemble(where, "\n", (words, "$text-warning"))
    words = _("It is up to date, on another medium.")
    return Content.assemble(where, "\n", (words, "$text-success"))


def key_words(desk: Desk) -> Content:
    """Return how many keys there are, or what is missing for them."""
    if not desk.sitting.has_officers:
        return Content(_("The officers' keys are made when the commission has its officers."))
    number = len(desk.verifiers())
    if not number:
        words = _("No officer has a key; protocols are not signed electronically.")
        return Content.styled(words, "$text-warning")
    return Content(_("Officers' keys made in this sitting: {n}.").format(n=number))


def keep_safe(screen: "SittingScreen") -> None:
    """Set, change or take away the second copy; make an officer's key."""
    desk = screen.desk
    options = [("copy", _("Second copy on the path"))]
    if desk.mirror is not None:
        options.append(("none", _("Do without a second copy")))
    if desk.sitting.has_officers:
        options += [
            ("chairman", _("Key of the chairman, in the folder")),
            ("secretary", _("Key of the secretary, in the folder")),
        ]
    made: list[str] = []

    def check(values: Values) -> str | None:
        deed, path = values["deed"], Path(values["path"]).expanduser()
        if deed != "none" and not values["path"]:
            return _("Type the path.")
        try:
            if deed in ("chairman", "secretary"):
                role: Officer = "chairman" if deed == "chairman" else "secretary"
                made.append(desk.make_key(role, path))
            else:
                desk.set_mirror(None if deed == "none" else path)
        except Refusal as refusal:
            return shown(refusal_text(refusal))
        except RecordError as error:
            return shown(error_text(error))
        return None

    def live(values: Values) -> str:
        match values["deed"]:
            case "copy":
                return _("A file on another medium; it follows the log, entry by entry.")
            case "none":
                return _("The file stays as it is, but nothing is written to it any more.")
        return _("A folder on the officer's own medium; it signs the head at every protocol.")

    def answered(values: Values | None) -> None:
        if not values:
            return
        if made:
            role = _(ROLES[values["deed"]])
            key = _("Key of the {role}; to check by: {key}").format(role=role, key=made[0])
            screen.say(key)
        else:
            screen.say(copy_words(desk).plain.replace("\n", " "))
        screen.redraw()

    form = Form(
        _("Second copy and keys"),
        [
            Field(id="deed", label=_("What"), kind="choice", options=tuple(options)),
            Field(id="path", label=_("Path"), value=str(desk.mirror or "")),
        ],
        check=check,
        live=live,
        intro=Content.assemble(copy_words(desk), "\n", key_words(desk)),
    )
    screen.app.push_screen(form, answered)
