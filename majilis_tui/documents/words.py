"""Whole numbers in words: in Kazakh, in Russian by case and gender, in English."""

from typing import Literal

Case = Literal["nominative", "genitive"]
Gender = Literal["masculine", "feminine", "neuter"]

LARGEST = 999_999_999
LARGEST_ROMAN = 39
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def roman(number: int) -> str:
    """Return a number from 1 to LARGEST_ROMAN in Roman figures."""
    figures = ""
    for value, sign in _ROMAN:
        figures += sign * (number // value)
        number %= value
    return figures


def words(
    language: str, number: int, case: Case = "nominative", gender: Gender = "masculine"
) -> str:
    """Return a number from 0 to LARGEST in words; case and gender are heard in Russian only."""
    if not 0 <= number <= LARGEST:
        raise ValueError(f"no words for {number}")
    if language == "kk":
        return _kazakh(number)
    if language == "ru":
        return _russian(number, case, gender)
    return _english(number)


def numeral(language: str, number: int, case: Case = "nominative") -> str:
    """Return a number as documents write it: figures, then the words in brackets."""
    return f"{number} ({words(language, number, case)})"


def plural(language: str, number: int) -> str:
    """Return which form of a noun stands after a number: one, few, many or other."""
    if language == "ru":
        if number % 10 == 1 and number % 100 != 11:
            return "one"
        return "few" if number % 10 in (2, 3, 4) and number % 100 not in (12, 13, 14) else "many"
    return "one" if language == "en" and number == 1 else "other"


def _groups(number: int) -> tuple[int, int, int]:
    """Return the millions, the thousands and the rest."""
    return number // 1_000_000, number // 1000 % 1000, number % 1000


# -- Kazakh ------------------------------------------------------------------------

_KK_UNITS = ("", "бір", "екі", "үш", "төрт", "бес", "алты", "жеті", "сегіз", "тоғыз")
_KK_TENS = ("", "он", "жиырма", "отыз", "қырық", "елу", "алпыс", "жетпіс", "сексен", "тоқсан")


def _kazakh(number: int) -> str:
    if number == 0:
        return "нөл"
    millions, thousands, rest = _groups(number)
    parts = [_kazakh_group(millions), "миллион"] if millions else []
    parts += [_kazakh_group(thousands), "мың"] if thousands else []
    return " ".join(filter(None, [*parts, _kazakh_group(rest)]))


def _kazakh_group(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    # A hundred stands without "one", a thousand with it: so statutes write them.
    parts = [_KK_UNITS[hundreds] if hundreds > 1 else "", "жүз" if hundreds else ""]
    return " ".join(filter(None, [*parts, _KK_TENS[rest // 10], _KK_UNITS[rest % 10]]))


# -- Russian -----------------------------------------------------------------------

_RU_ONE = {
    "nominative": {"masculine": "один", "feminine": "одна", "neuter": "одно"},
    "genitive": {"masculine": "одного", "feminine": "одной", "neuter": "одного"},
}
_RU_TWO = {
    "nominative": {"masculine": "два", "feminine": "две", "neuter": "два"},
    "genitive": {"masculine": "двух", "feminine": "двух", "neuter": "двух"},
}
_RU_UNITS = {
    "nominative": ("три", "четыре", "пять", "шесть", "семь", "восемь", "девять"),
    "genitive": ("трёх", "четырёх", "пяти", "шести", "семи", "восьми", "девяти"),
}
_RU_TEENS = tuple(
    stem + "надцать"
    for stem in ("один", "две", "три", "четыр", "пят", "шест", "сем", "восем", "девят")
)
_RU_TENS = {
    "nominative": (
        *("двадцать", "тридцать", "сорок", "пятьдесят", "шестьдесят"),
        *("семьдесят", "восемьдесят", "девяносто"),
    ),
    "genitive": (
        *("двадцати", "тридцати", "сорока", "пятидесяти", "шестидесяти"),
        *("семидесяти", "восьмидесяти", "девяноста"),
    ),
}
_RU_HUNDREDS = {
    "nominative": (
        *("", "сто", "двести", "триста", "четыреста"),
        *("пятьсот", "шестьсот", "семьсот", "восемьсот", "девятьсот"),
    ),
    "genitive": (
        *("", "ста", "двухсот", "трёхсот", "четырёхсот"),
        *("пятисот", "шестисот", "семисот", "восьмисот", "девятисот"),
    ),
}
_RU_THOUSAND = {
    "nominative": {"one": "тысяча", "few": "тысячи", "many": "тысяч"},
    "genitive": {"one": "тысячи", "few": "тысяч", "many": "тысяч"},
}
_RU_MILLION = {
    "nominative": {"one": "миллион", "few": "миллиона", "many": "миллионов"},
    "genitive": {"one": "миллиона", "few": "миллионов", "many": "миллионов"},
}


def _russian(number: int, case: Case, gender: Gender) -> str:
    if number == 0:
        return "ноль" if case == "nominative" else "ноля"
    millions, thousands, rest = _groups(number)
    parts: list[str] = []
    if millions:
        noun = _RU_MILLION[case][plural("ru", millions)]
        parts += [_russian_group(millions, case, "masculine"), noun]
    if thousands:
        noun = _RU_THOUSAND[case][plural("ru", thousands)]
        parts += [_russian_group(thousands, case, "feminine"), noun]
    return " ".join(filter(None, [*parts, _russian_group(rest, case, gender)]))


def _russian_group(number: int, case: Case, gender: Gender) -> str:
    hundreds, rest = divmod(number, 100)
    parts = [_RU_HUNDREDS[case][hundreds]]
    if rest == 10:
        parts.append("десять" if case == "nominative" else "десяти")
    elif 10 < rest < 20:
        teen = _RU_TEENS[rest - 11]
        parts.append(teen if case == "nominative" else teen[:-1] + "и")
    else:
        tens, units = divmod(rest, 10)
        parts.append(_RU_TENS[case][tens - 2] if tens else "")
        parts.append(_russian_unit(units, case, gender))
    return " ".join(filter(None, parts))


def _russian_unit(number: int, case: Case, gender: Gender) -> str:
    if number == 0:
        return ""
    if number == 1:
        return _RU_ONE[case][gender]
    return _RU_TWO[case][gender] if number == 2 else _RU_UNITS[case][number - 3]


# -- English -----------------------------------------------------------------------

_EN_UNITS = (
    *("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
    *("eighteen", "nineteen"),
)
_EN_TENS = (
    *("", "", "twenty", "thirty", "forty", "fifty"),
    *("sixty", "seventy", "eighty", "ninety"),
)


def _english(number: int) -> str:
    if number == 0:
        return "zero"
    millions, thousands, rest = _groups(number)
    parts = [f"{_english_group(millions)} million"] if millions else []
    parts += [f"{_english_group(thousands)} thousand"] if thousands else []
    if rest:
        # "one thousand and one", as a number below a hundred is joined to what precedes it
        parts.append(("and " if parts and rest < 100 else "") + _english_group(rest))
    return " ".join(parts)


def _english_group(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    parts = [f"{_EN_UNITS[hundreds]} hundred"] if hundreds else []
    if rest:
        tens, units = divmod(rest, 10)
        below = (
            _EN_UNITS[rest]
            if rest < 20
            else "-".join(filter(None, (_EN_TENS[tens], _EN_UNITS[units])))
        )
        parts.append(below)
    return " and ".join(parts)
