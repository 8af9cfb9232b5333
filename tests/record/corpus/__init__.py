"""Sittings, and what an attacker can make of their files: the corpus both verifiers judge.

An attacker has a closed file and the standard library's SQLite, may remove the triggers and put
them back, and may chain everything anew after a change. What each kind of change must come to
stands beside it: seen by both verifiers, seen by the program's own alone (the procedure) or by the
independent one alone, or seen only with a head code from outside the file.
"""

from tests.record.corpus import form, order_and_sums, outcome, persons
from tests.record.corpus.altered import altered_values, by_the_procedure, flipped, rechained_text
from tests.record.corpus.changes import Kind, find, place
from tests.record.corpus.files import FILE_KINDS, FileKind, statements
from tests.record.corpus.raw import RAW_KINDS, RawKind
from tests.record.corpus.rounds import LARGE_GAPS, random_round, special_rounds
from tests.record.corpus.rows import (
    START,
    Json,
    Rows,
    chained_anew,
    entries_of,
    make_file,
    overwrite,
    patch,
)
from tests.record.corpus.sittings import (
    RULES,
    canonical_rules,
    file_in_the_vote,
    random_sitting,
    scenario,
    sittings,
    small_sitting,
)

KINDS = (*order_and_sums.KINDS, *outcome.KINDS, *persons.KINDS, *form.KINDS)

__all__ = [
    "FILE_KINDS",
    "KINDS",
    "LARGE_GAPS",
    "RAW_KINDS",
    "RULES",
    "START",
    "FileKind",
    "Json",
    "Kind",
    "RawKind",
    "Rows",
    "altered_values",
    "by_the_procedure",
    "canonical_rules",
    "chained_anew",
    "entries_of",
    "file_in_the_vote",
    "find",
    "flipped",
    "make_file",
    "overwrite",
    "patch",
    "place",
    "random_round",
    "random_sitting",
    "rechained_text",
    "scenario",
    "sittings",
    "small_sitting",
    "special_rounds",
    "statements",
]
