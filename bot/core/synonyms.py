"""Groups of words that mean the same kind of thing, so that a word which no phrasing has is understood all the same."""

from collections.abc import Mapping, Sequence

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
        self._single = {stems[0]: names for stems, names in members.items() if len(stems) == 1}
        self._starts = {stems[0] for stems in members if stems}
        # By their first two words, the longest first: "down dog" is a pose, and no dog.
        self._longer: dict[tuple[str, ...], list[tuple[tuple[str, ...], list[str]]]] = {}
        for stems in sorted((stems for stems in members if len(stems) > 1), key=len, reverse=True):
            self._longer.setdefault(stems[:2], []).append((stems, members[stems]))

    def find(self, stems: Sequence[str]) -> list[str]:
        """Return the names of the groups that a stemmed text mentions, each once, as words that nobody types.

        Of members that start at the same word, the longest wins.
        """
        found: dict[str, None] = {}
        after = 0  # the last member
        for position, first in enumerate(stems):
            if position < after or first not in self._starts:
                continue
            for member, names in self._longer.get(tuple(stems[position : position + 2]), ()):
                if tuple(stems[position : position + len(member)]) == member:
                    found.update(dict.fromkeys(names))
                    after = position + len(member)
                    break
            else:
                if first in self._single:
                    found.update(dict.fromkeys(self._single[first]))
        return list(found)
