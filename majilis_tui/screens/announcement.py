"""What is read aloud, in the documents' own words: the report, and what the presiding declares."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from majilis_tui.documents.announcement import Sentence, Speech, code_of, speeches
from majilis_tui.documents.plain import wrapped
from majilis_tui.documents.source import Source
from majilis_tui.documents.wording import Wording
from majilis_tui.languages import _, language
from majilis_tui.phrases import OUTCOMES, elected_text, mark_title
from majilis_tui.procedure.election import Election, Round
from majilis_tui.procedure.names import shown
from majilis_tui.procedure.sitting import Sitting
from majilis_tui.screens.keys import same_keys
from majilis_tui.screens.printing import LANGUAGE_NAMES, source_of
from majilis_tui.screens.widgets.dialog import Dialog
from majilis_tui.screens.widgets.digits import big_digits, size_of

if TYPE_CHECKING:
    from majilis_tui.screens.frame import SittingScreen

COUNTED = ("finished", "announced", "declared")
SPOKEN = {"k": "kk", "r": "ru", "e": "en"}
# From so many cells and lines on the figures stand large beside the sentences.
LARGE = ((150, 45, 2), (100, 30, 1))


class Announcement(Dialog[None]):
    """The words to read aloud, in a language of their own; sealed figures, large if they fit."""

    CSS_PATH = "announcement.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,space", "close", show=False),
        Binding("down", "scroll(1)", show=False),
        Binding("up", "scroll(-1)", show=False),
        Binding("pagedown", "scroll(10)", show=False),
        Binding("pageup", "scroll(-10)", show=False),
        *(
            Binding(",".join(same_keys(key)), f"speak({spoken!r})", show=False)
            for key, spoken in SPOKEN.items()
        ),
    ]

    def __init__(self, source: Source) -> None:
        super().__init__()
        self.source = source
        self.spoken = language()

    def compose_inside(self) -> ComposeResult:
        """Compose the words."""
        with VerticalScroll(id="words", can_focus=False):
            yield Static(id="spoken", markup=False)

    def on_mount(self) -> None:
        """Draw the words."""
        self.redraw()

    def on_resize(self) -> None:
        """Draw anew for the new size."""
        self.call_after_refresh(self.redraw)

    def redraw(self) -> None:
        """Draw the words in their language, the keys in that of the terminal."""
        box = self.query_one("#box")
        box.border_title = Content(_("To read aloud") + f": {LANGUAGE_NAMES[self.spoken]}")
        keys = [f"{key}: {LANGUAGE_NAMES[spoken]}" for key, spoken in SPOKEN.items()]
        keys += [_("↑ ↓: more"), _("Enter: close")]
        self.query_one("#keys", Static).update(Content("   ".join(keys)))
        cells, lines = self.size.width - 8, self.size.height
        scale = next((s for wide, high, s in LARGE if cells >= wide and lines >= high), 0)
        said = list(speeches(self.source, Wording((self.spoken,))))
        self.query_one("#spoken", Static).update(drawn(said, cells, scale, code_of(self.source)))

    def action_speak(self, spoken: str) -> None:
        """Say it in another language."""
        self.spoken = spoken
        self.redraw()

    def action_close(self) -> None:
        """Close the box."""
        self.dismiss(None)

    def action_scroll(self, lines: int) -> None:
        """Scroll the words."""
        self.query_one("#words", VerticalScroll).scroll_relative(y=lines, animate=False)


def drawn(said: list[Speech], cells: int, scale: int, code: str) -> Content:
    """Return speeches as lines of so many cells; with a scale, their figures in large digits."""
    numbers = [str(s.number) for speech in said for s in speech.sentences if s.number is not None]
    gutter = max((size_of(n, scale)[0] for n in numbers), default=0) + 3 if scale else 0
    parts: list[Content] = []
    for speech in said:
        parts.append(Content.styled(shown(speech.heading), "bold $text-accent"))
        parts.append(Content.styled(shown(speech.speaker), "$foreground-muted"))
        for sentence in speech.sentences:
            parts += [Content(""), *_lines(sentence, cells, scale, gutter)]
        parts += [Content(""), Content("")]
    parts[-1] = Content.styled(_("Head code: {code}").format(code=code), "$foreground-muted")
    return Content("\n").join(parts)


def _lines(sentence: Sentence, cells: int, scale: int, gutter: int) -> Iterator[Content]:
    style = "bold $text-success" if sentence.decision else "bold"
    text = wrapped(sentence.text, cells - gutter)
    figure: list[str] = []
    if scale and sentence.number is not None:
        wide, high = size_of(str(sentence.number), scale)
        figure = big_digits(str(sentence.number), wide, high)
    above = max(len(figure) - len(text), 0) // 2
    text = [""] * above + text
    for row in range(max(len(figure), len(text))):
        left = figure[row] if row < len(figure) else ""
        right = text[row] if row < len(text) else ""
        yield Content.assemble((left.ljust(gutter), "$text-accent"), (right, style))


def read_aloud(screen: "SittingScreen", election: Election) -> None:
    """Show the words to read aloud of an election."""
    screen.app.push_screen(Announcement(source_of(screen, election.id)))


def reported(screen: "SittingScreen", election: Election) -> str:
    """Return the figures that the commission reports, a sentence a line."""
    report = next(speeches(source_of(screen, election.id), Wording((language(),))))
    return "\n".join(shown(s.text) for s in report.sentences if s.number is not None)


def declared(screen: "SittingScreen", election: Election) -> str:
    """Return the votes and what the presiding officer declares from them, a sentence a line."""
    *report, declaration = speeches(source_of(screen, election.id), Wording((language(),)))
    lines = [shown(s.text) for s in declaration.sentences]
    if report:
        given = votes(screen.sitting, election.round)
        lines.insert(0, " · ".join(f"{shown(title)}: {papers}" for title, papers in given))
    return "\n".join(lines)


def votes(sitting: Sitting, current: Round) -> list[tuple[str, int]]:
    """Return what each choice received, in the order of the paper."""
    return [(mark_title(sitting, c), current.totals.get(c, 0)) for c in current.choices]


def ending(sitting: Sitting, election: Election) -> str:
    """Return how an election stands, in one line."""
    if election.outcome == "elected":
        return shown(elected_text(sitting, election.elected_as_nominated))
    if election.outcome == "not-elected":
        return _("NOT ELECTED")
    if election.round.outcome in ("next-round", "tie"):
        return _("Round {round}: {outcome}").format(
            round=election.round.number, outcome=_(OUTCOMES[election.round.outcome])
        )
    return _("closed without a result") if election.closed else _("not decided yet")
