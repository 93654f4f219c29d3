"""Two people in the same moment: the database lets one through."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from time import sleep

import pytest
from django.db import connection
from django.utils.timezone import now
from pytest_django import DjangoDbBlocker

from hustings.apps.campaigns.actions import creation, team
from hustings.apps.campaigns.actions.creation import create_first_agent
from hustings.apps.campaigns.actions.links import invite, join_as_new_user
from hustings.apps.campaigns.actions.team import end_membership
from hustings.apps.campaigns.models import Membership, Role
from hustings.apps.campaigns.places import Place
from hustings.core.errors import HustingsError
from tests.factories import make_campaign, make_member

PASSWORD = "gale-lantern-otter"


def at_once(blocker: DjangoDbBlocker, *actions: Callable[[], object]) -> list[str]:
    """Run the actions in threads that begin together; gives "done" or why not, in order of the words."""
    start = Barrier(len(actions))

    def run(action: Callable[[], object]) -> str:
        with blocker.unblock():
            try:
                start.wait()
                action()
                return "done"
            except HustingsError as problem:
                return str(problem)
            finally:
                connection.close()

    with ThreadPoolExecutor(len(actions)) as pool:
        return sorted(pool.map(run, actions), key=lambda said: said != "done")


def slowly(check: Callable[..., object]) -> Callable[..., object]:
    """The check, with time after it for somebody else to check the same."""

    def checked(*args: object) -> object:
        answer = check(*args)
        sleep(0.4)
        return answer

    return checked


def test_two_agents_cannot_remove_each_other_at_once(
    committed: str, django_db_blocker: DjangoDbBlocker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(team, "_keep_an_agent", slowly(team._keep_an_agent))
    campaign = make_campaign()
    ada, bo = make_member(campaign), make_member(campaign)
    said = at_once(
        django_db_blocker,
        lambda: end_membership(membership=ada, by=bo, at=now()),
        lambda: end_membership(membership=bo, by=ada, at=now()),
    )

    assert said[0] == "done"
    assert "needs an agent" in said[1]
    assert Membership.objects.filter(ended_at=None).count() == 1


def test_two_who_open_one_link_at_once_do_not_both_join(
    committed: str, django_db_blocker: DjangoDbBlocker
) -> None:
    agent = make_member(make_campaign())
    link = invite(
        campaign=agent.campaign,
        name="X",
        place=Place(role=Role.TELLER),
        by=agent,
        at=now(),
    )

    def take_up(name: str) -> Callable[[], object]:
        return lambda: join_as_new_user(
            invitation=link.invitation,
            username=name,
            password=PASSWORD,
            name=name,
            at=now(),
        )

    said = at_once(django_db_blocker, take_up("first"), take_up("second"))

    assert said[0] == "done"
    assert "used before" in said[1]
    assert Membership.objects.filter(role=Role.TELLER).count() == 1


def test_two_who_set_a_server_up_at_once_are_not_both_first(
    committed: str, django_db_blocker: DjangoDbBlocker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(creation, "has_been_set_up", slowly(creation.has_been_set_up))

    def set_up(name: str) -> Callable[[], object]:
        return lambda: create_first_agent(
            username=name, password=PASSWORD, name=name, at=now()
        )

    said = at_once(django_db_blocker, set_up("first"), set_up("second"))

    assert said[0] == "done"
    assert "set up already" in said[1]
