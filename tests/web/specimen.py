"""One page that shows every part of the style sheet, rendered with no database, address or session."""

from importlib.resources import files
from pathlib import Path
from types import SimpleNamespace

import django.forms
from django import forms
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.core.paginator import Paginator
from django.forms.renderers import BaseRenderer
from django.template.backends.django import DjangoTemplates
from django.test import RequestFactory

WEB = Path(str(files("hustings.web")))
HERE = Path(__file__).parent
WIDGETS = Path(django.forms.__path__[0]) / "templates"
ADDRESSES = "tests.web.addresses"

templates = DjangoTemplates(
    {
        "NAME": "specimen",
        "DIRS": [WEB / "templates", HERE, WIDGETS],
        "APP_DIRS": False,
        "OPTIONS": {
            "libraries": {"django_htmx": "django_htmx.templatetags.django_htmx"}
        },
    }
)


class OurForms(BaseRenderer):
    """Renders forms by the project's templates, as the settings do."""

    def get_template(self, template_name: str) -> object:
        return templates.get_template(template_name)


class NewCampaign(forms.Form):
    default_renderer = OurForms
    name = forms.CharField(help_text="As it should stand at the head of each page.")
    polling_day = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}))
    nation = forms.ChoiceField(
        choices=[("", "Choose"), ("england", "England")],
        help_text="Rules differ by nation.",
    )
    scale = forms.ChoiceField(
        widget=forms.RadioSelect,
        choices=[("1", "1: will vote for us"), ("5", "5: against us")],
        help_text="What was said at the door.",
    )
    register = forms.FileField(required=False)
    note = forms.CharField(widget=forms.Textarea, required=False)
    agreed = forms.BooleanField(label="The person agreed that we may keep this")


def page(name: str = "specimen.html") -> str:
    """The specimen, or the hall's, as HTML, with a form that was sent empty."""
    context = {
        "campaign": SimpleNamespace(id="6f1d", name="Larkmere Independents"),
        "stage": "register",
        "user": SimpleNamespace(is_authenticated=True, get_full_name="Asha Begum"),
        "membership": SimpleNamespace(get_role_display="Organiser"),
        "messages": [
            Message(constants.SUCCESS, "3,120 electors were read in."),
            Message(constants.WARNING, "Two rows were not read."),
            Message(constants.ERROR, "The file is older than the last one."),
            Message(constants.INFO, "The next notice is due on 14 April."),
        ],
        "figures": [
            ("electors", "72,014", ""),
            ("promises", "1,806", ""),
            ("have voted", "61", "%"),
        ],
        "page": Paginator(range(500), 50).page(3),
        "wide": range(7, 23),
        "form": NewCampaign({"nation": "england"}),
        "version": "0.1.0",
        "help_url": "#",
        "hosted_by": "Larkmere Independents",
    }
    return str(
        templates.get_template(name).render(context, RequestFactory().get("/?q=a"))
    )
