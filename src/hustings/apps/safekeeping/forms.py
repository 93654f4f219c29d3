from django import forms


class PersonForm(forms.Form):
    number = forms.CharField(
        label="Elector number, or the name of somebody whom you met",
        max_length=120,
        help_text="AB1-888/8 as on the register. Of somebody on no register the name, and the street behind a comma: Bo Lodger, Mill Road",
    )


class EraseForm(forms.Form):
    name = forms.CharField(label="Type the campaign’s name to be sure", max_length=120)
