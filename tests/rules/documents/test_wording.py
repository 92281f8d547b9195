"""Sums, dates, names and posts, as a Russian letter says them."""

from datetime import UTC, date, datetime

import pytest

from kabinet.documents import wording
from kabinet.documents.wording import FullName
from kabinet.kit.money import Money

# Nominative, sex, genitive, dative: the list of names that the choice of library was tested on.
NAMES = """
Чучманский Владимир Николаевич|male|Чучманского Владимира Николаевича|Чучманскому Владимиру Николаевичу
Ковалёва Анна Сергеевна|female|Ковалёвой Анны Сергеевны|Ковалёвой Анне Сергеевне
Шевченко Ольга Ивановна|female|Шевченко Ольги Ивановны|Шевченко Ольге Ивановне
Петрова-Водкина Елена Игоревна|female|Петровой-Водкиной Елены Игоревны|Петровой-Водкиной Елене Игоревне
Мамин-Сибиряк Дмитрий Наркисович|male|Мамина-Сибиряка Дмитрия Наркисовича|Мамину-Сибиряку Дмитрию Наркисовичу
Алиев Вагиф Гусейн оглы|male|Алиева Вагифа Гусейн оглы|Алиеву Вагифу Гусейн оглы
Кузнец Мария Львовна|female|Кузнец Марии Львовны|Кузнец Марии Львовне
Кузнец Иван Львович|male|Кузнеца Ивана Львовича|Кузнецу Ивану Львовичу
Черных Пётр Ильич|male|Черных Петра Ильича|Черных Петру Ильичу
Ли Джон|male|Ли Джона|Ли Джону
Смит Джейн|female|Смит Джейн|Смит Джейн
Гарсиа Мария|female|Гарсиа Марии|Гарсиа Марии
Дюма Александр|male|Дюма Александра|Дюма Александру
Заяц Любовь Петровна|female|Заяц Любови Петровны|Заяц Любови Петровне
Ким Сергей Андреевич|male|Кима Сергея Андреевича|Киму Сергею Андреевичу
Ким Вера Андреевна|female|Ким Веры Андреевны|Ким Вере Андреевне
Глушко Павел Олегович|male|Глушко Павла Олеговича|Глушко Павлу Олеговичу
Толстой Лев Николаевич|male|Толстого Льва Николаевича|Толстому Льву Николаевичу
Салимова Айгуль Ринатовна|female|Салимовой Айгуль Ринатовны|Салимовой Айгуль Ринатовне
Мкртчян Анаит Суреновна|female|Мкртчян Анаит Суреновны|Мкртчян Анаит Суреновне
Мкртчян Арам Суренович|male|Мкртчяна Арама Суреновича|Мкртчяну Араму Суреновичу
Сковорода Григорий Саввич|male|Сковороды Григория Саввича|Сковороде Григорию Саввичу
Живаго Юрий Андреевич|male|Живаго Юрия Андреевича|Живаго Юрию Андреевичу
Берия Нина Теймуразовна|female|Берии Нины Теймуразовны|Берии Нине Теймуразовне
Ильин Илья Ильич|male|Ильина Ильи Ильича|Ильину Илье Ильичу
Бондарь Никита Кузьмич|male|Бондаря Никиты Кузьмича|Бондарю Никите Кузьмичу
Лебедь Ольга Фоминична|female|Лебедь Ольги Фоминичны|Лебедь Ольге Фоминичне
Седых Мария Павловна|female|Седых Марии Павловны|Седых Марии Павловне
Гримм Якоб|male|Гримма Якоба|Гримму Якобу
Шульц Эрих Карлович|male|Шульца Эриха Карловича|Шульцу Эриху Карловичу
"""  # noqa: E501 - a table
POSTS = """
генеральный директор|генерального директора|генеральному директору
Генеральный директор|Генерального директора|Генеральному директору
ГЕНЕРАЛЬНЫЙ ДИРЕКТОР|ГЕНЕРАЛЬНОГО ДИРЕКТОРА|ГЕНЕРАЛЬНОМУ ДИРЕКТОРУ
директор филиала ПАО «МТС» в г. Чите|директора филиала ПАО «МТС» в г. Чите|директору филиала ПАО «МТС» в г. Чите
мировой судья|мирового судьи|мировому судье
Мировой судья судебного участка № 5|Мирового судьи судебного участка № 5|Мировому судье судебного участка № 5
конкурсный управляющий|конкурсного управляющего|конкурсному управляющему
управляющий филиалом|управляющего филиалом|управляющему филиалом
заведующая отделением|заведующей отделением|заведующей отделением
исполняющий обязанности генерального директора|исполняющего обязанности генерального директора|исполняющему обязанности генерального директора
временно исполняющий обязанности директора|временно исполняющего обязанности директора|временно исполняющему обязанности директора
и. о. директора|и. о. директора|и. о. директора
начальник отдела претензионной работы|начальника отдела претензионной работы|начальнику отдела претензионной работы
начальница отдела|начальницы отдела|начальнице отдела
старший менеджер|старшего менеджера|старшему менеджеру
старший смены|старшего смены|старшему смены
судебный пристав-исполнитель|судебного пристава-исполнителя|судебному приставу-исполнителю
первый заместитель генерального директора|первого заместителя генерального директора|первому заместителю генерального директора
вице-президент по клиентскому сервису|вице-президента по клиентскому сервису|вице-президенту по клиентскому сервису
руководитель офиса продаж|руководителя офиса продаж|руководителю офиса продаж
уполномоченный по защите прав|уполномоченного по защите прав|уполномоченному по защите прав
"""  # noqa: E501 - a table


