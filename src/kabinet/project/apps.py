"""Registers the checks that an unsafe installation does not pass."""

from importlib import import_module

from django.apps import AppConfig


class ProjectConfig(AppConfig):
    name = "kabinet.project"

    def ready(self) -> None:
        import_module("kabinet.project.checks")
