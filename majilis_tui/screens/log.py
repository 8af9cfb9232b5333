"""The log: every entry as it stands in the file, found by typing, and checked on demand."""

import unicodedata
from typing import ClassVar

from textual import events, work
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from majilis_tui.dates import local_time
from majilis_tui.desk import Line, RecordError
from majilis_tui.languages import N_, _, language
from majilis_tui.log_words import line as brief, logged
from majilis_tui.phrases import ROLES, error_text
from majilis_tui.procedure.names import fold, shown, width
from majilis_tui.procedure.refusals import Refusal
from majilis_tui.reports import report_text
from majilis_tui.screens.commands import Command, not_now
from majilis_tui.screens.general import where_it_stands
from majilis_tui.screens.replay import Replay
from majilis_tui.screens.session import Session
from majilis_tui.screens.sided import SidedScreen
from majilis_tui.screens.steps import StepName
from majilis_tui.screens.widgets.bar import bar
from majilis_tui.screens.widgets.dialog import Words
from majilis_tui.screens.widgets.rows import Rows
from majilis_tui.screens.widgets.side_panel import Card

_NO_HASH = "0" * 64
_NOTHING = not_now("No entry is under the cursor.")


def exact(text: str) -> str:
    """Return an entry's bytes so that each can be seen: what has no shape becomes its code."""
    return "".join(
        f"\\u{ord(c):04x}" if unicodedata.category(c) in ("Cf", "Cc", "Zl", "Zp") else c
        for c in text
    )


