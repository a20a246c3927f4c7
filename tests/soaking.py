"""Whether the tests of chance go on for long: `make soak`. (Not for conftest.py, which is read before the choice.)"""

from hypothesis import settings

SOAK = settings.get_current_profile_name() == "soak"
