"""Groups of words that mean the same kind of thing, so that a word which no phrasing has is understood all the same."""

from collections.abc import Mapping, Sequence

from bot.core.text import stem, tokenise


class Synonyms:
    """Finds the groups whose members stand in a text.

    Args:
        groups: members (words, or phrases of up to a few words) by the name of their group.
    """

    def __init__(self, groups: Mapping[str, Sequence[str]]) -> None:
        self._groups: dict[tuple[str, ...], list[str]] = {}
        self.words: set[str] = set()
        for name, members in groups.items():
            for member in members:
                tokens = tokenise(member)
                self.words.update(tokens)
                names = self._groups.setdefault(tuple(map(stem, tokens)), [])
                if tokens and name not in names:
                    names.append(name)
        self._longest: dict[str, int] = {}  # of the members that start with a word
        for stems in self._groups:
            if stems:
                self._longest[stems[0]] = max(len(stems), self._longest.get(stems[0], 0))

    def find(self, stems: Sequence[str]) -> list[str]:
        """Return the names of the groups that a stemmed text mentions, each once, as words that nobody types.

        Longer members win: "down dog" is a pose, and no dog.
        """
        found: dict[str, None] = {}
        position = 0
        while position < len(stems):
            for length in range(min(self._longest.get(stems[position], 0), len(stems) - position), 0, -1):
                names = self._groups.get(tuple(stems[position : position + length]))
                if names:
                    found.update(dict.fromkeys(f"<{name}>" for name in names))
                    position += length - 1
                    break
            position += 1
        return list(found)
