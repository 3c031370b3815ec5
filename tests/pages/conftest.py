"""What the pages of a draft begin with."""

import pytest

from tests import factories as f


@pytest.fixture
def fall(client):
    """A filled draft, and its clerk signed in."""
    antrag, clerk = f.entwurf()
    client.force_login(clerk)
    return antrag, clerk
