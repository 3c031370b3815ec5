"""One act of a step through the door, from what was sent: the page of a task and acts on several cases run the same."""

from workflows import steps
from workflows.door import open_task


class Lauf:
    """One attempt. After it: ``step``, ``handlung`` and ``form`` as far as it came, ``getan`` where it was done."""

    step = handlung = form = None
    getan = False

    def tue(self, pk, user, name, data, *, sichern=False):
        """Do the act ``name`` of task ``pk`` with what was sent; an invalid form is no error but ``getan`` False.

        ``data`` None: as the page suggests it, for acts on many cases that each have words of their own.
        Raises as ``open_task`` and as the service; KeyError for an act of another step. What is raised takes all back.
        """
        with open_task(pk, user) as vorgang:
            self.step = steps.schritt(vorgang.aufgabe, vorgang.step.by, vorgang.step.heute)
            self.handlung = self.step.handlung(name)
            self.form = self.step.form(self.handlung, self._vorschlag() if data is None else data)
            if gueltig := self.form.is_valid():
                self._tue(vorgang, sichern)
        self.getan = (
            gueltig  # only now: until the COMMIT, where the log is sealed, the act could still be taken back
        )

    def _vorschlag(self):
        """What the page of the task would send if nobody changed anything."""
        leer = self.step.form(self.handlung)
        return {name: leer.get_initial_for_field(feld, name) for name, feld in leer.fields.items()}

    def _tue(self, vorgang, sichern):
        """Run the act, or keep what was entered: then the task stays open and whoever's it was."""
        if not sichern:
            vorgang.handeln(self.handlung.act, **self.handlung.fest, **self.form.facts())
            return
        if self.handlung.zwischen is None:
            raise KeyError("sichern")
        wer = {"by": vorgang.step.by, "heute": vorgang.step.heute}
        self.handlung.zwischen(
            **{vorgang.activation.process.HANDELT_AN: vorgang.gegenstand}, **wer, **self.form.zwischenstand()
        )
