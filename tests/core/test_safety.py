"""What gets a notice instead of an answer, and what does not; the tables stand in knowledge/safety.yaml."""

from functools import cache
from pathlib import Path

import pytest
import yaml
from pydantic import ValidationError

from bot.core.safety import RedFlags
from bot.core.safety_rules import Example
from bot.knowledge.safety_schema import SafetyExamples, SafetyFile

KNOWLEDGE = Path(__file__).resolve().parents[2] / "knowledge"


def _load(name: str) -> object:
    return yaml.load((KNOWLEDGE / name).read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


@cache
def safety_file() -> SafetyFile:
    return SafetyFile.model_validate(_load("safety.yaml"))


@cache
def check() -> RedFlags:
    return RedFlags(safety_file().to_rules(SafetyExamples.model_validate(_load("safety-examples.yaml"))))


@cache
def rules_alone() -> RedFlags:
    return RedFlags(safety_file().to_rules())


def must_trigger() -> list[Example]:
    return [example for category in safety_file().categories for example in category.to_examples()]


def must_not_trigger() -> list[str]:
    return [text for category in safety_file().categories for text in category.must_not] + safety_file().calm


def level(text: str, earlier: str = "") -> str | None:
    notice = check().check(text, earlier)
    return None if notice is None else notice.level.value


def category(text: str, earlier: str = "") -> str | None:
    notice = check().check(text, earlier)
    return None if notice is None else notice.category


class TestTheFilesOwnTables:
    @pytest.mark.parametrize("example", must_trigger(), ids=lambda example: example.text)
    def test_must_trigger_with_its_level(self, example: Example) -> None:
        assert level(example.text) == example.level

    @pytest.mark.parametrize("text", must_not_trigger())
    def test_must_not_trigger(self, text: str) -> None:
        assert level(text) is None

    @pytest.mark.parametrize("example", must_trigger(), ids=lambda example: example.text)
    def test_the_second_net_never_takes_a_notice_back(self, example: Example) -> None:
        alone = rules_alone().check(example.text)
        if alone is not None:
            assert check().check(example.text) == alone


class TestWhatIsSaidAboutASign:
    """Section 1.15 of the safety research: denied, past, hypothetical, second-hand."""

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("no numbness or swelling, just sore", None),
            ("not swollen, not red, both calves ache", None),
            ("no chest pain but my calf is swollen and hot", "dvt"),
            ("no back pain, just can't pee", "cauda_equina"),
            ("i dont think its a clot but its swollen and warm", "dvt"),
            ("had a dvt in 2015, fine now, can i do yoga for sciatica", "dvt"),
            ("yesterday i couldnt feel my groin, ok today", "cauda_equina"),
            ("last year i fell and broke my ankle, healed", None),
            ("what are signs of a blood clot?", None),
            ("my friend died of a clot, im scared", "dvt"),
            ("asking for my sister: her calf is hot and huge", "dvt"),
            ("the doctor ruled out a clot, calf still sore and swollen", "dvt"),
            ("not numb", None),
            ("it isn't numb", None),
            ("numbness has gone", None),
        ],
    )
    def test_row(self, text: str, expected: str | None) -> None:
        assert category(text) == expected

    def test_medicine_in_pregnancy_in_general_is_for_a_professional(self) -> None:
        assert category("is ibuprofen safe in pregnancy in general?") in {"pregnancy", "medicine"}

    def test_a_medicine_of_the_past_is_at_most_for_a_doctor(self) -> None:
        assert level("i used to be on warfarin") in {None, "doctor"}

    @pytest.mark.parametrize(
        ("text", "notice"),
        [
            ("my friend died of a clot, im scared", "bereavement"),
            ("the doctor ruled out a clot, calf still sore and swollen", "checked"),
            ("i want to die", "self-harm"),
            ("i have a stomach ulcer, which painkiller", "medicine"),
            ("took 12 ibuprofen today", "overdose"),
        ],
    )
    def test_its_own_text(self, text: str, notice: str) -> None:
        found = check().check(text)
        assert found is not None
        assert found.text == safety_file().notices[notice]


