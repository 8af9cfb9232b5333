"""Reading a roster: the members of the chamber, from a CSV or XLSX file."""

import csv
import io
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from datetime import datetime
from difflib import get_close_matches
from itertools import count
from pathlib import Path

import msgspec

from majilis_tui.dates import day_written
from majilis_tui.procedure.members import Member
from majilis_tui.procedure.names import shown
from majilis_tui.procedure.sentences import Say, Sentence, SpokenError

COLUMNS = Member.__struct_fields__
MOST_MEMBERS = 10_000

_LARGEST_FILE = 20_000_000
_LARGEST_CONTENT = 200_000_000
_LONGEST_TEXT = 1000
_LONGEST_ID = 64
_MOST_CELLS = 5_000_000
_CELL_REFERENCE = re.compile(rb'<(?:\w+:)?c\s[^>]*?\br="([A-Z]{1,3})([0-9]{1,7})"')

# Ids stand beside the marks of a reading, and where "all" means all members.
_RESERVED = re.compile(r"all|for|against|abstain|blank|invalid:.*")


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """What is wrong at one place of a roster, and what to do about it.

    Rows are counted from 1 as a spreadsheet counts them, headings and comments included.
    """

    wrong: Sentence
    row: int | None = None
    column: str | None = None

    def told(self, say: Say) -> str:
        """Return the place and what is wrong with it in the language that `say` speaks."""
        where = [say(Sentence("row {row}", row=self.row))] if self.row is not None else []
        if self.column is not None:
            where.append(say(Sentence("column {column}", column=self.column)))
        words = say(self.wrong)
        return shown(f"{', '.join(where)}: {words}" if where else words)

    def __str__(self) -> str:
        return self.told(str)


class RosterError(SpokenError, ValueError):
    """A roster that cannot be relied on; `problems` lists everything found wrong with it."""

    def __init__(self, path: Path, problems: tuple[Problem, ...]) -> None:
        super().__init__(path, problems)
        self.path = path
        self.problems = problems

    def told(self, say: Say) -> str:
        """Return all problems, each on a line, in the language that `say` speaks."""
        path = shown(str(self.path))
        return "\n".join(f"{path}: {problem.told(say)}" for problem in self.problems)


class _WrongError(Exception):
    def __init__(self, template: str, *, row: int | None = None, **places: object) -> None:
        self.wrong = Sentence(template, **places)
        super().__init__(self.wrong, row)
        self.row = row


class _Row(msgspec.Struct, frozen=True):
    number: int
    cells: list[str]

    def cell(self, place: int) -> str:
        return self.cells[place] if place < len(self.cells) else ""


def read_roster(path: Path) -> tuple[Member, ...]:
    """Read the members in the order of the file; raises RosterError with all problems at once.

    Only a name is required. A member without an id is called after the place in the list:
    m001, m002 ...
    """
    try:
        heading, *body = _read_rows(path)
        columns, problems = _read_heading(heading, body)
    except _WrongError as error:
        problem = Problem(wrong=error.wrong, row=error.row)
        raise RosterError(path, (problem,)) from None
    problems += _surplus_cells(heading, body)
    members = [_read_fields(row, columns, problems) for row in body]
    problems += _repeated_ids(body, members)
    if problems:
        raise RosterError(path, tuple(sorted(problems, key=lambda problem: problem.row or 0)))
    return _with_ids(members)


def _read_rows(path: Path) -> list[_Row]:
    """Return the rows that are not empty, the headings first."""
    data = _read_bytes(path)
    spreadsheet = path.suffix.lower() == ".xlsx" or data.startswith(b"PK\x03\x04")
    table = _read_spreadsheet(data) if data and spreadsheet else _read_csv(data)
    rows = [
        _Row(number, cells) for number, cells in enumerate(table, 1) if any(map(str.strip, cells))
    ]
    members = len(rows) - 1
    if members < 1:
        raise _WrongError(
            "there are no members; the first row must hold headings, one of them name, and each "
            "further row a member"
        )
    if members > MOST_MEMBERS:
        raise _WrongError(
            "there are {members} members; a roster holds at most {most}",
            members=members,
            most=MOST_MEMBERS,
        )
    return rows


