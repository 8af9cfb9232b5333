"""Any document in any language and format: the one entry for commands and screens."""

import re
from collections.abc import Callable
from typing import Literal, get_args

from majilis_tui import languages
from majilis_tui.documents.announcement import announcement
from majilis_tui.documents.fallback import fallback
from majilis_tui.documents.lists import issuing_list, roll
from majilis_tui.documents.minutes import minutes
from majilis_tui.documents.paper import ballot
from majilis_tui.documents.plain import plain
from majilis_tui.documents.protocols import ballot as ballot_protocol, officers, results
from majilis_tui.documents.sheet import Paper, Sheet
from majilis_tui.documents.source import NotYetError, Source
from majilis_tui.documents.web import html
from majilis_tui.documents.wording import Wording

Format = Literal["pdf", "txt", "html"]
FORMATS: tuple[Format, ...] = get_args(Format)
LANGUAGES = ("kk", "ru", "en", "kk+ru")

DOCUMENTS: dict[str, Callable[[Source, tuple[Wording, ...]], Sheet | Paper]] = {
    "ballot": ballot,
    "protocol-officers": officers,
    "protocol-ballot": ballot_protocol,
    "protocol-results": results,
    "announcement": announcement,
    "minutes": minutes,
    "roll": roll,
    "issuing-list": issuing_list,
    "fallback": fallback,
}


def preferred(name: str) -> str:
    """Return the language of a document that nobody named one for.

    A ballot is bilingual by the Regulation; all else follows the language spoken.
    """
    return "kk+ru" if name == "ballot" else languages.language()


def document(name: str, source: Source, spoken: str) -> Sheet | Paper:
    """Return a document by its name; `spoken` is one of LANGUAGES.

    Raises NotYetError while the sitting does not allow it, DocumentError where there is no such
    election or round.
    """
    if source.sitting.rules is None:
        raise NotYetError(languages._("the sitting has not been opened yet"))
    source.check()
    wordings = tuple(Wording((language,)) for language in spoken.split("+"))
    return DOCUMENTS[name](source, wordings)


def printed(name: str, source: Source, spoken: str, form: Format) -> bytes:
    """Return a document as the bytes of a file; raises as `document` does."""
    return pressed(document(name, source, spoken), form)


def pressed(made: Sheet | Paper, form: Format) -> bytes:
    """Return a document as the bytes of a file; safe in a thread, where PDF takes a while."""
    if form == "pdf":
        from majilis_tui.documents.pdf import pdf

        return pdf(made)
    return (plain(made) if form == "txt" else html(made)).encode()


def file_name(
    stem: str,
    name: str,
    spoken: str,
    form: Format,
    *,
    election: str | None = None,
    number: int | None = None,
) -> str:
    """Return the name of a document's file: after the sitting's, election, round, language."""
    parts = (stem, name, election, number and f"round-{number}", spoken)
    whole = "-".join(str(part) for part in parts if part)
    # An election's id may hold what no file name can.
    return re.sub(r'[/\\:*?"<>|]', "_", whole) + f".{form}"
