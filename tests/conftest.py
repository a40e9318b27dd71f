"""How the tests run: windows stay off the screen (set before anything makes an application), and property tests try
the same examples each time, so that a change alone decides whether they pass.

`pytest --hypothesis-profile=explore` tries new ones; what it finds becomes an @example.
"""

import os

from hypothesis import HealthCheck, settings

os.environ["QT_QPA_PLATFORM"] = "offscreen"
# No deadlines: the first number read loads the numbering plans of the world, and machines are shared.
settings.register_profile("explore", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("same", settings.get_profile("explore"), derandomize=True)
settings.load_profile("same")
