"""Printing from the screens: which document, in which language and format, and where to."""

from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import msgspec
from textual.app import App

from majilis_tui.delivery import OverSittingError, write_new, write_over
from majilis_tui.documents.plain import wrapped
from majilis_tui.documents.press import (
    LANGUAGES,
    Format,
    document,
    file_name,
    preferred,
    pressed,
)
from majilis_tui.documents.sheet import Paper, Sheet
from majilis_tui.documents.source import DocumentError, Source
from majilis_tui.languages import N_, _, language
from majilis_tui.procedure.election import Election
from majilis_tui.procedure.names import shown
from majilis_tui.procedure.sitting import Sitting
from majilis_tui.screens.base import CommandScreen
from majilis_tui.screens.steps import by_open_vote
from majilis_tui.screens.widgets.agreement import Agreement
from majilis_tui.screens.widgets.form import Field, Form, Values

if TYPE_CHECKING:
    from majilis_tui.screens.frame import SittingScreen

TITLES = {
    "roll": N_("Roll of the deputies"),
    "issuing-list": N_("List for issuing ballots"),
    "ballot": N_("Ballot paper"),
    "protocol-officers": N_("Protocol on the officers"),
    "protocol-ballot": N_("Protocol on the ballot"),
    "protocol-results": N_("Protocol on the results"),
    "announcement": N_("Announcement"),
    "minutes": N_("Minutes of the sitting"),
    "fallback": N_("Form to go on by pen"),
}
FORMAT_NAMES = {"pdf": "PDF", "txt": N_("plain text"), "html": "HTML"}
LANGUAGE_NAMES = {
    "kk": "Қазақша",
    "ru": "Русский",
    "en": "English",
    "kk+ru": "Қазақша + Русский",
}
_OF_THE_SITTING = ("roll", "protocol-officers", "minutes")


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """A document that is asked for, set but not yet in its format, and the file it goes to."""

    made: Sheet | Paper
    form: Format
    path: Path


def source_of(
    screen: "SittingScreen", election: str | None = None, number: int | None = None
) -> Source:
    """Return what documents are drawn from, as the sitting stands on a screen."""
    return Source.drawn(screen.sitting, screen.desk.lines(), election, number)


def fitting(sitting: Sitting, election: Election | None, step: str) -> str:
    """Return the document that a step is most likely to want."""
    phase = election.round.phase if election is not None else "preparing"
    if step == "commission" and sitting.has_officers:
        return "protocol-officers"
    if step in ("roll", "nomination", "commission"):
        return "roll"
    if step == "ballot":
        return "issuing-list" if phase == "preparing" else "ballot"
    if step == "voting":
        return "issuing-list"
    if step == "count":
        return "fallback"
    if step == "result" and not sitting.closed:
        return "protocol-results" if phase == "finished" else "announcement"
    return "minutes"


def usual_language(name: str, last: str | None) -> str:
    """Return the language to offer for a document; `last` is what was printed in before, if any.

    A ballot has its own; else the last one, at first both languages of the state.
    """
    own = preferred(name)
    if own != language():
        return own
    return last or ("en" if own == "en" else "kk+ru")


def print_document(screen: "SittingScreen") -> None:
    """Ask what to print and where to; it is set and written while the screen goes on."""
    election = screen.election
    first = fitting(screen.sitting, election, screen.STEP or "log")
    names = (first, *(name for name in TITLES if name != first))
    fields = [
        Field(
            id="document",
            label=_("Document"),
            kind="choice",
            options=tuple((name, _(TITLES[name])) for name in names),
        ),
        Field(
            id="language",
            label=_("Language"),
            kind="choice",
            options=tuple((spoken, LANGUAGE_NAMES[spoken]) for spoken in LANGUAGES),
            value=usual_language(first, screen.session.print_language),
        ),
        Field(
            id="form",
            label=_("Format"),
            kind="choice",
            options=tuple((form, _(FORMAT_NAMES[form])) for form in get_args(Format)),
        ),
        Field(id="folder", label=_("Folder"), value=str(screen.desk.path.absolute().parent)),
    ]
    if election is not None and len(election.rounds) > 1:
        rounds = [str(r.number) for r in reversed(election.rounds)]
        options = (("", _("the newest")), *((number, number) for number in rounds))
        fields.insert(1, Field(id="round", label=_("Round"), kind="choice", options=options))

    def check(values: Values) -> str | None:
        if not _path(screen, values).parent.is_dir():
            return _("There is no such folder.")
        try:
            _ordered(screen, values)
        except DocumentError as error:
            return shown(str(error))
        return None

    def answered(values: Values | None) -> None:
        if values:
            screen.session.print_language = values["language"]
            press(screen, _ordered(screen, values))

    form = Form(
        _("Print"),
        fields,
        check=check,
        live=lambda values: _("File: {name}").format(name=shown(_path(screen, values).name)),
    )
    screen.app.push_screen(form, answered)


