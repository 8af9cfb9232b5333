"""Every document in every language and format says what the sealed result says."""

import csv
import json
import re
import time
from pathlib import Path

import pytest

from majilis_tui.dates import local_time
from majilis_tui.documents.exports import exported
from majilis_tui.documents.figures import title_named
from majilis_tui.documents.press import DOCUMENTS, FORMATS, LANGUAGES, Format, printed
from majilis_tui.documents.source import DocumentError, NotYetError, Source
from majilis_tui.documents.wording import Wording
from majilis_tui.languages import language, use
from majilis_tui.procedure.result import head_code, result
from tests.documents.conftest import (
    HOSTILE,
    KAZAKH_CYRILLIC,
    KAZAKH_LATIN,
    Printer,
    pages_of,
    read_back,
    small_sitting,
    source,
    written,
)
from tests.documents.numbers import says_each_number, sealed

EACH = ("kk", "ru", "en")
SITTINGS = ("demo", "two-rounds", "four-rounds", "not-elected")
IN_OPEN_AIR = tuple(name for name in DOCUMENTS if name != "ballot")
ACCOUNT = {
    "kk": {
        **{"made": "Дайындалған бюллетеньдер", "unused": "Пайдаланылмаған"},
        **{"issued": "Берілген бюллетеньдер", "spoiled": "Бүлінген және ауыстырылған"},
        **{"returned_unvoted": "Дауыс берілмей қайтарылған", "found": "Жәшіктен алынған"},
        **{"invalid": "Жарамсыз бюллетеньдер", "blank": "Жарамды, бірақ есепке алынбайтын"},
        **{"valid": "Жарамды және есепке алынған"},
        **{"for": "Жақтап", "against": "Қарсы", "abstain": "Қалыс қалды"},
    },
    "ru": {
        **{"made": "Изготовлено бюллетеней", "unused": "Не использовано"},
        **{"issued": "Выдано бюллетеней", "spoiled": "Испорчено и заменено"},
        **{"returned_unvoted": "Возвращено без голосования", "found": "Извлечено из урны"},
        **{"invalid": "Недействительных бюллетеней", "valid": "Действительных и учтённых"},
        **{"blank": "Действительных, но не учитываемых"},
        **{"for": "За", "against": "Против", "abstain": "Воздержалось"},
    },
    "en": {
        **{"made": "Ballots made", "unused": "Unused", "issued": "Ballots issued"},
        **{"spoiled": "Spoiled and exchanged", "returned_unvoted": "Returned without a vote"},
        **{"found": "Found in the box", "invalid": "Invalid ballots"},
        **{"blank": "Valid but counted for nobody", "valid": "Valid and counted"},
        **{"for": "For", "against": "Against", "abstain": "Abstained"},
    },
}


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("spoken", EACH)
@pytest.mark.parametrize("sitting", SITTINGS)
def test_the_protocol_says_each_number_of_the_result(
    sitting: str, spoken: str, form: Format, paper: Printer, sources: dict[str, Source]
) -> None:
    text = read_back(paper(sitting, "protocol-results", spoken, form), form)
    row = sealed(sources[sitting])
    numbers = {key: row[key] for key in ACCOUNT[spoken] if key in row}
    for key, number in {**numbers, **row["votes"]}.items():
        members = sources[sitting].sitting.members
        label = ACCOUNT[spoken].get(key) or members[key].name
        found = re.search(
            rf"{re.escape(label)} (\d+) (\D+?)(?= [A-ZА-ЯҚӘҒІҢҰҮӨ]| \w+:| \d|$)", text
        )
        assert found, label
        assert int(found[1]) == number, label
    assert sum(row["votes"].values()) == row["valid"]


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("spoken", EACH)
@pytest.mark.parametrize("sitting", SITTINGS)
def test_the_announcement_says_the_same_in_figures_and_in_words(
    sitting: str, spoken: str, form: Format, paper: Printer, sources: dict[str, Source]
) -> None:
    text = read_back(paper(sitting, "announcement", spoken, form), form)
    says_each_number(text, spoken, sources[sitting])


