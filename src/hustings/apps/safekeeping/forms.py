from django import forms


class PersonForm(forms.Form):
    number = forms.CharField(
        label="Elector number",
        max_length=60,
        help_text="As on the register, for example AB1-888/8",
    )


class EraseForm(forms.Form):
    name = forms.CharField(label="Type the campaign’s name to be sure", max_length=120)
