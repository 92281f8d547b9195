"""What lies at the counters: money from the bank, a new client, a copy not given, the book."""

from datetime import timedelta

from kabinet.access.models import User
from kabinet.applications.actions import Applied, apply
from kabinet.applications.queries import tariffs_offered
from kabinet.book.actions import Written, answer_entry, write_entry
from kabinet.cases.actions import Claimant
from kabinet.copies.actions import ask_copy
from kabinet.demo.world.days import Days
from kabinet.demo.world.people import inn, ogrn
from kabinet.numbers.actions.stock import add_to_stock
from kabinet.numbers.models import Line, Number
from kabinet.offices.queries import office_day, operator
from kabinet.pack.formats import NumberRange
from kabinet.pack.queries import operator_pack
from kabinet.payments.actions import begin_posting, keep_statement, post_lines
from kabinet.tasks.models import Task

NEWCOMER = "ООО «Северный ветер»"
COMPLAINS = "Лыков Пётр Сергеевич"
_FREE = 40  # numbers that nobody has yet
_STATEMENT = """Дата;Номер документа;Сумма;Плательщик;ИНН;Назначение платежа
{day};318;1500,00;Плательщик первый;;Оплата услуг связи, номер {known}
{day};319;700,00;Плательщик второй;;За связь, спасибо
{day};320;12300,00;ООО «Вектор»;;По счёту б/н от {day}
"""
_OPERATOR_LATE = "Просил копию договора, обещали сделать сегодня и не сделали."


def open_counters(staff: dict[str, User], days: Days) -> None:
    """Let it happen before the first start, in its order."""
    _bring_money(staff["semyon"], days)
    _welcome(days)
    _complain(staff["irina"], days)


def _bring_money(semyon: User, days: Days) -> None:
    """Post a statement: one payment finds its number, two name nobody."""
    at = days.ago(2, "10:05")
    known = Number.objects.filter(line=Line.MOBILE).order_by("-pk").first()
    text = _STATEMENT.format(day=f"{at:%d.%m.%Y}", known=known.identifier if known else "")
    name = f"vypiska-{at:%Y-%m-%d}.csv"
    kept = keep_statement(data=text.encode(), name=name, by=semyon, at=at)
    begin_posting(statement=kept, by=semyon, at=at)
    post_lines(statement_id=kept.pk, at=at)
    Task.objects.filter(kind="payments.post").update(done_at=at + timedelta(minutes=1))


def _welcome(days: Days) -> None:
    """Let a company apply yesterday; numbers for it are in the stock."""
    at, ours = days.ago(1, "15:20"), _ours()
    first, bank = int(ours.last[1:]) - _FREE + 1, operator().bank
    free = [f"+{number}" for number in range(first, first + _FREE)]
    add_to_stock(identifiers=free, region=ours.region, at=at)
    applied = Applied(
        company_name=NEWCOMER,
        inn=inn("772611111"),
        kpp="772601001",
        ogrn=ogrn("117774612345"),
        address="г. Москва, ул. Северная, д. 7",
        head_post="Генеральный директор",
        head_name="Северов Илья Олегович",
        bic=bank.bic if bank else "",
        bank=bank.name if bank else "",
        account=bank.account if bank else "",
        correspondent=bank.correspondent if bank else "",
        region=ours.region,
        tariff=tariffs_offered(at, "ru")[0][0],
        quantity=5,
        remark="Номера нужны к началу месяца.",
    )
    claimant = Claimant(name=f"{NEWCOMER}, Северова Анна", email="office@severveter.example")
    apply(applied, claimant=claimant, language="ru", at=at)


def _complain(irina: User, days: Days) -> None:
    """Ask for a copy that is not given in its day; write two entries, one of them answered."""
    asked, wrote = days.ago(1, "09:40"), days.ago(1, "10:50")
    number = Number.objects.filter(line=Line.INTERNET).order_by("-pk").first()
    claimant = Claimant(name=COMPLAINS, email="lykov@mail.example")
    old = Written(claimant=claimant, text="Ждал в очереди сорок минут.", language="ru")
    entry, _ = write_entry(old, by=None, at=days.ago(9, "12:10"))
    text = "Приносим извинения. В часы пик открыто третье окно."
    answer_entry(entry=entry, text=text, by=irina, at=days.ago(7, "11:00"))
    if number is None:
        return
    contract = number.account.contract
    copy, _code = ask_copy(contract=contract, on=office_day(asked), by=irina, at=asked)
    complaint = Written(
        claimant=Claimant(name=contract.holder.full_name, email=contract.holder.email),
        text=_OPERATOR_LATE,
        language="ru",
        office=irina.office,
        page="17",
        about=copy.case,
    )
    write_entry(complaint, by=irina, at=wrote)


def _ours() -> NumberRange:
    """Give a range of the operator's own that has a region."""
    pack = operator_pack()
    return next(one for one in pack.ranges if one.operator == pack.operator.id and one.region)
