"""Addresses under the names that the frame of every page links to, leading nowhere."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def nowhere(request: HttpRequest, **captured: object) -> HttpResponse:
    return HttpResponse()


def _stage(name: str) -> object:
    return path(
        f"{name}/<str:campaign>/", include(([path("", nowhere, name="home")], name))
    )


urlpatterns = [
    *[
        _stage(name)
        for name in ("campaigns", "register", "canvass", "pollday", "counts")
    ],
    path("sign-out/", nowhere, name="account_logout"),
    path("sign-in/", nowhere, name="account_login"),
]
