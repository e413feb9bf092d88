"""What every test may ask for; the fixtures themselves are in tests/plugins/."""

import pytest
from django.utils import translation
from hypothesis import HealthCheck, settings

pytest_plugins = [
    "tests.plugins.browser",
    "tests.plugins.database",
    "tests.plugins.smtp",
]
# A slow machine is no failure: an example may take its time, and so may making it.
settings.register_profile(
    "any pace", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("any pace")


@pytest.fixture(scope="session")
def base_url():
    """In place of pytest-playwright's, of a kind that pytest 9 warns about."""


@pytest.fixture(autouse=True)
def speak_french():
    """An English page of the test before would leave this thread in English."""
    translation.activate("fr")
