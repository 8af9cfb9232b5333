"""Members to choose from: typing letters searches at once, in any script and spelling."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from majilis_tui.languages import _
from majilis_tui.phrases import own_name
from majilis_tui.procedure.members import Member
from majilis_tui.procedure.names import fit, width
from majilis_tui.screens.widgets.rows import Rows
from majilis_tui.search import NameSearch, meant_among, numbered

# In a name, beside letters and digits. The space is left to commands: "ivanpetrov" finds both.
_IN_NAMES = "-'\u2019."
_MOVES = frozenset(("up", "down", "home", "end", "pageup", "pagedown"))
# The place to type at, and the gap before what is told.
_BESIDE = 4
_LEAST_SHOWN = 8


def _end(text: str, cells: int) -> str:
    """Return the end of a text that is being typed, as much as there is room for."""
    if width(text) <= cells:
        return text
    while width(text) >= cells:
        text = text[1:]
    return f"…{text}"


class MemberList(Vertical):
    """A Find line and the members found; the cursor stands on the best match."""

    class Changed(Message):
        """What was typed, or the row under the cursor, has changed."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.query_text = ""
        self.typing = True
        self._chosen = False
        self._over = False
        self._note = ""
        self._numbers: Mapping[str, int] = {}
        self._nobody: Callable[[str], str] = lambda query: ""
        self._members: Sequence[Member] = ()
        self._search = NameSearch(())
        self._draw: Callable[[Member], Content] = lambda member: Content(fit(own_name(member), 40))

    def compose(self) -> ComposeResult:
        """Compose the Find line above the rows."""
        yield Static(id="find", markup=False)
        yield Rows(id="members")

    @property
    def rows(self) -> Rows:
        """The rows."""
        return self.query_one("#members", Rows)

    @property
    def current(self) -> str | None:
        """The id of the member under the cursor."""
        return self.rows.current

    @property
    def sure(self) -> bool:
        """Whether the member under the cursor was chosen there, or is the only one meant."""
        if self._chosen or not self.query_text:
            return True
        only = meant_among(self._members, self.query_text) or self._numbered
        return only is not None and only.id == self.current

    @property
    def _numbered(self) -> Member | None:
        return numbered(self._members, self._numbers, self.query_text)

    def fill(
        self,
        members: Sequence[Member],
        draw: Callable[[Member], Content],
        *,
        numbers: Mapping[str, int] = MappingProxyType({}),
        note: str = "",
        nobody: Callable[[str], str] = lambda query: "",
    ) -> None:
        """Show members, each drawn as one line.

        `numbers` are those that the lines show. `note` stands beside the Find line; `nobody` says
        why what was typed names none of them.
        """
        self._numbers, self._note, self._nobody = numbers, note, nobody
        if list(members) != list(self._members):
            self._members = tuple(members)
            self._search = NameSearch(self._members)
        self._draw = draw
        self._show()

    def _show(self, at: str | None = None, *, first: bool = False) -> None:
        found = self._search.find(self.query_text, limit=40)
        first_of_all = self._numbered
        if first_of_all is not None:
            found = [first_of_all, *(m for m in found if m is not first_of_all)]
        self.rows.fill(((m.id, self._draw(m)) for m in found), at=at)
        if first and found:
            self.rows.highlighted = 0
        words = ""
        if self.query_text and not (found and self.sure):
            words = self._nobody(self.query_text)
            if not found and not words:
                words = _("nobody found; Backspace or Esc")
        told, style = (words, "$text-warning") if words else (self._note, "$foreground-muted")
        find = _("Find: ")
        room = self.size.width - width(find) - width(told) - _BESIDE
        line = Content.assemble(
            (find, "$foreground-muted"),
            (_end(self.query_text, max(room, _LEAST_SHOWN)), "bold"),
            ("▏", "$text-accent"),
            ("  " + told, style) if told else "",
        )
        self.query_one("#find", Static).update(line)

    def search(self, text: str) -> None:
        """Search for a text as if it had been typed."""
        self.query_text = text
        self._chosen = self._over = False
        self._show(first=bool(text))
        self.post_message(self.Changed())

    def start_over(self) -> None:
        """Let what is typed next begin another name; what stands there stays to be read."""
        self._over = True

    def go_on(self) -> None:
        """After the member under the cursor was dealt with: forget the search, go to the next."""
        done = self.current
        self.query_text = ""
        self._show(at=done)
        if done is not None:
            place = self.rows.ids.index(done) + 1
            self.rows.highlighted = min(place, len(self.rows.ids) - 1)
        self.post_message(self.Changed())

    def on_key(self, event: events.Key) -> None:
        """Take letters and digits for the search, and what empties it while there is one."""
        character = event.character or ""
        if not self.typing:
            return
        if len(character) == 1 and (character.isalnum() or character in _IN_NAMES):
            begun = "" if self._over else self.query_text
            self.search(begun + character)
        elif event.key == "backspace" and self.query_text:
            self.search(self.query_text[:-1])
        elif event.key in ("escape", "ctrl+u") and self.query_text:
            here = self.current
            self.search("")
            self.rows.move_to(here)
        else:
            if event.key in _MOVES and self.query_text:
                self._chosen = True
                self.post_message(self.Changed())
            return
        event.stop()
        event.prevent_default()

    def on_click(self) -> None:
        """Take a click on a row as a choice."""
        self._chosen = True

    def on_paste(self, event: events.Paste) -> None:
        """Search for what is pasted."""
        self.search(" ".join(event.text.split())[:100])
        event.stop()

    def on_option_list_option_highlighted(self) -> None:
        """Tell the screen that the cursor has moved."""
        self.post_message(self.Changed())
