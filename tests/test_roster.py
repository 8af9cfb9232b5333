"""A roster is read whole, or everything wrong with it is told at once."""

import csv
import io
import re
import unicodedata
import zipfile
from collections import Counter
from importlib.resources import files
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from majilis_tui.procedure.members import Member
from majilis_tui.roster import MOST_MEMBERS, RosterError, read_roster

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def xlsx(path: Path, *rows: str, styles: str = "") -> Path:
    """Write the smallest workbook that holds these rows, given as XML."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package'
        f'.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet'
        f'.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kind}'
        '.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>'
        '<sheet name="Members" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="r2" Type="{RELATIONS}/styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><cellXfs><xf numFmtId="0"/>'
        '<xf numFmtId="14"/></cellXfs></styleSheet>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}"><sheetData>{"".join(rows)}'
        "</sheetData></worksheet>",
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, '<?xml version="1.0" encoding="UTF-8"?>' + text)
    return path


def row(number: int, *cells: str) -> str:
    return f'<row r="{number}">{"".join(cells)}</row>'


def text(place: str, value: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'


def number(place: str, value: float, style: int = 0) -> str:
    return f'<c r="{place}" s="{style}"><v>{value}</v></c>'


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "roster.csv"


def read(path: Path, content: str | bytes) -> tuple[Member, ...]:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_roster(path)


def wrong(path: Path, content: str | bytes) -> list[tuple[int | None, str | None, str]]:
    """Return row, column and words of every problem."""
    with pytest.raises(RosterError) as error:
        read(path, content)
    lines = str(error.value).split("\n")
    assert len(lines) == len(error.value.problems)
    assert all(line.startswith(f"{path}: ") for line in lines)
    return [
        (problem.row, problem.column, str(problem).partition(": ")[2] or str(problem))
        for problem in error.value.problems
    ]


def test_all_columns_are_read_in_the_order_of_the_file(path: Path):
    assert read(
        path,
        "id,name,name_kk,name_ru,group,born,district\n"
        "b,Erlan,Ерлан,Ерлан К.,Amanat,1965-03-29,Almaty\n"
        "a,Dania,,,Aq Jol,29.03.1971,\n",
    ) == (
        Member(
            id="b",
            name="Erlan",
            name_kk="Ерлан",
            name_ru="Ерлан К.",
            group="Amanat",
            born="1965-03-29",
            district="Almaty",
        ),
        Member(id="a", name="Dania", group="Aq Jol", born="1971-03-29"),
    )


@pytest.mark.parametrize(
    "content",
    [
        "name,group\nЕрлан Қошанов,Amanat\n",
        "name;group\nЕрлан Қошанов;Amanat\n",
        "\ufeffname,group\r\nЕрлан Қошанов,Amanat\r\n",
        "name,group\rЕрлан Қошанов,Amanat",
        '"name","group"\n"Ерлан Қошанов","Amanat"',
        'Name, GROUP\n"Ерлан Қошанов", "Amanat"',
        "group,name,\nAmanat,Ерлан Қошанов,\n\n,,\n",
        '# it\'s "illustrative"; not, a list\n#\n\nname,group\nЕрлан Қошанов,Amanat\n',
        '\ufeff# a comment\nname;group\n"Ерлан\n\tҚошанов";Amanat',
        "name,group\n  Ерлан\u00a0  Қошанов ,Amanat",
        unicodedata.normalize("NFD", "name,group\nЕрлан Қошанов,Amanat"),
    ],
)
def test_every_usual_way_to_write_a_table_is_read(path: Path, content: str):
    assert read(path, content) == (Member(id="m001", name="Ерлан Қошанов", group="Amanat"),)


def test_missing_ids_follow_the_place_in_the_list_and_meet_no_given_one(path: Path):
    members = read(path, "id,name\n,A\nm003,B\n,C\nx,D\nm006,E\n,F\n")
    assert [member.id for member in members] == ["m001", "m003", "m007", "x", "m006", "m008"]


def test_a_name_may_hold_anything_but_control_characters(path: Path):
    names = ["[/] [@click=app.quit]x[/]", "Ж" * 200, "🦄 👩‍🔬", "=1+1", '"A", B; C', "# no comment"]
    lines = io.StringIO()
    csv.writer(lines).writerows([["name"], *([name] for name in names)])
    assert [member.name for member in read(path, lines.getvalue())] == names


def test_all_problems_are_told_at_once_with_row_column_and_remedy(path: Path):
    content = """\
