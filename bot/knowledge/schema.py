"""The knowledge format as data models: what may stand in each file of a knowledge folder."""

import re
from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

ANSWER_LIMIT = 400
"""Longest answer in characters: five short lines on a phone."""

_INVISIBLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")


ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
FINGERPRINT_PATTERN = r"^[0-9a-f]{16}$"


def _visible(text: str) -> str:
    found = _INVISIBLE.search(text)
    if found:
        place = f"after “{text[: found.start()][-20:]}”" if found.start() else "at its beginning"
        raise ValueError(f"holds the invisible character U+{ord(found.group()):04X} {place}; type it anew")
    return text


Id = Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=48)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4096), AfterValidator(_visible)]
Phrasing = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1000), AfterValidator(_visible)
]
Question = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120), AfterValidator(_visible)
]
Answer = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=ANSWER_LIMIT), AfterValidator(_visible)
]


class Strict(BaseModel):
    """Unknown keys and wrong types are errors."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class EntryModel(Strict):
    """One question that the knowledge answers."""

    id: Id = Field(description="Short name in small letters, figures and hyphens; also the entry's deep link.")
    topic: Id = Field(description="Groups entries in /topics.")
    question: Question = Field(description="Shown to people.")
    phrasings: list[Phrasing] = Field(
        min_length=1, description="Ways in which people ask it; matching learns from them."
    )
    answer: Answer = Field(description="Plain words; *bold* and _italic_ are possible.")
    sentences: list[Annotated[int, Field(ge=1)]] = Field(
        default_factory=list, description="Numbers of the document's sentences that the answer rests on."
    )
    related: list[Id] = Field(default_factory=list, max_length=3, description="Ids of natural follow-up questions.")
    caution: Id | None = Field(default=None, description="A caution of cautions.yaml that is added to the answer.")
    tests: list[Phrasing] = Field(default_factory=list, description="Never learned from; this entry must answer each.")


class EntriesFile(Strict):
    """A file of entries, drawn from one document where `document` names one."""

    format: Literal[1] = Field(description="Version of this format.")
    language: Literal["en"] = Field(description="Language of the questions and answers.")
    document: Id | None = Field(
        default=None, description="The document that the entries are drawn from: documents/<id>.yaml describes it."
    )
    entries: list[EntryModel] = Field(min_length=1, description="The questions that this file answers.")


class CautionsFile(Strict):
    """cautions.yaml: named texts that are added to answers, and the medicines that answers must not bring in."""

    format: Literal[1]
    cautions: dict[Id, Answer]
    medicines: list[Id] = Field(
        default_factory=list, description="An answer names one only if its sentences or its caution do."
    )


class MessagesFile(Strict):
    """background-*.yaml: messages that are not for this bot; matching learns from them what to leave alone."""

    format: Literal[1]
    messages: list[Phrasing]


class SynonymsFile(Strict):
    """synonyms.yaml: words of one kind, so that a word which no phrasing has is understood all the same."""

    format: Literal[1]
    groups: dict[Id, list[Phrasing]]


class MustNotAnswerFile(Strict):
    """must-not-answer.yaml: questions that must never get an answer; tests only, never learned from."""

    format: Literal[1]
    questions: list[Phrasing]


class SubjectModel(Strict):
    """One kind of studio business."""

    id: Id
    phrasings: list[Phrasing] = Field(min_length=1)
    tests: list[Phrasing] = Field(default_factory=list)


class StudioFile(Strict):
    """studio.yaml: what is handed to the studio's own contact."""

    format: Literal[1]
    subjects: list[SubjectModel]


class SmallTalkModel(SubjectModel):
    """One kind of small talk and its one sentence."""

    reply: Answer


class SmallTalkFile(Strict):
    """smalltalk.yaml: greetings, thanks and the like."""

    format: Literal[1]
    kinds: list[SmallTalkModel]


class SentenceModel(Strict):
    """One sentence of a document, which itself is not copied."""

    fingerprint: Annotated[str, StringConstraints(pattern=FINGERPRINT_PATTERN)] = Field(
        description="The first 16 hex digits of SHA-256 of the sentence: UTF-8, NFKC, each white space one blank."
    )
    facts: list[Annotated[str, StringConstraints(pattern=r"^\S+$", max_length=48)]] = Field(
        default_factory=list, description="The figures and medicines in it, as single words: all that answers may name."
    )


def _as_sentence(value: object) -> object:
    return {"fingerprint": value} if isinstance(value, str) else value


class SectionModel(Strict):
    """A section of a document: its heading (none before the first) and its numbered sentences.

    A sentence without facts can be written as its fingerprint alone.
    """

    heading: Text | None = None
    sentences: dict[
        Annotated[int, Field(ge=1)],
        Annotated[SentenceModel, BeforeValidator(_as_sentence, json_schema_input_type=str | SentenceModel)],
    ]


class DocumentFile(Strict):
    """documents/<id>.yaml: the structure of the source text, without its sentences."""

    format: Literal[1]
    title: Text
    sections: list[SectionModel] = Field(min_length=1)
    left_out: dict[int, Text] = Field(
        default_factory=dict, description="Sentences that no entry answers on purpose, each with the reason."
    )

    @property
    def sentences(self) -> Mapping[int, SentenceModel]:
        """All sentences by their numbers."""
        return {number: sentence for section in self.sections for number, sentence in section.sentences.items()}

    def place(self, number: int) -> tuple[str | int, ...]:
        """Return where a sentence stands in the file."""
        index = next(n for n, section in enumerate(self.sections) if number in section.sentences)
        return ("sections", index, "sentences", number)
