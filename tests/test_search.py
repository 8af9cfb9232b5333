"""A member is found under any spelling of the name."""

import time
from collections.abc import Callable

import pytest
from hypothesis import given, strategies as st

from majilis_tui.procedure.members import Member
from majilis_tui.procedure.names import fold
from majilis_tui.search import NameSearch, meant, meant_among

# Writers, scholars and others of the past, as Kazakh, Russian, Kazakh Latin and English texts
# spell them.
SPELLINGS = tuple(
    tuple(line.split("|"))
    for line in """\
Ахмет Байтұрсынұлы|Ахмет Байтурсынулы|Ahmet Baitūrsynūly|Akhmet Baitursynuly
Мұхтар Әуезов|Мухтар Ауэзов|Mūhtar Äuezov|Mukhtar Auezov
Міржақып Дулатұлы|Миржакып Дулатулы|Mırjaqyp Dulatūly|Mirzhakyp Dulatuly
Шоқан Уәлиханов|Чокан Валиханов|Şoqan Uälihanov|Shokan Walikhanov
Ыбырай Алтынсарин|Ибрай Алтынсарин|Ybyrai Altynsarin|Ybyrai Altynsarin
Жамбыл Жабаев|Джамбул Джабаев|Jambyl Jabaev|Zhambyl Zhabayev
Мағжан Жұмабаев|Магжан Жумабаев|Mağjan Jūmabaev|Magzhan Zhumabayev
Сәкен Сейфуллин|Сакен Сейфуллин|Säken Seifullin|Saken Seyfullin
Ілияс Жансүгіров|Ильяс Джансугуров|İlias Jansügırov|Ilyas Zhansugurov
Бейімбет Майлин|Беимбет Майлин|Beiımbet Mailin|Beimbet Mailin
Қаныш Сәтбаев|Каныш Сатпаев|Qanyş Sätbaev|Kanysh Satpayev
Күләш Байсейітова|Куляш Байсеитова|Küläş Baiseiıtova|Kulyash Baiseitova
Әлихан Бөкейхан|Алихан Букейхан|Älihan Bökeihan|Alikhan Bukeikhan
Шәкәрім Құдайбердіұлы|Шакарим Кудайбердыулы|Şäkärım Qūdaiberdıūly|Shakarim Kudaiberdiuly
Жүсіпбек Аймауытов|Жусипбек Аймаутов|Jüsıpbek Aimauytov|Zhusipbek Aimautov
Ғабит Мүсірепов|Габит Мусрепов|Ğabit Müsırepov|Gabit Musrepov
Сәбит Мұқанов|Сабит Муканов|Säbit Mūqanov|Sabit Mukanov
Ғабиден Мұстафин|Габиден Мустафин|Ğabiden Mūstafin|Gabiden Mustafin
Бауыржан Момышұлы|Бауржан Момышулы|Bauyrjan Momyşūly|Bauyrzhan Momyshuly
Әлия Молдағұлова|Алия Молдагулова|Älia Moldağūlova|Aliya Moldagulova
Мәншүк Мәметова|Маншук Маметова|Mänşük Mämetova|Manshuk Mametova
Дінмұхамед Қонаев|Динмухамед Кунаев|Dınmūhamed Qonaev|Dinmukhamed Kunayev
Халел Досмұхамедұлы|Халел Досмухамедулы|Halel Dosmūhamedūly|Khalel Dosmukhameduly
Мұхамеджан Тынышбаев|Мухамеджан Тынышпаев|Mūhamedjan Tynyşbaev|Mukhamedzhan Tynyshpayev
Мұстафа Шоқай|Мустафа Чокай|Mūstafa Şoqai|Mustafa Shokay
Құрманғазы Сағырбайұлы|Курмангазы Сагырбайулы|Qūrmanğazy Sağyrbaiūly|Kurmangazy Sagyrbayuly
Дәулеткерей Шығайұлы|Даулеткерей Шигайулы|Däuletkerei Şyğaiūly|Dauletkerey Shygayuly
Тәттімбет Қазанғапұлы|Таттимбет Казангапулы|Tättımbet Qazanğapūly|Tattimbet Kazangapuly
Сүйінбай Аронұлы|Суюнбай Аронулы|Süiınbai Aronūly|Suyinbay Aronuly
Роза Бағланова|Роза Багланова|Roza Bağlanova|Roza Baglanova
Евней Бөкетов|Евней Букетов|Evnei Böketov|Yevney Buketov
Әлкей Марғұлан|Алькей Маргулан|Älkei Marğūlan|Alkey Margulan
Нұрғиса Тілендиев|Нургиса Тлендиев|Nūrğisa Tılendiev|Nurgisa Tlendiyev
Шәмші Қалдаяқов|Шамши Калдаяков|Şämşı Qaldaiaqov|Shamshi Kaldayakov
Қажымұқан Мұңайтпасов|Хаджимукан Мунайтпасов|Qajymūqan Mūñaitpasov|Kazhymukan Munaitpasov
Амангелді Иманов|Амангельды Иманов|Amangeldı İmanov|Amangeldy Imanov
Мұқағали Мақатаев|Мукагали Макатаев|Mūqağali Maqataev|Mukagali Makatayev
Ораз Жандосов|Ураз Джандосов|Oraz Jandosov|Uraz Zhandosov
Тұрар Рысқұлов|Турар Рыскулов|Tūrar Rysqūlov|Turar Ryskulov
Сұлтанбек Қожанов|Султанбек Ходжанов|Sūltanbek Qojanov|Sultanbek Kozhanov
Смағұл Сәдуақасов|Смагул Садвакасов|Smağūl Säduaqasov|Smagul Sadvakasov
Нәзір Төреқұлов|Назир Тюрякулов|Näzır Töreqūlov|Nazir Torekulov
Жаһанша Досмұхамедов|Жаханша Досмухамедов|Jahanşa Dosmūhamedov|Zhakhansha Dosmukhamedov
Әбілхан Қастеев|Абылхан Кастеев|Äbılhan Qasteev|Abylkhan Kasteyev
Оралхан Бөкей|Оралхан Бокей|Oralhan Bökei|Oralkhan Bokey
Ілияс Есенберлин|Ильяс Есенберлин|İlias Esenberlin|Ilyas Yesenberlin
Фариза Оңғарсынова|Фариза Унгарсынова|Fariza Oñğarsynova|Fariza Ongarsynova
Рақымжан Қошқарбаев|Рахимжан Кошкарбаев|Raqymjan Qoşqarbaev|Rakhimzhan Koshkarbayev
Ахмет Жұбанов|Ахмет Жубанов|Ahmet Jūbanov|Akhmet Zhubanov
Құдайберген Жұбанов|Кудайберген Жубанов|Qūdaibergen Jūbanov|Kudaibergen Zhubanov
""".splitlines()
)