def test_the_announcement_says_where_the_papers_are_that_were_not_in_the_box(
    tmp_path: Path,
) -> None:
    steps = small_sitting({"one": "One"}, {"for": 5}, missing=1)
    by_hand = {"unused": 1, "spoiled": 1, "returned_unvoted": 1}
    steps = [
        {**step, **by_hand} if step["do"] == "account_papers" else step
        for step in steps
        if step["do"] != "explain_difference"
    ]
    issued = next(n for n, step in enumerate(steps) if step["do"] == "issue_ballot")
    exchange = {"do": "exchange_ballot", "by": "secretary", "election": "e", "member": "v1"}
    steps.insert(issued + 1, dict(exchange))
    given = source(written(steps, tmp_path / "s.jsonl"), tmp_path / "s.sqlite")
    row = sealed(given)
    assert (row["issued"], row["spoiled"], row["returned_unvoted"], row["found"]) == (7, 1, 1, 5)
    for spoken in EACH:
        text = read_back(printed("announcement", given, spoken, "txt"), "txt")
        says_each_number(" ".join(text.split()), spoken, given)


def test_spoiled_papers_that_are_not_there_are_told(tmp_path: Path) -> None:
    steps = small_sitting({"one": "One"}, {"for": 5, "against": 1})
    issued = next(n for n, step in enumerate(steps) if step["do"] == "issue_ballot")
    steps[issued]["members"] = ["v1", "v2", "v3", "v4", "v5"]
    exchange = {"do": "exchange_ballot", "by": "secretary", "election": "e", "member": "v4"}
    steps.insert(issued + 1, dict(exchange))
    explained = {"do": "explain_difference", "by": "chairman", "election": "e", "papers": 1}
    finish = next(n for n, step in enumerate(steps) if step["do"] == "finish_count")
    steps.insert(finish, {**explained, "text": "A spoiled paper lay in the box."})
    given = source(written(steps, tmp_path / "s.jsonl"), tmp_path / "s.sqlite")
    for document in ("protocol-results", "announcement"):
        text = read_back(printed(document, given, "ru", "txt"), "txt")
        assert "Бюллетеней сверх выданных: 1 (один)." in text
        assert "Из испорченных и заменённых бюллетеней недостаёт: 1 (один)." in text
        assert "Расхождение могло повлиять" in text or "не могло повлиять" in text


def test_the_announcement_keeps_the_order_and_tells_who_speaks(paper: Printer) -> None:
    text = read_back(paper("demo", "announcement", "ru", "txt"), "txt")
    said = [
        *("Сообщает председатель счётной комиссии", "внесена кандидатура: Ерлан Кошанов"),
        *("Выдано 98", "извлечено 98", "Недействительных бюллетеней нет", "За – 98"),
        *("Против – нет", "Объявляет председательствующий", "Нурлан Абдиров", "не менее 50"),
        "Председателем Мажилиса избран депутат Ерлан Кошанов.",
    ]
    at = [text.index(words) for words in said]
    assert at == sorted(at)
    assert "избран" not in text[: text.index("Объявляет")]


def test_the_commission_never_says_who_is_elected(paper: Printer) -> None:
    for sitting in SITTINGS:
        assert "elected:" not in read_back(paper(sitting, "protocol-results", "en", "txt"), "txt")
        assert "is elected" not in read_back(
            paper(sitting, "protocol-results", "en", "txt"), "txt"
        ).replace("than any other is elected", "")


def test_who_is_not_elected_is_told(paper: Printer) -> None:
    for spoken, words in (
        ("kk", "Ешкім сайланған жоқ."),
        ("ru", "Никто не избран."),
        ("en", "Nobody is elected."),
    ):
        assert words in read_back(paper("not-elected", "announcement", spoken, "pdf"), "pdf")


def test_differences_dissent_and_reasons_are_in_the_protocol(paper: Printer) -> None:
    for form in FORMATS:
        text = read_back(paper("not-elected", "protocol-results", "ru", form), form)
        assert "Из выданных бюллетеней недостаёт: 1 (один)." in text
        assert "Объяснение: A paper was carried away." in text
        assert "Расхождение могло повлиять на результат голосования." in text
        assert "из них: неустановленной формы 2" in text
        assert "The third member does not agree." in text
        assert re.search(r"Член комиссии подписи нет Voter v3", text)
        assert "пункт 1 статьи 58 Конституции Республики Казахстан" in text


