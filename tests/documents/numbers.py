"""The figures of the sealed result, and how an announcement says them in each language."""

import re
from typing import Any

from majilis_tui.documents.source import Source
from majilis_tui.procedure.result import result
from tests.documents.test_words import read

SAID = {
    "kk": {
        **{"issued": r"(\d+) \(([^)]+)\) бюллетень берілді", "for": r"Жақтап – (\d+) \(([^)]+)\)"},
        **{"found": r"Жәшіктен (\d+) \(([^)]+)\)", "against": r"Қарсы – (\d+) \(([^)]+)\)"},
        **{"spoiled": r"(\d+) \(([^)]+)\) бүлінген бюллетень ауыстырылды"},
        **{"returned_unvoted": r"(\d+) \(([^)]+)\) бюллетень дауыс берілмей қайтарылды"},
        **{"invalid": r"(\d+) \(([^)]+)\) бюллетень жарамсыз"},
        **{"abstain": r"(\d+) \(([^)]+)\) депутат қалыс", "needed": r"кемінде (\d+) \(([^)]+)\)"},
    },
    "ru": {
        **{"issued": r"Выдано? (\d+) \(([^)]+)\)", "found": r"извлеч\w+ (\d+) \(([^)]+)\)"},
        **{"spoiled": r"Испорчено? и замен\w+ (\d+) \(([^)]+)\)"},
        **{"returned_unvoted": r"Возвращ\w+ без голосования (\d+) \(([^)]+)\)"},
        **{"invalid": r"Недействительны\w+ признан\w* (\d+) \(([^)]+)\)"},
        **{"for": r"За – (\d+) \(([^)]+)\)", "against": r"Против – (\d+) \(([^)]+)\)"},
        **{"abstain": r"Воздержал\w+ (\d+) \(([^)]+)\)", "needed": r"не менее (\d+) \(([^)]+)\)"},
    },
    "en": {
        **{"issued": r"(\d+) \(([^)]+)\) ballots? w\w+ issued"},
        **{"found": r"(\d+) \(([^)]+)\) ballots? w\w+ taken out"},
        **{"spoiled": r"(\d+) \(([^)]+)\) spoiled ballots? w\w+ exchanged"},
        **{"returned_unvoted": r"(\d+) \(([^)]+)\) ballots? w\w+ returned without a vote"},
        **{"invalid": r"(\d+) \(([^)]+)\) ballots? (?:is|are) invalid"},
        **{"for": r"For: (\d+) \(([^)]+)\)", "against": r"Against: (\d+) \(([^)]+)\)"},
        **{"abstain": r"Abstained: (\d+) \(([^)]+)\)", "needed": r"at least (\d+) \(([^)]+)\)"},
    },
}
NOTHING = {
    "kk": {"invalid": "Жарамсыз бюллетень жоқ.", "against": "Қарсы дауыс бергендер жоқ."},
    "ru": {"invalid": "Недействительных бюллетеней нет.", "against": "Против – нет."},
    "en": {"invalid": "Invalid: none.", "against": "Against: none."},
}


def sealed(given: Source) -> dict[str, Any]:
    """Return the newest secret round of the sealed result, with nobody's votes as none."""
    elections = result(given.sitting, given.head)["elections"]
    secret = [e for e in elections if e["rounds"][0]["form"] != "open"][-1]
    row: dict[str, Any] = secret["rounds"][-1]
    choices = given.sitting.elections[secret["id"]].rounds[-1].choices
    return {**row, "votes": {choice: row["votes"].get(choice, 0) for choice in choices}}


def says_each_number(text: str, spoken: str, given: Source) -> None:
    """Assert that a text says what is reported of a result, in figures and in words."""
    row = sealed(given)
    numbers = {key: row[key] for key in ("issued", "found", "invalid", "needed")}
    for key in ("spoiled", "returned_unvoted"):
        if row[key]:
            numbers[key] = row[key]
        else:
            assert not re.search(SAID[spoken][key], text)
    for key, number in {**numbers, **row["votes"]}.items():
        if number is None:
            continue
        if number == 0:
            assert NOTHING[spoken][key] in text
            continue
        member = given.sitting.members.get(key)
        pattern = rf"{member.name}(?: –|:) (\d+) \(([^)]+)\)" if member else SAID[spoken][key]
        found = re.search(pattern, text)
        assert found, (key, text)
        assert int(found[1]) == number
        assert read(spoken, found[2]) == number
