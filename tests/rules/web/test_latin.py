"""Russian names, readable in Latin letters."""

import pytest

from kabinet.web.latin import latin


@pytest.mark.parametrize(
    ("russian", "readable"),
    [
        ("Мария Сергеевна Иванова", "Maria Sergeevna Ivanova"),
        ("Дмитрий Чайковский", "Dmitry Chaykovsky"),
        ("Пётр Соловьёв", "Pyotr Solovyov"),
        ("Илья Щукин", "Ilya Shchukin"),
        ("Татьяна Юрьевна Белых", "Tatyana Yuryevna Belykh"),
        ("Подъячев", "Podyachev"),
        ("Анна-Мария Жукова", "Anna-Maria Zhukova"),
        ("ООО «Ромашка»", "OOO «Romashka»"),
        ("ЩУКИН", "SHCHUKIN"),
        ("Щ", "Shch"),
        ("O’Brien 7", "O’Brien 7"),
        ("", ""),
    ],
)
def test_a_name_is_readable(russian, readable):
    assert latin(russian) == readable
