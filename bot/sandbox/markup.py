"""Telegram's HTML (core.telegram.org/bots/api#html-style): its tags, its references, its refusals."""

import re
from dataclasses import dataclass

from bot.sandbox.entities import Entity, utf16_length
from bot.sandbox.refusals import bad_request

_TYPES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
}
_REFERENCE = re.compile(r"&(?:#x(?P<hex>[0-9a-fA-F]{1,7})|#(?P<decimal>[0-9]{1,8})|(?P<name>[a-zA-Z]+));?")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_LAST_CHARACTER = 0x10FFFF

_SPACES = " \t\r\n\v"
_TAG_NAME = re.compile(rf"[^{_SPACES}>]*")
_SPACE = re.compile(rf"[{_SPACES}]*")
_ATTRIBUTE_NAME = re.compile(rf"[^{_SPACES}=>/\"']*")
_TOKEN = re.compile(r"[a-zA-Z0-9.-]*")
_LINK = re.compile(r"(?:(?:https?|tg|ton)://)?[^\s/?#.:]+(?:\.[^\s/?#.:]+)*(?::\d+)?(?:[/?#]\S*)?", re.IGNORECASE)


@dataclass(slots=True)
class _Open:
    """A start tag that waits for its end tag; `argument` is the link, language, emoji or "expandable"."""

    name: str
    argument: str
    offset: int
    text_from: int


def parse_html(source: str) -> tuple[str, list[Entity]]:
    """Turn HTML into plain text and entities, as Telegram does.

    Raises:
        Refusal: "can't parse entities: ...", with Telegram's reason and, mostly, the offset in bytes of UTF-8.

    """
    return _Parser(source).parse()


