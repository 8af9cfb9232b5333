"""Home: the sittings that were open lately, a new one, the demonstration."""

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from majilis_tui.clock import SystemClock
from majilis_tui.desk import Desk, RecordError
from majilis_tui.languages import N_, _
from majilis_tui.phrases import error_text
from majilis_tui.procedure.names import fit, shown, width
from majilis_tui.procedure.refusals import Refusal
from majilis_tui.scenario import Play, ScenarioError, bundled_scenario
from majilis_tui.screens.base import CommandScreen
from majilis_tui.screens.commands import Command, not_now
from majilis_tui.screens.general import LANGUAGE
from majilis_tui.screens.settings import recent
from majilis_tui.screens.widgets.dialog import Words
from majilis_tui.screens.widgets.form import Field, Form, Values
from majilis_tui.screens.widgets.rows import Rows

if TYPE_CHECKING:
    from majilis_tui.screens.app import MajilisApp


class Home(CommandScreen):
    """Where the program begins without a file."""

    CSS_PATH = "home.tcss"

    def __init__(self) -> None:
        super().__init__()
        self._rehearsals: dict[Path, bool] = {}

    @property
    def majilis(self) -> "MajilisApp":
        """The app."""
        from majilis_tui.screens.app import MajilisApp

        assert isinstance(self.app, MajilisApp)
        return self.app

    @property
    def commands(self) -> tuple[Command, ...]:
        """What can be done here."""
        return self.OWN

    def compose(self) -> ComposeResult:
        """Compose the name, the list, and the footer."""
        yield Static(id="name", markup=False)
        yield Static(id="lately", markup=False)
        yield Rows(id="recent")
        yield Static(id="notice", markup=False)
        yield Static(id="footer", markup=False)

    def on_mount(self) -> None:
        """Let the arrow keys move among the sittings."""
        self.query_one(Rows).focus()
        self.redraw()

    def on_resize(self) -> None:
        """Draw anew for the new size."""
        self.call_after_refresh(self.redraw)

    def on_screen_resume(self) -> None:
        """Draw anew after a box was closed."""
        self.redraw()

    def on_screen_suspend(self) -> None:
        """Take away hint and keys: under a box they are dead."""
        for line in self.query("#notice, #footer").results(Static):
            line.update("")

    def hint(self) -> str:
        """Return what to do next."""
        if recent():
            return _("Enter opens the sitting under the cursor; n makes a new one.")
        return _("n makes a new sitting; d shows the sitting of 29 March 2023.")

    def redraw(self) -> None:
        """Draw the list."""
        if not self.query("#footer"):
            return
        words = _("A parliament's secret election, offline and on record, held by two officers.")
        self.query_one("#name", Static).update(
            Content.assemble(("majilis-tui", "bold $text-accent"), "\n", words)
        )
        found = recent()
        heading = _("Sittings open lately") if found else _("No sitting was open here yet.")
        self.query_one("#lately", Static).update(Content.styled(heading, "bold"))
        room = max(self.size.width - 4, 20)
        rows = [(str(path), self._line(path, room)) for path in found]
        self.query_one(Rows).fill(rows)
        if self.is_active:
            self.draw_notice()
            self.draw_footer()

    def _line(self, path: Path, room: int) -> Content:
        name = fit(path.name, room // 2)
        marked = "   " + _("REHEARSAL") if self._is_rehearsal(path) else ""
        folder = fit(str(path.parent), max(room - width(name) - width(marked) - 4, 0))
        return Content.assemble(
            (name, "bold"), (marked, "$text-warning"), ("   " + folder, "$foreground-muted")
        )

    def _is_rehearsal(self, path: Path) -> bool:
        if path not in self._rehearsals:
            try:
                with Desk.open(path, read_only=True) as desk:
                    self._rehearsals[path] = desk.sitting.rehearsal
            except RecordError:
                return False
        return self._rehearsals[path]

    # -- what can be done ------------------------------------------------------------

    def ask_recent(self) -> Refusal | None:
        """Say that there is no sitting under the cursor."""
        if self.query_one(Rows).current is not None:
            return None
        return not_now("No sitting was open here yet; o opens one by its path.")

    def open_recent(self) -> None:
        """Open the sitting under the cursor."""
        chosen = self.query_one(Rows).current
        if chosen is not None:
            wrong = self.opened(Path(chosen))
            if wrong:
                self.app.push_screen(Words(_("Cannot be opened"), wrong, classes="error"))

    def opened(self, path: Path) -> str | None:
        """Open a sitting's file; return what is wrong with it, None if it was opened."""
        try:
            desk = Desk.open(path)
            self.majilis.begin(desk, path)
        except RecordError as error:
            return shown(error_text(error))
        return None

    def open_path(self, kept: Values | None = None) -> None:
        """Ask for the path of a sitting's file and open it."""

        def check(values: Values) -> str | None:
            path = Path(values["path"]).expanduser()
            if not values["path"] or not path.is_file():
                return _("There is no such file; check the path.")
            return None

        def answered(values: Values | None) -> None:
            if values:
                wrong = self.opened(Path(values["path"]).expanduser())
                if wrong:
                    self.app.push_screen(Words(_("Cannot be opened"), wrong, classes="error"))

        path = Field(id="path", label=_("File"), value=(kept or {}).get("path", ""))
        form = Form(_("Open a sitting"), [path], check=check, anew=self.open_path)
        self.app.push_screen(form, answered)

    def new(self) -> None:
        """Make a new sitting in a few questions."""
        from majilis_tui.screens.new_sitting import NewSitting

        NewSitting(self.app, SystemClock(), self.majilis.begin).ask_rules()

    def demo(self) -> None:
        """Show the sitting of 29 March 2023 in a file that is thrown away."""
        from majilis_tui.screens.demo import Intro

        folder = Path(tempfile.mkdtemp(prefix="majilis-"))
        try:
            play = Play(bundled_scenario("2023-03-29"), folder / "2023-03-29.sqlite")
        except ScenarioError as error:
            self.say(shown(error_text(error)))
            return
        self.app.switch_screen(Intro(play))

    def rehearse(self) -> None:
        """Begin a rehearsal in a file that never becomes a sitting."""
        from majilis_tui.rehearsal import any_seed
        from majilis_tui.screens.rehearsal import Intro

        seed = any_seed()
        folder = Path(tempfile.mkdtemp(prefix="majilis-"))
        self.app.switch_screen(Intro(folder / f"rehearsal-{seed}.sqlite", seed))

    def show_help(self) -> None:
        """Show what this program is for, and the keys."""
        lines = [self.hint(), ""]
        lines += [
            f"{command.key_shown:<6} {command.name}"
            + (f". {_(command.explained)}" if command.explained else "")
            for command in self.commands
        ]
        self.app.push_screen(Words(_("Help"), "\n".join(lines), again=self.show_help))

    OWN: ClassVar[tuple[Command, ...]] = (
        Command(
            id="open_recent",
            key="enter",
            title=N_("Open the sitting under the cursor"),
            short=N_("Open"),
            run=open_recent,
            probe=ask_recent,
        ),
        Command(
            id="new",
            key="n",
            title=N_("New sitting"),
            run=new,
            explained=N_("Rules, roster, title and date; then the roll call."),
        ),
        Command(
            id="open_path",
            key="o",
            title=N_("Open a file by its path"),
            short=N_("Open file"),
            run=open_path,
        ),
        Command(
            id="demo",
            key="d",
            title=N_("Demonstration: the sitting of 29 March 2023"),
            short=N_("Demonstration"),
            run=demo,
            explained=N_("In a file that is thrown away, step by step."),
        ),
        Command(
            id="rehearse",
            key="r",
            title=N_("Rehearse a sitting with planted faults"),
            short=N_("Rehearse"),
            run=rehearse,
            explained=N_("Two officers practise; the program plays the hall."),
        ),
        Command(id="help", key="f1", also=("question_mark",), title=N_("Help"), run=show_help),
        LANGUAGE,
        Command(
            id="palette",
            key="colon",
            title=N_("All commands"),
            short=N_("Commands"),
            run=lambda screen: screen.app.action_command_palette(),
        ),
        Command(
            id="quit",
            key="q",
            also=("f10",),
            title=N_("Quit"),
            run=lambda screen: screen.app.exit(0),
        ),
    )