def roster(column: int) -> list[Member]:
    return [
        Member(id=f"m{number:03}", name=spellings[column])
        for number, spellings in enumerate(SPELLINGS)
    ]


def first(search: NameSearch, query: str) -> int | None:
    found = search.find(query)
    return int(found[0].id[1:]) if found else None


def letter_lost(text: str, place: int) -> str:
    return text[:place] + text[place + 1 :]


def letter_doubled(text: str, place: int) -> str:
    return text[:place] + "t" + text[place:]


def letter_wrong(text: str, place: int) -> str:
    return text[:place] + "p" + text[place + 1 :]


def letters_swapped(text: str, place: int) -> str:
    return text[:place] + text[place : place + 2][::-1] + text[place + 2 :]


CHAMBER = [
    Member(id="qosanov", name="Erlan Qoşanov", name_kk="Ерлан Қошанов", name_ru="Ерлан Кошанов"),
    Member(
        id="asimjanov",
        name="Janarbek Äşimjanov",
        name_kk="Жанарбек Әшімжанов",
        name_ru="Жанарбек Ашимжанов",
    ),
    Member(
        id="izmuhambetov",
        name="Baqtyqoja İzmuhambetov",
        name_kk="Бақтықожа Ізмұхамбетов",
        name_ru="Бактыкожа Измухамбетов",
    ),
    Member(id="espaeva", name="Dania Espaeva", name_kk="Дания Еспаева", name_ru="Дания Еспаева"),
    *(Member(id=f"d{number:02}", name=f"Deputy {number:02}") for number in range(5, 99)),
]


