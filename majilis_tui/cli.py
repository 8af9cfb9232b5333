"""The commands: thin, each imports what it needs only when it is called.

Data goes to standard output, narration to standard error. Exit status: 0 done; 1 the answer is
no; 2 bad usage or unreadable input; 3 refused by the procedure; 130 interrupted;
128 + n ended by signal n, the file left in order.
"""

import json
import signal
import sys
from pathlib import Path
from typing import Any, Literal, NoReturn

import click

from majilis_tui import cli_language, languages
from majilis_tui.cli_record import RECORD_COMMANDS
from majilis_tui.languages import _, ngettext

ANSWER_IS_NO = 1
BAD_INPUT = 2
REFUSED = 3
INTERRUPTED = 130

_FILE = click.Path(path_type=Path)


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
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
        _run_screens()


def _speak(lang: str | None) -> str | None:
    """Speak a language from now on, in the help too; return what was asked for."""
    languages.use(lang or languages.preferred())
    cli_language.speak(commands)
    return lang


def _run_screens(lang: str | None = None, **options: Any) -> None:
    _need_terminal(lang)
    from majilis_tui.screens.app import run

    sys.exit(run(**options))


def _need_terminal(lang: str | None = None) -> None:
    """Refuse to show screens without a terminal; on one, speak as its user last chose."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        fail(_("the screens need a terminal; play, result, verify and log work without one"))
    from majilis_tui.screens.settings import speak

    speak(lang or click.get_current_context().find_root().params["lang"])


def fail(words: str, status: int = BAD_INPUT) -> NoReturn:
    """Say on standard error what is wrong and what to do, and end."""
    click.echo(f"majilis-tui: {_safe(words)}", err=True)
    sys.exit(status)


def _safe(words: str) -> str:
    from majilis_tui.procedure.names import shown

    return "\n".join(shown(line) for line in words.split("\n"))


def say_json(data: object) -> None:
    """Print data as JSON."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=1))


