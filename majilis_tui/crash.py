"""What a user sees when something failed that nobody foresaw: a reference, never a traceback.

The details go into a file: where in the program it happened, and what kind of error it was, but
no values, since a value may be a name or a mark.
"""

import hashlib
import os
import time
import traceback
from pathlib import Path

from majilis_tui.languages import N_, _
from majilis_tui.locations import state_folder

_DAY = 24 * 60 * 60
_FIRST = N_(
    "something unforeseen went wrong (reference {reference}). What was recorded is safe;"
    " start again and go on."
)
_AGAIN = N_(
    "the same went wrong again (reference {reference}). What was recorded is safe. Go on by pen"
    " on the fallback form, printed before the vote or now by this command:"
)
_BY_HAND = "majilis-tui print FILE fallback"


def written_report(error: BaseException) -> str:
    """Write the details down and return the words for the user.

    Where the same failed within a day, starting again does not help: the words say what does.
    """
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in frames]
    details = "\n".join([type(error).__name__, *places]) + "\n"
    reference = hashlib.sha256(details.encode()).hexdigest()[:8]
    path = state_folder() / f"crash-{reference}.txt"
    told = _(_FIRST).format(reference=reference)
    if _happened_lately(path):
        told = _(_AGAIN).format(reference=reference) + "\n" + _BY_HAND
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(details)
    except OSError:
        return f"{told}\n{details}"
    return "\n".join([told, _("Details without names or marks:"), str(path)])


def _happened_lately(report: Path) -> bool:
    try:
        return time.time() - report.stat().st_mtime < _DAY
    except OSError:
        return False
