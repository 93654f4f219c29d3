from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class ClosedDoors(DefaultAccountAdapter):  # type: ignore[misc]  # allauth carries no types
    """Nobody signs up by themselves: an invitation or the first set-up makes a user."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
