"""Finds phrasings of two entries that are all but the same, so that they pull matching in two directions."""

from collections.abc import Iterable, Iterator

from bot.core.matching import Collision, Matcher, Source
from bot.knowledge.loader import Folder
from bot.knowledge.placed import Placed, placed_entries
from bot.knowledge.yaml_lines import Place, Problem


def collisions(folder: Folder, matcher: Matcher) -> Iterator[Problem]:
    """Yield each pair once, at the phrasing that stands later; of several with one phrasing, the likest."""
    placed = {entry.entry.id: entry for entry in placed_entries(folder)}
    for earlier, later, likeness in _likest(matcher.collisions()):
        (first, first_key), (second, key) = _find(earlier, placed), _find(later, placed)
        yield second.problem(
            f"the {key[0].removesuffix('s')} “{later[1]}” is {likeness:.2f} like “{earlier[1]}” of '{first.entry.id}'"
            f" ({first.address(*first_key)}); keep it in one of the two, or say what tells them apart",
            *key,
        )


def _likest(pairs: Iterable[Collision]) -> Iterator[Collision]:
    """Yield one pair for each phrasing and other entry: one phrasing too many is one mistake."""
    told: set[tuple[Source, str]] = set()
    for pair in sorted(pairs, key=lambda pair: -round(pair[2], 3)):
        first, second, _ = pair
        sides = {(first, second[0].id), (second, first[0].id)}
        if told.isdisjoint(sides):
            yield pair
        told |= sides


def _find(source: Source, placed: dict[str, Placed]) -> tuple[Placed, tuple[str, *Place]]:
    """Return the entry of a source and the key where its text stands."""
    entry, text = source
    found = placed[entry.id]
    if text == entry.question:
        return found, ("question",)
    return found, ("phrasings", entry.phrasings.index(text))
