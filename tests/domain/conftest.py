"""How the property tests of the rules run."""

from hypothesis import settings

# The first number read loads the numbering plans of the world, which may take longer than a single example is given.
settings.register_profile("domain", deadline=None)
settings.load_profile("domain")
