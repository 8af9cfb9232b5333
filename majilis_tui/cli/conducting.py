"""The commands that hold a sitting: on screens, from a scenario, or as a rehearsal."""

import sys
from pathlib import Path

import click

from majilis_tui import languages
from majilis_tui.cli.output import (
    FILE,
    REFUSED,
    fail,
    need_terminal,
    run_screens,
    say_json,
    telling_in_json,
)
from majilis_tui.languages import _, ngettext


@click.command()
@click.argument("scenario", type=FILE)
@click.option("--log", "log", type=FILE, required=True, help="The file to make.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def play(scenario: Path, log: Path, as_json: bool) -> None:
    """Conduct SCENARIO without a screen, through the same door as the screens."""
    from majilis_tui.phrases import error_text
    from majilis_tui.reports import result_text
    from majilis_tui.scenario import Play, RefusedStep

    with telling_in_json(as_json):
        performance = Play(scenario, log)
    refused: RefusedStep | None = None
    try:
        try:
            with telling_in_json(as_json):
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


@click.command()
@click.argument("file", type=FILE)
@click.option("--rules", required=True, metavar="ID|PATH", help="Bundled rules, or a file.")
@click.option("--roster", required=True, type=FILE, help="The members, CSV or XLSX.")
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
    from majilis_tui.dates import day_written
    from majilis_tui.opening import chair, open_new

    presides = chair(presiding, presiding_office)
    day = date and (day_written(date) or date)
    desk = open_new(file, rules, roster, SystemClock(), title=title, date=day, presiding=presides)
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


@click.command(name="open")
@click.argument("file", type=FILE)
@click.option(
    "--as", "role", type=click.Choice(["clerk", "secretary", "chairman"]), help="Your role."
)
def open_(file: Path, role: str | None) -> None:
    """Go on where FILE stands."""
    run_screens(file=file, role=role)


@click.command()
@click.argument("file", type=FILE)
def display(file: Path) -> None:
    """Show FILE to the hall: read-only, no partial totals, follows the sitting by itself."""
    need_terminal()
    from majilis_tui.screens.hall import run_hall

    sys.exit(run_hall(file))


@click.command()
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
        run_screens(lang, play=performance)
        return
    from majilis_tui.reports import line_text, result_text

    for _step, done in performance.run():
        if done.line:
            click.echo(line_text(done.line, done.sitting), err=True)
    assert performance.desk is not None
    click.echo(result_text(performance.desk.sitting, performance.desk.result()))
    performance.close()
    click.echo(_("File: {path}").format(path=performance.log))


@click.command()
@click.option("--seed", type=click.IntRange(0), metavar="N", help="The same hall again.")
@click.option("--file", type=FILE, help="Its file, new or to go on with; else a throw-away one.")
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
        run_screens(rehearsal=(file, seed))
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


CONDUCTING = (new, open_, display, play, demo, rehearse)
