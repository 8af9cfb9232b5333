"""Choosing one or several members out of a list, by search and mark."""

from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from majilis_tui.languages import _
from majilis_tui.phrases import own_group, own_name
from majilis_tui.procedure.members import Member
from majilis_tui.procedure.names import fit
from majilis_tui.screens.widgets.dialog import Dialog
from majilis_tui.screens.widgets.member_list import MemberList


class Picker(Dialog[tuple[str, ...] | None]):
    """Answers the ids that were marked, in the order of marking; None when left.

    With `one`, Enter takes the member under the cursor; without, somebody has to be marked.
    `told` returns what is to be known of a member, such as being absent.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "mark", show=False),
        Binding("enter", "finish", show=False),
        Binding("escape", "leave", show=False),
    ]

    def __init__(
        self,
        heading: str,
        members: Sequence[Member],
        *,
        marked: Iterable[str] = (),
        one: bool = False,
        told: Callable[[str], str] = lambda member: "",
    ) -> None:
        super().__init__()
        self.told = told
        self.heading = heading
        self.members = members
        self.marked = list(marked)
        self.one = one
        self.keys_line = (
            _("Enter: choose   Esc: leave")
            if one
            else _("Space: mark, and on to the next   Enter: done   Esc: leave")
        )

    def compose_inside(self) -> ComposeResult:
        """Compose the list and the number marked."""
        yield MemberList(id="choice")
        yield Static(id="marked", markup=False)

    def on_mount(self) -> None:
        """Show the members."""
        self._fill()
        self.query_one(MemberList).rows.focus()

    def _fill(self) -> None:
        self.query_one(MemberList).fill(self.members, self._line)
        words = "" if self.one else _("marked: {n}").format(n=len(self.marked))
        self.query_one("#marked", Static).update(Content(words))

    def _line(self, member: Member) -> Content:
        room = max(self.size.width - 16, 20)
        name = fit(own_name(member), room * 2 // 3)
        group = fit(own_group(member), room // 3)
        mark = "" if self.one else "[x] " if member.id in self.marked else "[ ] "
        told = self.told(member.id)
        about = [(f"  {words}", "$foreground-muted") for words in (group,) if words]
        if told:
            about.append((f"  {told}", "$text-warning"))
        return Content.assemble(mark, name, *about)

    def action_mark(self) -> None:
        """Mark the member under the cursor, or take the mark away, and go on."""
        chosen = self.query_one(MemberList).current
        if self.one:
            self.action_finish()
        elif chosen is not None:
            if chosen in self.marked:
                self.marked.remove(chosen)
            else:
                self.marked.append(chosen)
            self._fill()
            self.query_one(MemberList).go_on()

    def action_finish(self) -> None:
        """Answer what was chosen."""
        if not self.one and not self.marked:
            self.query_one("#marked", Static).update(Content(_("Nobody is marked.")))
            return
        if not self.one:
            self.dismiss(tuple(self.marked))
            return
        chosen = self.query_one(MemberList).current
        if chosen is not None:
            self.dismiss((chosen,))

    def action_leave(self) -> None:
        """Answer nothing."""
        self.dismiss(None)