@pytest.mark.parametrize("change", [str, str.lower, str.upper])
@pytest.mark.parametrize(
    ("person", "query"),
    [
        (person, query)
        for person, queries in {
            "qosanov": "Қошанов Кошанов Qoşanov Qosanov Koshanov Қош Кош Qoş Qos Kos Kosh qoshanof",
            "asimjanov": "Äşimjanov Әшімжанов Ашимжанов Ashimzhanov Әші Äşi Ashi Asimjanov",
            "izmuhambetov": "Izmukhambetov İzmuhambetov Ізмұхамбетов Измухамбетов Izm Izmuk Ізм",
            "espaeva": "Еспаева Espaeva Yespayeva Есп Esp Yesp Espayeva",
            "d07": "07 d07",
        }.items()
        for query in queries.split()
    ],
)
def test_every_spelling_finds_the_same_person_first(
    person: str, query: str, change: Callable[[str], str]
):
    assert NameSearch(CHAMBER).find(change(query))[0].id == person


@pytest.mark.parametrize("listed", range(4))
@pytest.mark.parametrize("typed", range(4))
def test_a_name_listed_in_one_spelling_is_found_in_another(listed: int, typed: int):
    search = NameSearch(roster(listed))
    queries = [spellings[typed] for spellings in SPELLINGS]
    for change in (str, str.lower, str.upper):
        assert [first(search, change(query)) for query in queries] == list(range(len(SPELLINGS)))


@pytest.mark.parametrize("typed", range(4))
def test_words_may_come_in_any_order_or_without_the_space(typed: int):
    search = NameSearch(roster(0))
    for number, spellings in enumerate(SPELLINGS):
        words = spellings[typed].split()
        assert first(search, " ".join(reversed(words))) == number
        assert first(search, "".join(words)) == number


@pytest.mark.parametrize("typed", range(4))
@pytest.mark.parametrize("slip", [letter_lost, letter_doubled, letter_wrong, letters_swapped])
def test_one_typo_does_not_matter(typed: int, slip: Callable[[str, int], str]):
    search = NameSearch(
        Member(id=member.id, name=latin.name, name_kk=member.name, name_ru=russian.name)
        for member, russian, latin in zip(roster(0), roster(1), roster(2), strict=True)
    )
    for number, spellings in enumerate(SPELLINGS):
        for place in range(1, len(spellings[typed]), 2):
            assert first(search, slip(spellings[typed], place)) == number


@pytest.mark.parametrize("typed", range(4))
def test_three_letters_find_those_whose_name_begins_so(typed: int):
    search = NameSearch(roster(typed))
    words = [fold(spellings[typed]).split() for spellings in SPELLINGS]
    for number, spellings in enumerate(SPELLINGS):
        for beginning in {word[:3] for word in spellings[typed].split()}:
            begun = [
                other
                for other, folded in enumerate(words)
                if any(word.startswith(fold(beginning)) for word in folded)
            ]
            assert spellings[typed] in [member.name for member in search.find(beginning)]
            if begun == [number]:
                assert first(search, beginning) == number


def test_a_whole_word_stands_before_a_longer_one():
    members = [
        Member(id="1", name="Алиев"),
        Member(id="2", name="Али"),
        Member(id="3", name="Алимов"),
    ]
    assert [member.id for member in NameSearch(members).find("Ali")] == ["2", "1", "3"]


