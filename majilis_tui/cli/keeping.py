"""The commands that keep a sitting safe: copies, the second medium, signed heads."""

import os
import sys
from pathlib import Path
from typing import Literal

import click

from majilis_tui.cli.output import ANSWER_IS_NO, FILE, REFUSED, fail, narrate
from majilis_tui.languages import _, ngettext

_OFFICER = click.Choice(["chairman", "secretary"])


@click.command()
@click.argument("file", type=FILE)
@click.argument("dest", type=FILE)
def backup(file: Path, dest: Path) -> None:
    """Write a verified copy of FILE to DEST, safe while the sitting is open."""
    from majilis_tui.record.copies import backup as copy_file

    report = copy_file(file, dest)
    words = ngettext(
        "{file}: verified copy, {n} action, head {code}",
        "{file}: verified copy, {n} actions, head {code}",
        report.actions,
    )
    narrate(words.format(file=dest, n=report.actions, code=report.head_code))


@click.command()
@click.argument("source", metavar="MIRROR", type=FILE)
@click.argument("dest", metavar="FILE", type=FILE)
@click.option(
    "--received",
    type=FILE,
    help="In an open vote: a text with the ids of those who have a ballot, one a line.",
)
def restore(source: Path, dest: Path, received: Path | None) -> None:
    """Rebuild the FILE of a sitting from its MIRROR alone."""
    from majilis_tui.clock import SystemClock
    from majilis_tui.phrases import said
    from majilis_tui.procedure.sentences import Sentence
    from majilis_tui.record.copies import restore as rebuild
    from majilis_tui.record.errors import NotASittingError
    from majilis_tui.record.file import reason

    holders = None
    if received is not None:
        try:
            listed = received.read_text("utf-8-sig").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            why = reason(error) if isinstance(error, OSError) else Sentence("not UTF-8")
            raise NotASittingError(
                received, "cannot be read ({reason})", "Check it.", reason=why
            ) from None
        holders = [line.strip() for line in listed if line.strip()]
    restored = rebuild(source, dest, holders, SystemClock().now())
    report = restored.report
    words = ngettext(
        "{file}: {n} action, head {code}", "{file}: {n} actions, head {code}", report.actions
    )
    narrate(words.format(file=dest, n=report.actions, code=report.head_code))
    if restored.cut_off:
        narrate(_("The mirror's last line was not written to its end; it was left out."))
    if restored.lost is not None:
        narrate(said(restored.lost))
    if not report.sound:
        sys.exit(ANSWER_IS_NO)


@click.command()
@click.argument("file", type=FILE)
@click.argument("path", type=FILE, required=False)
@click.option("--none", "taken_away", is_flag=True, help="Do without a mirror from now on.")
def mirror(file: Path, path: Path | None, taken_away: bool) -> None:
    """Begin a second copy of FILE's log at PATH, on another medium; without PATH: say how it is."""
    from majilis_tui.desk import Desk

    if path is not None and taken_away:
        raise click.UsageError(_("Either a PATH or --none."))
    with Desk.open(file, read_only=path is None and not taken_away) as desk:
        if path is not None or taken_away:
            desk.set_mirror(path)
        found = desk.mirror
        if found is None:
            narrate(_("No second medium."))
            return
        click.echo(os.fspath(found))
        if not found.is_file():
            narrate(_("It is not there."))
            sys.exit(ANSWER_IS_NO)
        if not desk.mirror_apart:
            narrate(_("It lies on the same medium as the sitting: one disk lost takes both."))


@click.command()
@click.argument("file", type=FILE)
@click.argument("role", type=_OFFICER)
@click.argument("folder", type=FILE)
def key(file: Path, role: str, folder: Path) -> None:
    """Make the key of FILE's chairman or secretary, in a FOLDER on their own medium."""
    from majilis_tui.desk import Desk
    from majilis_tui.record.checkpoints import fingerprint

    officer: Literal["chairman", "secretary"] = "chairman" if role == "chairman" else "secretary"
    with Desk.open(file) as desk:
        if desk.has_pin(officer):
            pin = click.prompt(_("PIN"), hide_input=True, err=True)
            if not desk.sit(officer, pin):
                fail(_("Wrong PIN; that is on record."), REFUSED)
        verifier = desk.make_key(officer, folder)
    click.echo(verifier)
    words = _("Fingerprint, to print and to read aloud: {fingerprint}")
    narrate(words.format(fingerprint=fingerprint(verifier)))


@click.command()
@click.argument("file", type=FILE)
@click.option("--sign", is_flag=True, help="Sign the present head with the keys at hand.")
@click.option("--out", type=FILE, help="Write it to a new file.")
def checkpoint(file: Path, sign: bool, out: Path | None) -> None:
    """Export the newest head of FILE that the officers signed, as a signed note."""
    from majilis_tui.desk import Desk, RecordError
    from majilis_tui.phrases import said
    from majilis_tui.procedure.sentences import Sentence
    from majilis_tui.record.file import reason

    with Desk.open(file, read_only=not sign) as desk:
        signed = desk.cosign() if sign else desk.checkpoint()
        if signed is None:
            none_at_hand = Sentence("no key is at hand")
            wrong = none_at_hand if sign else Sentence("no head of it was signed")
            raise RecordError(
                file,
                wrong,
                "Make keys with the command `key`; they sign at every protocol.",
            )
        following = desk.sitting.seq - signed.seq
    if out is None:
        click.echo(signed.note, nl=False)
    else:
        try:
            with out.open("x", encoding="utf-8") as note:
                note.write(signed.note)
        except OSError as error:
            raise RecordError(
                out, "cannot be written ({reason})", "Choose another name.", reason=reason(error)
            ) from None
    words = ngettext(
        "Signed at entry {seq}; {n} entry follows it.",
        "Signed at entry {seq}; {n} entries follow it.",
        following,
    )
    narrate(words.format(seq=signed.seq, n=following))
    for missing in signed.missing:
        narrate(said(missing))


KEEPING = (backup, restore, mirror, key, checkpoint)
