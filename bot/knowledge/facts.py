"""Checks that answers bring in no figure and no medicine that their source doesn't have."""

import re
import unicodedata
from collections.abc import Iterator

from bot.core.text import stem, tokenise
from bot.knowledge.loader import Folder
from bot.knowledge.placed import Placed
from bot.knowledge.schema import CautionsFile, DocumentFile
from bot.knowledge.yaml_lines import Problem

_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_WORD = re.compile(r"[a-z]+")

# "One" is no figure: it is a pronoun more often than a number ("either one", "one by one").
_SMALL = """
    two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
    nineteen
"""
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_NUMBER_WORDS = (
    {word: str(number) for number, word in enumerate(_SMALL.split(), start=2)}
    | {word: f"{tens}0" for tens, word in enumerate(_TENS.split(), start=2)}
    | {"zero": "0", "half": "half", "twice": "twice", "dozen": "12", "hundred": "100", "thousand": "1000"}
)
_PRONOUN = re.compile(r"\b(the|of|these|those) two(?=\s*(?:[.,;:!?)]|$))")
"""As in "the link between the two."."""


def figures(text: str) -> dict[str, str]:
    """Return the figures of a text by their value, so that "six" equals "6": {"6": "six"}."""
    folded = _PRONOUN.sub(r"\1", unicodedata.normalize("NFKC", text).casefold())
    found = {match.replace(",", ""): match for match in _FIGURE.findall(folded)}
    return found | {_NUMBER_WORDS[word]: word for word in _WORD.findall(folded) if word in _NUMBER_WORDS}


class Facts:
    """Finds the figures and medicines in texts.

    Args:
        medicines: the names of medicines, in small letters.
    """

    def __init__(self, medicines: list[str]) -> None:
        self._medicines = {name: f" {_stems(name)} " for name in medicines}

    def find(self, text: str) -> dict[str, str]:
        """Return the facts of a text: what to compare, and the word to show."""
        stems = f" {_stems(text)} "
        return figures(text) | {name: name for name, words in self._medicines.items() if words in stems}


def facts_of(folder: Folder) -> Facts:
    """Return the facts as the folder's cautions.yaml knows them."""
    return Facts([name for file, _ in folder.files(CautionsFile) for name in file.medicines])


def unusable_facts(folder: Folder) -> Iterator[Problem]:
    """Yield each fact of a document that is neither a figure nor a medicine."""
    facts = facts_of(folder)
    for file, located in folder.files(DocumentFile):
        for number, sentence in file.sentences.items():
            for index, fact in enumerate(sentence.facts):
                if not facts.find(fact):
                    message = f"the fact '{fact}' is neither a figure nor one of the medicines of cautions.yaml"
                    yield located.problem(
                        (*file.place(number), "facts", index), f"sentence {number}: {message}; correct it or remove it"
                    )


def foreign_facts(folder: Folder, entries: list[Placed]) -> Iterator[Problem]:
    """Yield each figure and medicine of an answer that neither its sentences nor its caution have."""
    facts = facts_of(folder)
    cautions = {name: text for file, _ in folder.files(CautionsFile) for name, text in file.cautions.items()}
    documents = {located.path.stem: file for file, located in folder.files(DocumentFile)}
    for placed in entries:
        entry, document = placed.entry, documents.get(placed.file.document or "")
        if document is None:
            continue
        founded = set(facts.find(cautions.get(entry.caution or "", "")))
        for number in entry.sentences:
            for fact in document.sentences[number].facts:
                founded |= facts.find(fact).keys()
        for value, word in facts.find(entry.answer).items():
            if value not in founded:
                message = f"the answer says “{word}”, which neither its sentences nor its caution do; take it out"
                yield placed.problem(f"{message}, or add it to the sentence's `facts:` if it stands there", "answer")


def _stems(text: str) -> str:
    return " ".join(map(stem, tokenise(text)))