def test_who_was_not_at_the_box_is_named_with_the_reason(tmp_path: Path) -> None:
    steps = small_sitting({"one": "One"}, {"for": 6})
    for step in steps:
        if step["do"] == "open_box":
            step |= {"present": ["v1", "v2"], "reason": "Taken ill."}
        if step["do"] == "sign_protocol":
            del step["dissent"]
    given = source(written(steps, tmp_path / "s.jsonl"), tmp_path / "s.sqlite")
    text = read_back(printed("protocol-results", given, "ru", "txt"), "txt")
    assert "При вскрытии урны не присутствовали: Voter v3. Причина: Taken ill." in text
    assert re.search(r"Член комиссии подписи нет Voter v3", text)


def test_each_round_has_its_own_protocol(sources: dict[str, Source]) -> None:
    from msgspec.structs import replace

    for number, votes in ((1, "310"), (2, "325")):
        given = replace(sources["two-rounds"], round=number)
        text = read_back(printed("protocol-results", given, "en", "txt"), "txt")
        assert f"Round: {number} " in text
        assert f"For {votes} " in text


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("spoken", LANGUAGES)
@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_document_exists_and_says_what_it_belongs_to(
    document: str, spoken: str, form: Format, paper: Printer, sources: dict[str, Source]
) -> None:
    for sitting in (*SITTINGS, "hostile"):
        if sitting == "two-rounds" and document in ("minutes", "roll", "issuing-list"):
            continue  # hundreds of members say nothing more than a few
        made = paper(sitting, document, spoken, form)
        given = sources[sitting]
        text = read_back(made, form)
        if document == "ballot":
            continue
        codes = {head_code(given.head), *(p.head_code for p in given.sitting.protocols)}
        assert any(title in text for title in titles(given, spoken))
        assert any(code in text for code in codes)
        numbered = {"kk": "-бет, барлығы", "ru": "страница 1 из", "en": "page 1 of"}
        assert numbered[spoken[:2]] in text
        rehearsal = {"kk": "ЖАТТЫҒУ", "ru": "РЕПЕТИЦИЯ", "en": "REHEARSAL"}[spoken[:2]]
        assert (rehearsal in text) == (sitting == "hostile")


def titles(given: Source, spoken: str) -> set[str]:
    """Return what a sitting may be called on a page of a document."""
    named = title_named(given.sitting)
    return {named.text(language) for language in spoken.split("+")}


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("document", IN_OPEN_AIR)
@pytest.mark.parametrize(
    ("sitting", "spoken"), [("demo", "kk+ru"), ("hostile", "kk"), ("hostile", "ru")]
)
def test_every_page_bears_sitting_date_number_code_and_whether_it_is_a_rehearsal(
    sitting: str,
    spoken: str,
    document: str,
    form: Format,
    paper: Printer,
    sources: dict[str, Source],
) -> None:
    given = sources[sitting]
    pages = pages_of(paper(sitting, document, spoken, form), form)
    codes = {head_code(given.head), *(p.head_code for p in given.sitting.protocols)}
    dates = {Wording((language,)).date(given.sitting.date) for language in spoken.split("+")}
    expected = 1
    for text in pages:
        assert any(title in text for title in titles(given, spoken))
        assert any(date in text for date in dates)
        assert any(code in text for code in codes)
        found = re.search(r"(\S+)-бет, барлығы (\S+)|страница (\S+) из (\S+)", text)
        assert found
        number, last = filter(None, found.groups())
        if "counter(page)" in number:
            continue  # the style sheet says what stands at the edges alone
        # Each language, and each tally sheet, has pages of its own.
        assert int(number) == expected <= int(last)
        expected = 1 if number == last else expected + 1
        assert any(mark in text for mark in ("ЖАТТЫҒУ", "РЕПЕТИЦИЯ")) == given.sitting.rehearsal
    assert expected == 1
    if form == "txt":
        assert all(
            len(line) <= 80 for line in paper(sitting, document, spoken, form).decode().splitlines()
        )


