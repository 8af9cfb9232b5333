"""The commands: thin, each imports what it needs only when it is called.

Data goes to standard output, narration to standard error. Exit status: 0 done; 1 the answer is
no; 2 bad usage or unreadable input; 3 refused by the procedure; 130 interrupted;
128 + n ended by signal n, the file left in order.
"""

import errno
import signal
import sys
from typing import NoReturn

import click

from majilis_tui import languages
from majilis_tui.cli import spoken
from majilis_tui.cli.checking import CHECKING
from majilis_tui.cli.conducting import CONDUCTING
from majilis_tui.cli.keeping import KEEPING
from majilis_tui.cli.output import ANSWER_IS_NO, BAD_INPUT, INTERRUPTED, REFUSED, fail, run_screens
from majilis_tui.cli.reading import READING
from majilis_tui.languages import _


@click.group(invoke_without_command=True, context_settings={"help_option_names": spoken.HELP_NAMES})
@click.version_option(package_name="majilis-tui")
@click.option(
    "--lang",
    type=click.Choice(["kk", "ru", "en"]),
    is_eager=True,
    callback=lambda _context, _option, lang: _speak(lang),
    help="The language; LANG otherwise.",
)
@click.pass_context
def commands(context: click.Context, lang: str | None) -> None:
    """Hold a secret election in a parliament: offline, on record, by two officers.

    Without a command: the home screen.
    """
    if context.invoked_subcommand is None:
        run_screens()


def _speak(lang: str | None) -> str | None:
    """Speak a language from now on, in the help too; return what was asked for."""
    languages.use(lang or languages.preferred())
    spoken.speak(commands)
    return lang


for _command in (*CONDUCTING, *READING, *KEEPING, *CHECKING):
    commands.add_command(_command)


def main() -> None:
    """Run a command, and turn every foreseen failure into words and an exit status."""
    _speak(None)
    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is signal.SIG_DFL:  # else whoever started it wants it ignored
            signal.signal(number, _leave)
    try:
        commands.main(standalone_mode=False, prog_name="majilis-tui")
    except click.exceptions.Abort:
        sys.exit(INTERRUPTED)
    except click.ClickException as error:
        error.show()
        sys.exit(BAD_INPUT)
    except click.exceptions.Exit as leaving:
        sys.exit(leaving.exit_code)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(INTERRUPTED)
    except OSError as error:
        if error.filename is not None or error.errno != errno.ENOSPC:
            _explain(error)
        fail(_("the output cannot be written (no space left on device)"))
    except Exception as error:
        _explain(error)


def _leave(number: int, _: object) -> NoReturn:
    """End in order: what is open is closed on the way out."""
    sys.exit(128 + number)


def _explain(error: Exception) -> NoReturn:
    """Say in words what went wrong; what nobody foresaw gets a reference, and no traceback."""
    from majilis_tui.crash import written_report
    from majilis_tui.phrases import error_text
    from majilis_tui.procedure.refusals import Refusal
    from majilis_tui.procedure.rules import RulesError
    from majilis_tui.record.errors import DamagedError, RecordError
    from majilis_tui.roster import RosterError
    from majilis_tui.scenario import RefusedStep, ScenarioError

    words = error_text(error)
    if isinstance(error, RefusedStep):
        fail(words, REFUSED)
    if isinstance(error, Refusal):
        status = BAD_INPUT if error.code == "bad-input" else REFUSED
        fail(_("refused ({code}): {refusal}").format(code=error.code, refusal=words), status)
    if isinstance(error, RulesError):
        fail(_("rules: {error}").format(error=words))
    if isinstance(error, DamagedError):
        fail(words, ANSWER_IS_NO)
    if isinstance(error, RecordError | RosterError | ScenarioError):
        fail(words)
    fail(written_report(error), ANSWER_IS_NO)
