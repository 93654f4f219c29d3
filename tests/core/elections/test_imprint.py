"""The imprint: everyone whom the law asks for, once, and nothing printed without."""

from datetime import date

import pytest

from hustings.core.elections.imprint import (
    IMPRINTS,
    Named,
    imprint_line,
    imprint_rule,
)
from hustings.core.elections.kinds import NATIONS_OF, ElectionKind, Nation
from hustings.core.errors import HustingsError

MAY_2026 = date(2026, 5, 7)
AGENT = Named("Bo Sample", "1 Mill Lane, Fernhill FH1 1AA")
CANDIDATE = Named("Ada Example", "2 Mill Lane, Fernhill FH1 1AA")
PRINTER = Named("Fern Press Ltd", "3 Works Road, Fernhill FH1 2BB")
PAPER = imprint_rule(ElectionKind.UK_PARLIAMENT, Nation.ENGLAND, MAY_2026)
SCREEN = imprint_rule(ElectionKind.LOCAL, Nation.ENGLAND, MAY_2026, digital=True)


def test_printed_matter_names_printer_promoter_and_on_whose_behalf() -> None:
    assert imprint_line(
        PAPER, promoter=AGENT, behalf=(CANDIDATE,), printer=PRINTER
    ) == (
        "Printed by Fern Press Ltd, 3 Works Road, Fernhill FH1 2BB. "
        "Promoted by Bo Sample, 1 Mill Lane, Fernhill FH1 1AA "
        "on behalf of Ada Example, 2 Mill Lane, Fernhill FH1 1AA."
    )


def test_a_candidate_who_is_the_promoter_is_named_once() -> None:
    line = imprint_line(PAPER, promoter=CANDIDATE, behalf=(CANDIDATE,), printer=PRINTER)
    assert line.count("Ada Example") == 1
    assert "on behalf of" not in line


def test_joint_candidates_are_both_named() -> None:
    other = Named("Cy Model", "4 Mill Lane, Fernhill FH1 1AA")
    line = imprint_line(
        PAPER, promoter=AGENT, behalf=(CANDIDATE, other), printer=PRINTER
    )
    assert "Ada Example, 2 Mill Lane" in line
    assert "and Cy Model, 4 Mill Lane" in line


def test_digital_material_needs_no_printer() -> None:
    line = imprint_line(SCREEN, promoter=AGENT, behalf=(CANDIDATE,), printer=PRINTER)
    assert line.startswith("Promoted by Bo Sample")
    assert "Elections Act 2022" in SCREEN.law


def test_paper_without_a_printer_is_refused() -> None:
    with pytest.raises(HustingsError, match="Name the printer"):
        imprint_line(PAPER, promoter=AGENT)


@pytest.mark.parametrize("missing", [Named("", "1 Mill Lane"), Named("Bo", "  ")])
def test_a_name_without_an_address_is_refused(missing: Named) -> None:
    with pytest.raises(HustingsError, match="fill in both"):
        imprint_line(PAPER, promoter=missing, printer=PRINTER)
    with pytest.raises(HustingsError, match="fill in both"):
        imprint_line(PAPER, promoter=AGENT, printer=PRINTER, behalf=(missing,))


def test_digital_imprints_began_on_1_november_2023() -> None:
    began = date(2023, 11, 1)
    assert imprint_rule(
        ElectionKind.UK_PARLIAMENT, Nation.WALES, began, digital=True
    ).digital
    with pytest.raises(HustingsError, match="no imprint rule"):
        imprint_rule(
            ElectionKind.UK_PARLIAMENT, Nation.WALES, date(2023, 10, 31), digital=True
        )


@pytest.mark.parametrize("election", ElectionKind)
def test_every_election_has_one_rule_for_paper_and_one_for_screens(
    election: ElectionKind,
) -> None:
    for nation in NATIONS_OF[election]:
        for digital in (False, True):
            covering = [
                row
                for row in IMPRINTS
                if election in row.elections
                and nation in row.nations
                and row.digital is digital
            ]
            assert len(covering) == 1
