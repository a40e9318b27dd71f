"""Plain text in every encoding that people have."""

import pytest

from contactbook.exchange.documents import to_text

LINES = {
    "cp1252": (
        "Société Exemple : Éléonore Dupré, porte-parole à Genève",
        "José Muñoz, jefe de prensa",
        "Müller",
        "Björn Åkesson, Pressechef, München – „Größe“",
        "Þórdís Ægisdóttir, fjölmiðlafulltrúi",
        "João Gonçalves, assessor de comunicação, não está disponível",
        "café",
    ),
    "cp1250": (
        "Łukasz Żółć, rzecznik prasowy, więcej informacji, gęślą jaźń",
        "Kateřina Nováková, tisková mluvčí, příští týden",
    ),
    "cp1254": ("Ayşe Yıldız, basın sözcüsü, daha fazla bilgi için İstanbul",),
    "cp1251": (
        "Анна Иванова, пресс-секретарь",
        "Press office: Анна Иванова, spokesperson for Moscow, at any time of day",
    ),
    "koi8_r": ("Анна Иванова, пресс-секретарь отделения в Москве, телефон для журналистов",),
    "shift_jis": ("報道関係者お問い合わせ先: 広報部 山田花子 電話 03-0000-0000",),
    "euc_jp": ("報道関係者お問い合わせ先: 広報部 山田花子 電話 03-0000-0000",),
    "iso2022_jp": ("報道関係者お問い合わせ先: 広報部 山田花子",),
    "gb18030": ("媒体联系人：王小明 电话：010-0000-0000 新闻办公室 北京", "Contact: 王小明 (press office), Beijing"),
    "big5": ("媒體聯絡人：王小明 電話：02-0000-0000 新聞辦公室 臺北",),
    "euc_kr": ("언론 문의: 김민수 전화 02-0000-0000 홍보팀 서울",),
    "cp1253": ("Επικοινωνία: Μαρία Παπαδοπούλου, τηλέφωνο, Γραφείο Τύπου, Αθήνα",),
    "cp1255": ("לפרטים נוספים: דנה כהן, טלפון 03-0000000, דוברות, תל אביב",),
    "cp1256": ("للتواصل الإعلامي: ليلى حداد، هاتف 000000، بيروت، لبنان",),
    "utf-8": ("Łukasz 王小明 ليلى",),
    "utf-8-sig": ("Łukasz 王小明 ليلى",),
    "utf-16": ("Łukasz 王小明 ليلى",),
    "utf-16-le": ("Contact: Łukasz, press office",),
    "utf-16-be": ("Contact: Łukasz, press office",),
    "utf-32": ("Łukasz 王小明 ليلى",),
}


@pytest.mark.parametrize(
    ("encoding", "line"), [(encoding, line) for encoding, lines in LINES.items() for line in lines]
)
def test_reads_each_encoding(encoding: str, line: str) -> None:
    assert to_text("release.txt", line.encode(encoding)) == line


def test_a_broken_byte_does_not_change_the_encoding_of_a_whole_text() -> None:
    text = "Łukasz Żółć – rzecznik prasowy\n" * 20
    assert to_text("x.txt", text.encode() + b"\xff").startswith(text)


def test_a_text_cut_in_a_character_stays_readable() -> None:
    text = "Анна Иванова, пресс-секретарь\n" * 20
    assert to_text("x.txt", text.encode()[:-2]).startswith(text[:-3])


def test_a_large_text_in_an_old_encoding_is_read_whole() -> None:
    text = "媒体联系人：王小明 电话：010-0000-0000\n" * 40_000
    assert to_text("x.txt", text.encode("gb18030")) == text