class _Parser:
    """One pass over one text. A reference that Telegram does not know stays as it is written; a bad tag does not."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.text = ""
        self.open: list[_Open] = []
        self.entities: list[Entity] = []

    def parse(self) -> tuple[str, list[Entity]]:
        while self.at < len(self.source):
            following = self.source.find("<", self.at)
            end = len(self.source) if following < 0 else following
            self.text += _REFERENCE.sub(_character, self.source[self.at : end])
            self.at = end
            if following >= 0:
                self._tag()
        if self.open:
            raise _unparsable(f'Can\'t find end tag corresponding to start tag "{self.open[-1].name}"')
        if any("\ud800" <= character <= "\udfff" for character in self.text):
            raise _unparsable(
                "Text contains invalid Unicode characters after decoding HTML entities, "
                "check for unmatched surrogate code units",
            )
        return self.text, self.entities

    def _tag(self) -> None:
        begin = self.at
        self.at += 1
        if self._here() == "/":
            self.at += 1
            self._end_tag(begin)
        else:
            self._start_tag(begin)

    def _start_tag(self, begin: int) -> None:
        name = self._take(_TAG_NAME).lower()
        if not self._here():
            raise self._unparsable("Unclosed start tag", begin)
        if name not in _TYPES:
            raise self._unparsable(f'Unsupported start tag "{name}"', begin)
        argument = ""
        while True:
            self._take(_SPACE)
            if self._here() == ">":
                break
            argument = self._attribute(name, begin) or argument
        self.at += 1
        if name == "span" and argument != "spoiler":
            raise self._unparsable('Tag "span" must have class "tg-spoiler"', begin)
        self.open.append(_Open(name, argument, utf16_length(self.text), len(self.text)))

    def _attribute(self, tag: str, begin: int) -> str:
        attribute = self._take(_ATTRIBUTE_NAME)
        if not attribute:
            unclosed = not self._here()
            reason = f'Unclosed start tag "{tag}"' if unclosed else f'Empty attribute name in the tag "{tag}"'
            raise self._unparsable(reason, begin)
        self._take(_SPACE)
        if self._here() != "=":
            if not self._here():
                raise self._unparsable(f'Unclosed start tag "{tag}"', begin)
            return _argument(tag, attribute, "")
        self.at += 1
        self._take(_SPACE)
        if not self._here():
            raise self._unparsable(f'Unclosed start tag "{tag}"', begin)
        value = self._value()
        if not self._here():
            raise self._unparsable("Unclosed start tag", begin)
        return _argument(tag, attribute, value)

    def _value(self) -> str:
        quote = self._here()
        if quote not in {'"', "'"}:
            begin = self.at
            token = self._take(_TOKEN).lower()
            if not self._here() or self._here() not in _SPACES + ">":
                raise self._unparsable("Unexpected end of name token", begin)
            return token
        end = self.source.find(quote, self.at + 1)
        if end < 0:
            self.at = len(self.source)
            return ""
        value = self.source[self.at + 1 : end]
        self.at = end + 1
        return _REFERENCE.sub(_character, value)

    def _end_tag(self, begin: int) -> None:
        if not self.open:
            raise self._unparsable("Unexpected end tag", begin)
        name = self._take(_TAG_NAME).lower()
        self._take(_SPACE)
        if self._here() != ">":
            raise self._unparsable("Unclosed end tag", begin)
        tag = self.open.pop()
        if name and name != tag.name:
            reason = f'Unmatched end tag at byte offset {self._bytes(begin)}, expected "</{tag.name}>"'
            raise _unparsable(f'{reason}, found "</{name}>"')
        self.at += 1
        length = utf16_length(self.text) - tag.offset
        if length:
            self._close(tag, length)

    def _close(self, tag: _Open, length: int) -> None:
        kind = _TYPES[tag.name]
        if kind == "text_link":
            url = checked_link(tag.argument or self.text[tag.text_from :])
            if url:
                self.entities.append(Entity(kind, tag.offset, length, url=url))
        elif kind == "custom_emoji":
            if not tag.argument.isdecimal() or not int(tag.argument):
                raise _unparsable("Invalid custom emoji identifier specified")
            self.entities.append(Entity(kind, tag.offset, length, custom_emoji_id=tag.argument))
        elif kind in {"pre", "code"}:
            self._close_code(kind, tag, length)
        else:
            self.entities.append(Entity(("expandable_" if tag.argument == "1" else "") + kind, tag.offset, length))

    def _close_code(self, kind: str, tag: _Open, length: int) -> None:
        """<pre><code class="language-x"> is one entity with a language; the language of a lone <code> is dropped."""
        outer = self.open[-1] if self.open else None
        if kind == "code" and outer and outer.name == "pre" and outer.offset == tag.offset:
            outer.argument = tag.argument
            self.entities.append(Entity("code", tag.offset, length))
            return
        inner = self.entities[-1] if self.entities else None
        language = None
        if kind == "pre" and inner and (inner.type, inner.offset, inner.length) == ("code", tag.offset, length):
            self.entities.pop()
            language = tag.argument or None
        self.entities.append(Entity(kind, tag.offset, length, language=language))

    def _here(self) -> str:
        return self.source[self.at : self.at + 1]

    def _take(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self.source, self.at)
        if match is None:  # each pattern also matches nothing
            return ""
        self.at = match.end()
        return match.group()

    def _bytes(self, index: int) -> int:
        return len(self.source[:index].encode())

    def _unparsable(self, reason: str, index: int) -> Exception:
        return _unparsable(f"{reason} at byte offset {self._bytes(index)}")


def _unparsable(reason: str) -> Exception:
    return bad_request(f"can't parse entities: {reason}")


def _character(reference: re.Match[str]) -> str:
    if name := reference["name"]:
        return _NAMED.get(name, reference.group())
    code = int(reference["hex"], 16) if reference["hex"] else int(reference["decimal"])
    return chr(code) if 0 < code < _LAST_CHARACTER else reference.group()


def _argument(tag: str, attribute: str, value: str) -> str:
    """Return what a tag needs of one of its attributes; all other attributes are ignored, as at Telegram's."""
    match tag, attribute:
        case ("a", "href") | ("tg-emoji", "emoji-id"):
            return value
        case "code", "class":
            return value.removeprefix("language-") if value.startswith("language-") else ""
        case "span", "class":
            return value.removeprefix("tg-") if value.startswith("tg-") else ""
        case "blockquote", "expandable":
            return "1"
    return ""


def checked_link(url: str) -> str | None:
    """Return a link as Telegram would store it, or None for what it would drop without a word."""
    url = url.strip()
    if not _LINK.fullmatch(url) or url.lower().startswith("tg://user?"):
        return None
    if "://" not in url:
        if "." not in url:
            return None
        url = f"http://{url}"
    scheme, _, rest = url.partition("://")
    if scheme.lower() in {"http", "https"} and not re.search(r"[/?#]", rest):
        url += "/"
    return url
