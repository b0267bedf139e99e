"""Measures how hard a text is to read.

UK health bodies aim at a reading age of 9 to 11 (Patient Information Forum's survey, in
github.com/nhsuk/nhsuk-service-manual-community-backlog); 14 leaves room for words like "sciatica" and "alignment".
"""

import math
import re
import unicodedata

OLDEST = 14
"""Highest reading age, in years."""

LONGEST = 25
"""Most words of a sentence (insidegovuk.blog.gov.uk/2014/08/04/sentence-length-why-25-words-is-our-limit)."""

_FEWEST = 20
"""Words of a text below which its reading age says nothing: a single long word would decide."""

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_SENTENCE = re.compile(r"""\S.*?(?:[.!?]["'”’)\]*_]*(?=\s|$)|$)""")
_OPENING = 5
"""Words that a sentence is quoted by."""


def sentences(text: str) -> list[str]:
    """Split at the ends of sentences, quotes and brackets around them included; what has no word is left out."""
    whole = unicodedata.normalize("NFKC", " ".join(text.split()))
    return [part for part in _SENTENCE.findall(whole) if _WORD.search(part)]


def words(text: str) -> list[str]:
    """Return the words of a text; "flare-ups" and "don't" are one each."""
    return _WORD.findall(text)


def reading_age(text: str) -> int:
    """Return the age, in years, from which a text can be read, by the Automated Readability Index.

    The index is a US school grade, and grade 1 starts at six: Senter and Smith, "Automated Readability Index",
    AMRL-TR-66-220, 1967, https://apps.dtic.mil/sti/pdfs/AD667273.pdf. It counts letters, where others guess syllables.
    """
    found = words(text)
    if not found:
        return 0
    letters = sum(character.isalnum() for word in found for character in word)
    grade = 4.71 * letters / len(found) + 0.5 * len(found) / max(1, len(sentences(text))) - 21.43
    return max(0, math.ceil(grade + 5))


def hard_to_read(text: str) -> list[str]:
    """Return what makes a text hard to read, each with its fix: its long sentences, or else its reading age."""
    parts = sentences(text)
    found = [
        f"the sentence beginning “{_opening(part)}” has {len(words(part))} words; split it, {LONGEST} are the most"
        for part in parts
        if len(words(part)) > LONGEST
    ]
    if found or len(words(text)) < _FEWEST:
        return found
    age = reading_age(text)
    if age <= OLDEST:
        return []
    hardest = _opening(max(parts, key=reading_age))
    fix = f"use shorter words or two sentences for the one beginning “{hardest}”"
    return [f"needs a reading age of {age}, {OLDEST} is the most; {fix}"]


def _opening(sentence: str) -> str:
    start = " ".join(sentence.split()[:_OPENING])
    return start if start == sentence else f"{start} …"
