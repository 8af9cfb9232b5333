"""The sitting for other programs: the log as JSON Lines, the results as a table."""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from typing import Any, Literal, get_args

from majilis_tui.procedure.names import shown
from majilis_tui.procedure.sitting import Sitting

ExportFormat = Literal["jsonl", "csv", "nist", "popolo"]
EXPORTS: tuple[ExportFormat, ...] = get_args(ExportFormat)

COLUMNS = (
    *("sitting", "date", "rehearsal", "election", "office", "round", "form"),
    *("choice", "name", "votes", "elected", "goes_on"),
    *("made", "issued", "spoiled", "unused", "returned_unvoted", "found", "invalid", "blank"),
    *("valid", "counted", "needed", "of", "base", "outcome", "difference", "difference_matters"),
    "voided",
)
_OF_THE_ROUND = COLUMNS[COLUMNS.index("made") :]
# With the byte order mark spreadsheets take the file for what it is: UTF-8.
_MARK = "\ufeff"
# A spreadsheet takes text with such a beginning for a formula and carries it out.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def exported(
    form: str, sitting: Sitting, result: dict[str, Any], lines: Iterable[tuple[str, str]]
) -> str:
    """Return the sitting in one of EXPORTS; `lines` are the entries' text and hash."""
    from majilis_tui.documents.nist import election_report
    from majilis_tui.documents.popolo import vote_events

    if form == "jsonl":
        return json_lines(lines)
    if form == "csv":
        return results_table(sitting, result)
    made = (election_report if form == "nist" else vote_events)(sitting, result)
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n"


def json_lines(lines: Iterable[tuple[str, str]]) -> str:
    """Return the log, one entry a line exactly as hashed, with its hash; `(text, hash)` each."""
    return "".join(f'{text[:-1]},"hash":"{digest}"}}\n' for text, digest in lines)


def results_table(sitting: Sitting, result: dict[str, Any]) -> str:
    """Return the results as CSV: one row for each choice of each round."""
    written = io.StringIO()
    table = csv.DictWriter(written, COLUMNS, lineterminator="\r\n")
    table.writeheader()
    for row in _rows(sitting, result):
        table.writerow({key: _cell(value) for key, value in row.items()})
    return _MARK + written.getvalue()


def choices(sitting: Sitting, election: dict[str, Any], row: dict[str, Any]) -> tuple[str, ...]:
    """Return what a round's papers could say, in the order of the ballot."""
    if row["form"] == "open":
        asked: dict[str, int] = row["votes"]
        standing: list[str] = row["candidates"]
        return tuple(asked) or tuple(standing)
    rounds = sitting.elections[election["id"]].rounds
    found = next(other for other in rounds if other.number == row["round"])
    return found.choices


def _rows(sitting: Sitting, result: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for election in result["elections"]:
        for row in election["rounds"]:
            for choice in choices(sitting, election, row):
                # Asked for and against, a paper means the one candidate who stands.
                about = choice if choice in row["candidates"] else row["candidates"][0]
                positive = choice in row["candidates"] or choice == "for"
                yield {
                    "sitting": sitting.title,
                    "date": sitting.date,
                    "rehearsal": sitting.rehearsal,
                    "election": election["id"],
                    "office": election["office"],
                    "round": row["round"],
                    "form": row["form"],
                    "choice": choice,
                    "name": sitting.members[about].name,
                    "votes": row["votes"].get(choice, 0) if _counted(row) else None,
                    "elected": positive and about in row["elected"] and not row["voided"],
                    "goes_on": positive and about in row["goes_on"] and not row["voided"],
                    **{key: row[key] for key in _OF_THE_ROUND},
                }


def _counted(row: dict[str, Any]) -> bool:
    return bool(row["votes"]) or row["valid"] is not None


def _cell(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        line = shown(value)
        return f"'{line}" if line.startswith(_FORMULA) else line
    return value
