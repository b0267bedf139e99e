"""Turns what people type into comparable words."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

import Stemmer

MAX_CHARACTERS = 4096
"""Longest text that is looked at, in characters; Telegram's own limit for one message (core.telegram.org/bots/api)."""

LONGEST_WORD = 40
"""No word that is meant has more letters, nor have two that were typed as one; longer ones are not corrected."""

_MAX_CACHED = 50_000

_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼ`´＇", "'"))
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s|\n")
_STRETCHED = re.compile(r"([^\W\d_])\1{2,}")

# What an apostrophe hides, or hides when it is left out. Only forms that mean nothing else without the apostrophe stand
# here without one ("cant", "im"); "its", "well", "were", "id", "ill" are words of their own.
_SHORT_FORMS = {
    "ain't": "is not",
    "can't": "can not",
    "cannot": "can not",
    "cant": "can not",
    "couldnt": "could not",
    "didnt": "did not",
    "doesnt": "does not",
    "dont": "do not",
    "hadnt": "had not",
    "hasnt": "has not",
    "havent": "have not",
    "isnt": "is not",
    "arent": "are not",
    "aint": "is not",
    "shouldnt": "should not",
    "wasnt": "was not",
    "werent": "were not",
    "won't": "will not",
    "wont": "will not",
    "wouldnt": "would not",
    "i'm": "i am",
    "im": "i am",
    "ive": "i have",
    "hes": "he is",
    "shes": "she is",
    "theyre": "they are",
    "youre": "you are",
    "theres": "there is",
    "thats": "that is",
    "whats": "what is",
    "hows": "how is",
    "wheres": "where is",
    "lets": "let us",
    # text-speak
    "u": "you",
    "ur": "your",
    "r": "are",
    "n": "and",
    "y": "why",
    "wat": "what",
    "wot": "what",
    "wut": "what",
    "wats": "what is",
    "plz": "please",
    "pls": "please",
    "thx": "thanks",
    "ty": "thanks",
    "rly": "really",
    "bc": "because",
    "cuz": "because",
    "coz": "because",
    "cos": "because",
    "tho": "though",
    "thru": "through",
    "gonna": "going to",
    "wanna": "want to",
    "gotta": "got to",
    "kinda": "kind of",
    "dunno": "do not know",
    "idk": "i do not know",
    "abt": "about",
    "tmrw": "tomorrow",
    "b4": "before",
    "w": "with",
    "wid": "with",
    "da": "the",
    "dis": "this",
    "dat": "that",
    "yr": "your",
    "aftr": "after",
    "dr": "doctor",
}
_SUFFIXES = (("n't", " not"), ("'re", " are"), ("'ve", " have"), ("'ll", " will"), ("'m", " am"), ("'d", " would"))

_stemmer = Stemmer.Stemmer("english")

FUNCTION_WORDS = frozenset(
    """
    a about after all also am an and any anyone anything are as ask at be been before being but by can could did
    do does doing for from get give got had has have having he hello her here hi him his how i if in is it just
    know let like may maybe me might mine more much must my need no not now of off ok on one or our ours out pleas
    quick question realli s say she should so some someon someth t tell than thank that the their them then there
    these they thing this those to too up us use veri want was we were what when where which whi while who will
    with would yes you your
    """.split()  # noqa: SIM905  # a list of 130 strings would be a page long
)
"""Stems that tell nothing about the subject of a question."""


def clean(text: str) -> str:
    """Cut to MAX_CHARACTERS, fold Unicode look-alikes (NFKC) and case, drop invisible and combining characters.

    Punctuation stays, so that clauses can still be told apart.
    """
    text = text[:MAX_CHARACTERS].translate(_APOSTROPHES)
    if text.isascii() and text.isprintable():  # nearly all messages; ten times faster
        return text.lower()
    folded = unicodedata.normalize("NFKC", text).casefold()
    decomposed = unicodedata.normalize("NFD", folded[:MAX_CHARACTERS])
    return unicodedata.normalize(
        "NFC", "".join(c for c in decomposed if unicodedata.category(c) not in {"Mn", "Me", "Cf", "Cc"} or c in "\n\t")
    )


def sentences(text: str) -> list[str]:
    """Split a message at full stops, question and exclamation marks before a space, and at line ends."""
    return [part for part in _SENTENCE_END.split(text[:MAX_CHARACTERS]) if part.strip()]


@lru_cache(maxsize=_MAX_CACHED)
def expand(word: str) -> str:
    """Write out a short form: "can't" → "can not", "ur" → "your"; other words lose a possessive 's and stay."""
    if word in _SHORT_FORMS:
        return _SHORT_FORMS[word]
    for suffix, words in _SUFFIXES:
        if word.endswith(suffix):
            return word.removesuffix(suffix) + words
    return word.removesuffix("'s").replace("'", "")


def tokenise(text: str) -> list[str]:
    """Split into lower-case words: no punctuation, short forms written out, stretched letters ("soooo") squeezed."""
    words = _WORD.findall(_STRETCHED.sub(r"\1\1", clean(text)))
    return [part for word in words for part in expand(word).split()]


@lru_cache(maxsize=2 * _MAX_CACHED)
def known_tokens(text: str) -> tuple[str, ...]:
    """Return the words of a text of the knowledge; a reload meets nearly all of them again."""
    return tuple(tokenise(text))


def id_words(id_: str) -> str:
    """Return the words of an entry's id, as a text: they are how its author puts the matter in short."""
    return id_.replace("-", " ")


def repeated_words(texts: Iterable[Sequence[str]]) -> frozenset[str]:
    """Return the words that occur more than once: a typo hardly ever does."""
    counts = Counter(word for text in texts for word in text)
    return frozenset(word for word, count in counts.items() if count > 1)


@lru_cache(maxsize=_MAX_CACHED)
def stem(word: str) -> str:
    """Return the Snowball (English) stem of a lower-case word: "stretching" → "stretch"."""
    return str(_stemmer.stemWord(word))
