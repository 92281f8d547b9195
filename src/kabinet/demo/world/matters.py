"""What people wrote to the operator before the first start, and what became of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Deed:
    """What somebody of the staff did with a matter, so many days before the first start."""

    what: str  # take, note, decide, sign, reply
    by: str
    ago: int
    text: str = ""
    outcome: str = ""
    hundredths: int = 100  # of the claimed sum


@dataclass(frozen=True)
class Matter:
    """A claim, a question or a fraud report; `who` is a surname, or a stranger's full name."""

    who: str
    ago: int  # days before the first start
    answers: Mapping[str, Any]
    deeds: Sequence[Deed] = ()
    ground: str = ""
    debits: str = ""  # which of his debits are ticked: a kind of charge
    most: int = 3
    kind: str = "claim"
    contacts: Mapping[str, str] = field(default_factory=dict)  # of a stranger


def unasked(essence: str, *, used: str = "no") -> dict[str, Any]:
    return {
        "ground": "unconsented_service",
        "service_kind": "mobile",
        "noticed_how": "charges",
        "got_notice": "no",
        "used_it": used,
        "amount": 300_00,
        "essence": essence,
        "asked_before": "no",
        "demands": ["refund", "stop"],
        "reply_by": "email",
    }


def wrong_debit(essence: str, *, wrong: str = "unknown", amount: int = 250_00) -> dict[str, Any]:
    return {
        "ground": "unjustified_debit",
        "service_kind": "mobile",
        "what_wrong": wrong,
        "amount": amount,
        "essence": essence,
        "asked_before": "no",
        "demands": ["refund", "explanation"],
        "reply_by": "email",
    }


def bad_line(essence: str, *, amount: int = 0, kind: str = "internet") -> dict[str, Any]:
    asked = {"amount": amount} if amount else {}
    return asked | {
        "ground": "bad_service",
        "service_kind": kind,
        "what_bad": ["interruptions"],
        "still_so": "yes",
        "essence": essence,
        "asked_before": "no",
        "demands": ["fix", "price_reduction"] if amount else ["fix", "recalculation"],
        "reply_by": "email",
    }


def own_words(essence: str, demand: str) -> dict[str, Any]:
    return {
        "ground": "own_words",
        "service_kind": "mobile",
        "subject": "Обслуживание",
        "essence": essence,
        "own_demand": demand,
        "asked_before": "no",
        "demands": ["own"],
        "reply_by": "email",
    }


def asked(topic: str, essence: str) -> dict[str, Any]:
    return {"topic": topic, "service_kind": "mobile", "essence": essence, "reply_by": "email"}