def test_a_rehearsal_is_marked_across_every_page(paper: Printer) -> None:
    import io

    import pypdf

    for page in pypdf.PdfReader(io.BytesIO(paper("hostile", "minutes", "ru", "pdf"))).pages:
        sizes: list[float] = []
        page.extract_text(
            visitor_text=lambda text, _c, _m, _f, size, sizes=sizes: (
                sizes.append(size) if "РЕПЕТИЦИЯ" in text else None
            )
        )
        assert max(sizes) >= 40
    page = paper("hostile", "minutes", "kk+ru", "html").decode()
    assert page.count('<p class="rehearsal" aria-hidden="true">ЖАТТЫҒУ / РЕПЕТИЦИЯ</p>') == 1
    assert re.search(r"\.rehearsal \{ position: fixed;", page)
    for text in paper("hostile", "minutes", "ru", "txt").decode().split("\f"):
        lines = text.strip().splitlines()
        assert "*** РЕПЕТИЦИЯ ***" in lines[0]
        assert "*** РЕПЕТИЦИЯ ***" in lines[-1]


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("spoken", LANGUAGES)
@pytest.mark.parametrize("sitting", ["demo", "two-rounds", "not-elected"])
def test_no_ballot_can_be_told_from_another(
    sitting: str, spoken: str, form: Format, paper: Printer, sources: dict[str, Source]
) -> None:
    text = read_back(paper(sitting, "ballot", spoken, form), form)
    day = Wording(tuple(spoken.split("+"))).date(sources[sitting].sitting.date)
    assert day in text
    text = text.replace("Bundestag, Chancellor, 06.05.2025", "").replace(day, "")
    assert not re.search(r"\d", text)


def test_the_ballot_is_bilingual_and_says_how_to_mark_it(paper: Printer) -> None:
    text = read_back(paper("demo", "ballot", "kk+ru", "pdf"), "pdf")
    for words in (
        *("Мәжіліс Төрағасын сайлау жөніндегі", "по выборам Председателя Мажилиса"),
        *("Ерлан Қошанов", "Ерлан Кошанов", "ЖАҚТАП", "ПРОТИВ"),
        *("кез келген белгі қойыңыз", "Поставьте любую отметку", "Секретарь комиссии", "М.П."),
    ):
        assert text.count(words) == 4, words


@pytest.mark.parametrize(
    ("untouched", "said"),
    [("for", "фамилия не вычеркнута, – голос «за»"), ("blank", "Вычеркните слово")],
)
def test_a_strike_out_ballot_follows_what_an_untouched_one_means(
    untouched: str, said: str, tmp_path: Path
) -> None:
    steps = small_sitting({"one": "One"}, {"for": 5}, form="strike-out")
    steps[0]["rules"]["office"]["speaker"]["untouched"] = untouched  # type: ignore[index]
    given = source(written(steps, tmp_path / "s.jsonl"), tmp_path / "s.sqlite")
    for form in FORMATS:
        text = read_back(printed("ballot", given, "ru", form), form)
        assert said in text
        assert ("ПРОТИВ" in text) == (untouched == "blank")


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("document", ["ballot", "protocol-results", "roll", "issuing-list"])
def test_any_name_is_text_and_nothing_else(document: str, form: Format, paper: Printer) -> None:
    made = paper("hostile", document, "en", form)
    text = read_back(made, form).replace(" ", "")
    for key, name in HOSTILE.items():
        shown = "Emoji [U+1F600] [U+540D]" if (key, form) == ("emoji", "pdf") else name
        # In plain text the columns beside a name may stand between the lines of it.
        pieces = [shown] if form != "txt" else [p for p in shown.split(" ") if len(p) < 30]
        assert all(piece.replace(" ", "") in text for piece in pieces), key
    if form == "txt":
        assert text.count("Ұ") >= len(HOSTILE["long"])
    if form == "html":
        assert b"<script" not in made
        assert made.count(b"</style>") == 1
        assert not re.search(rb"(?:src|href)=|url\(|@import|http", made)


def test_both_kazakh_alphabets_survive_in_pdf(paper: Printer) -> None:
    text = read_back(paper("hostile", "roll", "kk", "pdf"), "pdf").replace(" ", "")
    assert KAZAKH_CYRILLIC in text
    assert KAZAKH_LATIN in text


def test_the_lists_are_in_kazakh_order_and_say_nothing_of_ballots(
    paper: Printer, sources: dict[str, Source]
) -> None:
    text = read_back(paper("demo", "issuing-list", "kk", "txt"), "txt")
    names = ["Альберт Рау", "Бақтықожа", "Дания Еспаева", "Депутат 07", "Ерлан Қошанов"]
    at = [text.index(name) for name in names]
    assert at == sorted(at)
    assert len(re.findall(r"Депутат \d\d", text)) == 92 + text.count("Комиссия мүшесі")
    roll = read_back(paper("not-elected", "roll", "en", "txt"), "txt")
    assert "Excused: 1" in roll
    assert "Present: 13" in roll