def test_members_who_fit_equally_keep_the_order_of_the_roster():
    found = NameSearch(CHAMBER).find("deputy", limit=94)
    assert [member.id for member in found] == [f"d{number:02}" for number in range(5, 99)]
    assert len(NameSearch(CHAMBER).find("deputy")) == 20
    assert NameSearch(CHAMBER).find("deputy", limit=0) == []


@pytest.mark.parametrize("query", ["", "  ", "\t\n"])
def test_an_empty_query_returns_all_in_order(query: str):
    assert NameSearch(CHAMBER).find(query, limit=3) == CHAMBER


@pytest.mark.parametrize("query", ["!!!", "🦄", "漢字", "\x00", "'", "xyzzyq"])
def test_what_nobody_is_called_finds_nobody(query: str):
    assert NameSearch(CHAMBER).find(query) == []


@pytest.mark.parametrize(
    "query", ["a" * 100_000, "Қошанов " * 20_000, "\u0301" * 50_000, "(" * 50_000]
)
def test_a_pasted_page_does_not_hold_up_the_search(query: str):
    search = NameSearch(CHAMBER)
    start = time.perf_counter()
    search.find(query)
    assert time.perf_counter() - start < 0.5


def test_an_empty_roster_or_a_name_without_letters_is_no_obstacle():
    assert NameSearch([]).find("a") == []
    nameless = Member(id="🦄", name="🦄")
    assert NameSearch([nameless]).find("a") == []
    assert NameSearch([nameless]).find("") == [nameless]


@given(st.text())
def test_any_query_is_answered(query: str):
    found = NameSearch(CHAMBER).find(query)
    assert len({member.id for member in found}) == len(found)


@given(st.lists(st.text(min_size=1)), st.text())
def test_any_roster_is_searched(names: list[str], query: str):
    members = [Member(id=str(number), name=name) for number, name in enumerate(names)]
    assert {found.id for found in NameSearch(members).find(query)} <= {m.id for m in members}


@pytest.mark.parametrize("typed", ["жамб", "Zh", "jabaev", "Жамбыл Жаб", "ZhambylZhab", "Z", "17"])
def test_the_beginning_of_a_name_in_any_spelling_means_its_member(typed: str) -> None:
    member = Member(id="17", name="Zhambyl Zhabayev", name_kk="Жамбыл Жабаев")
    assert meant(member, typed)


def test_an_id_in_letters_is_a_spelling_of_the_name() -> None:
    assert meant(Member(id="qosanov", name="Erlan Qoşanov"), "qosa")
    assert not meant(Member(id="marat7", name="Marat Omarov"), "marat7")


@pytest.mark.parametrize("typed", ["", "-", "жамб7", "7жамб", "1", "7", "abaev", "jambul jabaef"])
def test_what_does_not_begin_a_name_means_nobody(typed: str) -> None:
    member = Member(id="17", name="Zhambyl Zhabayev", name_kk="Жамбыл Жабаев")
    assert not meant(member, typed)


def test_meant_is_the_only_one_whose_name_begins_so_or_who_bears_the_whole_name() -> None:
    ali, aliev, alia = (Member(id=each, name=f"{each} Tester") for each in ("Ali", "Aliev", "Alia"))
    assert meant_among([aliev, ali, alia], "ali") is ali
    assert meant_among([aliev, alia], "ali") is None
    assert meant_among([aliev, ali], "aliev") is aliev
    assert meant_among([ali, Member(id="other", name="Ali Tester")], "ali") is None
    assert meant_among([ali], "allli") is None
    assert meant_among([], "ali") is None


@pytest.mark.parametrize("typed", ["1", "01", "001"])
def test_zeros_before_a_number_make_no_difference(typed: str) -> None:
    by_id = [Member(id=str(n), name=f"Deputy {chr(96 + n)}") for n in range(1, 13)]
    by_name = [Member(id=f"d{n}", name=f"Deputy {n:02}") for n in range(1, 13)]
    for members in (by_id, by_name):
        assert NameSearch(members).find(typed)[0] is members[0]
        found = meant_among(members, typed)
        assert found is members[0]
