"""What people reach by commands and buttons."""

import re
from copy import copy
from dataclasses import replace

import pytest

from bot.core.answering import Answering
from bot.core.composing import Catalog
from bot.core.model import Action, Button, Level
from bot.core.ranking import Alarm
from bot.service.browsing import Browsing
from bot.service.explaining import explain
from bot.service.opening import texts
from bot.settings import Settings, read_settings


def test_the_greeting(browsing: Browsing, catalog: Catalog) -> None:
    reply = browsing.start()
    assert reply.text == f"{catalog['start']}\n\n_{catalog['about']}_\n\n/privacy"
    assert reply.buttons == (
        Button("Sore calves", Action.TOPIC, "the-calf"),
        Button("Finding relief", Action.TOPIC, "relief"),
    )


def test_help_and_privacy(browsing: Browsing, catalog: Catalog) -> None:
    assert browsing.help().text == f"{catalog['help']}\n\n_{catalog['about']}_"
    assert browsing.privacy().text == catalog["privacy"]
    assert "{" not in browsing.privacy().text


def test_a_topic(browsing: Browsing) -> None:
    reply = browsing.topic("relief")
    assert reply
    assert reply.text == "*Finding relief*\nI can answer these:"
    assert reply.buttons == (
        Button("Should I rest or keep moving?", Action.CHOOSE, "move-or-rest"),
        Button("Does drinking water help?", Action.CHOOSE, "water"),
        Button("Is a heat pack a good idea?", Action.CHOOSE, "heat-pack"),
        Button("What I can answer", Action.TOPICS),
    )


def test_an_entry(browsing: Browsing, catalog: Catalog) -> None:
    reply = browsing.entry("calf-link")
    assert reply
    assert reply.text.split("\n\n") == [
        "*Can sciatica make my calves sore?*\nYes, it can. *Sciatica* is one of the causes of sore calves.",
        "⚠️ If one leg is swollen or warm, get medical advice today.",
        f"_{catalog['disclaimer']}_",
    ]
    assert reply.buttons == (
        Button("Should I rest or keep moving?", Action.ENTRY, "move-or-rest"),
        Button("Does drinking water help?", Action.ENTRY, "water"),
        Button("Where this comes from", Action.SOURCE, "calf-link"),
    )


@pytest.mark.parametrize(
    ("entry", "source"),
    [
        ("calf-link", "From the article “Small Leaflet”, sentence 1."),
        ("move-or-rest", "From the article “Small Leaflet”, part “What helps”, sentences 2–3."),
        ("water", "From the article “Small Leaflet”, part “What helps”, sentence 5."),
        ("heat-pack", "From the article “Small Leaflet”, sentences 1–3 and 5."),
        ("gone-away", None),
    ],
)
def test_sources(browsing: Browsing, entry: str, source: str | None) -> None:
    assert browsing.source(entry) == source


@pytest.mark.parametrize(
    ("action", "target", "shows"),
    [
        ("entry", "water", "*Does drinking water help?*"),
        ("choose", "water", "*Does drinking water help?*"),
        ("topic", "relief", "*Finding relief*"),
        ("topics", "", "Pick a topic:"),
        ("none", "", "I don't know that one."),
        ("source", "water", "From the article"),
        ("entry", "gone-away", "I don't have this answer any more."),
        ("choose", "", "I don't have this answer any more."),
        ("topic", "gone-away", "I don't have this answer any more."),
        ("source", "gone-away", "I don't have this answer any more."),
        ("dance", "water", "I don't have this answer any more."),
        ("", "", "I don't have this answer any more."),
    ],
)
def test_presses(browsing: Browsing, action: str, target: str, shows: str) -> None:
    assert browsing.press(action, target).text.startswith(shows)


@pytest.mark.parametrize(
    ("question", "shows"),
    [
        ("my calves are sore, is it sciatica", ["safety     no rule", "calf-link", "decision   answer"]),
        ("is it my clafs", ["clafs", "corrected"]),
        ("is itmy calves", ["itmy → it my"]),
        ("what's the capital of france", ["decision   abstain: even a suggestion needs a confidence of 0.10"]),
        ("warum tut mir die wade weh", ["decision   abstain: it is in another language"]),
        ("hello", ["decision   smalltalk"]),
        ("", ["words      (none)", "decision   abstain"]),
        ("my calf is swollen and hot", ["dvt", "swollen", "decision   notice, before any matching"]),
    ],
)
def test_explaining(answering: Answering, question: str, shows: list[str]) -> None:
    explained = explain(question, answering)
    assert [part for part in shows if part not in explained] == []


def test_a_sentence_goes_on_after_the_helplines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_HELPLINES", "Samaritans 116 123. Or text 988.")

    assert read_settings().helplines == "Samaritans 116 123. Or text 988"


def test_explaining_a_choice_and_a_silence(answering: Answering) -> None:
    question, unsure = "my calves are sore, is it sciatica", copy(answering)
    unsure.parameters = replace(answering.parameters, answer=1.1)
    assert "decision   suggest: an answer needs a confidence of 1.10" in explain(question, unsure)

    unsure.parameters = replace(answering.parameters, alarm_sure=9)
    ranking = answering.matcher.rank(question)
    unsure.matcher = copy(answering.matcher)
    unsure.matcher.rank = lambda *_, **__: replace(ranking, alarm=Alarm(-1, "dvt", Level.TODAY))  # type: ignore[method-assign]
    assert "abstain: so near a notice, an answer needs a confidence of 8.75" in explain(question, unsure)

    nothing = tuple(replace(candidate, evidence=(), nearest=0.5) for candidate in ranking.candidates)
    unsure.matcher.rank = lambda *_, **__: replace(ranking, candidates=nothing)  # type: ignore[method-assign]
    assert "abstain: no word that tells something is shared with the best entry" in explain(question, unsure)


def test_the_longest_settings_still_fit_telegrams_limits() -> None:
    """https://core.telegram.org/bots/api#setmydescription and its neighbours."""
    longest = Settings.model_construct(
        studio_name="n" * 64, studio_contact="c" * 200, emergency="e" * 60, helplines="h" * 200
    )
    catalog = texts(longest)
    assert len(catalog["description"]) <= 512
    assert len(catalog["short-description"]) <= 120
    assert len(catalog["gone"]) <= 200
    assert max(len(text) for name, text in catalog.items() if name.startswith("command-")) <= 256
    assert max(map(len, catalog.values())) < 4096 - 1000  # an answer, or a notice, has to fit beside it


def test_the_studios_words_are_filled_in(catalog: Catalog) -> None:
    unfilled = [name for name, text in catalog.items() if re.search(r"\{(studio|contact|emergency|helplines)\}", text)]
    assert unfilled == []
