"""How a message leaves the house: one module a channel, one function ``deliver(nachricht)``.

It returns when the message was taken over, and raises one of these when not.
"""


class KanalGestoert(Exception):
    """The channel itself fails (no connection, not logged in, time-out): no fault of the message, which costs it nothing."""


class Aufgeschoben(Exception):
    """The other side refuses this message for now (4xx): try again later."""


class Unzustellbar(Exception):
    """This message can never be delivered (5xx, an address that is none): a person must see it."""
