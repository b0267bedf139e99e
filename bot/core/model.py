"""The values that a question turns into on its way to a reply."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Entry:
    """One curated answer of the knowledge base, with what it is recognised by and what it rests on."""

    id: str
    topic: str
    question: str
    phrasings: tuple[str, ...]
    answer: str
    document: str | None = None
    sentences: tuple[int, ...] = ()
    related: tuple[str, ...] = ()
    caution: str | None = None
    tests: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SmallTalkKind:
    """A kind of small talk (greeting, thanks, ...) and the one sentence that it gets."""

    id: str
    phrasings: tuple[str, ...]
    reply: str
    tests: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StudioSubject:
    """A kind of studio business (times, prices, ...) that is handed to the studio's own contact."""

    id: str
    phrasings: tuple[str, ...]
    tests: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A source text: its title, and the heading over each numbered sentence (None before the first heading)."""

    id: str
    title: str
    headings: Mapping[int, str | None]


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Everything that matching and answering know; one immutable value, swapped as a whole on reload."""

    entries: tuple[Entry, ...]
    cautions: Mapping[str, str] = field(default_factory=dict)
    studio: tuple[StudioSubject, ...] = ()
    smalltalk: tuple[SmallTalkKind, ...] = ()
    background: tuple[str, ...] = ()
    synonyms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    must_not_answer: tuple[str, ...] = ()
    documents: tuple[Document, ...] = ()

    def entry(self, entry_id: str) -> Entry | None:
        """Return the entry with this id, or None."""
        return next((entry for entry in self.entries if entry.id == entry_id), None)

    @property
    def topics(self) -> tuple[str, ...]:
        """The topics of the entries, each once, in the order of the files."""
        return tuple(dict.fromkeys(entry.topic for entry in self.entries))


@dataclass(frozen=True, slots=True)
class Match:
    """How well one entry fits a question; confidence is 0–1."""

    entry: Entry
    confidence: float


class Level(StrEnum):
    """How urgent a notice is, most urgent first."""

    EMERGENCY = "emergency"
    TODAY = "today"
    DOCTOR = "doctor"


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign that the safety check recognised: the concept's name and the words of the message that showed it."""

    name: str
    words: str


@dataclass(frozen=True, slots=True)
class Notice:
    """A possible emergency: this fixed text is shown, and nothing else."""

    category: str
    level: Level
    text: str
    signs: tuple[Sign, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """One entry answers, or two where the message asked two things."""

    entries: tuple[Entry, ...]
    confidence: float
    ranked: tuple[Match, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Too close to call: at most three entries to choose from."""

    entries: tuple[Entry, ...]
    ranked: tuple[Match, ...] = ()


@dataclass(frozen=True, slots=True)
class Abstention:
    """An honest "I don't know"; `nearest` holds entries to offer where the question was near the topic."""

    nearest: tuple[Entry, ...] = ()
    foreign: bool = False
    ranked: tuple[Match, ...] = ()


@dataclass(frozen=True, slots=True)
class Studio:
    """Studio business, for the studio's own contact; `subject` is its id in studio.yaml."""

    subject: str
    ranked: tuple[Match, ...] = ()


@dataclass(frozen=True, slots=True)
class SmallTalk:
    """A greeting, thanks and the like; `kind` is its id in smalltalk.yaml."""

    kind: str
    reply: str
    ranked: tuple[Match, ...] = ()


Outcome = Answer | Suggestions | Abstention | Notice | Studio | SmallTalk


class Place(StrEnum):
    """Where a question is asked; all that is kept of a chat."""

    PRIVATE = "private"
    GROUP = "group"
    CHANNEL = "channel"
    INLINE = "inline"
    GUEST = "guest"
    TERMINAL = "terminal"


@dataclass(frozen=True, slots=True)
class Question:
    """What a person asks, free of any channel.

    `earlier` is the same person's last message of the past five minutes, or empty: signs of an emergency may be split
    over two messages. `previous` is the id of the entry that answered it, if one did: "and how long does that take?"
    leans on it.
    """

    text: str
    place: Place = Place.PRIVATE
    earlier: str = ""
    previous: str | None = None


class Action(StrEnum):
    """What a button does when it is pressed; CHOOSE shows an entry in place of the menu, ENTRY as a further message."""

    ENTRY = "entry"
    CHOOSE = "choose"
    TOPIC = "topic"
    TOPICS = "topics"
    SOURCE = "source"
    NONE_OF_THESE = "none"


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a reply; `target` is the id of an entry or a topic where the action needs one."""

    label: str
    action: Action
    target: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a person sees, free of any channel: paragraphs of plain text with *bold* and _italic_, and buttons."""

    text: str
    buttons: tuple[Button, ...] = ()
