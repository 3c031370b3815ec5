"""allauth's forms for a new password: its German addresses people with »du«, ours with »Sie«."""

from allauth.account import forms as allauth


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
