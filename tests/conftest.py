"""Keeps windows off the screen; set before anything makes an application."""

import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"
