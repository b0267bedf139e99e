"""Tests of the knowledge that fail."""

from .mistake import Mistake, in_tea, put

PROOF = [
    in_tea(
        "test that another entry answers",
        "- how to keep tea fresh in a tin",
        "- please tell me how long the leaves steep",
        "please tell me",
        "entry 'fresh-leaves': the test “please tell me how long the leaves steep” is answered by 'steeping'",
    ),
    in_tea(
        "test that nothing answers",
        "- how to keep tea fresh in a tin",
        "- who won the cup in nineteen ninety",
        "who won",
        "entry 'fresh-leaves': the test “who won the cup in nineteen ninety” gets no answer (nearest: ",
    ),
    Mistake(
        "entry not reachable by its own question",
        put("pots.yaml", "question: Which pot should I buy?", "question: Why did the pot scald my hand?"),
        "pots.yaml",
        "question: Why did the pot scald my hand?",
        "entry 'pot': its own question gets the safety notice 'burn'",
    ),
    Mistake(
        "must-not-answer question that gets an answer",
        put("must-not-answer.yaml", "- how do i fly to the moon", "- please tell me how long the leaves steep"),
        "must-not-answer.yaml",
        "please tell me",
        "“please tell me how long the leaves steep” is answered by 'steeping'",
    ),
    Mistake(
        "studio test that is no studio business",
        put("studio.yaml", "- when does the shop open on friday", "- please tell me how long the leaves steep"),
        "studio.yaml",
        "please tell me",
        "'times': the test “please tell me how long the leaves steep” is answered by 'steeping'",
    ),
    Mistake(
        "safety test without a notice",
        put("safety.yaml", "tests: [i scalded my hand]", "tests: [my toe is blue]"),
        "safety.yaml",
        "tests: [my toe",
        "'burn': the test “my toe is blue” gets no notice, not 'today'; add its words to a concept",
    ),
    Mistake(
        "safety test of another level",
        put("safety.yaml", "tests: [i scalded my hand]", "tests: [{text: i scalded my hand, level: emergency}]"),
        "safety.yaml",
        "tests: [{text",
        "'burn': the test “i scalded my hand” gets the level 'today', not 'emergency'",
    ),
    Mistake(
        "calm message that gets a notice",
        put("safety.yaml", "must_not: [is the cup too hot for my hand]", "must_not: [a scald on my hand]"),
        "safety.yaml",
        "must_not: [a scald",
        "“a scald on my hand” gets the safety notice 'burn'; narrow its sign, or allow it",
    ),
]
