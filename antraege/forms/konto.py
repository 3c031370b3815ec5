"""Forms of the own account: how one is reached, and allauth's for a new password, whose German says »du« where ours says »Sie«."""

from allauth.account import forms as allauth
from django import forms
from django.core.validators import RegexValidator

from antraege import zeichen
from antraege.forms.basis import Formular

# Both are printed: nothing that no notice can bear.
NUMMER = RegexValidator(r"^[0-9 +()/.-]*\Z", "Bitte nur Ziffern und die Zeichen + ( ) / . - eingeben")
ZIMMER = RegexValidator(zeichen.ZIMMER, zeichen.ZIMMER_SATZ.removesuffix("."))


class Zweimal:
    """The new password is typed twice, alike."""

    def add_error(self, field, error):
        if field == "password2" and self.cleaned_data.get("password2"):
            error = "Bitte geben Sie zweimal dasselbe Passwort ein"
        super().add_error(field, error)


class PasswortAendernForm(Zweimal, allauth.ChangePasswordForm):
    pass


class PasswortSetzenForm(Zweimal, allauth.SetPasswordForm):
    pass


class PasswortZuruecksetzenForm(Zweimal, allauth.ResetPasswordKeyForm):
    pass


class KontaktForm(Formular):
    """How a person is reached: for whoever works in the district's office it stands on the notices she drafts."""

    telefon = forms.CharField(label="Telefon", required=False, max_length=40, validators=[NUMMER])
    zimmer = forms.CharField(label="Zimmer", required=False, max_length=20, validators=[ZIMMER])

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, initial={"telefon": person.telefon, "zimmer": person.zimmer}, **kwargs)
        if not person.landkreis_ids:
            del self.fields["zimmer"]
