"""Builds the package: setuptools, after the catalogues have been compiled."""

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from setuptools import build_meta
from setuptools.build_meta import *  # noqa: F403 - the other hooks stay as they are

LANGUAGES = Path("majilis_tui/languages")


def compile_catalogues() -> None:
    """Write the compiled form of every catalogue beside it."""
    for source in LANGUAGES.glob("*/LC_MESSAGES/*.po"):
        with source.open("rb") as file:
            catalogue = read_po(file, locale=source.parts[-3])
        with source.with_suffix(".mo").open("wb") as file:
            write_mo(file, catalogue)


def build_wheel(*arguments: Any, **options: Any) -> str:
    """Build a wheel with compiled catalogues in it."""
    compile_catalogues()
    name: str = build_meta.build_wheel(*arguments, **options)
    return name


def build_editable(*arguments: Any, **options: Any) -> str:
    """Compile the catalogues in place for a tree that is used as it stands."""
    compile_catalogues()
    name: str = build_meta.build_editable(*arguments, **options)
    return name
