"""Every address of the product, walked from the URL configuration, with stand-ins for what they name."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RoutePattern

STAND_INS: dict[str, object] = {
    "UUIDConverter": UUID(int=7),
    "IntConverter": 1,
    "SlugConverter": "nothing",
    "StringConverter": "nothing",
    "PathConverter": "nothing",
    "ElectionConverter": "1066",
}


@dataclass(frozen=True)
class Address:
    """One pattern: its full name, its route, and the callable behind it."""

    name: str
    route: str
    pattern: URLPattern
    converters: tuple[tuple[str, str], ...]

    @property
    def of_a_campaign(self) -> bool:
        return "campaign_id" in dict(self.converters) and self.right is not None

    @property
    def right(self) -> str | None:
        found = getattr(self.pattern.callback, "right", None)
        return str(found) if found else None

    def path(self, campaign: UUID) -> str:
        """The address with `campaign` in it, and a stand-in for whatever else it names."""
        path = self.route
        for name, converter in self.converters:
            value = campaign if name == "campaign_id" else STAND_INS[converter]
            kind = converter.removesuffix("Converter").lower()
            spelled = "str" if kind == "string" else kind
            path = path.replace(f"<{spelled}:{name}>", str(value))
        return "/" + path

    def __str__(self) -> str:
        return self.name or self.route


def addresses() -> list[Address]:
    """Every address, in the order of the configuration."""
    return list(_walk(get_resolver(), "", "", {}))


def _walk(
    resolver: URLResolver, route: str, prefix: str, outer: dict[str, str]
) -> Iterator[Address]:
    for item in resolver.url_patterns:
        assert isinstance(item.pattern, RoutePattern), item
        here = route + str(item.pattern)
        found = outer | {
            name: type(each).__name__ for name, each in item.pattern.converters.items()
        }
        if isinstance(item, URLResolver):
            space = f"{prefix}{item.namespace}:" if item.namespace else prefix
            yield from _walk(item, here, space, found)
        else:
            yield Address(f"{prefix}{item.name}", here, item, tuple(found.items()))
