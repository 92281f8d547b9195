"""The first administrator, who makes all the others at his desk."""

import argparse
import sys
from getpass import getpass

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.urls import reverse
from django.utils.translation import override

from kabinet.access.actions import create_staff, give_password
from kabinet.access.models import User
from kabinet.access.rules import Role
from kabinet.kit import clock
from kabinet.kit.errors import Refused


def main(argv: list[str]) -> int:
    made = argparse.ArgumentParser(
        prog="kabinet createstaff",
        description="Make somebody who works here. The password is asked for; with --print a "
        "start password is made and printed once. The second factor is set up at first sign-in.",
    )
    made.add_argument("email")
    made.add_argument("name")
    made.add_argument("--role", action="append", choices=[role.value for role in Role])
    made.add_argument("--print", action="store_true", help="make the password and print it")
    options = made.parse_args(argv)
    with override("en"):
        try:
            user = create(options.email, options.name, options.role or [], own=options.print)
        except (Refused, ValidationError) as trouble:
            print(said(trouble), file=sys.stderr)
            return 1
    print(f"{user.email} may sign in at {settings.PUBLIC_URL}{reverse('signin:staff')}")
    return 0


def create(email: str, name: str, roles: list[str], *, own: bool) -> User:
    validate_email(email)
    password = None if own else ask(email)
    user = create_staff(
        email=email,
        name=name,
        by=None,
        at=clock.now(),
        roles=tuple(Role(role) for role in roles) or (Role.ADMINISTRATOR,),
        password=password,
    )
    if own:
        print(f"Start password: {give_password(user=user, by=None, at=clock.now())}")
    return user


def ask(email: str) -> str:
    password = getpass(f"Password of {email}: ")
    validate_password(password)
    if getpass("Once more: ") != password:
        raise ValidationError("The two passwords differ. Nobody was made.")
    return password


def said(trouble: Refused | ValidationError) -> str:
    if isinstance(trouble, ValidationError):
        return " ".join(trouble.messages)
    return str(trouble.sentence)
