"""Nothing leads from somebody on the roll to a paper."""

from django.apps import apps
from django.db import connection
from django.db.models import ForeignKey, Model

from hustings.apps.selection.models import Reading, SealedPaper, Voter

PEOPLE = {Voter, SealedPaper}


def named(model: type[Model]) -> set[type[Model]]:
    """The models whose rows a row of this one names."""
    return {
        field.related_model
        for field in model._meta.get_fields()
        if isinstance(field, ForeignKey) and isinstance(field.related_model, type)
    }


def reached(model: type[Model]) -> set[type[Model]]:
    """All models to which references lead from this one, itself among them."""
    found, waiting = {model}, [model]
    while waiting:
        for each in named(waiting.pop()) - found:
            found.add(each)
            waiting.append(each)
    return found


def test_no_row_names_both_a_voter_and_a_paper() -> None:
    both = [
        model
        for model in apps.get_models()
        if Reading in reached(model) and PEOPLE & reached(model)
    ]
    assert both == []


def test_the_walk_along_references_finds_what_is_there() -> None:
    """Otherwise the test above could not fail."""
    assert Voter in reached(SealedPaper)
    assert len(reached(Reading)) > 3


def test_no_reference_in_the_database_leads_from_one_to_the_other(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conrelid::regclass::text, confrelid::regclass::text FROM pg_constraint WHERE contype = 'f'"
        )
        pairs = set(cursor.fetchall())
    people = {"selection_voter", "selection_sealedpaper"}
    assert ("selection_sealedpaper", "selection_voter") in pairs
    assert not [
        pair
        for pair in pairs
        if people & {*pair} and {"selection_reading", "selection_papersfile"} & {*pair}
    ]


def test_a_reading_has_no_column_that_could_hold_a_person_of_the_roll() -> None:
    columns = {field.name for field in Reading._meta.get_fields()}
    assert columns == {
        *("id", "campaign", "ballot", "number", "place", "typist"),
        *("marks", "rejected", "typed_at"),
    }
