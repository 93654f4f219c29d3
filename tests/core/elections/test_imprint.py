"""The imprint: everyone whom the law asks for, once, and nothing printed without."""

from dataclasses import replace
from datetime import date

import pytest

from hustings.core.elections.imprint import (
    IMPRINTS,
    Imprint,
    imprint_gaps,
    imprint_line,
    imprint_rule,
)
from hustings.core.elections.kinds import NATIONS_OF, ElectionKind, Nation
from hustings.core.errors import HustingsError

MAY_2026 = date(2026, 5, 7)
BOTH = "Bo Sample on behalf of Ada Example, both of 1 Mill Lane, Fernhill FH1 1AA"
WHOLE = Imprint(
    promoter=BOTH,
    printer="Fern Press Ltd, 3 Works Road, Fernhill FH1 2BB",
    candidate="Ada Example",
)
PAPER = imprint_rule(ElectionKind.UK_PARLIAMENT, Nation.ENGLAND, MAY_2026)
SCREEN = imprint_rule(ElectionKind.LOCAL, Nation.ENGLAND, MAY_2026, digital=True)


def test_printed_matter_names_printer_promoter_and_on_whose_behalf() -> None:
    assert imprint_line(PAPER, WHOLE) == (
        "Printed by Fern Press Ltd, 3 Works Road, Fernhill FH1 2BB. "
        "Promoted by Bo Sample on behalf of Ada Example, both of 1 Mill Lane, Fernhill FH1 1AA."
    )
    assert imprint_gaps(PAPER, WHOLE) == ()


def test_a_candidate_who_is_the_promoter_is_named_once() -> None:
    own = replace(WHOLE, promoter="Ada Example, 2 Mill Lane, Fernhill FH1 1AA.")
    line = imprint_line(PAPER, own)
    assert line.count("Ada Example") == 1
    assert "on behalf of" not in line
    assert imprint_gaps(PAPER, own) == ()


def test_a_promoter_who_is_somebody_else_needs_the_candidates_address_too() -> None:
    """RPA 1983 s.110: also the name and address of any person on behalf of whom it is published."""
    agent = replace(WHOLE, promoter="Bo Sample, 1 Mill Lane, Fernhill FH1 1AA")
    assert imprint_line(PAPER, agent).endswith("FH1 1AA on behalf of Ada Example.")
    (gap,) = imprint_gaps(PAPER, agent)
    assert "the address of Ada Example" in gap


def test_digital_material_needs_no_printer() -> None:
    bare = replace(WHOLE, printer="")
    assert imprint_line(SCREEN, bare).startswith("Promoted by Bo Sample")
    assert imprint_gaps(SCREEN, bare) == ()
    assert "Elections Act 2022" in SCREEN.law
    assert "if you print it yourself" in imprint_gaps(PAPER, bare)[0]


@pytest.mark.parametrize("lame", ["", "Bo Sample", "Ada Example, ", ", 1 Mill Lane"])
def test_a_name_without_an_address_is_not_enough(lame: str) -> None:
    assert "promoter's name" in imprint_gaps(PAPER, replace(WHOLE, promoter=lame))[0]
    assert "printer's name" in imprint_gaps(PAPER, replace(WHOLE, printer=lame))[0]


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
