"""What the components of ``templates/components`` are given: small frozen values, no behaviour.

Building them in a view keeps the templates free of decisions. Texts are German and end up on the page as they are.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import ClassVar


@dataclass(frozen=True)
class Badge:
    """A state. ``kind``: neutral, info, success, warning, danger; ``icon``: a KERN icon, else that of the kind."""

    kind: str
    text: str
    icon: str = ""
    cell: ClassVar[str] = "badge"


@dataclass(frozen=True)
class Due:
    """A deadline as a table cell. ``kind``: over, soon, calm; empty lets days decide (see ``due.html``).

    ``url`` leads to where its trace stands.
    """

    date: date
    today: date
    kind: str = ""
    url: str = ""
    cell: ClassVar[str] = "due"


@dataclass(frozen=True)
class Link:
    """A link as a table cell (not for the first column: give the row its url)."""

    label: str
    url: str
    cell: ClassVar[str] = "link"


@dataclass(frozen=True)
class Condition:
    """One condition of an act; ``who`` can supply it, ``url`` leads there."""

    ok: bool
    text: str
    who: str = ""
    url: str = ""


@dataclass(frozen=True)
class Act:
    """An act of a page. With ``conditions`` or ``reason`` it is refused and stands as text that explains itself.

    ``post=True`` makes a form with one button (name and value optional), else a link that looks like a button.
    """

    label: str
    url: str = ""
    primary: bool = False
    post: bool = False
    name: str = ""
    value: str = ""
    reason: str = ""
    off: str = "noch nicht möglich"
    conditions: Sequence[Condition] = ()


@dataclass(frozen=True)
class Fact:
    """A key figure: short label, value as it shall stand, a note beneath; ``on`` marks the one that matters now."""

    label: str
    value: str
    note: str = ""
    on: bool = False


@dataclass(frozen=True)
class Tab:
    """A view of a list or a place on the page."""

    label: str
    url: str
    count: int | str | None = None
    current: bool = False


@dataclass(frozen=True)
class Column:
    """A column: ``numeric`` aligns right, ``small=False`` hides it on phones."""

    label: str
    numeric: bool = False
    small: bool = True


@dataclass(frozen=True)
class Pick:
    """The box that ticks a row: name and value as sent, its words, whether it is ticked."""

    name: str
    value: str
    label: str
    checked: bool = False


@dataclass(frozen=True)
class Row:
    """A row: first cell is its head (linked by ``url``); cells are text, Badge, Due or Link. ``note``: under the head.

    ``pick``: its box, in a table drawn with ``pick=True``.
    """

    cells: Sequence
    url: str = ""
    note: str = ""
    chosen: bool = False
    pick: Pick | None = None


@dataclass(frozen=True)
class Group:
    """Rows under a heading of their own, such as "Überfällig"."""

    label: str
    rows: Sequence[Row] = ()
    count: int | str | None = None


@dataclass(frozen=True)
class Section:
    """A section in a task list; without ``url`` it cannot be opened yet."""

    title: str
    badge: Badge
    url: str = ""
    note: str = ""


@dataclass(frozen=True)
class LogEntry:
    """A line of the Verlauf: instant, what happened, who; ``detail`` is a second line."""

    when: datetime
    text: str
    who: str = ""
    detail: str = ""
    now: bool = False


@dataclass(frozen=True)
class Step:
    """A step of a procedure. ``state``: done, now, open."""

    label: str
    state: str = "open"
    note: str = ""


@dataclass(frozen=True)
class Remark:
    """An Anmerkung at a field: what was asked, old and new value, the answer; ``open`` while it is not settled."""

    id: str
    label: str
    text: str
    badge: Badge
    open: bool = True
    url: str = ""
    asked: str = ""
    old: str = ""
    new: str = ""
    answer: str = ""
    answered: str = ""


@dataclass(frozen=True)
class Role:
    """An entry of the demo's role picker; the button sends ``value``."""

    value: str
    label: str
    note: str = ""
    icon: str = "account-circle"


@dataclass(frozen=True)
class Sheet:
    """A letter on paper: parts of the preview, top to bottom. ``sections``: (heading, [(label, value)], [paragraph])."""

    title: str
    sender: Sequence[str] = ()
    place: Sequence[str] = ()
    recipient: Sequence[str] = ()
    opening: Sequence[str] = ()
    sections: Sequence[tuple[str, Sequence[tuple[str, str]], Sequence[str]]] = field(default=())
    closing: Sequence[str] = ()
