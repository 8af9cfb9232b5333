"""What all commands share: where words and data go, and how the program ends."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

import click

from majilis_tui.languages import _

ANSWER_IS_NO = 1
BAD_INPUT = 2
REFUSED = 3
INTERRUPTED = 130

FILE = click.Path(path_type=Path)


def fail(words: str, status: int = BAD_INPUT) -> NoReturn:
    """Say on standard error what is wrong and what to do, and end."""
    narrate(f"majilis-tui: {words}")
    sys.exit(status)


def narrate(words: str) -> None:
    """Say something on standard error; control characters in names cannot steer a terminal."""
    from majilis_tui.procedure.names import shown

    click.echo("\n".join(shown(line) for line in words.split("\n")), err=True)


def say_json(data: object) -> None:
    """Print data as JSON."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=1))


@contextmanager
def telling_in_json(wanted: bool) -> Iterator[None]:
    """Print as JSON too why a file cannot be used, if that is wanted; raises it all the same."""
    from majilis_tui.record.errors import RecordError
    from majilis_tui.scenario import ScenarioError

    try:
        yield
    except (RecordError, ScenarioError) as error:
        if wanted:
            say_json({"error": {"code": "bad-input", "message": str(error)}})
        raise


def deliver(made: bytes, out: Path | None) -> None:
    """Write to a file and say where, or to standard output byte by byte."""
    if out is None:
        click.echo(made, nl=False)
        return
    from majilis_tui.delivery import OverSittingError, write_over

    words = _("{path}: cannot be written ({reason})")
    try:
        write_over(out, made)
    except OverSittingError:
        fail(words.format(path=out, reason=_("there is a sitting in its place")))
    except OSError as error:
        fail(words.format(path=out, reason=_((error.strerror or "").lower())))
    narrate(str(out))


def run_screens(lang: str | None = None, **options: Any) -> None:
    """Show the screens until their user leaves, and end with their exit status."""
    need_terminal(lang)
    from majilis_tui.screens.app import run

    sys.exit(run(**options))


def need_terminal(lang: str | None = None) -> None:
    """Refuse to show screens without a terminal; on one, speak as its user last chose."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        fail(_("the screens need a terminal; play, result, verify and log work without one"))
    from majilis_tui.screens.settings import speak

    speak(lang or click.get_current_context().find_root().params["lang"])
