"""A list with a cursor, redrawn in place: what did not change keeps its row and the cursor."""

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList

Row = tuple[str, Content]


class Rows(OptionList, inherit_bindings=False):
    """Rows with ids; Enter and Space are left to the screen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "cursor_down", show=False),
        Binding("up", "cursor_up", show=False),
        Binding("home", "first", show=False),
        Binding("end", "last", show=False),
        Binding("pagedown", "page_down", show=False),
        Binding("pageup", "page_up", show=False),
    ]

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes, markup=False, compact=True)
        self.ids: list[str] = []
        self._texts: list[Content] = []

    @property
    def current(self) -> str | None:
        """The id of the row under the cursor."""
        place = self.highlighted
        return self.ids[place] if place is not None and place < len(self.ids) else None

    def fill(self, rows: Iterable[Row], at: str | None = None) -> None:
        """Show rows; the cursor goes to `at`, or stays where it was, also nowhere."""
        listed = list(rows)
        ids = [row_id for row_id, _ in listed]
        texts = [text for _, text in listed]
        before, place = self.current, self.highlighted if self.ids else 0
        if ids != self.ids:
            self.ids, self._texts = ids, texts
            self.clear_options()
            self.add_options(texts)
            self.move_to(before, otherwise=place)
        else:
            for number, text in enumerate(texts):
                if not text.is_same(self._texts[number]):
                    self.replace_option_prompt_at_index(number, text)
            self._texts = texts
        if at is not None:
            self.move_to(at)

    def on_resize(self) -> None:
        """Keep the cursor in sight when the terminal shrinks."""
        self.call_after_refresh(self.scroll_to_highlight)

    def action_cursor_down(self) -> None:
        """Go down; at the end stay there, so that keys pressed at speed reach nobody else."""
        if self.highlighted is None or self.highlighted < len(self.ids) - 1:
            super().action_cursor_down()

    def action_cursor_up(self) -> None:
        """Go up; at the beginning stay there."""
        if self.highlighted != 0:
            super().action_cursor_up()

    def move_to(self, row_id: str | None, otherwise: int | None = None) -> None:
        """Put the cursor on a row, or on a place where there is no such row."""
        if row_id in self.ids:
            self.highlighted = self.ids.index(row_id)
        elif otherwise is not None and self.ids:
            self.highlighted = min(otherwise, len(self.ids) - 1)
