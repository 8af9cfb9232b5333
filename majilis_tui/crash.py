"""What a user sees when something failed that nobody foresaw: a reference, never a traceback.

The details go into a file: where in the program it happened, and what kind of error it was, but
no values, since a value may be a name or a mark.
"""

import hashlib
import os
import traceback
from pathlib import Path

from majilis_tui.languages import _
from majilis_tui.locations import state_folder


def written_report(error: BaseException) -> str:
    """Write the details down and return the words for the user."""
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in frames]
    details = "\n".join([type(error).__name__, *places]) + "\n"
    reference = hashlib.sha256(details.encode()).hexdigest()[:8]
    words = _(
        "something unforeseen went wrong (reference {reference}). What was recorded is safe;"
        " start again and go on."
    ).format(reference=reference)
    try:
        folder = state_folder()
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"crash-{reference}.txt"
        handle = os.open(path, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(details)
    except OSError:
        return f"{words}\n{details}"
    return words + " " + _("Details without names or marks: {path}").format(path=path)
