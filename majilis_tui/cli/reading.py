"""The commands that read a sitting: what was decided, whether it is sound, what it says."""

import re
import sys
from pathlib import Path
from typing import Literal

import click

from majilis_tui.cli.output import (
    ANSWER_IS_NO,
    BAD_INPUT,
    FILE,
    REFUSED,
    deliver,
    fail,
    narrate,
    say_json,
    telling_in_json,
)
from majilis_tui.languages import _


@click.command()
@click.argument("file", type=FILE)
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def result(file: Path, as_json: bool) -> None:
    """Say what was decided, from the log."""
    from majilis_tui.desk import Desk
    from majilis_tui.reports import result_text

    with telling_in_json(as_json), Desk.open(file, read_only=True) as desk:
        said = desk.result()
        if as_json:
            say_json(said)
        else:
            click.echo(result_text(desk.sitting, said))


@click.command()
@click.argument("paths", metavar="FILE...", type=FILE, nargs=-1, required=True)
@click.option("--head", metavar="CODE", help="A printed head: is it in the chain?")
@click.option("--against", metavar="MIRROR", type=FILE, help="Does the second copy hold the same?")
@click.option("--note", metavar="PATH", type=FILE, help="A signed head: is it in the chain?")
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
    from majilis_tui.record.verify import digits, verify as verify_file
    from majilis_tui.reports import report_text

    if head is not None and not re.fullmatch(r"[0-9a-f]{16,64}", digits(head)):
        words = _("--head: {code} is no head code; it has 16 digits, as `verify` prints them")
        fail(words.format(code=head))
    status = 0
    for path in paths:
        try:
            report = verify_file(path, head, against=against, note=note, verifiers=verifiers)
        except RecordError as error:
            if as_json:
                say_json({"file": str(path), "sound": False, "error": str(error)})
            narrate(f"majilis-tui: {error_text(error)}")
            status = BAD_INPUT
            continue
        if as_json:
            click.echo(msgspec.json.encode(report, enc_hook=str).decode())
        else:
            click.echo(report_text(report))
        if not report.sound:
            status = max(status, ANSWER_IS_NO)
    sys.exit(status)


@click.command()
def verifier() -> None:
    """Print a verifier that needs nothing but Python, to be read and run without this program."""
    from importlib.resources import files

    source = files("majilis_tui") / "verifier.py"
    click.echo(source.read_text("utf-8"), nl=False)


@click.command()
@click.argument("file", type=FILE)
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


@click.command(name="print")
@click.argument("file", type=FILE)
@click.argument("document")
@click.option("--election", metavar="ID", help="The election; the newest unless named.")
@click.option(
    "--round", "number", type=int, metavar="N", help="The round; the newest unless named."
)
@click.option(
    "--lang",
    "languages",
    type=click.Choice(["kk", "ru", "en", "kk+ru"]),
    help="The language of the document; that of the terminal otherwise, for a ballot kk+ru.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["pdf", "txt", "html"]),
    default="pdf",
    help="PDF unless another is named.",
)
@click.option(
    "--out",
    type=FILE,
    help="The file to write. Without it a PDF goes into a file beside FILE, whose name is"
    " told; txt and html go to standard output.",
)
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
    """Print a DOCUMENT of the sitting in FILE: into a file, not on a printer.

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
        source = Source.drawn(desk.sitting, desk.lines(), election, number)
    try:
        made = printed(document, source, spoken, form)
    except NotYetError as error:
        fail(f"{document}: {error}", REFUSED)
    except DocumentError as error:
        fail(f"{document}: {error}")
    if out is None and form == "pdf":
        name = file_name(file.stem, document, spoken, form, election=election, number=number)
        out = file.with_name(name)
    deliver(made, out)


@click.command()
@click.argument("file", type=FILE)
@click.option(
    "--format",
    "form",
    type=click.Choice(["jsonl", "csv", "nist", "popolo"]),
    required=True,
    help="The log as JSON Lines; the results as CSV, NIST SP 1500-100 or Popolo.",
)
@click.option("--out", type=FILE, help="The file to write; standard output unless named.")
def export(file: Path, form: str, out: Path | None) -> None:
    """Hand the sitting in FILE to other programs."""
    from majilis_tui.desk import Desk
    from majilis_tui.documents.exports import exported

    with Desk.open(file, read_only=True) as desk:
        lines = [(line.text, line.hash) for line in desk.lines()]
        if desk.sitting.rules is None and form != "jsonl":
            fail(f"{file}: " + _("the sitting has not been opened yet"), REFUSED)
        made = exported(form, desk.sitting, desk.result(), lines)
    deliver(made.encode(), out)


READING = (result, verify, verifier, log, print_, export)
