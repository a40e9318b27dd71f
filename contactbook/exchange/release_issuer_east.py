"""Finds names of issuers in scripts without blanks between words: Chinese, Japanese, Korean."""

import re
from collections import Counter
from functools import cache

from contactbook.exchange.release_words import word_set

_HAN = r"\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_HEAD = 900
# "关于湖水基金会" as a heading, and the line "株式会社みずうみについて".
_ABOUT = re.compile(rf"(?:^|\n)[^\w\n]*(?:关于|關於|关於)\s?([{_HAN}A-Za-z ]{{2,24}})(?=\s*[\n:：（(])")
_OF = re.compile(rf"(?:^|\n)[^\w\n]*([{_HAN}A-Za-z ]{{2,24}})(?:について|の概要|\s소개)(?=\s*\n)")


def eastern_issuers(text: str) -> Counter[str]:
    """Weigh names in paragraphs about someone, and names with a word of organisations that come back."""
    votes: Counter[str] = Counter()
    for pattern in (_ABOUT, _OF):
        for match in pattern.finditer(text):
            if match[1].strip() not in ("我们", "我們", "当社", "弊社", "本会"):
                votes[match[1].strip()] += 4
    for match in _organisation().finditer(text[:_HEAD]):
        count = text.count(match[1])
        votes[match[1]] = max(votes[match[1]], min(count, 4) + (2 if count > 1 else 0))
    return votes


@cache
def _organisation() -> re.Pattern[str]:
    """Find an organisation between signs: its beginning stands free, so that no word of the sentence is taken along."""
    words = [w for w in word_set("people.organisations") if re.match(f"[{_HAN}]", w)]
    kinds = "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))
    return re.compile(
        rf"(?<![{_HAN}\w])((?:株式会社|一般社団法人)[{_HAN}]{{2,12}}|[{_HAN}]{{2,14}}?(?:{kinds}))(?![法机構机务])"
    )
