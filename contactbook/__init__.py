"""A directory of press contacts."""
