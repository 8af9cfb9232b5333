"""What is said in English is said again in the language of the terminal when it is shown."""

from pathlib import Path
from threading import Thread

import pytest
from click.testing import CliRunner

from majilis_tui import languages
from majilis_tui.cli import commands, spoken
from majilis_tui.phrases import error_text, listed, refusal_text, said
from majilis_tui.procedure.members import Called, Member
from majilis_tui.procedure.refusals import Refusal
from majilis_tui.procedure.sentences import Sentence
from majilis_tui.record import file
from majilis_tui.record.errors import NotASittingError, RecordError
from majilis_tui.roster import RosterError, read_roster
from majilis_tui.rulebook import find_rules
from majilis_tui.rules_words import rules_text

ERLAN = Member(id="m1", name="Erlan Qoşanov", name_kk="Ерлан Қошанов", name_ru="Ерлан Кошанов")


@pytest.fixture(autouse=True)
def english_afterwards():
    yield
    languages.use("en")
    spoken.speak(commands)


@pytest.mark.parametrize(
    ("language", "name"), [("kk", "Ерлан Қошанов"), ("ru", "Ерлан Кошанов"), ("en", ERLAN.name)]
)
def test_a_refusal_spells_names_as_the_language_does(language, name):
    refusal = Refusal("not-present", "{name} is not marked present.", name=Called(ERLAN))
    languages.use(language)
    assert name in refusal_text(refusal)
    assert str(refusal) == "Erlan Qoşanov is not marked present."


def test_several_are_listed_as_the_language_lists_them():
    several = Sentence("Missing: {names}", names=(Called(ERLAN), "B", "C"))
    assert str(several) == "Missing: Erlan Qoşanov, B, C"
    languages.use("ru")
    assert said(several).endswith("Ерлан Кошанов, B и C")
    languages.use("kk")
    assert said(several).endswith("Ерлан Қошанов, B және C")
    assert (listed([]), listed(["A"]), listed(["A", "B"])) == ("", "A", "A және B")


def test_an_error_of_a_file_is_english_for_programs_and_spoken_for_people(tmp_path):
    with pytest.raises(NotASittingError) as raised:
        file.connect(tmp_path / "none.sqlite")
    assert str(raised.value).endswith("there is no such file. Check the name.")
    languages.use("ru")
    assert error_text(raised.value).startswith(str(tmp_path))
    assert "Проверьте имя." in error_text(raised.value)


def test_what_the_machine_says_and_what_is_inside_is_spoken_too():
    inner = Sentence("it is no key")
    error = RecordError(Path("x"), "the key cannot be used ({reason})", "Check it.", reason=inner)
    full = RecordError(
        Path("x"), "cannot be read ({reason})", "Check it.", reason="permission denied"
    )
    languages.use("ru")
    assert error_text(error) == "x: ключ не действует (это не ключ). Проверьте его."
    assert error_text(full) == "x: прочитать нельзя (нет прав доступа). Проверьте его."


@pytest.mark.parametrize(
    ("number", "words"),
    [(1, "1 бюллетень"), (2, "2 бюллетеня"), (11, "11 бюллетеней"), (21, "21 бюллетень")],
)
def test_a_sentence_takes_the_form_of_its_number(number, words):
    sentence = Sentence.counted("{n} paper found in the box", "{n} papers found in the box", number)
    assert str(sentence) == f"{number} paper{'s' if number != 1 else ''} found in the box"
    languages.use("ru")
    assert said(sentence).endswith(words)


def test_a_roster_says_where_in_the_language(tmp_path):
    path = tmp_path / "r.csv"
    path.write_text("name,born\nA,yesterday\n")
    with pytest.raises(RosterError) as raised:
        read_roster(path)
    assert "row 2, column born" in str(raised.value)
    languages.use("kk")
    assert "2-жол, born бағаны" in error_text(raised.value)


@pytest.mark.parametrize("rules", ["kz-majilis", "kz-senate", "kz-kurultai"])
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_rules_are_told_without_codes(rules, language):
    languages.use(language)
    words = rules_text(find_rules(rules))
    for code in (
        "for-against",
        "chamber-decides",
        "deputy-chairman",
        "ballot-list",
        "> 1/2",
        "art.",
    ):
        assert code not in words
    if language == "ru" and rules == "kz-majilis":
        assert "пункт 1 статьи 58 Конституции" in words


def test_help_speaks_the_language_of_the_command_line():
    said = CliRunner().invoke(commands, ["--lang", "ru", "print", "--help"]).output
    assert said.startswith("Использование: ")
    assert "Параметры:" in said
    assert "Выборы; иначе последние." in said
    assert "Usage" not in said
    assert "Show this" not in said
    assert CliRunner().invoke(commands, ["--lang", "en", "--help"]).output.startswith("Usage: ")


def test_a_document_in_another_language_leaves_the_terminal_alone():
    languages.use("ru")
    heard = []
    with languages.speaking("kk"):
        heard.append(languages._("Roll call"))
        other = Thread(target=lambda: heard.append(languages._("Roll call")))
        other.start()
        other.join()
        languages.use("en")
        heard.append(languages.language())
    heard.append(languages._("Roll call"))
    assert heard == ["Тіркеу", "Регистрация", "kk", "Roll call"]
    assert languages.language() == "en"
