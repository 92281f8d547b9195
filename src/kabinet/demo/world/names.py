"""Who lives in the invented world. Any likeness to a living person is chance."""

from dataclasses import dataclass

from kabinet.parties.models import Sex


@dataclass(frozen=True)
class Name:
    """A person of the world: names, sex, year of birth, the region of the pack he lives in."""

    surname: str
    name: str
    patronymic: str
    sex: str
    born: int
    region: str

    @property
    def full(self) -> str:
        return f"{self.surname} {self.name} {self.patronymic}"


@dataclass(frozen=True)
class Firm:
    """A company: its name, its INN and OGRN but for the check digits, how many numbers it has."""

    name: str
    inn_begins: str
    ogrn_begins: str
    region: str
    mailbox: str
    numbers: int


# The stories' people stand first, then their neighbours.
_PEOPLE = """
Кузнецов Иван Сергеевич м 1984 moscow
Лебедева Мария Андреевна ж 1990 zabaikalye
Соловьёв Андрей Викторович м 1976 moscow
Волкова Екатерина Игоревна ж 1993 moscow
Морозов Алексей Дмитриевич м 1979 spb
Гаврилова Анна Павловна ж 1968 moscow
Зайцев Сергей Николаевич м 1961 zabaikalye
Павлова Татьяна Юрьевна ж 1972 zabaikalye
Семёнов Максим Олегович м 1998 tatarstan
Голубева Светлана Петровна ж 1955 moscow
Виноградов Николай Артёмович м 1987 novosibirsk
Богданова Юлия Константиновна ж 1995 moscow
Воробьёв Артём Евгеньевич м 2001 primorye
Фёдорова Людмила Васильевна ж 1949 zabaikalye
Михайлов Константин Львович м 1966 spb
Беляева Дарья Романовна ж 2003 moscow
Тарасов Игорь Вячеславович м 1970 samara
Жукова Валентина Степановна ж 1952 moscow
Комаров Владислав Антонович м 1992 sverdlovsk
Киселёва Оксана Геннадьевна ж 1981 zabaikalye
Макаров Евгений Борисович м 1974 krasnodar
Андреева Полина Максимовна ж 1999 moscow
Ковалёв Денис Русланович м 1988 spb
Ильина Галина Фёдоровна ж 1958 nizhny
Гусева Вера Анатольевна ж 1964 moscow
Титов Роман Аркадьевич м 1985 khabarovsk
Кудрявцев Станислав Ильич м 1996 novosibirsk
Баранова Надежда Тимофеевна ж 1947 moscow
Куликов Виталий Егорович м 1969 kaliningrad
Алексеева Алина Денисовна ж 2000 moscow
Степанов Григорий Матвеевич м 1959 zabaikalye
Яковлева Инна Эдуардовна ж 1983 tatarstan
Сорокин Тимур Рашидович м 1994 spb
Сергеева Лариса Никитична ж 1963 samara
Романова Кристина Владимировна ж 1997 moscow
Захаров Филипп Юрьевич м 1978 sverdlovsk
Борисов Василий Захарович м 1953 kamchatka
Королёва Маргарита Альбертовна ж 1986 krasnodar
Герасимов Пётр Леонидович м 1967 nizhny
Пономарёва Зоя Кирилловна ж 1991 moscow
"""

FIRMS = (
    Firm("ООО «Ромашка»", "770812345", "102770012345", "moscow", "romashka.example", 110),
    Firm("АО «Северный путь»", "771998765", "105774798765", "moscow", "sever-put.example", 74),
    Firm(
        "ООО «Забайкальский чай»", "753654321", "108753600123", "zabaikalye", "zabchay.example", 50
    ),
)

# He is no subscriber of anybody here.
PETR = Name("Никитин", "Пётр", "Алексеевич", Sex.MALE, 1980, "moscow")
PETRS_MAILBOX = "petr.nikitin@mail.example"


def people() -> list[Name]:
    return [_person(line.split()) for line in _PEOPLE.strip().splitlines()]


def _person(words: list[str]) -> Name:
    surname, name, patronymic, sex, born, region = words
    return Name(
        surname, name, patronymic, Sex.MALE if sex == "м" else Sex.FEMALE, int(born), region
    )
