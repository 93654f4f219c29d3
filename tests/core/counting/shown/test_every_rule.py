"""Every rule set of the catalogue in every rendering, and back from its JSON."""

import json

import jsonschema
import pytest

from hustings.core.counting.catalogue import CATALOGUE
from hustings.core.counting.rules import RuleSet
from hustings.core.counting.shown.as_json import schema
from hustings.core.counting.shown.formats import FORMATS, written
from hustings.core.counting.shown.from_json import loads
from tests.core.counting.shown.every_rule import counted

RULES = pytest.mark.parametrize(
    "rules", CATALOGUE.values(), ids=lambda rules: str(rules.name)
)


@RULES
@pytest.mark.parametrize("form", FORMATS)
def test_every_rule_set_in_every_format(rules: RuleSet, form: str) -> None:
    count = counted(rules)
    text = written(count, form)
    assert all(name in text for name in (*count.elected, *count.stages[0].votes))


@RULES
def test_every_rule_sets_record_is_read_back(rules: RuleSet) -> None:
    text = written(counted(rules), "json")
    jsonschema.Draft202012Validator(schema()).validate(json.loads(text))
    assert loads(text) == counted(rules)


@RULES
def test_the_law_is_in_the_record(rules: RuleSet) -> None:
    assert counted(rules).law
    assert counted(rules).rules == rules.name
