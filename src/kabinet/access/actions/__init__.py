"""What is done about logins: staff, roles, one-time codes, a subscriber's own login."""

from kabinet.access.actions.codes import (
    CodeExpired,
    CodeRefused,
    TooManyCodes,
    TooManyTries,
    WrongCode,
    check_code,
    make_code,
    take_code,
)
from kabinet.access.actions.staff import (
    AddressTaken,
    NotForStaff,
    NotYourself,
    RoleHeld,
    change_password,
    create_staff,
    deactivate,
    end_role,
    forget_second_factor,
    give_password,
    grant_role,
)
from kabinet.access.actions.subscribers import (
    choose_language,
    choose_shortcuts,
    forget_person,
    login_for,
)
from kabinet.access.actions.sweeping import sweep

__all__ = [
    "AddressTaken",
    "CodeExpired",
    "CodeRefused",
    "NotForStaff",
    "NotYourself",
    "RoleHeld",
    "TooManyCodes",
    "TooManyTries",
    "WrongCode",
    "change_password",
    "check_code",
    "choose_language",
    "choose_shortcuts",
    "create_staff",
    "deactivate",
    "end_role",
    "forget_person",
    "forget_second_factor",
    "give_password",
    "grant_role",
    "login_for",
    "make_code",
    "sweep",
    "take_code",
]