def test_minutes_hold_every_entry_and_leave_the_language_alone(
    paper: Printer, sources: dict[str, Source]
) -> None:
    use("ru")
    text = printed("minutes", sources["demo"], "en", "txt").decode()
    assert language() == "ru"
    for entry in sources["demo"].entries:
        assert re.search(rf"^ *{entry.seq}  {local_time(entry.at)}", text, re.MULTILINE)


def test_minutes_have_the_time_of_the_place_and_say_which(
    monkeypatch: pytest.MonkeyPatch, sources: dict[str, Source]
) -> None:
    first = sources["demo"].entries[0].at
    for place, head, began in (("UTC", "(UTC)", 5), ("<+06>-6", "(UTC+6)", 11)):
        monkeypatch.setenv("TZ", place)
        time.tzset()
        text = printed("minutes", sources["demo"], "ru", "txt").decode()
        assert f"Время {head}" in text
        assert re.search(rf"^ *1  {began:02}{first[13:19]}", text, re.MULTILINE)
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize("document", DOCUMENTS)
def test_the_same_sitting_gives_the_same_bytes(
    document: str, paper: Printer, sources: dict[str, Source]
) -> None:
    for form in FORMATS:
        again = printed(document, sources["demo"], "kk+ru", form)
        assert again == paper("demo", document, "kk+ru", form)


def test_the_fallback_form_goes_on_from_any_step(tmp_path: Path) -> None:
    steps = small_sitting({"one": "One"}, {"for": 5})
    for many in range(1, len(steps) + 1):
        folder = tmp_path / str(many)
        folder.mkdir()
        given = source(written(steps[:many], folder / "s.jsonl"), folder / "s.sqlite")
        text = read_back(printed("fallback", given, "en", "txt"), "txt")
        assert f"Last entry of the log: {many}," in text or many > 17
        assert ("Deputies present: _" in text) == (many < 5)
        assert "“from paper”" in text
    assert printed("fallback", given, "kk+ru", "pdf").startswith(b"%PDF")


def test_by_pen_each_reader_has_a_sheet_with_a_row_for_each_mark(tmp_path: Path) -> None:
    steps = small_sitting(LONG, dict.fromkeys(LONG, 2), form="choose-one")
    steps[0]["rules"]["count"]["packet"] = 5  # type: ignore[index]
    read = next(n for n, step in enumerate(steps) if step["do"] == "read_packet")
    opened = next(n for n, step in enumerate(steps) if step["do"] == "open_election")
    for many in (opened, read):
        folder = tmp_path / str(many)
        folder.mkdir()
        given = source(written(steps[:many], folder / "s.jsonl"), folder / "s.sqlite")
        for form in FORMATS:
            text = read_back(printed("fallback", given, "en", form), form)
            for reader in ("Chairman", "Secretary"):
                assert f"TALLY SHEET {reader} of the commission" in text
            # In the totals, and for each reader once for every ten packets.
            rows = text.count("Invalid: not of the set form")
            assert rows >= 1 + 2 * 2
            named = text.count("Candidate 17")
            # In the state so far, and at the head of both sheets, the candidates are named as well.
            assert named == (0 if many == opened else rows + 3)
            assert "Difference and its explanation" in text
            assert bool(re.search("Vote closed, time:? 00:0", text)) == (many == read)


def test_what_is_not_possible_yet_says_what_it_waits_for(tmp_path: Path) -> None:
    steps = small_sitting({"one": "One"}, {"for": 5})
    given = source(written(steps[:2], tmp_path / "s.jsonl"), tmp_path / "s.sqlite")
    for document in set(DOCUMENTS) - {"minutes", "roll", "fallback"}:
        with pytest.raises(NotYetError):
            printed(document, given, "en", "txt")


def test_an_unknown_election_or_round_is_named(sources: dict[str, Source]) -> None:
    from msgspec.structs import replace

    with pytest.raises(DocumentError, match="no election 'x'; there are: chairman"):
        printed("ballot", replace(sources["demo"], election="x"), "en", "txt")
    with pytest.raises(DocumentError, match="no round 9"):
        printed("protocol-results", replace(sources["demo"], round=9), "en", "txt")


