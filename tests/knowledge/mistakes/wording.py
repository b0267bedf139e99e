"""Answers that are hard to read or promise too much, and phrasings that are all but the same."""

from .mistake import Mistake, in_tea, put, write

SMALL_TALK = """\
format: 1
kinds:
  - id: greeting
    phrasings: [good morning to you, hello there]
"""

ANSWER = "A plain porcelain pot is a good start."


def says(answer: str, message: str) -> Mistake:
    """Return the mistake of an answer that says something."""
    mistake = put("pots.yaml", f"answer: {ANSWER}", f"answer: {answer}")
    return Mistake(answer, mistake, "pots.yaml", "answer:", f"entry 'pot': the answer{message}")


WORDING = [
    says(
        f"Buy {'a pot or ' * 8}a cup, as you like.",
        ": the sentence beginning “Buy a pot or a …” has 30 words; split it, 25 are the most",
    )._replace(what="long sentence"),
    says(
        "Porcelain demonstrates considerable thermodynamic characteristics. Professional manufacturers recommend"
        " traditional craftsmanship. Sophisticated international investigations demonstrate considerable"
        " differences. Buy a porcelain pot.",
        ": needs a reading age of 36, 14 is the most; use shorter words or two sentences for the one beginning"
        " “Sophisticated international investigations demonstrate considerable …”",
    )._replace(what="hard words"),
    says("Tea cures colds.", " says “cures”, which promises a cure; quote the article's"),
    says("It's good, guaranteed.", " says “guaranteed”, which promises a result; say that results vary"),
    says("It never fails.", " says “never fails”, which promises a result; say that results vary"),
    says("Tea will heal you.", " says “will heal”, which promises health; say what the article says"),
    says("Tea is safe for everyone.", " says “safe for everyone”, which says that something is safe for all; say who"),
    says("Maybe you have sciatica.", " says “you have sciatica”, which is a diagnosis; say that a doctor can tell"),
    says("Take two before bed.", " says “take two”, which is an order to take something; say what the article says"),
    says("A cup has 40 mg.", " says “40 mg”, which is a dose; leave doses to the pack, a pharmacist or a doctor"),
    says("No need to see a doctor.", " says “no need to see a doctor”, which keeps people from a doctor; say that"),
    says("Don't worry about it.", " says “don't worry”, which reassures, which only a doctor can; leave it out"),
    says("Stop taking sugar.", " says “stop taking”, which is an order to stop a medicine; say not to stop"),
    Mistake(
        "caution with a promise",
        put("cautions.yaml", "Keep hot water away from children.", "Hot water is harmless."),
        "cautions.yaml",
        "hot-water:",
        "the caution 'hot-water' says “harmless”, which says that something is safe for all; say who should ask",
    ),
    Mistake(
        "caution with a long sentence",
        put("cautions.yaml", "Keep hot water", f"Keep {'hot and ' * 12}hot water"),
        "cautions.yaml",
        "hot-water:",
        "the caution 'hot-water': the sentence beginning “Keep hot and hot and …” has 30 words; split it",
    ),
    Mistake(
        "small talk with a promise",
        write("smalltalk.yaml", f"{SMALL_TALK}    reply: Hello! Tea cures colds.\n"),
        "smalltalk.yaml",
        "reply:",
        "kind 'greeting': the reply says “cures”, which promises a cure; quote the article's",
    ),
    Mistake(
        "small talk with a long sentence",
        write("smalltalk.yaml", f"{SMALL_TALK}    reply: Hello {'and hello ' * 13}again!\n"),
        "smalltalk.yaml",
        "reply:",
        "kind 'greeting': the reply: the sentence beginning “Hello and hello and hello …” has 28 words; split it",
    ),
]

COLLISIONS = [
    in_tea(
        "phrasing all but equal to another entry's",
        "- how do i store tea",
        "- what temperature does water need",
        "- what temperature does water need",
        "entry 'fresh-leaves': the phrasing “what temperature does water need” is 0.89 like “what temperature does the"
        " water need” of 'water' (tea.yaml:10); keep it in one of the two, or say what tells them apart",
    ),
    Mistake(
        "question all but equal to another entry's phrasing",
        put("pots.yaml", "- what pot do you recommend", "- so how do i keep tea fresh"),
        "tea.yaml",
        "question: How do I keep tea fresh?",
        "entry 'fresh-leaves': the question “How do I keep tea fresh?” is 0.88 like “so how do i keep tea",
    ),
]
