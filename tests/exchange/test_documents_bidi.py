"""Text that runs from right to left, as a page shows it and as it is written."""

import pytest

from contactbook.exchange.documents import to_text
from contactbook.exchange.documents_bidi import logical, plain_letters
from tests.exchange.making import pdf_objects, pdf_stream

LINE = "هاتف: ليلى حداد، +961 1 000000، layla2@example.org"
# The same line from left to right, as it is printed.
SEEN = ["layla2", "@", "example", ".", "org", " ", "،", "000000", " ", "1", " ", "961", "+", " ", "،"]
SEEN += [*reversed("هاتف: ليلى حداد")]


def test_a_line_from_right_to_left_keeps_its_numbers_and_addresses() -> None:
    assert logical(SEEN) == LINE


@pytest.mark.parametrize(
    ("seen", "written"),
    [
        (["Anna ", "Sample", ", ", "+1 202"], "Anna Sample, +1 202"),
        (["Contact: ", *reversed("ليلى حداد"), ", press"], "Contact: ليلى حداد, press"),
        (["2026", ".", "03", " ", *reversed("بيروت")], "بيروت 2026.03"),
        ([], ""),
    ],
)
def test_lines_that_mix_directions(seen: list[str], written: str) -> None:
    assert logical(seen) == written


def test_shapes_of_print_become_letters() -> None:
    assert plain_letters("ﬁnal ofﬁce ﻟﻴﻠﻰ ﻼ ⼈") == "final office ليلى لا 人"


def arabic_page(tokens: list[str]) -> bytes:
    """Place each piece where a page shows it, in a composite font that tells its widths and letters."""
    letters = sorted(set("".join(tokens)))
    codes = {letter: number for number, letter in enumerate(letters, 1)}
    lines = "\n".join(f"<{code:04X}> <{ord(letter):04X}>" for letter, code in codes.items())
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def 1 begincodespacerange "
        f"<0000> <FFFF> endcodespacerange {len(codes)} beginbfchar\n{lines}\nendbfchar endcmap end end"
    )
    shown, x = b"", 72
    for token in tokens:
        code = "".join(f"{codes[letter]:04X}" for letter in token)
        shown += b"1 0 0 1 %d 700 Tm <%s> Tj " % (x, code.encode())
        x += 5 * len(token)
    return pdf_objects(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F 5 0 R>>>>/Contents 4 0 R>>",
            pdf_stream(b"BT /F 10 Tf " + shown + b"ET"),
            b"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[6 0 R]/ToUnicode 7 0 R>>",
            b"<</Type/Font/Subtype/CIDFontType2/BaseFont/X/DW 1000/W[1 3 500 4[%s]]>>" % (b"500 " * len(letters)),
            pdf_stream(cmap.encode()),
        ]
    )


def test_a_page_from_right_to_left_is_read_as_it_is_written() -> None:
    assert to_text("x.pdf", arabic_page(SEEN)) == LINE