def test_every_case_of_the_world_prints(tmp_path: Path) -> None:
    for case in sorted((Path(__file__).parents[1] / "cases").glob("*.jsonl")):
        given = source(case, tmp_path / f"{case.stem}.sqlite")
        expected = json.loads(case.with_suffix("").with_suffix(".expected.json").read_text())
        assert expected
        for document in ("ballot", "protocol-ballot", "protocol-results", "announcement"):
            for spoken in EACH:
                assert printed(document, given, spoken, "txt")
            assert printed(document, given, "kk+ru", "pdf").startswith(b"%PDF")


def reformed(small: list[dict[str, object]]) -> list[dict[str, object]]:
    """Return a sitting whose commission is formed anew after the first result is declared."""
    signed = {"do": "sign_protocol", "by": "chairman", "signers": ["v1", "v2", "v3"]}
    place = next(n for n, step in enumerate(small) if step["do"] == "approve_ballot")
    return [
        *small[:place],
        {**signed, "kind": "officers"},
        *small[place:],
        {"do": "form_commission", "by": "chairman", "members": ["v4", "v5", "v6"]},
        {"do": "choose_officers", "by": "clerk", "chairman": "v5", "secretary": "v6"},
    ]


def test_a_protocol_lists_the_commission_of_its_time(tmp_path: Path) -> None:
    steps = reformed(small_sitting({"one": "One"}, {"for": 6}))
    given = source(written(steps, tmp_path / "s.jsonl"), tmp_path / "s.sqlite")
    for form in FORMATS:
        for document in ("protocol-ballot", "protocol-results"):
            text = read_back(printed(document, given, "en", form), form)
            assert "Chairman of the commission" in text
            assert "Voter v1" in text
            assert "Voter v5" not in text
        said = read_back(printed("announcement", given, "en", form), form)
        assert "reports Voter v1" in re.sub(r"[- ]+", " ", said)
        officers = read_back(printed("protocol-officers", given, "en", form), form)
        assert "Voter v5" in officers
        assert "Voter v1" not in officers


def test_a_protocol_has_no_number_before_it_is_signed(tmp_path: Path) -> None:
    drafts = {
        "kk": "(жоба, нөмірсіз)",
        "ru": "(проект, без номера)",
        "en": "(draft, without number)",
    }
    steps = small_sitting({"one": "One"}, {"for": 6})
    before = next(n for n, step in enumerate(steps) if step["do"] == "sign_protocol")
    for many, signed in ((before, False), (before + 1, True)):
        folder = tmp_path / str(many)
        folder.mkdir()
        given = source(written(steps[:many], folder / "s.jsonl"), folder / "s.sqlite")
        for spoken, words in drafts.items():
            for document in ("protocol-officers", "protocol-ballot"):
                assert words in read_back(printed(document, given, spoken, "txt"), "txt")
            for document in ("protocol-results", "announcement"):
                text = read_back(printed(document, given, spoken, "txt"), "txt")
                assert (words in text) != signed
                assert bool(re.search(r"(№|No\.) 1\b", text)) == signed


def test_what_was_entered_from_paper_is_told_with_who_signed(tmp_path: Path) -> None:
    steps = small_sitting({"one": "One"}, {"for": 6})
    other = {"chairman": "secretary", "secretary": "chairman"}
    for step in steps:
        if step["do"] in ("account_papers", "open_box", "mix_papers", "count_papers"):
            step |= {"from_paper": True, "with": other[str(step["by"])]}
    given = source(written(steps, tmp_path / "s.jsonl"), tmp_path / "s.sqlite")
    for spoken, words in (
        (
            "kk",
            "(№ 15–18 жазбалар); қағаз нысанға комиссия төрағасы Voter v1 және хатшысы Voter v2",
        ),
        ("ru", "(записи № 15–18); бланк подписали председатель комиссии Voter v1 и секретарь"),
        ("en", "(entries No. 15–18); the form was signed by the chairman of the commission, Vot"),
    ):
        assert words in read_back(printed("protocol-results", given, spoken, "pdf"), "pdf")
        assert words[:14] not in read_back(printed("protocol-ballot", given, spoken, "pdf"), "pdf")
    of_commission = ("form_commission", "choose_officers")
    for step in steps:
        if step["do"] in of_commission:
            step["from_paper"] = True
    for name, log, told in (("once", steps, True), ("anew", reformed(steps), False)):
        folder = tmp_path / name
        folder.mkdir()
        again = source(written(log, folder / "s.jsonl"), folder / "s.sqlite")
        text = read_back(printed("protocol-officers", again, "en", "txt"), "txt")
        assert ("Entered in the log from paper" in text) == told
    minutes = read_back(printed("minutes", given, "en", "txt"), "txt")
    assert minutes.count("signed by chairman") == 4


