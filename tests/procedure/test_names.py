"""Names fold to one form, sort by the Kazakh alphabets and fit on one line."""

import random
import unicodedata

import pytest
from hypothesis import given, strategies as st
from rich.cells import cell_len

from majilis_tui.procedure.names import alphabetical_key, fit, fold, shown, width


@pytest.mark.parametrize(
    "spellings",
    [
        "Қошанов Кошанов Qoşanov Koshanov",
        "Әшімжанов Ашимжанов Äşimjanov Ashimzhanov",
        "Ізмұхамбетов Измухамбетов İzmuhambetov Izmukhambetov",
        "Еспаева Espaeva Yespayeva",
        "Бейсенғазы Beisenğazy Beysengazy",
        "Ғалымжан Галымжан Ğalymjan Galymzhan",
        "Өмірзақ Умирзак Ömirzaq Umirzak",
        "Әубәкір Аубакир Äubäkir Aubakir Äwbäkır",
        "Наталья Наталия Natalya Natalia Natal'ya",
        "Маңғыстау Мангыстау Mañğystau Mangystau",
        "Бозхан Bozkhan Bozhan",
        "Әсет Асет Äset Asset",
        "Ю Iu Yu",
        "ШЫҢҒЫС Шыңғыс şyñğys Shyngys",
    ],
)
def test_spellings_of_a_name_fold_to_one(spellings: str):
    assert len({fold(spelling) for spelling in spellings.split()}) == 1


def test_different_names_stay_apart():
    names = ["Асан", "Есен", "Хасан", "Қанат", "Марат", "Мұрат", "Сара", "Шара", "Жанар", "Анар"]
    assert len({fold(name) for name in names}) == len(names)


def test_a_decomposed_name_folds_like_a_composed_one():
    for name in ("Бөкей", "Qoşanov", "İzmuhambetov", "Ғаббас Ёлкин"):
        assert fold(unicodedata.normalize("NFD", name)) == fold(name)


def test_fold_parts_words_by_single_spaces_and_keeps_digits():
    assert fold("  Deputy\t07 — “Ерлан-Әли” ") == "deputi 07 erlan ali"
    assert fold("!!! 🦄") == ""


@given(st.text())
def test_fold_answers_any_text_alike_in_either_case(text: str):
    assert fold(text) == " ".join(fold(text).split())
    assert fold(fold(text).upper()) == fold(fold(text))


CYRILLIC = list("АӘБВГҒДЕЁЖЗИЙКҚЛМНҢОӨПРСТУҰҮФХҺЦЧШЩЪЫІЬЭЮЯ")
LATIN = list("AÄBDEFGĞHIİJKLMNÑOÖPQRSŞTUŪÜVYZ")


@pytest.mark.parametrize(
    "ordered",
    [
        CYRILLIC,
        LATIN,
        [letter.lower() for letter in CYRILLIC],
        list("aäbdefgğhıijklmnñoöpqrsştuūüvyz"),
        LATIN + CYRILLIC,
        ["Аман", "Амангелді", "Әділ", "Әли Ерлан", "Әлиев Асан", "Қанат", "Лаура", "Үміт", "Іңкәр"],
        ["Deputy 07", "Deputy 08", "Deputy 10", "Qanat", "Şara", "Tamara", "Ümıt", "Абай", "漢字"],
    ],
)
def test_names_are_sorted_by_the_kazakh_alphabets(ordered: list[str]):
    mixed = random.Random(29).sample(ordered, len(ordered))
    assert sorted(mixed, key=alphabetical_key) == ordered


def test_case_hyphens_and_apostrophes_do_not_part_names():
    keys = [alphabetical_key(name)[0] for name in ("ӘЛИ-АСАН", "Әли Асан", "әли асан", "Ә'ли Асан")]
    assert len(set(keys)) == 1


@given(st.lists(st.text(alphabet=st.characters(exclude_categories=["Cs"]))))
def test_the_order_is_always_the_same(names: list[str]):
    backwards = names[::-1]
    assert sorted(names, key=alphabetical_key) == sorted(backwards, key=alphabetical_key)


def test_a_shown_text_is_one_harmless_line():
    assert shown("Ерлан\nҚошанов\t\x1b[31m") == "Ерлан Қошанов ␛[31m"
    assert shown("a\u202eb\u2066c\u200bd\ufeffe\u00adf") == "abcdef"
    assert shown("\x9b \x7f \ud800") == "\ufffd ␡ \ufffd"
    assert shown("[/] Әбдіров 🦄 e\u0301") == "[/] Әбдіров 🦄 e\u0301"


@given(st.text())
def test_shown_leaves_nothing_that_steers_a_terminal(text: str):
    line = shown(text)
    assert not {unicodedata.category(character) for character in line} & {
        "Cc",
        "Cf",
        "Cs",
        "Zl",
        "Zp",
    }
    assert len(line.splitlines()) <= 1
    assert shown(line) == line


@pytest.mark.parametrize(
    ("text", "cells", "fitted"),
    [
        ("Қошанов", 7, "Қошанов"),
        ("Қошанов", 6, "Қошан…"),
        ("Қошанов", 1, "…"),
        ("Қошанов", 0, ""),
        ("Қошанов", -3, ""),
        ("", 5, ""),
        ("Ерлан Қошанов", 7, "Ерлан…"),
        ("漢字漢字", 8, "漢字漢字"),
        ("漢字漢字", 7, "漢字漢…"),
        ("漢字漢字", 6, "漢字…"),
        ("漢字", 1, "…"),
        ("e\u0301e\u0301e\u0301", 3, "e\u0301e\u0301e\u0301"),
        ("e\u0301e\u0301e\u0301", 2, "e\u0301…"),
        ("🇰🇿🇰🇿", 3, "🇰🇿…"),
        ("👍🏽👍🏽", 5, "👍🏽…"),
        ("❤\ufe0f❤\ufe0f", 3, "❤\ufe0f…"),
        ("a\nb", 9, "a b"),
    ],
)
def test_a_text_is_cut_where_it_may_be(text: str, cells: int, fitted: str):
    assert fit(text, cells) == fitted


ODD = st.text(
    alphabet=st.sampled_from("aЖ漢e🦄👍🏽🇰🇿❤ \ufe0f\u0301\u200d\u1160\x1b\x9b\n\u4dc0\u302a")
)


@given(st.text() | ODD, st.integers(min_value=-2, max_value=40))
def test_a_fitted_text_is_never_wider_than_asked(text: str, cells: int):
    fitted = fit(text, cells)
    assert width(fitted) <= max(cells, 0)
    assert cell_len(fitted) <= max(cells, 0)
    assert fit(fitted, cells) == fitted


@given(st.text(max_size=10))
def test_a_text_that_fits_is_not_cut(text: str):
    assert fit(text, width(shown(text))) == shown(text)
