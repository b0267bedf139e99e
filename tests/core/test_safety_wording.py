"""What the safety rules make of figures of speech, slips of the pen and figures, without the second net."""

from functools import cache

import pytest

from bot.core.safety import RedFlags
from tests.core.test_safety import safety_file


@cache
def rules_alone() -> RedFlags:
    return RedFlags(safety_file().to_rules())


class TestSlips:
    @pytest.mark.parametrize("text", ["call 999", "please call 911 now", "should i call 112"])
    def test_digits_are_no_stretched_letters(self, text: str) -> None:
        notice = rules_alone().check(text)
        assert notice is not None
        assert any(number in notice.signs[0].words for number in ("999", "911", "112"))

    @pytest.mark.parametrize(
        "text",
        [
            "how many friends are in a netball team",
            "x squared plus 5",
            "some days i balance like a flamingo",
            "overdoing it on leg day",
            "any truth in the rumour that yoga mends sciatica",
            "my atm card is not working",
        ],
    )
    def test_a_guess_alone_is_no_sign(self, text: str) -> None:
        assert rules_alone().check(text) is None


class TestFiguresOfSpeech:
    @pytest.mark.parametrize(
        "text",
        [
            "faint hope of a space on saturday",
            "the tent collapsed at the festival",
            "collapsed in a heap laughing",
            "the app had a fit",
            "may i stroke the cat",
            "scones with clotted cream",
            "stuck in a clot of traffic",
            "overdosed on chocolate at easter",
            "is there a pulse class",
            "weak tea is fine for me",
            "the lights blacked out in class",
            "my jokes gave me a heart attack",
            "cant go on monday, can i swap",
            "is it worth fitting in a class",
            "can a trapped nerve make your calves ache",
            "my hips are crooked, will yoga even them out",
            "29 with the legs of a pensioner, sciatica too",
        ],
    )
    def test_are_no_signs(self, text: str) -> None:
        assert rules_alone().check(text) is None

    @pytest.mark.parametrize(
        "text",
        [
            "my mum collapsed in the kitchen",
            "i fainted on the stairs",
            "he is having a fit on the floor",
            "overdosed on my tablets",
            "a clot of blood in my leg",
            "cant go on with this pain",
            "got my arm trapped in a door and now its numb",
        ],
    )
    def test_do_not_hide_the_real_thing(self, text: str) -> None:
        assert rules_alone().check(text) is not None
