"""Makes file names of names of people, fit for every system."""

import re
import unicodedata

from contactbook.i18n import _

_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f-\x9f/\\:*?"<>|\u2028\u2029\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+')
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?\Z", re.IGNORECASE)
_MOST = 120  # bytes: file systems take 255, with a folder's path before it 260 in all


def file_name(name: str, suffix: str) -> str:
    """Make a file name of a name; what no system may hold becomes a dash, and marks that turn text around go."""
    text = unicodedata.normalize("NFC", name.encode("utf-8", "ignore").decode("utf-8"))
    text = " ".join(_FORBIDDEN.sub("-", text).split())
    text = text.encode()[:_MOST].decode("utf-8", "ignore").strip(" .-")
    if not text or _DEVICES.match(text):
        text = f"{_('contact')} {text}".strip()
    return text + suffix
