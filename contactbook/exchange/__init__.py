"""Formats: bytes or text to contacts and back, as pure functions."""