def rows(table: str) -> list[list[str]]:
    return [line.split("|") for line in table.strip().splitlines()]


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("kopecks", "words"),
    [
        (0, "0 (ноль) рублей 00 копеек"),
        (1, "0 (ноль) рублей 01 копейка"),
        (1_00, "1 (один) рубль 00 копеек"),
        (2_00, "2 (два) рубля 00 копеек"),
        (5_00, "5 (пять) рублей 00 копеек"),
        (11_02, "11 (одиннадцать) рублей 02 копейки"),
        (21_00, "21 (двадцать один) рубль 00 копеек"),
        (1001_00, "1 001 (одна тысяча один) рубль 00 копеек"),
        (1234_56, "1 234 (одна тысяча двести тридцать четыре) рубля 56 копеек"),
        (2000000_11, "2 000 000 (два миллиона) рублей 11 копеек"),
    ],
)
def test_a_sum_in_words(kopecks: int, words: str):
    assert plain(wording.roubles_in_words(Money(kopecks))) == words


def test_a_sum_below_nothing_has_no_words():
    with pytest.raises(ValueError, match="below nothing"):
        wording.roubles_in_words(Money(-1))


@pytest.mark.parametrize(
    ("kopecks", "text"),
    [(1234_56, "1 234,56 руб."), (-5, "−0,05 руб."), (1_000_000_00, "1 000 000,00 руб.")],
)
def test_a_sum_in_digits_does_not_break_over_lines(kopecks: int, text: str):
    written = wording.money_text(Money(kopecks))

    assert plain(written) == text
    assert " " not in written


def test_a_date_in_words():
    assert plain(wording.date_in_words(date(2026, 11, 24))) == "24 ноября 2026 г."


@pytest.mark.parametrize(
    ("zone", "text"),
    [
        ("Europe/Moscow", "24 ноября 2026 г., 23:30 (МСК)"),
        ("Asia/Chita", "25 ноября 2026 г., 05:30 (МСК+6)"),
        ("Europe/Kaliningrad", "24 ноября 2026 г., 22:30 (МСК−1)"),
    ],
)
def test_a_moment_is_told_in_a_named_zone(zone: str, text: str):
    at = datetime(2026, 11, 24, 20, 30, tzinfo=UTC)

    assert plain(wording.moment_in_words(at, zone)) == text


@pytest.mark.parametrize(("name", "sex", "genitive", "dative"), rows(NAMES))
def test_names_are_declined(name: str, sex: str, genitive: str, dative: str):
    parts = wording.split_name(name)
    full = (parts.surname, parts.name, parts.patronymic)

    assert wording.decline_name(*full, sex=sex, case="genitive") == genitive
    assert wording.decline_name(*full, sex=sex, case="dative") == dative


def test_the_sex_of_all_but_one_of_these_names_is_guessed():
    missed = []
    for name, sex, *_ in rows(NAMES):
        parts = wording.split_name(name)
        if wording.sex_of(parts.surname, parts.name, parts.patronymic) != sex:
            missed.append(name)

    assert missed == ["Смит Джейн"]


def test_a_name_of_unknown_sex_stays_in_the_nominative():
    assert wording.decline_name("Смит", "Джейн", case="dative") == "Смит Джейн"


@pytest.mark.parametrize(
    ("name", "prepositional"),
    [
        ("Донец Иван Львович", "Донце Иване Львовиче"),
        ("Мудрец Иван Львович", "Мудреце Иване Львовиче"),
    ],
)
def test_a_vowel_goes_only_where_it_can(name: str, prepositional: str):
    parts = wording.split_name(name)

    told = wording.decline_name(
        parts.surname, parts.name, parts.patronymic, sex="male", case="prepositional"
    )
    assert told == prepositional


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("Иванов Иван Иванович", ("Иванов", "Иван", "Иванович")),
        ("  Иван  Иванович Иванов ", ("Иванов", "Иван", "Иванович")),
        ("Мамедова Гюльнара Али кызы", ("Мамедова", "Гюльнара", "Али кызы")),
        ("Ли Джон", ("Ли", "Джон", "")),
        ("Сократ", ("Сократ", "", "")),
        ("", ("", "", "")),
        ("Гарсиа Мария дель Кармен", ("Гарсиа", "Мария", "дель Кармен")),
    ],
)
def test_a_typed_name_is_split(typed: str, parts: tuple[str, str, str]):
    surname, name, patronymic = parts

    assert wording.split_name(typed) == FullName(surname=surname, name=name, patronymic=patronymic)


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Иванов Иван Иванович", "Иванов И. И."),
        ("Алиев Вагиф Гусейн оглы", "Алиев В. Г. оглы"),
        ("Ли Джон", "Ли Д."),
        ("Петрова Анна-Мария Ивановна", "Петрова А.-М. И."),
    ],
)
def test_a_short_name(name: str, short: str):
    parts = wording.split_name(name)

    assert plain(wording.short_name(parts.surname, parts.name, parts.patronymic)) == short


@pytest.mark.parametrize(("post", "genitive", "dative"), rows(POSTS))
def test_posts_are_declined(post: str, genitive: str, dative: str):
    assert wording.decline_post(post, "genitive") == genitive
    assert wording.decline_post(post, "dative") == dative


def test_a_post_that_no_dictionary_knows_stays():
    assert wording.decline_post("Chief of staff", "dative") == "Chief of staff"
    assert not wording.decline_post("", "dative")
