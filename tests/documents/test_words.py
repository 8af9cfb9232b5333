"""Numbers in words, read back by a reader that shares nothing with the writer."""

import re

import pytest
from hypothesis import given, strategies as st

from majilis_tui.documents.words import LARGEST, numeral, plural, words

READ = {
    "kk": {
        **{"нөл": 0, "бір": 1, "екі": 2, "үш": 3, "төрт": 4, "бес": 5, "алты": 6, "жеті": 7},
        **{"сегіз": 8, "тоғыз": 9, "он": 10, "жиырма": 20, "отыз": 30, "қырық": 40, "елу": 50},
        **{"алпыс": 60, "жетпіс": 70, "сексен": 80, "тоқсан": 90},
    },
    "ru": {
        **{"ноль": 0, "один": 1, "одна": 1, "одно": 1, "два": 2, "две": 2, "три": 3},
        **{"четыре": 4, "пять": 5, "шесть": 6, "семь": 7, "восемь": 8, "девять": 9, "десять": 10},
        **{"одиннадцать": 11, "двенадцать": 12, "тринадцать": 13, "четырнадцать": 14},
        **{"пятнадцать": 15, "шестнадцать": 16, "семнадцать": 17, "восемнадцать": 18},
        **{"девятнадцать": 19, "двадцать": 20, "тридцать": 30, "сорок": 40, "пятьдесят": 50},
        **{"шестьдесят": 60, "семьдесят": 70, "восемьдесят": 80, "девяносто": 90, "сто": 100},
        **{"двести": 200, "триста": 300, "четыреста": 400, "пятьсот": 500, "шестьсот": 600},
        **{"семьсот": 700, "восемьсот": 800, "девятьсот": 900},
        **{"ноля": 0, "одного": 1, "одной": 1, "двух": 2, "трёх": 3, "четырёх": 4, "пяти": 5},
        **{"шести": 6, "семи": 7, "восьми": 8, "девяти": 9, "десяти": 10, "одиннадцати": 11},
        **{"двенадцати": 12, "тринадцати": 13, "четырнадцати": 14, "пятнадцати": 15},
        **{"шестнадцати": 16, "семнадцати": 17, "восемнадцати": 18, "девятнадцати": 19},
        **{"двадцати": 20, "тридцати": 30, "сорока": 40, "пятидесяти": 50, "шестидесяти": 60},
        **{"семидесяти": 70, "восьмидесяти": 80, "девяноста": 90, "ста": 100, "двухсот": 200},
        **{"трёхсот": 300, "четырёхсот": 400, "пятисот": 500, "шестисот": 600, "семисот": 700},
        **{"восьмисот": 800, "девятисот": 900},
    },
    "en": {
        **{"zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7},
        **{"eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13},
        **{"fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18},
        **{"nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60},
        **{"seventy": 70, "eighty": 80, "ninety": 90},
    },
}
SCALES = {
    **dict.fromkeys(("жүз", "hundred"), 100),
    **dict.fromkeys(("мың", "тысяча", "тысячи", "тысяч", "thousand"), 1000),
    **dict.fromkeys(("миллион", "миллиона", "миллионов", "million"), 1_000_000),
}


def read(language: str, text: str) -> int:
    total = group = 0
    for word in re.split(r"[ -]", text):
        scale = SCALES.get(word)
        if word == "and":
            continue
        if scale is None:
            group += READ[language][word]
        elif scale == 100:
            group = (group or 1) * 100
        else:
            total += (group or 1) * scale
            group = 0
    return total + group


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize("case", ["nominative", "genitive"])
def test_every_number_to_9999_reads_back(language: str, case: str) -> None:
    for number in range(10_000):
        assert read(language, words(language, number, case)) == number  # type: ignore[arg-type]


@given(st.integers(0, LARGEST), st.sampled_from(["kk", "ru", "en"]))
def test_large_numbers_read_back(number: int, language: str) -> None:
    assert read(language, words(language, number)) == number


@pytest.mark.parametrize(
    ("number", "kazakh", "russian", "genitive", "english"),
    [
        (0, "нөл", "ноль", "ноля", "zero"),
        (1, "бір", "один", "одного", "one"),
        (2, "екі", "два", "двух", "two"),
        (5, "бес", "пять", "пяти", "five"),
        (11, "он бір", "одиннадцать", "одиннадцати", "eleven"),
        (21, "жиырма бір", "двадцать один", "двадцати одного", "twenty-one"),
        (22, "жиырма екі", "двадцать два", "двадцати двух", "twenty-two"),
        (40, "қырық", "сорок", "сорока", "forty"),
        (50, "елу", "пятьдесят", "пятидесяти", "fifty"),
        (98, "тоқсан сегіз", "девяносто восемь", "девяноста восьми", "ninety-eight"),
        (102, "жүз екі", "сто два", "ста двух", "one hundred and two"),
        (111, "жүз он бір", "сто одиннадцать", "ста одиннадцати", "one hundred and eleven"),
        (
            316,
            "үш жүз он алты",
            "триста шестнадцать",
            "трёхсот шестнадцати",
            "three hundred and sixteen",
        ),
        (1001, "бір мың бір", "одна тысяча один", "одной тысячи одного", "one thousand and one"),
        (2000, "екі мың", "две тысячи", "двух тысяч", "two thousand"),
        (5011, "бес мың он бір", "пять тысяч одиннадцать", "пяти тысяч одиннадцати", None),
    ],
)
def test_known_numbers(
    number: int, kazakh: str, russian: str, genitive: str, english: str | None
) -> None:
    assert words("kk", number) == kazakh
    assert words("ru", number) == russian
    assert words("ru", number, "genitive") == genitive
    assert english is None or words("en", number) == english


def test_gender_is_heard_in_one_and_two() -> None:
    said = [words("ru", 21, gender=gender) for gender in ("masculine", "feminine", "neuter")]
    assert said == ["двадцать один", "двадцать одна", "двадцать одно"]
    assert words("ru", 102, gender="feminine") == "сто две"


@pytest.mark.parametrize(
    ("numbers", "form"),
    [
        ((1, 21, 101, 1001), "one"),
        ((2, 3, 4, 22, 102, 1004), "few"),
        ((0, 5, 11, 12, 14, 20, 98, 111, 112, 100), "many"),
    ],
)
def test_russian_nouns_follow_the_number(numbers: tuple[int, ...], form: str) -> None:
    assert {plural("ru", number) for number in numbers} == {form}


def test_a_numeral_is_figures_and_words() -> None:
    assert numeral("ru", 50, "genitive") == "50 (пятидесяти)"


@pytest.mark.parametrize("number", [-1, LARGEST + 1])
def test_what_has_no_words_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match="no words"):
        words("kk", number)
