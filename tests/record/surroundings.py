"""What lies beside a sitting's file: the mirror, keys and signed heads, and what is taken out.

A copy or a document is of one moment, and is taken away before the next is made: who keeps copies
of several moments sees who was added between them, as the README says.
"""

from __future__ import annotations

import contextlib
import os
from io import BytesIO
from pathlib import Path
from unittest import mock

from pypdf import PdfReader

from majilis_tui.crash import written_report
from majilis_tui.desk import Desk
from majilis_tui.documents.press import DOCUMENTS, printed
from majilis_tui.documents.source import NotYetError, Source
from majilis_tui.screens.settings import remember

OFFICERS = ("chairman", "secretary")
MIRROR, NOTE, BACKUP = "mirror.txt", "head.note", "backup.sqlite"
IN_PDF = ("issuing-list", "protocol-results")


def begin(desk: Desk, folder: Path) -> None:
    """Set up what accompanies a sitting from the opening of the vote."""
    desk.set_mirror(folder / MIRROR)
    for role in OFFICERS:
        desk.make_key(role, folder / "keys" / role)  # type: ignore[arg-type]


def take(desk: Desk, folder: Path) -> None:
    """Sign the head, make a backup, be among the recent files, and crash, at this moment."""
    signed = desk.cosign()
    (folder / NOTE).write_text(signed.note if signed else "")
    (folder / BACKUP).unlink(missing_ok=True)
    desk.backup(folder / BACKUP)
    with mock.patch.dict(os.environ, XDG_STATE_HOME=str(folder / "state")):
        remember(desk.path)
        _fail(sorted(desk.papers.register), desk.papers.readings)


def print_out(desk: Desk, folder: Path, *, pdf: bool) -> None:
    """Print every document that there is at this moment."""
    source = Source.drawn(desk.sitting, desk.lines())
    for name in DOCUMENTS:
        with contextlib.suppress(NotYetError):
            (folder / f"{name}.txt").write_bytes(printed(name, source, "kk", "txt"))
            (folder / f"{name}.html").write_bytes(printed(name, source, "kk", "html"))
            if pdf and name in IN_PDF:
                made = printed(name, source, "kk", "pdf")
                pages = PdfReader(BytesIO(made)).pages
                (folder / f"{name}.pdf").write_bytes(made)
                (folder / f"{name}.pdf.txt").write_text("".join(p.extract_text() for p in pages))


def _fail(register: object, readings: object) -> None:
    """Leave a crash report, made where the secret is in everybody's hands."""
    try:
        raise RuntimeError(register, readings)
    except RuntimeError as error:
        written_report(error)
