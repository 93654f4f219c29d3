from io import BytesIO

import pytest
from pypdf import PdfReader

from hustings.apps.counts.hall import CANDIDATES_A_PAGE, RUNGS_A_PAGE, hall_pages
from hustings.apps.counts.models import Candidacy
from hustings.apps.counts.page import result_page
from hustings.apps.counts.queries import judged_ladder, picture
from hustings.core.elections.objectives import Beat, ReachPlace, SaveDeposit
from tests.apps.counts.night import aim_for, make_agent, make_result
from tests.factories import POLLING_DAY

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("candidates", "rungs"), [(2, 0), (7, 5), (15, 6), (16, 13)])
def test_every_candidate_and_rung_is_on_one_page_that_is_not_too_full(
    candidates: int, rungs: int
) -> None:
    agent = make_agent()
    aim_for(agent, *(ReachPlace(place) for place in range(1, rungs + 1)))
    rows = [
        Candidacy(name=f"Person {n}", votes=1000 - n, is_ours=n == 1)
        for n in range(candidates)
    ]
    make_result(agent, rows=rows)
    found = picture(agent.campaign)
    assert found

    pages = hall_pages(found, judged_ladder(found))

    assert pages[0].figures
    shown = [row.line.name for page in pages for row in page.rows]
    assert shown == [f"Person {n}" for n in range(candidates)]
    assert sum(len(page.steps) for page in pages) == rungs
    assert all(len(page.rows) <= CANDIDATES_A_PAGE for page in pages)
    assert all(len(page.steps) <= RUNGS_A_PAGE for page in pages)


@pytest.mark.parametrize(("candidates", "rungs"), [(11, 13), (15, 15), (15, 25)])
def test_a_long_ballot_and_a_long_ladder_go_on_one_sheet_of_paper(
    candidates: int, rungs: int
) -> None:
    agent = make_agent()
    rows = [
        Candidacy(
            name=f"Bartholomew Person {n}",
            party=f"Party of Number {n}",
            votes=3000 - n,
            is_ours=n == 1,
        )
        for n in range(candidates)
    ]
    rivals = [Beat(row.name) for row in rows if not row.is_ours]
    places = [ReachPlace(n) for n in range(1, rungs - len(rivals))]
    aim_for(agent, SaveDeposit(), *rivals, *places)
    for basis in ("declared", "actual", "notional"):
        make_result(agent, basis, rows=[_again(row) for row in rows])
    found = picture(agent.campaign)
    assert found

    pdf = result_page(found, judged_ladder(found), by="Sam", on=POLLING_DAY)

    [page] = PdfReader(BytesIO(pdf)).pages
    words = " ".join(page.extract_text().split())
    aims = [step.aim for step in judged_ladder(found)]
    assert len(aims) == rungs
    assert all(aim in words for aim in aims)


def _again(row: Candidacy) -> Candidacy:
    return Candidacy(
        name=row.name, party=row.party, votes=row.votes, is_ours=row.is_ours
    )
