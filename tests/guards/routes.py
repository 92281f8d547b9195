"""Every address of the site, from the resolver itself."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver


@dataclass(frozen=True)
class Route:
    """One address: its full name, its pattern, its view, and the names of its arguments."""

    name: str
    pattern: str
    view: Callable[..., Any]
    arguments: tuple[str, ...]


def routes() -> list[Route]:
    """List all addresses, those of the demonstration left out (it is off in tests)."""
    return sorted(_walk(get_resolver().url_patterns, "", ()), key=lambda route: route.name)


def _walk(
    patterns: list[URLPattern | URLResolver], prefix: str, spaces: tuple[str, ...]
) -> Iterator[Route]:
    for pattern in patterns:
        path = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inside = (*spaces, pattern.namespace) if pattern.namespace else spaces
            yield from _walk(pattern.url_patterns, path, inside)
        else:
            name = ":".join((*spaces, pattern.name or path))
            arguments = tuple(pattern.pattern.regex.groupindex) or tuple(pattern.pattern.converters)
            yield Route(name, path, pattern.callback, arguments)
