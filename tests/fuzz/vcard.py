"""Throws bytes at the reader of vCards that are made to go where none went before: `python -m tests.fuzz.vcard`.

It is run by hand (`pip install atheris`, Linux or macOS) and ends at the first input that makes a traceback, takes
over half a minute or too much memory, with --round-trip also at the first that does not come back from an export for
colleagues as it went in. What it finds belongs, cut down to its few bytes, among the pieces and hostile files of
tests/exchange/test_vcard_robust.py. Options of libFuzzer stand behind:
`python -m tests.fuzz.vcard FOLDER -max_total_time=3600` keeps in FOLDER what reached new code.
"""

import sys
import tempfile
import tracemalloc
from io import BytesIO
from pathlib import Path

try:
    import atheris
except ImportError:
    sys.exit("Install atheris first: pip install atheris")

with atheris.instrument_imports(include=["contactbook.exchange", "contactbook.domain.emails"]):
    from contactbook.domain.contact import Contact
    from contactbook.exchange import vcard, vcard_contacts
    from contactbook.exchange.formats import Problem

SAMPLES = Path(__file__).parent.parent / "samples" / "vcards"
WORDS = (
    "BEGIN:VCARD\r\n", "END:VCARD\r\n", "begin:vcard\n", "AGENT:", "VERSION:2.1\r\n", "VERSION:3.0\r\n",
    "VERSION:4.0\r\n", "FN:", "N:", "TEL;", "EMAIL:", "ADR;", "ORG:", "NOTE;", "PHOTO;", "KIND:group\r\n", "MEMBER:",
    "CATEGORIES:", "X-ABLabel:", "item1.", "X-CONTACTBOOK-", "ENCODING=QUOTED-PRINTABLE:", "ENCODING=b:", "BASE64:",
    "CHARSET=", "SHIFT_JIS", "ISO-2022-JP", "TYPE=", "PREF=1", "LANGUAGE=", "VALUE=uri:", "ALTID=1", "DERIVED=true",
    "PHONETIC=", "tel:", "mailto:", "data:image/png;base64,", "=\r\n", "\r\n ", "\r\n\t", "=C3", "\\n", "\\,", "^n",
)  # fmt: skip
ROUND_TRIP = "--round-trip" in sys.argv
AMPLIFIED = 60_000  # bytes to which an input is repeated, so that what costs more than it should shows


def one_input(data: bytes) -> None:
    """Read some bytes in every way, and give out what they hold."""
    for item in vcard_contacts.read(data, "made-up.vcf"):
        assert isinstance(item, Contact | Problem)
    for card in vcard.cards(BytesIO(data)):
        vcard_contacts.inspect_shape(card)
        contact = vcard_contacts.to_contact(card)
        for version in ("3.0", "4.0"):
            written = vcard_contacts.write([contact], version, "colleagues")
            (again,) = vcard.parse(written)
            lost = vcard_contacts.differences(contact, vcard_contacts.to_contact(again))
            assert not (lost and ROUND_TRIP), (version, lost, written)
    if data and data[-1] % 16 == 0:
        _measure(data * (AMPLIFIED // len(data) + 1))


def _measure(data: bytes) -> None:
    """Read many times the same, and look at the memory."""
    tracemalloc.start()
    for _card in vcard.cards(BytesIO(data)):
        pass
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 20 * len(data) + 1_000_000, peak


def main() -> None:
    """Go on until something is found or the time is over."""
    with tempfile.TemporaryDirectory() as folder:
        words = Path(folder, "words")
        words.write_text("".join('"' + "".join(f"\\x{byte:02x}" for byte in w.encode()) + '"\n' for w in WORDS))
        usual = [f"-dict={words}", "-max_len=4096", "-timeout=30", "-rss_limit_mb=2048"]
        given = sys.argv[1:]
        folders = [one for one in given if not one.startswith("-")] or [folder]
        options = [one for one in given if one.startswith("-") and one != "--round-trip"]
        atheris.Setup([sys.argv[0], *usual, *options, *folders, str(SAMPLES)], one_input)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