def _read_bytes(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise _WrongError("this is a directory; name a CSV or XLSX file")
        if path.exists() and not path.is_file():
            raise _WrongError("this is not an ordinary file; name a CSV or XLSX file")
        if path.stat().st_size > _LARGEST_FILE:
            raise _WrongError(
                "the file is larger than {most} bytes; name a CSV or XLSX file with one row for "
                "each member",
                most=_LARGEST_FILE,
            )
        return path.read_bytes()
    except FileNotFoundError:
        raise _WrongError("there is no such file; check the path") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        words = str(reason).lower()
        raise _WrongError("the file cannot be read ({reason})", reason=words) from None


def _read_csv(data: bytes) -> list[list[str]]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = error.object[: error.start]
        raise _WrongError(
            "byte {byte} of line {line} is not UTF-8; save the file as CSV UTF-8 or as XLSX",
            byte=error.start - before.rfind(b"\n"),
            line=before.count(b"\n") + 1,
        ) from None
    lines = io.StringIO(text, newline="").readlines()
    headings = ""
    for number, line in enumerate(lines):
        if line.strip() and not line.startswith("#"):
            headings = line
            break
        # A comment may hold anything, so that it is no row to be read; but it counts as one.
        lines[number] = "\n"
    reader = csv.reader(
        lines,
        delimiter=";" if headings.count(";") > headings.count(",") else ",",
        skipinitialspace=True,
        strict=True,
    )
    table: list[list[str]] = []
    try:
        table.extend(reader)
    except csv.Error:
        raise _WrongError(
            "the row cannot be parted into cells; inside quotation marks, write a quotation mark "
            'twice: "", or save the table again as XLSX',
            row=len(table) + 1,
        ) from None
    return table


def _read_spreadsheet(data: bytes) -> list[list[str]]:
    from python_calamine import CalamineWorkbook, SheetVisibleEnum  # slow to load

    try:
        _check_extent(data)
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as workbook:
            visible = [
                sheet.name
                for sheet in workbook.sheets_metadata
                if sheet.visible == SheetVisibleEnum.Visible
            ]
            if not visible:
                return []
            table = workbook.get_sheet_by_name(visible[0]).to_python(skip_empty_area=False)
    except _WrongError:
        raise
    # A damaged archive fails in many ways; all of them mean the same to the user.
    except Exception:
        raise _WrongError(
            "the spreadsheet cannot be opened; save it again as XLSX without a password, or as "
            "CSV UTF-8"
        ) from None
    rows = [[_cell_text(cell) for cell in row] for row in table]
    for row in rows:
        words = "".join(row).strip()
        if words and not words.startswith("#"):
            break
        row.clear()
    return rows


def _check_extent(data: bytes) -> None:
    """Refuse a sheet that cannot be laid out in memory.

    The reader lays it out up to its farthest cell, however empty it is, and where memory ends
    it ends the whole program.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > _LARGEST_CONTENT:
            raise _WrongError(
                "the spreadsheet holds more than {most} bytes; save its table as CSV UTF-8",
                most=_LARGEST_CONTENT,
            )
        for name in archive.namelist():
            if not name.startswith("xl/worksheets/") or not name.endswith(".xml"):
                continue
            columns, rows = 0, 0
            for cell in _CELL_REFERENCE.finditer(archive.read(name)):
                columns = max(columns, _column_number(cell[1]))
                rows = max(rows, int(cell[2]))
            if columns * rows > _MOST_CELLS:
                raise _WrongError(
                    "a sheet reaches to row {rows} and column {columns}; delete the cells far "
                    "outside the table, or save the table as CSV UTF-8",
                    columns=columns,
                    rows=rows,
                )


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _cell_text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return str(cell)


def _read_heading(heading: _Row, body: list[_Row]) -> tuple[dict[int, str], list[Problem]]:
    """Return the known columns by their place, and what is wrong with the headings."""
    columns: dict[int, str] = {}
    problems: list[Problem] = []
    names = [unicodedata.normalize("NFC", cell).strip().lower() for cell in heading.cells]
    if not any(get_close_matches(name, COLUMNS, n=1) for name in names):
        raise _WrongError(
            "the first row names no column of a roster ({known}); name another file, or write "
            "headings into its first row",
            row=heading.number,
            known=", ".join(COLUMNS),
        )

    def wrong(template: str, column: str | None = None, **places: object) -> None:
        found = Sentence(template, **places)
        problems.append(Problem(wrong=found, row=heading.number, column=column))

    for place, cell in enumerate(heading.cells):
        name = unicodedata.normalize("NFC", cell).strip()
        known = name.lower()
        if not name:
            if any(row.cell(place).strip() for row in body):
                wrong("the column has no heading; name it or empty it", str(place + 1))
        elif known in columns.values():
            wrong("the column stands twice; remove one of them", name)
        elif known in COLUMNS:
            columns[place] = known
        else:
            wrong(
                "unknown column; rename it to {closest} if that is meant, or remove it "
                "(known columns: {known})",
                name,
                closest=get_close_matches(known, COLUMNS, n=1, cutoff=0.0)[0],
                known=", ".join(COLUMNS),
            )
    if "name" not in columns.values():
        wrong("there is no column name; the first row must hold headings, one of them name")
    return columns, problems


def _surplus_cells(heading: _Row, body: list[_Row]) -> Iterator[Problem]:
    for row in body:
        if any(cell.strip() for cell in row.cells[len(heading.cells) :]):
            yield Problem(
                wrong=Sentence(
                    "there are more cells than headings; put text that holds a comma or "
                    "semicolon in quotation marks"
                ),
                row=row.number,
            )


def _read_fields(row: _Row, columns: dict[int, str], problems: list[Problem]) -> dict[str, str]:
    """Return the fields of a member that are given, and add to the problems found."""
    fields: dict[str, str] = {}
    for place, column in columns.items():
        try:
            text = _read_field(column, unicodedata.normalize("NFC", row.cell(place)))
        except _WrongError as error:
            problems.append(Problem(wrong=error.wrong, row=row.number, column=column))
        else:
            if text:
                fields[column] = text
    return fields


def _read_field(column: str, cell: str) -> str:
    if column == "id":
        return _read_id(cell.strip())
    for character in cell:
        if unicodedata.category(character) == "Cc" and character not in "\t\n\r":
            raise _WrongError(
                "the text holds the control character {code}; remove it",
                code=f"U+{ord(character):04X}",
            )
    text = " ".join(cell.split())
    if len(text) > _LONGEST_TEXT:
        raise _WrongError(
            "the text is longer than {most} characters; shorten it", most=_LONGEST_TEXT
        )
    if column == "name" and not shown(text).strip():
        raise _WrongError("the name is empty; write one, or remove the row")
    return _read_date(text) if column == "born" and text else text


def _read_id(text: str) -> str:
    if not text.isprintable() or any(c.isspace() and c != " " for c in text):
        raise _WrongError("an id may hold no invisible character; remove it")
    if len(text) > _LONGEST_ID:
        raise _WrongError("an id has at most {most} characters; shorten it", most=_LONGEST_ID)
    if _RESERVED.fullmatch(text):
        raise _WrongError(
            "the id {id} has a meaning of its own in the record; choose another", id=text
        )
    return text


def _read_date(text: str) -> str:
    day = day_written(text)
    if day is None:
        raise _WrongError("{text} is not a date; write it as 1965-03-29 or 29.03.1965", text=text)
    return day


def _repeated_ids(body: list[_Row], members: list[dict[str, str]]) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for row, fields in zip(body, members, strict=True):
        identifier = fields.get("id")
        if identifier in first:
            yield Problem(
                wrong=Sentence(
                    "the id {id} stands already in row {first}; choose another",
                    id=identifier,
                    first=first[identifier],
                ),
                row=row.number,
                column="id",
            )
        elif identifier:
            first[identifier] = row.number


def _with_ids(members: list[dict[str, str]]) -> tuple[Member, ...]:
    taken = {fields["id"] for fields in members if "id" in fields}
    further = count(len(members) + 1)
    complete: list[Member] = []
    for number, fields in enumerate(members, 1):
        identifier = fields.get("id") or f"m{number:03}"
        while "id" not in fields and identifier in taken:
            identifier = f"m{next(further):03}"
        taken.add(identifier)
        complete.append(Member(**{**fields, "id": identifier}))
    return tuple(complete)