def press(screen: "SittingScreen", order: Order) -> None:
    """Set and write a document in a thread, then say where it lies or what went wrong."""
    app, path = screen.app, order.path

    def pressing() -> None:
        # From a thread only messages: the app's own turn says what came of it.
        try:
            made = pressed(order.made, order.form)
            write_new(path, made)
        except FileExistsError:
            app.call_later(_ask_over, app, path, made)
        except OSError as error:
            app.call_later(_tell, app, _not_written(path, error))
        except DocumentError as error:
            app.call_later(_tell, app, shown(str(error)))
        else:
            app.call_later(_tell, app, _written(path))

    screen.say(_("Printing {name} ...").format(name=shown(path.name)))
    app.run_worker(pressing, thread=True, group="printing")


def _ask_over(app: App[Any], path: Path, made: bytes) -> None:
    """Ask before a file is replaced."""

    def answered(yes: bool | None) -> None:
        if not yes:
            _tell(app, _("Not printed; the file is as it was."))
            return
        try:
            write_over(path, made)
        except OSError as error:
            _tell(app, _not_written(path, error))
        else:
            _tell(app, _written(path))

    words = _("There is such a file already. It is replaced:") + f"\n{shown(str(path))}"
    app.push_screen(Agreement(_("Print"), words), answered)


def _ordered(screen: "SittingScreen", values: Values) -> Order:
    """Return what is asked for; the sheet is made here, since words have one language a time."""
    source = source_of(screen, *_contest(screen, values))
    made = document(values["document"], source, values["language"])
    return Order(made=made, form=_format(values), path=_path(screen, values))


def _contest(screen: "SittingScreen", values: Values) -> tuple[str | None, int | None]:
    """Return the election and the round a document is of."""
    name, election = values["document"], screen.election
    secret_only = name not in ("announcement", "fallback")
    if election is None or name in _OF_THE_SITTING:
        return None, None
    if secret_only and by_open_vote(screen.sitting, election):
        return None, None
    number = values.get("round")
    if number:
        return election.id, int(number)
    # Named where there are several, so that no file of one round stands for another.
    return election.id, election.round.number if election.round.number > 1 else None


def _path(screen: "SittingScreen", values: Values) -> Path:
    election, number = _contest(screen, values)
    name = file_name(
        screen.desk.path.stem,
        values["document"],
        values["language"],
        _format(values),
        election=election,
        number=number,
    )
    return Path(values["folder"]).expanduser() / name


def _format(values: Values) -> Format:
    return next(form for form in get_args(Format) if form == values["form"])


def _tell(app: App[Any], words: str) -> None:
    """Say something on the screen that is shown by now, under a box if one is open."""
    screens = [screen for screen in app.screen_stack if isinstance(screen, CommandScreen)]
    if screens:
        # A path is one long word: broken here, it is not cut off.
        screens[-1].say("\n".join(wrapped(words, max(app.size.width - 4, 1))))


def _written(path: Path) -> str:
    return _("Saved: {path}").format(path=shown(str(path)))


def _not_written(path: Path, error: OSError) -> str:
    over = isinstance(error, OverSittingError)
    reason = _("there is a sitting in its place") if over else error.strerror or error
    return _("{path} cannot be written: {reason}").format(path=shown(str(path)), reason=reason)
