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
]
