"""What is offered when the sitting's file was taken away under the program: a copy of all of it."""

from pathlib import Path

from majilis_tui.desk import Desk, RecordError, Report
from majilis_tui.languages import _, ngettext
from majilis_tui.locations import free_file
from majilis_tui.phrases import error_text
from majilis_tui.procedure.names import shown
from majilis_tui.screens.settings import remember
from majilis_tui.screens.widgets.dialog import Words
from majilis_tui.screens.widgets.form import Field, Form, Values


class Rescue(Form):
    """Asks where to save a copy, and saves it; to be pushed with its `told`."""

    def __init__(self, desk: Desk, error: RecordError) -> None:
        self.desk = desk
        self.saved: Report | None = None
        whole = _("All that is on record is still open here and can be saved whole.")
        super().__init__(
            _("Not recorded"),
            [Field(id="path", label=_("Save a copy as"), value=str(free_file(desk.path.stem)))],
            check=self._save,
            intro=f"{shown(error_text(error))}\n\n{whole}",
        )

    def _save(self, values: Values) -> str | None:
        path = Path(values["path"]).expanduser()
        try:
            self.saved = self.desk.backup(path)
        except RecordError as error:
            return shown(error_text(error))
        remember(path)
        return None

    def told(self, values: Values | None) -> None:
        """Say what was saved, and how to go on with it."""
        if values is None or self.saved is None:
            return
        words = ngettext(
            "{path}: a verified copy of {n} action.",
            "{path}: a verified copy of {n} actions.",
            self.saved.actions,
        ).format(path=shown(values["path"]), n=self.saved.actions)
        leave = _("Leave this sitting (F10) and open the copy: it goes on where this one stands.")
        self.app.push_screen(Words(_("Saved"), f"{words}\n\n{leave}"))
