"""Makes ids out of people's words."""

from collections.abc import Collection, Iterable, Sequence

from bot.core.text import FUNCTION_WORDS, stem, tokenise

ID_LENGTH = 48
"""Longest id in characters; the format's limit, because an id is also a deep link."""


_SAYS_LITTLE = frozenset(
    """
    always another anybody around back become becomes both call called calls each either else even ever every everybody
    everyone few first good goes going help helps however keep keeps least less little lot made make makes many mean
    means near neither never nobody none often other others over own part perhaps put puts same second sometimes soon
    still such take takes taking though through together under until upon way ways well whatever whenever wherever
    whether whoever whole whom whose within without yet
    """.split()  # noqa: SIM905  # a list of 90 strings would be a page long
)
"""Words that may tell matching something, but that no id should consist of."""


def words(text: str) -> list[str]:
    """Return the words of a text that an id can hold: those of Latin letters and figures, accents taken off."""
    return [word for word in tokenise(text) if word.isascii() and word.isalnum()]


def telling(text: str) -> list[str]:
    """Return the words of a text that tell what it is about, each once."""
    return list(dict.fromkeys(word for word in words(text) if _tells(word)))


def _tells(word: str) -> bool:
    return not (FUNCTION_WORDS | _SAYS_LITTLE) & {word, stem(word)} and not word.isdecimal()


def gist(text: str) -> list[str]:
    """Return the telling words of a text, or all of its words where none of them is."""
    return telling(text) or list(dict.fromkeys(words(text)))


def joined(parts: Iterable[str]) -> str:
    """Join words to an id, as many of them as fit; empty where there are none."""
    name = ""
    for part in parts:
        longer = f"{name}-{part}" if name else part[:ID_LENGTH]
        if len(longer) > ID_LENGTH:
            break
        name = longer
    return name


def slug(text: str) -> str:
    """Return a whole text as an id: "Fit & Feel" → "fit-feel"."""
    return joined(words(text))


def unique(parts: Sequence[str], taken: Collection[str]) -> str:
    """Return an id that is not taken yet, with a number behind it where the words alone are."""
    name, number = joined(parts), 1
    free = name
    while free in taken:
        number += 1
        free = f"{name[: ID_LENGTH - 1 - len(str(number))].rstrip('-')}-{number}"
    return free
