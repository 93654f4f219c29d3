"""What the agent sets: details, councils, privacy words, the ladder; and the trail."""

from datetime import timedelta
from fractions import Fraction
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.utils.timezone import now
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from pytest_django import DjangoAssertNumQueries

from hustings.apps.campaigns.actions.settings import (
    enter_privacy_notice,
    enter_wording,
    set_ladder,
)
from hustings.apps.campaigns.audit import acting
from hustings.apps.campaigns.ladder import in_words, ladder_of, rung, terms_of
from hustings.apps.campaigns.models import (
    AuditEntry,
    Campaign,
    ConsentWording,
    Council,
    Membership,
    PrivacyNotice,
    Role,
    Rung,
)
from hustings.apps.campaigns.queries import is_counts_only
from hustings.core.elections.objectives import (
    Beat,
    BeatTwoCombined,
    CutMajority,
    ReachPlace,
    ReachShare,
    SaveDeposit,
    Win,
)
from hustings.core.elections.objectives import Rung as Aim
from hustings.core.errors import HustingsError
from tests.factories import make_campaign, make_district, make_elector, make_member

pytestmark = pytest.mark.django_db

NOTICE = "We keep what you tell us, with your consent, until the election. " * 2
WORDS = "May we keep your answer with your name?"


@pytest.fixture
def agent(client: Client) -> Membership:
    member = make_member(make_campaign())
    client.force_login(member.user)
    return member


def at(member: Membership, page: str = "") -> str:
    return f"/campaigns/{member.campaign_id}/{page}"


def enter_notice(agent: Membership) -> PrivacyNotice:
    return enter_privacy_notice(
        campaign=agent.campaign, text=NOTICE, address="example.org", by=agent, at=now()
    )


def enter(
    agent: Membership, text: str = WORDS, covers: str = "opinion"
) -> ConsentWording:
    return enter_wording(
        campaign=agent.campaign,
        covers=covers,
        language="en",
        text=text,
        by=agent,
        at=now(),
    )


def test_only_counts_are_kept_until_notice_and_wording_are_entered(
    client: Client, agent: Membership
) -> None:
    assert is_counts_only(agent.campaign)
    assert "Only counts are kept" in client.get(at(agent)).content.decode()
    with pytest.raises(HustingsError, match="privacy notice first"):
        enter(agent)
    client.post(
        at(agent, "privacy/notice/"), {"text": NOTICE, "address": "example.org"}
    )
    assert is_counts_only(agent.campaign)
    client.post(
        at(agent, "privacy/wording/"),
        {"covers": "opinion", "language": "en", "text": WORDS},
    )

    assert not is_counts_only(agent.campaign)
    assert "Only counts are kept" not in client.get(at(agent)).content.decode()


def test_words_for_calls_do_not_allow_opinions(agent: Membership) -> None:
    enter_notice(agent)
    enter(agent, covers="calls")

    assert is_counts_only(agent.campaign)


def test_the_draft_is_not_taken_while_blanks_are_left(
    client: Client, agent: Membership
) -> None:
    draft = client.get(at(agent, "privacy/notice/")).context["form"].initial["text"]
    assert agent.campaign.candidate in draft
    answer = client.post(at(agent, "privacy/notice/"), {"text": draft, "address": "x"})

    assert "square brackets" in answer.content.decode()
    assert not PrivacyNotice.objects.exists()


def test_changed_words_are_a_new_row_and_the_old_ones_stand(agent: Membership) -> None:
    enter_notice(agent)
    first, second = (
        enter(agent),
        enter(agent, "May we note what you said, with your name?"),
    )

    first.refresh_from_db()
    assert (first.text, first.withdrawn_at is not None) == (WORDS, True)
    assert second.withdrawn_at is None


def test_a_new_notice_carries_the_words_in_force_over(agent: Membership) -> None:
    enter_notice(agent)
    first = enter(agent)
    notice = enter_notice(agent)

    first.refresh_from_db()
    now_in_force = ConsentWording.objects.get(withdrawn_at=None)
    assert first.withdrawn_at is not None
    assert (now_in_force.text, now_in_force.notice) == (WORDS, notice)