def test_an_office_filled_by_open_vote_is_announced(sources: dict[str, Source]) -> None:
    from msgspec.structs import replace

    given = replace(sources["demo"], election="deputy-chairmen")
    for spoken, voted, elected in (
        ("kk", "Альберт Рау: жақтап – 98 (тоқсан сегіз)", "лауазымына мыналар сайланды: Альберт"),
        ("ru", "Альберт Рау: за – 98 (девяносто восемь)", "избраны депутаты Альберт Рау"),
        ("en", "Albert Rau: for 98 (ninety-eight)", "are elected to the office “Deputy Chairman"),
    ):
        for form in FORMATS:
            text = read_back(printed("announcement", given, spoken, form), form)
            assert voted in text
            assert elected in text


def test_who_presides_is_called_as_each_language_has_it(paper: Printer) -> None:
    for spoken, words in (
        ("kk", ("Нұрлан Әбдіров, Орталық сайлау", "Ерлан Қошанов, Мәжіліс Төрағасы")),
        ("ru", ("Нурлан Абдиров, председатель", "Ерлан Кошанов, Председатель Мажилиса")),
        ("en", ("Nurlan Äbdirov, Chairman of the", "Erlan Qoşanov, Chairman of the Mäjilis")),
    ):
        text = read_back(paper("demo", "minutes", spoken, "pdf"), "pdf")
        assert all(each in text for each in words)


def test_signatures_never_stand_on_a_page_alone(tmp_path: Path) -> None:
    """Whatever the number of rows above them, in PDF as in plain text."""
    steps = small_sitting({"one": "One"}, {"for": 6})
    for many in range(30, 42, 2):
        folder = tmp_path / str(many)
        folder.mkdir()
        notes = [{"do": "note", "by": "clerk", "text": f"Note {n}"} for n in range(many)]
        given = source(written(steps[:2] + notes, folder / "s.jsonl"), folder / "s.sqlite")
        for form in ("pdf", "txt"):
            last = pages_of(printed("minutes", given, "en", form), form)[-1]
            assert re.search(rf"Note {many - 1} .*Clerk", last), (many, form)


LONG = {f"c{n}": f"Candidate {n}" for n in range(1, 31)}


@pytest.mark.parametrize("candidates", [1, 4, 9, 14, 30])
def test_what_is_signed_stands_on_the_page_of_the_signatures(
    candidates: int, tmp_path: Path
) -> None:
    """With any number of figures, and each page says which document it belongs to."""
    chosen = dict(list(LONG.items())[:candidates])
    form = "choose-one" if candidates > 1 else "for-against"
    marks = dict.fromkeys(chosen, 2) if candidates > 1 else {"for": 8}
    commission = ["v1", "v2", "v3", "v5", "v6"]
    at_the_box = {"form_commission": {"members": commission}, "open_box": {"present": commission}}
    steps = small_sitting(chosen, {**marks, "invalid:form": 1}, missing=2, form=form)
    steps = [{**step, **at_the_box.get(str(step["do"]), {})} for step in steps]
    given = source(written(steps, tmp_path / "s.jsonl"), tmp_path / "s.sqlite")
    for printed_as in ("pdf", "txt"):
        *before, last = pages_of(printed("protocol-results", given, "en", printed_as), printed_as)
        newest = f"Candidate {candidates} 2 two" if candidates > 1 else "Against 0 zero"
        for words in (newest, "Explanation: A paper was", "Voter v1", "Voter v6"):
            assert words in last, (printed_as, words)
        for page in (*before[1:], *([last] if before else [])):
            assert "PROTOCOL No. 1 OF THE COUNTING COMMISSION" in page
    assert len(before) <= (2 if candidates == 30 else 1)


def test_a_long_list_of_candidates_has_a_sheet_of_its_own(tmp_path: Path) -> None:
    steps = small_sitting(LONG, dict.fromkeys(LONG, 2), form="choose-one")
    given = source(written(steps, tmp_path / "s.jsonl"), tmp_path / "s.sqlite")
    text = read_back(printed("ballot", given, "kk+ru", "pdf"), "pdf")
    assert text.count("Candidate 30") == 1


