"""Groups of words that mean the same kind of thing, so that a word which no phrasing has is understood all the same."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from bot.core.text import stem, tokenise


class Synonyms:
    """Finds the groups whose members stand in a text.

    Args:
        groups: members (words, or phrases of up to a few words) by the name of their group.
    """

    def __init__(self, groups: Mapping[str, Sequence[str]]) -> None:
        self.words: set[str] = set()
        members: dict[tuple[str, ...], list[str]] = {}
        for name, texts in groups.items():
            for text in texts:
                tokens = tokenise(text)
                self.words.update(tokens)
                names = members.setdefault(tuple(map(stem, tokens)), [])
                if tokens and f"<{name}>" not in names:
                    names.append(f"<{name}>")
        self._members = {stems: names for stems, names in members.items() if stems}
        self._starts = {stems[0] for stems in self._members}
        # The lengths of members by their first two words, the longest first: "down dog" is a pose, and no dog.
        lengths: dict[tuple[str, ...], set[int]] = {}
        for stems in self._members:
            lengths.setdefault(stems[:2], set()).add(len(stems))
        self._lengths = {pair: sorted(found, reverse=True) for pair, found in lengths.items()}

    def find(self, stems: Sequence[str]) -> list[str]:
        """Return the names of the groups that a stemmed text mentions, each once, as words that nobody types.

        Of members that start at the same word, the longest wins.
        """
        found: dict[str, None] = {}
        after = 0  # the last member
        for position, first in enumerate(stems):
            if position < after or first not in self._starts:
                continue
            for length in *self._lengths.get(tuple(stems[position : position + 2]), ()), 1:
                names = self._members.get(tuple(stems[position : position + length]))
                if names:
                    found.update(dict.fromkeys(names))
                    after = position + length
                    break
        return list(found)


Groups = tuple[tuple[str, tuple[str, ...]], ...]
"""Groups of synonyms as a value: each one's name and members."""


@lru_cache(maxsize=4)
def known_synonyms(groups: Groups) -> Synonyms:
    """Return the synonyms of some groups; a reload nearly always asks for the same."""
    return Synonyms(dict(groups))


@lru_cache(maxsize=100_000)
def known_groups(synonyms: Synonyms, stems: tuple[str, ...]) -> tuple[str, ...]:
    """Return what `find` returns for a text of the knowledge; a reload meets nearly all of them again."""
    return tuple(synonyms.find(stems))