MATTERS: tuple[Matter, ...] = (
    # Answered, some of them long ago.
    Matter(
        "Лебедева", 92,
        asked("bill", "Почему в августе списали больше, чем в июле? Тариф я не меняла."),
        [Deed("reply", "pavel", 90, "В августе были расходы сверх пакета. Тариф не менялся.")],
        kind="question",
    ),
    Matter(
        "Тарасов", 58, wrong_debit("Деньги за связь сверх пакета списаны дважды за один день."),
        [
            Deed("take", "elena", 57),
            Deed("note", "elena", 55, "По записям коммутатора соединение одно."),
            Deed("decide", "elena", 53, "Списание сделано дважды по ошибке.", "upheld"),
        ],
        debits="usage", most=1,
    ),
    Matter(
        "Фёдорова", 51, bad_line("Вечером звонки обрываются через минуту.", kind="mobile"),
        [
            Deed("take", "dmitry", 50),
            Deed(
                "decide", "dmitry", 44,
                "На базовой станции по вашему адресу шёл ремонт до 8 утра следующего дня, "
                "об этом было сообщено. Других перерывов в записях нет.",
                "refused", 0,
            ),
        ],
    ),
    Matter(
        "Жукова", 40, wrong_debit("В роуминге была два дня, а списано за четыре.", wrong="not_used")
        | {"abroad": "Турция, два дня", "service_kind": "mobile"},
        [
            Deed("take", "elena", 39),
            Deed(
                "decide", "elena", 33, "За один из дней трафика не было. Остальные подтверждены.",
                "partly", 50,
            ),
        ],
        debits="usage", most=2,
    ),
    Matter(
        "Куликов", 36, unasked("Подключили услугу, о которой я узнал из детализации."),
        [
            Deed("take", "dmitry", 35),
            Deed("decide", "dmitry", 30, "Согласие дано, запись прилагается.", "refused", 0),
        ],
        debits="paid_service", most=1,
    ),
    Matter(
        "Голубева", 33, asked("services", "Как запретить платные подписки на двух номерах сразу?"),
        [Deed("reply", "pavel", 32, "Запрет контента включён на обоих номерах, он бесплатный.")],
        kind="question",
    ),
    Matter(
        "Киселёва", 27,
        {
            "topic": "call", "service_kind": "mobile", "from_number": "8 495 000-00-00",
            "essence": "Звонили якобы из службы безопасности, просили назвать код из SMS.",
            "reply_by": "sms",
        },
        [Deed("reply", "pavel", 26, "Номер закрыт. Никому не говорите код из SMS.")],
        kind="fraud",
    ),
    # Late: nobody has answered in time.
    Matter(
        "Ильина", 24, wrong_debit("Не пользовалась интернетом, а за него списано."),
        debits="usage", most=2,
    ),
    Matter(
        "Пономарёва", 16, unasked("Я не заказывала эту подписку и не знаю, кто её подключил."),
        [
            Deed("take", "elena", 14),
            Deed("note", "elena", 13, "Запросила у партнёра журнал подключений. Ответа пока нет."),
        ],
        debits="paid_service", most=2,
    ),
    Matter(
        "Сергеева", 13, bad_line("Интернет в телефоне пропадает после шести вечера.", amount=200_00,
                                kind="mobile"),
        [Deed("take", "dmitry", 12)],
    ),
    # Due today, by the term for money.
    Matter(
        "Воробьёв", 10, wrong_debit("Списание за день, когда телефон лежал в ремонте."),
        [Deed("take", "dmitry", 8)],
        debits="usage", most=2,
    ),
    Matter("Баранова", 10, unasked("Мне 79 лет, я не умею подключать подписки."),
           debits="paid_service", most=3),
    Matter(
        "Титов", 10, bad_line("Домашний интернет не работал три дня.", amount=120_00),
        [
            Deed("take", "elena", 9),
            Deed("note", "elena", 7, "Авария на узле подтверждена, бригада была на третий день."),
        ],
    ),
    # Soon.
    Matter("Комаров", 9, wrong_debit("За одно SMS списано десять раз."), debits="usage", most=1),
    Matter(
        "Степанов", 8, bad_line("По телевизору пропали спортивные каналы.", amount=100_00,
                                kind="digital_tv"),
        [Deed("take", "elena", 6)],
    ),
    Matter(
        "Макаров", 8, bad_line("Скорость падает каждый вечер.", amount=4200_00),
        [
            Deed("take", "dmitry", 7),
            Deed("note", "dmitry", 4, "Замеры: 12 Мбит/с вместо 300. Порт заменили."),
            Deed("decide", "dmitry", 2, "Линия работала с нарушениями весь месяц.", "upheld"),
        ],
    ),
    Matter(
        "Семёнов", 7, asked("tariff", "Поднимется ли цена? Можно ли остаться на старой?"),
        kind="question",
    ),
    # Fresh.
    Matter(
        "Романова", 5,
        own_words(
            "В салоне отказались принять заявление и нагрубили.", "принять заявление и извиниться"
        ),
        [Deed("take", "elena", 4)],
    ),
    Matter("Алексеева", 4, wrong_debit("Списали больше, чем показывал счётчик в приложении."),
           debits="usage", most=1),
    Matter(
        "Волкова", 4, asked("contract", "Как получить копию договора 2019 года?"), kind="question"
    ),
    Matter(
        "Беляева", 3, bad_line("Интернет дома отключается по нескольку раз в час.", amount=150_00),
        [Deed("take", "dmitry", 2)],
    ),
    Matter(
        "Рябов Леонид Маркович", 3,
        own_words(
            "Ваш салон перекрыл вход в наш подъезд рекламным щитом.", "убрать щит от входа"
        ),
        contacts={"address": "170100, г. Тверь, ул. Новая, д. 4, кв. 9", "city": "Тверь",
                  "phone": "+79201230000", "email": "ryabov@mail.example"},
    ),
    Matter("Павлова", 2, unasked("Узнала о платной услуге, когда кончились деньги на счёте."),
           debits="paid_service", most=2),
    Matter(
        "Зайцев", 2,
        {
            "topic": "message", "service_kind": "mobile", "from_number": "МойОператор",
            "essence": "Пришла ссылка на «возврат средств». Я её не открывал.", "reply_by": "sms",
        },
        kind="fraud",
    ),
    Matter("Сорокин", 1, wrong_debit("Не звонил в этот день: был в самолёте."), debits="usage",
           most=1),
    Matter(
        "Герасимов", 1,
        bad_line("На даче под Нижним нет связи со вторника.", kind="mobile"),
    ),
)  # fmt: skip