# illustrative
id,name,born,nmae_kk
a,Asan,1965-02-30,
a,,29.03.65,
b\u200bc,Bolat,1965/03/29,
for,Dana,,
invalid:form,Esen,,,,surplus
\u200b,Ğali\x07,,
"""
    problems = wrong(path, content)
    assert [(row, column) for row, column, _ in problems] == [
        (2, "nmae_kk"),
        (3, "born"),
        (4, "name"),
        (4, "born"),
        (4, "id"),
        (5, "id"),
        (5, "born"),
        (6, "id"),
        (7, None),
        (7, "id"),
        (8, "id"),
        (8, "name"),
    ]
    words = " | ".join(words for _, _, words in problems)
    for part in (
        "rename it to name_kk",
        "1965-02-30 is not a date; write it as 1965-03-29 or 29.03.1965",
        "the name is empty",
        "the id a stands already in row 3",
        "no invisible character",
        "the id for has a meaning of its own",
        "more cells than headings",
        "U+0007",
    ):
        assert part in words


@pytest.mark.parametrize(
    ("content", "row", "words"),
    [
        ("", None, "no members"),
        ("\ufeff", None, "no members"),
        ("\n\n , \n", None, "no members"),
        ("# only a comment\n", None, "no members"),
        ("id,name\n", None, "no members"),
        ("id,group\n1,Amanat\n", 1, "no column name"),
        ("name,name\nA,B\n", 1, "stands twice"),
        ("name,\nA,B\n", 1, "no heading"),
        ('name\n"A\n', 2, "cannot be parted"),
        ('name\n"A" B\n', 2, "cannot be parted"),
        ("name\n" + "A" * 1001, 2, "longer than 1000"),
        ("name\n" + "A" * 200_000, 2, "cannot be parted"),
        ("name\n" + "A\n" * (MOST_MEMBERS + 1), None, "at most 10000"),
        ("id,name\n" + "x" * 65 + ",A", 2, "at most 64"),
        ("id,name\nall,A", 2, "meaning of its own"),
    ],
)
def test_what_is_wrong_is_said(path: Path, content: str, row: int | None, words: str):
    assert [(place, words in said) for place, _, said in wrong(path, content)] == [(row, True)]


@pytest.mark.parametrize(
    ("content", "byte", "line"),
    [
        ("name\nЕрлан".encode("cp1251"), 1, 2),
        (b"name\nA\nBe\xff", 3, 3),
        ("name\nA".encode("utf-16"), 1, 1),
    ],
)
def test_a_file_that_is_not_utf_8_is_told_by_byte_and_line(
    path: Path, content: bytes, byte: int, line: int
):
    assert f"byte {byte} of line {line} is not UTF-8" in wrong(path, content)[0][2]


def test_an_unknown_column_names_the_closest_known_one(path: Path):
    said = {column: words for _, column, words in wrong(path, "nam,grop,birthday\nA,B,C\n")}
    assert "rename it to name " in said["nam"]
    assert "rename it to group " in said["grop"]
    assert "known columns: id, name, name_kk" in said["birthday"]


def test_what_is_no_file_is_told(tmp_path: Path):
    missing = tmp_path / "missing.csv"
    sealed = tmp_path / "sealed.csv"
    sealed.write_text("name\nA\n")
    for path, words in (
        (tmp_path, "directory"),
        (missing, "no such file"),
        (sealed / "further.csv", "cannot be read"),
        (Path("/dev/zero"), "not an ordinary file"),
        (Path("a\0b"), "cannot be read"),
    ):
        with pytest.raises(RosterError, match=words):
            read_roster(path)


def test_a_problem_is_safe_to_print(path: Path):
    for _, _, words in wrong(path, "name,\x1b[2J\u202e\nA\x1b]0;x\x07,B\n"):
        assert words.isprintable()


def test_a_spreadsheet_may_hold_numbers_and_dates(tmp_path: Path):
    path = xlsx(
        tmp_path / "roster.XLSX",
        row(2, text("B2", "# illustrative")),
        row(3, text("B3", "name"), text("C3", "id"), text("D3", "born"), text("E3", "district")),
        row(4, text("B4", "Ерлан [/]"), number("C4", 1.0), number("D4", 23830, 1), number("E4", 7)),
        row(6, text("B6", "Dania"), text("C6", "x1"), text("D6", "29.03.1971"), number("E6", 1.5)),
    )
    assert read_roster(path) == (
        Member(id="1", name="Ерлан [/]", born="1965-03-29", district="7"),
        Member(id="x1", name="Dania", born="1971-03-29", district="1.5"),
    )


def test_a_spreadsheet_is_known_by_its_content(tmp_path: Path):
    path = xlsx(tmp_path / "roster.csv", row(1, text("A1", "name")), row(2, text("A2", "Erlan")))
    assert read_roster(path) == (Member(id="m001", name="Erlan"),)


def test_problems_of_a_spreadsheet_have_row_and_column(tmp_path: Path):
    path = xlsx(
        tmp_path / "roster.xlsx",
        row(1, text("A1", "name"), text("B1", "born")),
        row(5, text("A5", "Erlan"), number("B5", 1965)),
    )
    with pytest.raises(RosterError, match=re.escape("row 5, column born: 1965 is not a date")):
        read_roster(path)


@pytest.mark.parametrize(
    "content", [b"no archive", b"PK\x03\x04 cut short", b"\xd0\xcf\x11\xe0 old"]
)
def test_a_broken_spreadsheet_is_told(tmp_path: Path, content: bytes):
    path = tmp_path / "roster.xlsx"
    path.write_bytes(content)
    with pytest.raises(RosterError, match="cannot be opened"):
        read_roster(path)
    path.write_bytes(b"")
    with pytest.raises(RosterError, match="no members"):
        read_roster(path)


def test_a_stray_cell_far_away_does_not_end_the_program(tmp_path: Path):
    path = xlsx(
        tmp_path / "roster.xlsx",
        row(1, text("A1", "name")),
        row(2, text("A2", "Erlan")),
        row(1048576, number("XFD1048576", 1)),
    )
    with pytest.raises(RosterError, match="reaches to row 1048576 and column 16384"):
        read_roster(path)


def test_the_bundled_roster_names_six_deputies_and_says_what_it_is():
    path = Path(str(files("majilis_tui") / "sittings" / "2023-03-29.roster.csv"))
    members = read_roster(path)
    assert len(members) == 98
    assert [member.id for member in members if not re.fullmatch(r"d\d\d", member.id)] == [
        "qosanov",
        "asimjanov",
        "damentyeva",
        "izmuhambetov",
        "rau",
        "espaeva",
    ]
    assert Counter(member.group for member in members) == {
        "Amanat": 60,
        None: 2,
        "Auyl": 8,
        "Respublica": 6,
        "Aq Jol": 6,
        "People's Party (QHP)": 5,
        "JSDP": 4,
        "independent": 7,
    }
    assert path.read_text(encoding="utf-8").startswith("# Illustrative")


NAMES = st.text(
    alphabet=st.characters(exclude_categories=["Cs", "Cc", "Cf", "Zl", "Zp"])
    | st.sampled_from(",;\"'#"),
    max_size=30,
).map(lambda name: unicodedata.normalize("NFC", f"A{name}"))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(NAMES, NAMES), min_size=1), st.sampled_from(",;"), st.booleans())
def test_what_a_program_wrote_is_read(
    path: Path, rows: list[tuple[str, str]], delimiter: str, marked: bool
):
    lines = io.StringIO()
    csv.writer(lines, delimiter=delimiter).writerows([("name", "group"), *rows])
    members = read(path, lines.getvalue().encode("utf-8-sig" if marked else "utf-8"))
    assert [(member.name, member.group) for member in members] == [
        (" ".join(name.split()), " ".join(group.split())) for name, group in rows
    ]
    assert len({member.id for member in members}) == len(members)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.binary()
    | st.text().map(str.encode)
    | st.text().map(lambda body: f"name,id\n{body}".encode())
)
def test_any_file_is_read_or_refused_in_words(path: Path, content: bytes):
    try:
        members = read(path, content)
    except RosterError as error:
        assert error.problems
        categories = set(map(unicodedata.category, str(error).replace("\n", "")))
        assert not categories & {"Cc", "Cf", "Cs"}
    else:
        assert all(member.name and member.id for member in members)