def test_withdrawing_the_words_goes_back_to_counts(
    client: Client, agent: Membership
) -> None:
    enter_notice(agent)
    words = enter(agent)
    client.post(at(agent, f"privacy/wording/{words.id}/withdraw/"))

    assert is_counts_only(agent.campaign)


def test_the_ladder_is_built_moved_and_taken_down(
    client: Client, agent: Membership
) -> None:
    page = at(agent, "objectives/")
    client.post(page, {"kind": "win"})
    client.post(page, {"kind": "save-deposit"})
    client.post(page, {"kind": "share", "percent": "12.5"})
    client.post(f"{page}1/down/")
    client.post(f"{page}3/up/")
    assert ladder_of(agent.campaign) == [
        SaveDeposit(),
        ReachShare(Fraction(1, 8)),
        Win(),
    ]
    client.post(f"{page}2/away/")
    client.post(f"{page}9/away/")

    assert ladder_of(agent.campaign) == [SaveDeposit(), Win()]


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"kind": "beat"}, "rival"),
        ({"kind": "beat-two", "rival": "A"}, "second"),
        ({"kind": "share"}, "percent"),
        ({"kind": "share", "percent": "101"}, "percent"),
        ({"kind": "place"}, "place"),
        ({"kind": "cut-majority", "rival": "A", "was": "5", "to": "5"}, "to"),
    ],
)
def test_a_rung_without_its_terms_is_not_taken(
    client: Client, agent: Membership, typed: dict[str, str], field: str
) -> None:
    answer = client.post(at(agent, "objectives/"), typed)

    assert field in answer.context["form"].errors
    assert not Rung.objects.exists()


def test_a_kind_that_we_do_not_know_adds_nothing(
    client: Client, agent: Membership
) -> None:
    answer = client.post(at(agent, "objectives/"), {"kind": "become-king"})

    assert answer.status_code == 200
    assert not Rung.objects.exists()


def test_each_kind_asks_for_its_own_terms_only(
    client: Client, agent: Membership
) -> None:
    shown = client.get(at(agent, "objectives/?kind=cut-majority")).context["form"]

    assert set(shown.fields) == {"kind", "rival", "was", "to"}


names = st.text(min_size=1, max_size=40).filter(lambda text: "\x00" not in text)
aims = st.one_of(
    st.just(SaveDeposit()),
    st.just(Win()),
    st.builds(Beat, names),
    st.builds(BeatTwoCombined, names, names),
    st.builds(ReachShare, st.integers(1, 10_000).map(lambda n: Fraction(n, 10_000))),
    st.builds(ReachPlace, st.integers(1, 50)),
    st.builds(CutMajority, names, st.integers(0, 90_000), st.integers(0, 90_000)),
)


@given(aims)
def test_every_rung_reads_back_as_it_was(aim: Aim) -> None:
    assert rung(*terms_of(aim)) == aim
    assert in_words(aim)


class TestKept(TestCase):
    """Through the database and back."""

    @given(st.lists(aims, max_size=6))
    @settings(max_examples=15, deadline=None)
    def test_a_ladder_is_kept_as_it_was(self, ladder: list[Aim]) -> None:
        agent = make_member(make_campaign())
        set_ladder(campaign=agent.campaign, aims=ladder, by=agent)
        assert ladder_of(agent.campaign) == ladder


def test_details_are_changed_through_their_page(
    client: Client, agent: Membership
) -> None:
    form = client.get(at(agent, "details/")).context["form"]
    typed = {name: form[name].value() or "" for name in form.fields}
    typed |= {"by_election": "", "electorate": "69943", "polling_day": "2026-05-07"}
    client.post(at(agent, "details/"), typed)

    campaign = Campaign.objects.get(id=agent.campaign_id)
    assert (campaign.electorate, campaign.erase_on) == (69943, agent.campaign.erase_on)
    assert "campaigns_campaign" in AuditEntry.objects.filter(
        verb="change the campaign's details"
    ).values_list("table", flat=True)


