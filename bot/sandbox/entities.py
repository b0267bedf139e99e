"""Message entities: what Telegram's servers mark in a text, in UTF-16 code units."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

# What wins a tie of offset and length in Telegram's order of entities (tdlib/td, MessageEntity.cpp).
_PRIORITY = {"blockquote": 0, "expandable_blockquote": 0, "pre": 10, "code": 20, "text_link": 49, "bold": 90}
_PRIORITY |= {"italic": 91, "underline": 92, "strikethrough": 93, "spoiler": 94, "custom_emoji": 99}
_OTHER_PRIORITY = 50

# Inside these Telegram detects nothing.
_OPAQUE = frozenset({"code", "pre", "text_link"})

# Telegram knows every top-level domain; the common ones do here, and "and/or", "e.g." stay text.
_DOMAINS = "app|at|au|biz|ca|ch|co|com|de|edu|es|eu|fr|gov|in|info|int|io|it|me|net|nl|nz|org|studio|tv|uk|us|yoga"

_DETECTED = (
    ("url", re.compile(r"(?<![\w@])(?:https?|tg)://[^\s<>\"]*[^\s<>\".,:;!?')\]]", re.IGNORECASE)),
    ("email", re.compile(r"(?<![\w.+-])[\w.+-]+@(?:[\w-]+\.)+[a-z]{2,24}(?![\w-])", re.IGNORECASE)),
    (
        "url",
        re.compile(
            rf"(?<![\w@./-])(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+(?:{_DOMAINS})(?![\w-])"
            r"(?:[/?#](?:[^\s<>\"]*[^\s<>\".,:;!?')\]])?)?",
            re.IGNORECASE,
        ),
    ),
    ("bot_command", re.compile(r"(?<![\w/<>])/[a-zA-Z0-9_]{1,64}(?:@[a-zA-Z0-9_]{3,32})?(?![\w/<>])")),
    ("mention", re.compile(r"(?<!\w)@[a-zA-Z0-9_]{4,32}(?!\w)")),
    ("hashtag", re.compile(r"(?<![\w/])#(?=\d*[^\W\d])\w{1,256}(?!\w)")),
    ("phone_number", re.compile(r"(?<![\w+])\+\d(?:[ ()-]{0,2}\d){7,14}(?!\w)")),
)


@dataclass(frozen=True, slots=True)
class Entity:
    """A marked part of a text; offset and length count UTF-16 code units (core.telegram.org/bots/api#messageentity)."""

    type: str
    offset: int
    length: int
    url: str | None = None
    language: str | None = None
    custom_emoji_id: str | None = None

    @property
    def end(self) -> int:
        """The first code unit after the entity."""
        return self.offset + self.length

    def json(self) -> dict[str, Any]:
        """Return Telegram's MessageEntity."""
        body: dict[str, Any] = {"type": self.type, "offset": self.offset, "length": self.length}
        optional = {"url": self.url, "language": self.language, "custom_emoji_id": self.custom_emoji_id}
        return body | {name: value for name, value in optional.items() if value is not None}


@dataclass(frozen=True, slots=True)
class Formatted:
    """A text with its entities."""

    text: str
    entities: tuple[Entity, ...] = ()

    def part(self, entity: Entity) -> str:
        """Return the text that an entity marks."""
        units = self.text.encode("utf-16-le")
        return units[entity.offset * 2 : entity.end * 2].decode("utf-16-le")

    def parts(self, kind: str) -> list[str]:
        """Return the texts of all entities of one type, in order."""
        return [self.part(entity) for entity in self.entities if entity.type == kind]


def utf16_length(text: str) -> int:
    """Count UTF-16 code units, Telegram's measure of offsets."""
    return len(text) + sum(character > "\uffff" for character in text)


def finished(text: str, marked: Iterable[Entity] = ()) -> Formatted:
    """Do to a text what Telegram's servers do before it is a message: trim it, detect entities, put them in order."""
    stripped = text.strip()
    shift = utf16_length(text[: len(text) - len(text.lstrip())])
    end = utf16_length(stripped)
    kept = list(dict.fromkeys(moved for entity in marked if (moved := _moved(entity, shift, end)).length > 0))
    kept = [entity for entity in kept if not any(_within(entity, other) for other in kept)]
    opaque = [entity for entity in kept if entity.type in _OPAQUE]
    found = [entity for entity in _detected(stripped) if not any(_overlap(entity, other) for other in opaque)]
    return Formatted(stripped, tuple(sorted([*kept, *found], key=_order)))


def _moved(entity: Entity, shift: int, end: int) -> Entity:
    start = max(entity.offset - shift, 0)
    return replace(entity, offset=start, length=min(entity.end - shift, end) - start)


def _within(entity: Entity, other: Entity) -> bool:
    """Tell whether another entity of the same type already covers this one, as <b> within <b>."""
    return (
        entity is not other and entity.type == other.type and other.offset <= entity.offset and other.end >= entity.end
    )


def _order(entity: Entity) -> tuple[int, int, int]:
    return entity.offset, -entity.length, _PRIORITY.get(entity.type, _OTHER_PRIORITY)


def _overlap(one: Entity, other: Entity) -> bool:
    return one.offset < other.end and other.offset < one.end


def _detected(text: str) -> Iterator[Entity]:
    taken: list[Entity] = []
    for kind, pattern in _DETECTED:
        for match in pattern.finditer(text):
            entity = Entity(kind, utf16_length(text[: match.start()]), utf16_length(match.group()))
            if not any(_overlap(entity, other) for other in taken):
                taken.append(entity)
                yield entity