class Log(SidedScreen):
    """All entries, the newest under the cursor; typing filters, a number goes to its entry."""

    CSS_PATH = "log.tcss"
    STEP: ClassVar[StepName | None] = None

    class Checked(Message):
        """So many entries have been checked; with a report, all that could be."""

        def __init__(self, entries: int, report: str | None = None) -> None:
            super().__init__()
            self.entries = entries
            self.report = report

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.typed = ""
        self._lines: list[Line] = []
        self._searched: list[str] = []
        self._spoken = language()
        self._checking: int | None = None

    def compose_work(self) -> ComposeResult:
        """Compose the line for typing above the entries."""
        yield Static(id="find", markup=False)
        yield Rows(id="entries")
        yield Static(id="whole", markup=False)
        yield Static(id="checking", markup=False)

    def on_mount(self) -> None:
        """Let the arrow keys go through the entries."""
        self.query_one(Rows).focus()

    # -- drawing ---------------------------------------------------------------------

    def draw_work(self) -> None:
        """Draw the entries that were asked for; at the end of the list, follow the newest."""
        rows = self.query_one(Rows)
        follow = rows.highlighted in (None, len(rows.ids) - 1)
        self._read_on()
        self._fill()
        if follow and rows.ids:
            rows.highlighted = len(rows.ids) - 1
        self._show_whole()

    def redraw(self) -> None:
        """Draw everything; what is searched is in the language of the terminal too."""
        if self._spoken != language():
            self._spoken = language()
            self._searched = [self._searchable(line) for line in self._lines]
        super().redraw()

    def _read_on(self) -> None:
        if self.sitting.seq <= len(self._lines):
            return
        try:
            for line in self.desk.lines(len(self._lines)):
                self._lines.append(line)
                self._searched.append(self._searchable(line))
        except RecordError as error:
            self.say(shown(error_text(error)))

    def _searchable(self, line: Line) -> str:
        entry = line.entry
        words = logged(entry, self.sitting)
        named = f"{local_time(entry.at)} {_(ROLES[entry.by])} {entry.action} {words}"
        bare = unicodedata.normalize("NFKD", words.casefold())
        plain = "".join(c for c in bare if not unicodedata.combining(c))
        return f"{named.casefold()} {plain} {fold(words)}"

    def _found(self) -> list[Line]:
        parts = [(part, fold(part)) for part in self.typed.casefold().split()]
        if not parts or self.typed.isdecimal():
            return self._lines
        return [
            line
            for line, text in zip(self._lines, self._searched, strict=True)
            if all(part in text or (folded and folded in text) for part, folded in parts)
        ]

    def _fill(self) -> None:
        found = self._found()
        room = max(self.work_cells - 3, 20)
        rows = self.query_one(Rows)
        rows.fill((str(line.entry.seq), self._row(line, room)) for line in found)
        words = _("{found} of {n} entries").format(found=len(found), n=len(self._lines))
        self.query_one("#find", Static).update(
            Content.assemble(
                (_("Find: "), "$foreground-muted"),
                (self.typed, "bold"),
                ("▏", "$text-accent"),
                ("  " + words, "$foreground-muted"),
            )
        )
        checking = self.query_one("#checking", Static)
        checking.display = self._checking is not None
        if self._checking is not None:
            done = _("Checking: {n} of {all} entries").format(
                n=self._checking, all=len(self._lines)
            )
            drawn = bar(self._checking, len(self._lines), min(room - width(done) - 2, 40))
            checking.update(Content.assemble(done, "  ", (drawn, "$primary on $panel")))

    def _row(self, line: Line, room: int) -> Content:
        """Return number, time and words of an entry, and where there is room who did it."""
        entry = line.entry
        number = f"{entry.seq:>4}  {local_time(entry.at)[: 8 if room > 60 else 5]}  "
        cells = room - width(number)
        words = brief(entry, self.sitting, cells)
        role = _(ROLES[entry.by])
        gap = cells - width(words) - width(role)
        if gap < 2:
            role, gap = "", 0
        return Content.assemble(
            (number, "$foreground-muted"), words, (" " * gap + role, "$foreground-muted")
        )

    # -- what can be done ------------------------------------------------------------

    def on_key(self, event: events.Key) -> None:
        """Take what is typed for the search."""
        character = event.character or ""
        if self.session.demo_commands:
            return
        within = character in "-_ " or (character == ":" and self.typed[-1:].isdecimal())
        if len(character) == 1 and (character.isalnum() or (within and self.typed)):
            self._search(self.typed + character)
        elif event.key == "backspace" and self.typed:
            self._search(self.typed[:-1])
        elif event.key == "escape" and self.typed:
            self._search("")
        else:
            return
        event.stop()

    def _search(self, text: str) -> None:
        self.typed = text[:100]
        rows = self.query_one(Rows)
        here = rows.current
        self._fill()
        if text.isdecimal():
            rows.move_to(str(min(int(text), len(self._lines))), otherwise=0)
        else:
            rows.move_to(here, otherwise=len(rows.ids) - 1)
        self.draw_footer()

    def ask_entry(self) -> Refusal | None:
        """Return why no entry can be shown."""
        return None if self.query_one(Rows).current else _NOTHING

    def cards(self, cells: int) -> list[Card]:
        """Return the entry under the cursor as it stands in the file."""
        if self.query_one(Rows).current is None:
            return []
        return [Card(_("Entry"), self._entry())]

    def on_option_list_option_highlighted(self) -> None:
        """Show the entry that the cursor has come to."""
        self.draw_cards()
        self._show_whole()

    def _show_whole(self) -> None:
        """Say the entry under the cursor in full, where no card beside the list does."""
        whole = self.query_one("#whole", Static)
        whole.display = not self.panel_cells and not self.short
        current = self.query_one(Rows).current
        entry = self._lines[int(current) - 1].entry if current else None
        if entry is not None:
            whole.update(shown(f"{_(ROLES[entry.by])}: {logged(entry, self.sitting)}"))

    def show_entry(self) -> None:
        """Show the entry under the cursor as it stands in the file."""
        self.app.push_screen(Words(_("Entry"), self._entry()))

    def _entry(self) -> Content:
        place = int(self.query_one(Rows).current or 0) - 1
        line = self._lines[place]
        before = self._lines[place - 1].hash if place else _NO_HASH
        entry = line.entry
        head = f"№ {entry.seq}   {entry.at}   {_(ROLES[entry.by])}"
        parts = [
            Content.styled(head, "bold"),
            Content(shown(logged(entry, self.sitting))),
            Content(""),
            Content.styled(_("The entry, exactly the bytes that are hashed"), "$text-accent"),
            Content(exact(line.text)),
            Content(""),
            Content.styled(_("Hash of the entry before"), "$text-accent"),
            Content(before),
            Content.styled(_("Hash: SHA-256 of that hash and the entry"), "$text-accent"),
            Content(line.hash),
        ]
        return Content("\n").join(parts)

    def replay(self) -> None:
        """Replay the sitting from the entry under the cursor."""
        place = int(self.query_one(Rows).current or 1) - 1
        self.app.push_screen(Replay([line.entry for line in self._lines], place))

    def ask_check(self) -> Refusal | None:
        """Return why the record is not checked now."""
        return None if self._checking is None else not_now("The record is being checked.")

    def check(self) -> None:
        """Check chain, procedure and sums of the whole file."""
        self._checking = 0
        self.redraw()
        self._check()

    @work(thread=True, group="checking")
    def _check(self) -> None:
        try:
            found = self.desk.verify(lambda entries: self._tell(self.Checked(entries)))
            report = report_text(found)
        except RecordError as error:
            report = error_text(error)
        self._tell(self.Checked(0, report))

    def _tell(self, message: Message) -> None:
        if self.is_attached:
            self.post_message(message)

    def on_log_checked(self, message: Checked) -> None:
        """Show how far the check is, and what it found."""
        if message.report is None:
            self._checking = message.entries
            self._fill()
            return
        self._checking = None
        self._fill()
        self.app.push_screen(Words(_("Verification"), message.report))

    OWN: ClassVar[tuple[Command, ...]] = (
        Command(
            id="show_entry",
            key="enter",
            title=N_("The entry, exactly, with its hash"),
            short=N_("Entry"),
            run=show_entry,
            probe=ask_entry,
            explained=N_("Type words to filter, a number to go to its entry; Home, End."),
        ),
        Command(
            id="verify",
            key="f5",
            title=N_("Verify the record"),
            short=N_("Verify"),
            run=check,
            probe=ask_check,
            explained=N_("The chain of hashes, the procedure of every entry, and the sums."),
        ),
        Command(
            id="replay",
            key="f6",
            title=N_("Replay the sitting from this entry"),
            short=N_("Replay"),
            run=replay,
            probe=ask_entry,
            explained=N_("What the hall saw, entry by entry or at any speed; it only looks."),
        ),
        Command(
            id="back",
            key="escape",
            title=N_("Back to where the sitting stands"),
            short=N_("Back"),
            run=where_it_stands,
        ),
    )