def test_another_election_decides_anew_who_may_vote(
    client: Client, agent: Membership
) -> None:
    """A peer (marker L) votes for a council, not for the House of Commons."""
    peer = make_elector(make_district(agent.campaign), franchise="L", may_vote="no")
    form = client.get(at(agent, "details/")).context["form"]
    typed = {name: form[name].value() or "" for name in form.fields}
    typed |= {"by_election": "", "election": "local", "polling_day": "2026-05-07"}
    client.post(at(agent, "details/"), typed)

    peer.refresh_from_db()
    assert peer.may_vote == "yes"


def test_a_council_is_added_once(client: Client, agent: Membership) -> None:
    for _ in range(2):
        answer = client.post(at(agent, "councils/new/"), {"name": "Exampleton"})

    assert "on the list already" in answer.content.decode()
    assert Council.objects.filter(campaign=agent.campaign).count() == 1


def test_another_campaigns_council_is_not_found(
    client: Client, agent: Membership
) -> None:
    other = make_member(make_campaign())
    with acting(other, "add"):
        council = Council.objects.create(campaign=other.campaign, name="Theirs")

    for page in (f"councils/{council.id}/", f"letters/{council.id}/"):
        assert client.get(at(agent, page)).status_code == 404
    assert client.get(at(agent, f"letters/{council.id}.pdf")).status_code == 404


def trail_rows(client: Client, agent: Membership, query: str) -> list[str]:
    page = client.get(at(agent, f"audit/?{query}")).context["page"]
    return [entry.verb for entry in page]


def test_the_trail_is_narrowed_by_member_verb_and_day(
    client: Client, agent: Membership
) -> None:
    other = make_member(agent.campaign, Role.DATA_OFFICER)
    set_ladder(campaign=agent.campaign, aims=[Win()], by=agent)
    set_ladder(campaign=agent.campaign, aims=[SaveDeposit()], by=other)
    enter_notice(agent)
    today = now().date()

    assert set(trail_rows(client, agent, f"who={other.user_id}")) == {
        "set the objectives"
    }
    assert trail_rows(client, agent, "did=PRIVACY") == ["enter the privacy notice"]
    assert trail_rows(client, agent, f"until={today - timedelta(days=2)}") == []
    assert trail_rows(client, agent, f"since={today}&did=privacy") == [
        "enter the privacy notice"
    ]


def test_the_trail_of_another_campaign_does_not_show(
    client: Client, agent: Membership
) -> None:
    other = make_member(make_campaign())
    enter_notice(other)

    assert "enter the privacy notice" not in trail_rows(client, agent, "")


def test_a_long_trail_is_shown_in_a_fixed_number_of_queries(
    client: Client,
    agent: Membership,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    with connection.cursor() as cursor:
        cursor.execute(FILL, [agent.campaign_id, str(agent.user_id)])
        cursor.execute("SELECT count(*) FROM campaigns_auditentry")
    client.get(at(agent, "audit/"))
    for query in ("", f"who={agent.user_id}&page=900", "did=answer+777"):
        with django_assert_max_num_queries(9):
            assert client.get(at(agent, f"audit/?{query}")).status_code == 200


FILL = """
INSERT INTO campaigns_auditentry (campaign_id, id, at, actor, actor_name, verb, operation, "table", rows)
SELECT %s, gen_random_uuid(), now() - n * interval '1 second', %s, 'Ada', 'enter answer ' || n, 'insert', 'ledger_event', 1
FROM generate_series(1, 100000) AS n
"""


def test_a_rung_row_is_of_one_campaign_alone(client: Client, agent: Membership) -> None:
    other = make_member(make_campaign())
    set_ladder(campaign=other.campaign, aims=[Win()], by=other)
    client.post(at(agent, "objectives/1/away/"))

    assert ladder_of(other.campaign) == [Win()]
    assert UUID(str(agent.campaign_id)) != other.campaign_id
