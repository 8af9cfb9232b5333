"""What F1 says on each page of a new sitting."""

from majilis_tui.languages import N_, _

_PAGES = (
    N_(
        "Under which rules the chamber elects: seats, quorum, majorities, the form of the ballot."
        " Below stands what the rules chosen say; compare it with the acts in force. Rules of"
        " your own are a TOML file: type its path, and the list turns to it; “majilis-tui rules"
        " check FILE” looks at it beforehand."
    ),
    N_(
        "Who sits in the chamber: a table with a row for each, from any spreadsheet. Its first"
        " row names the columns: name (needed), and id, name_kk, name_ru, group, born, district"
        " as far as there are any. Below stands how many were read, or everything that is wrong,"
        " by row and column. To try the program out, choose a roster that comes with it, where"
        " one fits the rules."
    ),
    N_(
        "The title stands on every screen and paper; left as proposed, the papers have it in"
        " Kazakh and Russian too, as the rules do. Who presides at the opening may be left empty."
        " The file will hold the whole sitting: choose a folder on this machine's own disk."
    ),
    N_(
        "A memory stick, for example: put it in, and type the path of a file that is not yet on"
        " it. If this machine is lost, “majilis-tui restore” makes the sitting from it."
    ),
    N_(
        "✓ is well, ! is worth a look, ✗ should be put right first; it is looked at anew every"
        " second. Enter makes the file and begins with the roll call, whatever the marks; Esc"
        " goes back to correct an answer."
    ),
)
_KEYS = N_(
    "Enter goes on; Esc goes back a page and keeps what was typed. What you type replaces what"
    " stands marked in a field; Ctrl+U empties it up to the cursor."
)


def page_help(number: int) -> str:
    """Return the help of a page, counted from 1."""
    words = _(_PAGES[number - 1])
    return words if number == len(_PAGES) else f"{words}\n\n{_(_KEYS)}"
