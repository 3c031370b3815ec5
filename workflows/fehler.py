"""Why a task cannot be done now, for the 409 pages."""

from antraege.fehler import Konflikt


class SchonErledigt(Konflikt):
    """The task is done or cancelled; ``aufgabe`` tells by whom and when."""

    def __init__(self, aufgabe):
        super().__init__("Diese Aufgabe ist schon erledigt.")
        self.aufgabe = aufgabe


class Belegt(Konflikt):
    """Another person has taken the task."""

    def __init__(self, aufgabe):
        super().__init__(f"{aufgabe.owner} hat diese Aufgabe übernommen.")
        self.aufgabe = aufgabe
