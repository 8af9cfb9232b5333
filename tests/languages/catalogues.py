"""The catalogues of the program: what it says, and bringing them up to date.

Run after a text has changed: python -m tests.languages.catalogues
"""

import io
from inspect import cleandoc
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

import majilis_tui
from majilis_tui.cli import commands
from majilis_tui.cli.spoken import every, explained
from majilis_tui.languages import DOMAIN

PACKAGE = Path(majilis_tui.__file__).parent
LANGUAGES = ("kk", "ru")
# Where a message stands among the arguments of what takes one.
KEYWORDS: dict[str, tuple[int, ...] | None] = {
    "_": None,
    "N_": None,
    "ngettext": (1, 2),
    "Sentence": None,
    "counted": (1, 2),
    "Refusal": (2,),
    "wrong_moment": None,
    "expect": (3,),
    "not_now": None,
    "_WrongError": None,
    "wrong": None,
    "_wrong": (3,),
    "_at": (2,),
}
# What is wrong with a file, and what to do about it.
FILE_ERRORS = (
    "RecordError",
    "NotASittingError",
    "DamagedError",
    "InTheWayError",
    "MirrorError",
    "MirrorGoneError",
)
PLURALS = {
    "kk": "nplurals=2; plural=(n != 1);",
    "ru": (
        "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0"
        " : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);"
    ),
}


def path(language: str) -> Path:
    return PACKAGE / "languages" / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def said() -> Catalog:
    """Everything the program can say, in English."""
    catalog = Catalog(project="majilis-tui", fuzzy=False)
    for place in (2, 3):
        keywords = {**KEYWORDS, **dict.fromkeys(FILE_ERRORS, (place,))}
        found = extract_from_dir(str(PACKAGE), method_map=[("**.py", "python")], keywords=keywords)
        for _, _, message, _, _ in found:
            if message:
                catalog.add(message)
    for text in usage() - {""}:
        catalog.add(text)
    return catalog


def usage() -> set[str]:
    """What the help of the commands says."""
    return {
        vars(holder).get("english") or cleandoc(holder.help or "")
        for command in every(commands)
        for holder in explained(command)
    }


def read(language: str) -> Catalog:
    """A catalogue as it stands, empty where there is none."""
    if not path(language).exists():
        return Catalog(locale=language, fuzzy=False)
    return read_po(io.BytesIO(path(language).read_bytes()), locale=language)


def written(catalog: Catalog) -> bytes:
    """A catalogue as its file holds it: sorted, without dates and places."""
    buffer = io.BytesIO()
    write_po(buffer, catalog, sort_output=True, omit_header=True, no_location=True, width=96)
    header = (
        'msgid ""\nmsgstr ""\n'
        f'"Language: {catalog.locale_identifier}\\n"\n'
        '"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n'
        f'"Plural-Forms: {PLURALS[str(catalog.locale_identifier)]}\\n"\n\n'
    )
    return header.encode() + buffer.getvalue().lstrip(b"\n")


def main() -> None:
    wanted = said()
    for language in LANGUAGES:
        catalog = read(language)
        kept = {message.id: message.string for message in catalog if message.id}
        fresh = Catalog(locale=language, fuzzy=False)
        for message in wanted:
            if message.id:
                fresh.add(message.id, kept.get(message.id, ""))
        path(language).parent.mkdir(parents=True, exist_ok=True)
        path(language).write_bytes(written(fresh))
        missing = sum(not any(strings(m.string)) for m in fresh if m.id)
        print(f"{language}: {len(fresh)} messages, {missing} to translate")


def strings(string: str | tuple[str, ...] | list[str]) -> list[str]:
    return [string] if isinstance(string, str) else list(string)


if __name__ == "__main__":
    main()
