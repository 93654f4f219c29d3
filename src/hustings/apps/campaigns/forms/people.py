"""Forms about people: who they are, and what they may do in a campaign."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import ValidationError

from hustings.apps.accounts.forms import HOW_TO_CHOOSE
from hustings.apps.accounts.models import User
from hustings.apps.campaigns.models import Membership, Role
from hustings.apps.campaigns.places import ACTION_DAY_ROLES, Place


class PasswordForm(forms.Form):
    """A new password, typed twice."""

    password = forms.CharField(
        label="Password",
        strip=False,
        help_text=HOW_TO_CHOOSE,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label="Password again",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        password = given.get("password")
        if password and given.get("again") and password != given["again"]:
            self.add_error("again", "The two passwords differ.")
        if password:
            try:
                validate_password(password, self.person())
            except ValidationError as problem:
                self.add_error("password", problem)
        return given

    def person(self) -> User:
        """Whose password it will be: it must not resemble their name."""
        given = self.cleaned_data
        return User(username=given.get("username", ""), name=given.get("name", ""))


class PersonForm(PasswordForm):
    """Somebody new: name, sign-in name and password."""

    name = forms.CharField(
        label="Your name",
        max_length=150,
        help_text="As your team knows you.",
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    username = forms.CharField(
        label="Sign-in name",
        max_length=60,
        validators=[UnicodeUsernameValidator()],
        help_text="You type it to sign in. Short is good: letters and digits.",
        widget=forms.TextInput(
            attrs={
                "autocomplete": "username",
                "autocapitalize": "none",
                "spellcheck": "false",
            }
        ),
    )
    field_order = ["name", "username", "password", "again"]

    def clean_username(self) -> str:
        name = str(self.cleaned_data["username"]).lower()
        if User.objects.filter(username=name).exists():
            raise ValidationError("Somebody has that sign-in name. Choose another.")
        return name


class MomentInput(forms.DateTimeInput):
    """A day and an hour, as a browser asks for them."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


class PlaceForm(forms.Form):
    """What a member may do, where and when."""

    role = forms.ChoiceField(
        label="Role", choices=Role.choices, widget=forms.RadioSelect
    )
    districts = forms.MultipleChoiceField(
        label="Polling districts",
        required=False,
        help_text="Tick none for the whole campaign.",
        widget=forms.CheckboxSelectMultiple,
    )
    starts_at = forms.DateTimeField(
        label="From",
        required=False,
        help_text="Leave empty to begin at once.",
        widget=MomentInput(),
    )
    ends_at = forms.DateTimeField(
        label="Until",
        required=False,
        help_text="Leave empty for no end. After it, every page is closed to them.",
        widget=MomentInput(),
    )

    def __init__(
        self,
        *args: Any,
        by: Membership,
        districts: Sequence[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        within = set(map(str, by.districts))
        theirs = [each for each in districts if not within or each[0] in within]
        self._offer("districts", theirs)
        if not theirs:
            del self.fields["districts"]
        if by.role != Role.AGENT:
            self._only_action_days()

    def _offer(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    def _only_action_days(self) -> None:
        self._offer(
            "role", [(role, role.label) for role in Role if role in ACTION_DAY_ROLES]
        )
        for name in ("starts_at", "ends_at"):
            self.fields[name].required = True
            self.fields[name].help_text = ""

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        begins, ends = given.get("starts_at"), given.get("ends_at")
        if begins and ends and begins >= ends:
            self.add_error("ends_at", "The end must come after the beginning.")
        return given

    def place(self) -> Place:
        given = self.cleaned_data
        return Place(
            role=Role(given["role"]),
            districts=tuple(UUID(key) for key in given.get("districts", [])),
            starts_at=given["starts_at"],
            ends_at=given["ends_at"],
        )


class InviteForm(PlaceForm):
    """Whom to invite, and to what."""

    name = forms.CharField(
        label="Their name",
        max_length=150,
        help_text="So that you know whom the link was for.",
    )
    field_order = ["name"]


def place_as_typed(membership: Membership) -> dict[str, Any]:
    """What the form shows for a membership as it stands."""
    return {
        "role": membership.role,
        "districts": [str(key) for key in membership.districts],
        "starts_at": membership.starts_at,
        "ends_at": membership.ends_at,
    }