class TestNegation:
    @pytest.mark.parametrize(
        "text",
        [
            "no swelling in my calf",
            "my calf is not swollen",
            "my calf isn't swollen or red",
            "without swelling, redness or heat, my calf just aches",
            "i don't have any chest pain",
            "my calf never swells",
        ],
    )
    def test_reaches_over_its_clause(self, text: str) -> None:
        assert level(text) is None

    @pytest.mark.parametrize(
        "text",
        [
            "no fever but my calf is swollen",
            "not sure why my calf is swollen",
            "no idea why my calf is swollen",
            "i don't know, my calf is swollen",
            "my calf is swollen, no pain",
            "no pain, my calf is swollen",
            "i cant come tonight, my calf is swollen",
            "the swelling in my calf is not going down",
        ],
    )
    def test_reaches_no_further(self, text: str) -> None:
        assert category(text) == "dvt"

    @pytest.mark.parametrize("text", ["i can't feel my groin", "no feeling in my groin", "my foot has no pulse"])
    def test_not_can_be_part_of_the_sign(self, text: str) -> None:
        assert level(text) == "emergency"


class TestTheSiteDecides:
    def test_toes_are_no_groin(self) -> None:
        assert level("my toes are a bit numb") is None
        assert category("my groin is a bit numb") == "cauda_equina"

    def test_one_leg_is_not_both_and_tired_is_not_weak(self) -> None:
        assert level("tired legs after class") is None
        assert category("numb in both legs") == "cauda_equina"
        assert category("my leg is a bit numb") != "cauda_equina"


class TestJokes:
    def test_calm_what_is_weak(self) -> None:
        assert level("legs like jelly haha") is None

    def test_do_not_calm_what_is_strong(self) -> None:
        assert level("coughing up blood lol") == "emergency"
        assert level("i want to kill myself haha") == "emergency"


class TestSpelling:
    @pytest.mark.parametrize(
        "text",
        [
            "my clf is swolen",
            "my cafl is swollen adn hot",
            "mycalf is swollen",
            "my calfis swollen",
            "m ycalf is swol len",
            "MY CALF IS SWOLLEN!!!",
            "my calf is swolllllen",
            "my cаlf is swollen".replace("а", "a"),
        ],
    )
    def test_slips_are_read(self, text: str) -> None:
        assert category(text) == "dvt"

    @pytest.mark.parametrize("text", ["cant breathe", "can t breathe", "can’t breathe", "cnat breathe"])
    def test_every_cannot(self, text: str) -> None:
        assert category(text) == "pe"

    @pytest.mark.parametrize("text", ["call me half past ten", "the thumb drive is dumb", "how calm is the class"])
    def test_ordinary_words_stay_what_they_are(self, text: str) -> None:
        assert level(text) is None


class TestSplitMessages:
    def test_signs_of_two_messages_count_together(self) -> None:
        assert category("and it's swollen", "calf sore") == "dvt"
        assert category("it's my calf", "so swollen today") == "dvt"

    def test_the_earlier_message_alone_does_not_fire_again(self) -> None:
        assert level("what time is class?", "my calf is swollen") is None
        assert level("is there a calf class?", "my calf is swollen") is None

    def test_a_repeated_sign_fires_again(self) -> None:
        assert category("it's still swollen", "my calf is swollen") == "dvt"


class TestUrgency:
    def test_the_most_urgent_sign_wins(self) -> None:
        assert category("my calf is swollen and i am short of breath") == "pe"

    def test_signs_are_named(self) -> None:
        notice = rules_alone().check("my calf is swollen")
        assert notice is not None
        assert {sign.words for sign in notice.signs} == {"calf", "swollen"}


class TestNotices:
    @pytest.mark.parametrize(("name", "text"), safety_file().notices.items())
    def test_are_short_and_promise_nothing(self, name: str, text: str) -> None:
        assert len(text.split()) <= 60, name
        lower = text.lower()
        for never in ("triage", "symptom checker", "you can wait", "probably", "likely", "don't worry", "%"):
            assert never not in lower, name
        assert "{emergency}" in text


class TestTheFileIsChecked:
    def _broken(self, change: str) -> str:
        data = safety_file().model_dump(mode="json")
        first = data["categories"][0]["signs"][0]
        match change:
            case "concept":
                first["all"] = ["no-such-thing"]
            case "notice":
                first["notice"] = "no-such-notice"
            case "placeholder":
                data["notices"]["today"] = "Call {someone}."
            case "length":
                data["notices"]["today"] = "word " * 61
            case "unknown key":
                first["al"] = []
            case "standing":
                first["all"] = ["maybe clot"]
        with pytest.raises(ValidationError) as caught:
            SafetyFile.model_validate(data, strict=False)
        return str(caught.value)

    @pytest.mark.parametrize(
        ("change", "named"),
        [
            ("concept", "no-such-thing"),
            ("notice", "no-such-notice"),
            ("placeholder", "someone"),
            ("length", "61 words"),
            ("unknown key", "al"),
            ("standing", "maybe clot"),
        ],
    )
    def test_an_error_names_the_thing(self, change: str, named: str) -> None:
        assert named in self._broken(change)