def test_too_many_choices_are_told_as_the_paper_offers_them(tmp_path: Path) -> None:
    for form, words in (("choose-one", "больше квадратов"), ("strike-out", "больше кандидатур")):
        folder = tmp_path / form
        folder.mkdir()
        steps = small_sitting({"a": "A", "b": "B"}, {"a": 4, "invalid:several": 1}, form=form)
        given = source(written(steps, folder / "s.jsonl"), folder / "s.sqlite")
        assert words in read_back(printed("protocol-results", given, "ru", "txt"), "txt")


def test_the_announcement_says_the_head_code_of_the_protocol(
    paper: Printer, sources: dict[str, Source]
) -> None:
    protocol = next(p for p in sources["demo"].sitting.protocols if p.kind == "results")
    assert protocol.head_code != head_code(sources["demo"].head)
    for spoken, words in (("kk", "бақылау коды"), ("ru", "код протокола"), ("en", "Head code of")):
        for form in FORMATS:
            text = read_back(paper("demo", "announcement", spoken, form), form)
            assert re.search(rf"{words}[^:]*: {protocol.head_code}\.", text)
            assert head_code(sources["demo"].head) not in text


def test_protocols_bear_the_whole_hash_that_they_stand_on(
    paper: Printer, sources: dict[str, Source]
) -> None:
    given = sources["demo"]
    for protocol in given.sitting.protocols:
        whole = given.whole_head(protocol)
        assert head_code(whole) == protocol.head_code
        for form in FORMATS:
            text = read_back(paper("demo", f"protocol-{protocol.kind}", "ru", form), form)
            assert f"SHA-256 {whole}" in text
    assert given.whole_head(None) == given.head


def test_minutes_tell_the_votes_and_whether_they_are_at_an_end(tmp_path: Path) -> None:
    steps = small_sitting({"b": "Bo", "a": "Al"}, {"b": 4, "a": 1, "blank": 2}, form="choose-one")
    given = source(written(steps, tmp_path / "s.jsonl"), tmp_path / "s.sqlite")
    text = read_back(printed("minutes", given, "ru", "pdf"), "pdf")
    assert "7 бюллетеней: Bo – 4, Al – 1, не учитываемых – 2, недействительных – 0" in text
    assert "ПРОТОКОЛ ЗАСЕДАНИЯ (проект)" in text
    assert "отсутствует по уважительной причине: Bo" in text


def test_a_table_of_plain_text_has_its_head_on_every_page(paper: Printer) -> None:
    for text in paper("demo", "roll", "ru", "txt").decode().split("\f"):
        assert "Фракция, партия" in text


def test_a_voided_round_is_void_wherever_it_is_printed(tmp_path: Path) -> None:
    steps = [
        *small_sitting({"one": "One"}, {"for": 6}),
        {
            **{"do": "put_question", "by": "clerk", "id": "void", "kind": "procedure"},
            **{"text": "Vote again?", "election": "e"},
        },
        {
            "do": "decide_question",
            "by": "clerk",
            "id": "void",
            "for": 6,
            "against": 0,
            "abstain": 0,
        },
        {
            **{"do": "next_round", "by": "presiding", "election": "e"},
            **{"how": "repeat", "question": "void"},
        },
    ]
    given = source(written(steps, tmp_path / "s.jsonl"), tmp_path / "s.sqlite")
    for spoken, void, elected in (
        ("kk", "бұл турды жарамсыз деп таныды", "сайланды"),
        ("ru", "признала этот тур недействительным", "избран "),
        ("en", "has voided this round", " is elected"),
    ):
        for document in ("protocol-ballot", "protocol-results", "announcement"):
            text = read_back(printed(document, given, spoken, "txt"), "txt")
            assert void in " ".join(text.split())
        assert elected not in text, "nobody reads aloud that somebody was elected"
    minutes = " ".join(read_back(printed("minutes", given, "en", "txt"), "txt").split())
    assert "round 1 is void by decision “Vote again?”; round 2" in minutes
    made = result(given.sitting, given.head)
    rows = list(csv.DictReader(exported("csv", given.sitting, made, ()).splitlines()))
    assert [(row["elected"], row["voided"]) for row in rows[:2]] == [("no", "yes")] * 2
    events = json.loads(exported("popolo", given.sitting, made, ()))["vote_events"]
    assert events[-1]["result"] == "fail"
