"""Made-up contact blocks in every layout and language, with what is to be read from each.

A sample begins at "#### its name". Each "==> " line is a contact: its name or "-", then what is known of it, parted by
bars: role=, agency=, city=, langs=, and its numbers and addresses as they are.
"""

import re
from pathlib import Path

_FOLDER = Path(__file__).parent.parent / "samples" / "releases"


def _samples(name: str) -> dict[str, tuple[str, list[str]]]:
    text = (_FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    samples = {}
    for part in re.split(r"^#### ", text, flags=re.M)[1:]:
        title, _, body = part.partition("\n")
        release = body.partition("\n==> ")[0].strip("\n") + "\n"
        samples[title] = (release, re.findall(r"^==> (.*)$", body, flags=re.M))
    return samples


LAYOUTS = _samples("layouts")
LANGUAGES = _samples("languages")
NOTHING = {title: text for title, (text, _) in _samples("nothing").items()}