@commands.command()
@click.argument("scenario", type=_FILE)
@click.option("--log", "log", type=_FILE, required=True, help="The file to make.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def play(scenario: Path, log: Path, as_json: bool) -> None:
    """Conduct SCENARIO without a screen, through the same door as the screens."""
    from majilis_tui.phrases import error_text
    from majilis_tui.reports import result_text
    from majilis_tui.scenario import Play, RefusedStep

    performance = Play(scenario, log)
    refused: RefusedStep | None = None
    try:
        try:
            for _done in performance.run():
                pass
        except RefusedStep as refusal:
            refused = refusal
        said = performance.desk.result() if performance.desk else {}
        sitting = performance.desk.sitting if performance.desk else None
    finally:
        performance.close()
    if as_json:
        say_json({"error": refused.as_json(), **said} if refused else said)
    elif sitting is not None:
        click.echo(result_text(sitting, said))
    if refused:
        fail(error_text(refused), REFUSED)


@commands.command()
@click.argument("file", type=_FILE)
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def result(file: Path, as_json: bool) -> None:
    """Say what was decided, from the log."""
    from majilis_tui.desk import Desk
    from majilis_tui.reports import result_text

    with Desk.open(file, read_only=True) as desk:
        said = desk.result()
        if as_json:
            say_json(said)
        else:
            click.echo(result_text(desk.sitting, said))


@commands.command()
@click.argument("paths", metavar="FILE...", type=_FILE, nargs=-1, required=True)
@click.option("--head", metavar="CODE", help="A printed head: is it in the chain?")
@click.option("--against", metavar="MIRROR", type=_FILE, help="Does the second copy hold the same?")
@click.option("--note", metavar="PATH", type=_FILE, help="A signed head: is it in the chain?")
@click.option("--key", "verifiers", metavar="KEY", multiple=True, help="Check the note by it.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a file.")
def verify(
    *,
    paths: tuple[Path, ...],
    head: str | None,
    against: Path | None,
    note: Path | None,
    verifiers: tuple[str, ...],
    as_json: bool,
) -> None:
    """Check the chain, the procedure and the sums of each FILE."""
    import msgspec

    from majilis_tui.phrases import error_text
    from majilis_tui.record.errors import RecordError
    from majilis_tui.record.verify import verify as verify_file
    from majilis_tui.reports import report_text

    status = 0
    for path in paths:
        try:
            report = verify_file(path, head, against=against, note=note, verifiers=verifiers)
        except RecordError as error:
            if as_json:
                say_json({"file": str(path), "sound": False, "error": str(error)})
            click.echo(f"majilis-tui: {_safe(error_text(error))}", err=True)
            status = BAD_INPUT
            continue
        if as_json:
            click.echo(msgspec.json.encode(report, enc_hook=str).decode())
        else:
            click.echo(report_text(report))
        if not report.sound:
            status = max(status, ANSWER_IS_NO)
    sys.exit(status)


@commands.command()
def verifier() -> None:
    """Print a verifier that needs nothing but Python, to be read and run without this program."""
    from importlib.resources import files

    source = files("majilis_tui") / "verifier.py"
    click.echo(source.read_text("utf-8"), nl=False)


@commands.command()
@click.argument("file", type=_FILE)
@click.option("--action", "action", metavar="NAME", help="Only this action.")
@click.option("--json", "as_json", is_flag=True, help="JSON Lines: the entries as hashed.")
def log(file: Path, action: str | None, as_json: bool) -> None:
    """List the actions, one line each."""
    from majilis_tui.desk import Desk
    from majilis_tui.procedure.actions import NAME_OF_LOGGED
    from majilis_tui.reports import line_text

    names = set(NAME_OF_LOGGED.values())
    if action is not None and action not in names:
        words = _("--action: there is no action {action}; there are: {actions}")
        fail(words.format(action=repr(action), actions=", ".join(sorted(names))))
    with Desk.open(file, read_only=True) as desk:
        for line in desk.lines():
            if action is not None and line.entry.action != action:
                continue
            if as_json:
                click.echo(f'{line.text[:-1]},"hash":"{line.hash}"}}')
            else:
                click.echo(line_text(line, desk.sitting))


@commands.command(name="print")
@click.argument("file", type=_FILE)
@click.argument("document")
@click.option("--election", metavar="ID", help="The election; the newest unless named.")
@click.option(
    "--round", "number", type=int, metavar="N", help="The round; the newest unless named."
)
@click.option("--lang", "languages", type=click.Choice(["kk", "ru", "en", "kk+ru"]))
@click.option("--format", "form", type=click.Choice(["pdf", "txt", "html"]), default="pdf")
@click.option("--out", type=_FILE, help="The file to write; text goes to standard output without.")
def print_(
    *,
    file: Path,
    document: str,
    election: str | None,
    number: int | None,
    languages: str | None,
    form: Literal["pdf", "txt", "html"],
    out: Path | None,
) -> None:
    """Print a DOCUMENT of the sitting in FILE.

    DOCUMENT: ballot, protocol-officers, protocol-ballot, protocol-results, announcement, minutes,
    roll, issuing-list or fallback.
    """
    from majilis_tui.desk import Desk
    from majilis_tui.documents.press import DOCUMENTS, file_name, preferred, printed
    from majilis_tui.documents.source import DocumentError, NotYetError, Source

    if document not in DOCUMENTS:
        words = _("there is no document {document}; there are: {documents}")
        fail(words.format(document=repr(document), documents=", ".join(DOCUMENTS)))
    spoken = languages or preferred(document)
    with Desk.open(file, read_only=True) as desk:
        entries = tuple(line.entry for line in desk.lines())
        source = Source(
            sitting=desk.sitting, head=desk.head, entries=entries, election=election, round=number
        )
    try:
        made = printed(document, source, spoken, form)
    except NotYetError as error:
        fail(f"{document}: {error}", REFUSED)
    except DocumentError as error:
        fail(f"{document}: {error}")
    if out is None and form == "pdf":
        name = file_name(file.stem, document, spoken, form, election=election, number=number)
        out = file.with_name(name)
    _deliver(made, out)


@commands.command()
@click.argument("file", type=_FILE)
@click.option(
    "--format",
    "form",
    type=click.Choice(["jsonl", "csv", "nist", "popolo"]),
    required=True,
    help="The log as JSON Lines; the results as CSV, NIST SP 1500-100 or Popolo.",
)
@click.option("--out", type=_FILE, help="The file to write; standard output unless named.")
def export(file: Path, form: str, out: Path | None) -> None:
    """Hand the sitting in FILE to other programs."""
    from majilis_tui.desk import Desk
    from majilis_tui.documents.exports import exported

    with Desk.open(file, read_only=True) as desk:
        lines = [(line.text, line.hash) for line in desk.lines()]
        if desk.sitting.rules is None and form != "jsonl":
            fail(f"{file}: " + _("the sitting has not been opened yet"), REFUSED)
        made = exported(form, desk.sitting, desk.result(), lines)
    _deliver(made.encode(), out)


def _deliver(made: bytes, out: Path | None) -> None:
    """Write to a file and say where, or to standard output byte by byte."""
    if out is None:
        click.echo(made, nl=False)
        return
    try:
        out.write_bytes(made)
    except OSError as error:
        words = _("{path}: cannot be written ({reason})")
        fail(words.format(path=out, reason=_((error.strerror or "").lower())))
    click.echo(str(out), err=True)


@commands.command()
@click.argument("file", type=_FILE)
@click.option("--rules", required=True, metavar="ID|PATH", help="Bundled rules, or a file.")
@click.option("--roster", required=True, type=_FILE, help="The members, CSV or XLSX.")
@click.option("--title", help="The title of the sitting.")
@click.option("--date", help="Its date, YYYY-MM-DD; today unless given.")
@click.option("--presiding", metavar="NAME", help="Who presides at the opening.")
@click.option("--presiding-office", metavar="OFFICE", help="The office of who presides.")
def new(
    file: Path,
    rules: str,
    roster: Path,
    title: str | None,
    date: str | None,
    presiding: str | None,
    presiding_office: str | None,
) -> None:
    """Create the FILE of a sitting without the wizard."""
    from majilis_tui.clock import SystemClock
    from majilis_tui.opening import chair, open_new

    presides = chair(presiding, presiding_office)
    desk = open_new(file, rules, roster, SystemClock(), title=title, date=date, presiding=presides)
    desk.close()
    law, members = desk.sitting.law, len(desk.sitting.members)
    words = ngettext(
        "{file}: {n} member, seats {seats}, quorum {quorum}; head {code}",
        "{file}: {n} members, seats {seats}, quorum {quorum}; head {code}",
        members,
    )
    click.echo(
        words.format(
            file=file,
            n=members,
            seats=law.chamber.seats,
            quorum=law.quorum,
            code=desk.head_code,
        ),
        err=True,
    )


@commands.command(name="open")
@click.argument("file", type=_FILE)
@click.option(
    "--as", "role", type=click.Choice(["clerk", "secretary", "chairman"]), help="Your role."
)
def open_(file: Path, role: str | None) -> None:
    """Go on where FILE stands."""
    _run_screens(file=file, role=role)


@commands.command()
@click.argument("file", type=_FILE)
def display(file: Path) -> None:
    """Show FILE to the hall: read-only, no partial totals, follows the sitting by itself."""
    _need_terminal()
    from majilis_tui.screens.hall import run_hall

    sys.exit(run_hall(file))


@commands.command()
@click.option("--headless", is_flag=True, help="Conduct it to the end and print the report.")
@click.option("--lang", type=click.Choice(["kk", "ru", "en"]), help="The language.")
def demo(headless: bool, lang: str | None) -> None:
    """Conduct the sitting of 29 March 2023, in a throw-away file."""
    import tempfile

    from majilis_tui.scenario import Play, bundled_scenario

    if lang is not None:
        languages.use(lang)
    folder = Path(tempfile.mkdtemp(prefix="majilis-"))
    performance = Play(bundled_scenario("2023-03-29"), folder / "2023-03-29.sqlite")
    if not headless and sys.stdin.isatty() and sys.stdout.isatty():
        _run_screens(lang, play=performance)
        return
    from majilis_tui.reports import line_text, result_text

    for _step, done in performance.run():
        if done.line:
            click.echo(line_text(done.line, done.sitting), err=True)
    assert performance.desk is not None
    click.echo(result_text(performance.desk.sitting, performance.desk.result()))
    performance.close()
    click.echo(_("File: {path}").format(path=performance.log))


@commands.command()
@click.option("--seed", type=click.IntRange(0), metavar="N", help="The same hall again.")
@click.option("--file", type=_FILE, help="Its file, new or to go on with; else a throw-away one.")
@click.option("--headless", is_flag=True, help="Conduct it without officers; print the report.")
def rehearse(seed: int | None, file: Path | None, headless: bool) -> None:
    """Practise a sitting with planted faults, in a file that never becomes a real one."""
    import tempfile

    from majilis_tui.rehearsal import any_seed, go_on_with

    seed = any_seed() if seed is None else seed
    if file is None:
        file = Path(tempfile.mkdtemp(prefix="majilis-")) / f"rehearsal-{seed}.sqlite"
    if not headless and sys.stdin.isatty() and sys.stdout.isatty():
        if file.exists():
            go_on_with(file).close()
        _run_screens(rehearsal=(file, seed))
    _rehearse_headless(file, seed)


def _rehearse_headless(file: Path, seed: int) -> None:
    from majilis_tui.clock import ScenarioClock
    from majilis_tui.rehearsal import START, attend, take_up
    from majilis_tui.rehearsal_words import happens, report
    from majilis_tui.reports import line_text, result_text

    with take_up(file, seed, ScenarioClock(START)) as desk:
        rehearsal = attend(desk)
        assert rehearsal is not None
        told = ""
        for now, done in rehearsal.conduct():
            words = happens(now, desk.sitting, rehearsal.plan.office)
            if words != told:
                click.echo(words, err=True)
                told = words
            if done is not None and done.line:
                click.echo(line_text(done.line, done.sitting), err=True)
        click.echo(result_text(desk.sitting, desk.result()))
        click.echo("\n" + report(rehearsal.findings(), desk.sitting))
    click.echo(_("File: {path}").format(path=file))


class _Checking(click.Group):
    """A group whose name before a path alone means `check`."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in self.commands:
            args = ["check", *args]
        return super().resolve_command(ctx, args)


@commands.group(cls=_Checking)
def rules() -> None:
    """Look at rules before you rely on them."""


@rules.command(name="list")
def rules_list() -> None:
    """List the bundled rules."""
    from majilis_tui.rulebook import bundled, find_rules

    for name in bundled():
        found = find_rules(name)
        title = found.title.text(languages.language(), name) if found.title else name
        seats = found.chamber.seats
        words = ngettext("{n} seat", "{n} seats", seats).format(n=seats)
        click.echo(f"{name:<14} {words:>16}   {title}")


@rules.command(name="show")
@click.argument("name", metavar="ID|PATH")
def rules_show(name: str) -> None:
    """Show what rules say, with the numbers they come to."""
    from majilis_tui.rulebook import find_rules
    from majilis_tui.rules_words import rules_text

    click.echo(rules_text(find_rules(name), ids=True))


@rules.command(name="check")
@click.argument("path", type=_FILE)
def rules_check(path: Path) -> None:
    """Check a rules file; nothing is kept."""
    from majilis_tui.rulebook import read_rules_file
    from majilis_tui.rules_words import rules_text

    click.echo(rules_text(read_rules_file(path), ids=True))


@commands.group(cls=_Checking)
def roster() -> None:
    """Look at a roster before you rely on it."""


@roster.command(name="check")
@click.argument("path", type=_FILE)
def roster_check(path: Path) -> None:
    """Check a roster, CSV or XLSX; nothing is kept."""
    from majilis_tui.reports import roster_text
    from majilis_tui.roster import read_roster

    click.echo(roster_text(read_roster(path)))


for _command in RECORD_COMMANDS:
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
