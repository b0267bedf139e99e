"""The knowledge format as data models: what may stand in each file of a knowledge folder."""

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

ANSWER_LIMIT = 400
"""Longest answer in characters: five short lines on a phone."""

_INVISIBLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")


def _visible(text: str) -> str:
    if _INVISIBLE.search(text):
        raise ValueError("holds an invisible character; type the text anew")
    return text


Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=48)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4096), AfterValidator(_visible)]
Phrasing = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1000), AfterValidator(_visible)
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
    question: Annotated[Phrasing, StringConstraints(max_length=120)] = Field(description="Shown to people.")
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

    format: Literal[1]
    language: Literal["en"]
    document: Id | None = None
    entries: list[EntryModel] = Field(min_length=1)


class CautionsFile(Strict):
    """cautions.yaml: named texts that are added to answers."""

    format: Literal[1]
    cautions: dict[Id, Answer]


class MessagesFile(Strict):
    """background-*.yaml: messages that are not for this bot; matching learns from them what to leave alone."""

    format: Literal[1]
    messages: list[Phrasing]


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


class SectionModel(Strict):
    """A section of a document: its heading (none before the first) and the fingerprint of each numbered sentence."""

    heading: Text | None = None
    sentences: dict[Annotated[int, Field(ge=1)], Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{16}$")]]


class DocumentFile(Strict):
    """documents/<id>.yaml: the structure of the source text, without its sentences."""

    format: Literal[1]
    title: Text
    sections: list[SectionModel] = Field(min_length=1)

    @property
    def numbers(self) -> frozenset[int]:
        """The numbers of all sentences."""
        return frozenset(number for section in self.sections for number in section.sentences)
