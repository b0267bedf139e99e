"""Each mistake that an owner can make gives one problem, at its own line, that names the thing and the fix."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from bot.knowledge.checking import check

from .folders import replace

Change = Callable[[Path], None]


class Mistake(NamedTuple):
    """One mistake: what it does to the folder, the file and a telling part of the line it is found at, what is said."""

    what: str
    change: Change
    file: str
    line: str
    message: str


def put(name: str, old: str, new: str) -> Change:
    return lambda folder: replace(folder / name, old, new)


def write(name: str, text: str | bytes) -> Change:
    content = text if isinstance(text, bytes) else text.encode()
    return lambda folder: void((folder / name).write_bytes(content))


def delete(name: str) -> Change:
    return lambda folder: (folder / name).unlink()


def void(_: object) -> None:
    """Throw a value away."""


def in_tea(what: str, old: str, new: str, line: str, message: str) -> Mistake:
    return Mistake(what, put("tea.yaml", old, new), "tea.yaml", line, message)


def in_document(what: str, old: str, new: str, line: str, message: str) -> Mistake:
    return Mistake(what, put("documents/green-tea.yaml", old, new), "documents/green-tea.yaml", line, message)


SMALL_TALK = """\
format: 1
kinds:
  - id: greeting
    phrasings: [good morning to you, hello there]
"""

QUOTE = "put a text that starts with one of & * ! @ ` % > | [ { in quotes"

FORM = [
    in_tea(
        "unknown key",
        "    tests:\n      - which temperature",
        "    test:\n      - which temperature",
        "    test:",
        "entry 'water': the key 'test' is unknown; did you mean 'tests'?",
    ),
    in_tea(
        "a required key misspelt",
        "    answer: It can.",
        "    awnser: It can.",
        "awnser",
        "entry 'headache': the key 'awnser' is unknown; did you mean 'answer'?",
    ),
    in_tea(
        "unknown key that resembles none",
        "    tests: []",
        "    x-y-z: 1",
        "x-y-z",
        "entry 'headache': the key 'x-y-z' is unknown; remove it",
    ),
    in_tea(
        "`entries` misspelt",
        "entries:",
        "entrys:",
        "entrys:",
        "the key 'entrys' is unknown; did you mean 'entries'?",
    ),
    in_tea(
        "missing key",
        "    topic: drinking\n",
        "",
        "id: headache",
        "entry 'headache': the key 'topic' is missing; add it",
    ),
    in_tea(
        "missing id",
        "  - id: headache\n    topic: drinking",
        "  - topic: drinking",
        "topic: drinking",
        "entry number 3: the key 'id' is missing; add it",
    ),
    in_tea(
        "duplicate key",
        "    tests: []",
        "    topic: keeping",
        "topic: keeping",
        "the key 'topic' stands here a second time; remove one",
    ),
    in_tea(
        "bad id",
        "id: headache",
        "id: Head_Ache",
        "Head_Ache",
        "entry 'Head_Ache': 'Head_Ache' is not allowed in 'id'; use small letters, figures and single hyphens",
    ),
    in_tea(
        "id too long",
        "id: headache",
        f"id: {'head-' * 10}ache",
        "id: head-",
        f"entry '{'head-' * 10}ache': 'id' has 54 characters; shorten it to 48 at most",
    ),
    in_tea("wrong format", "format: 1", "format: 2", "format", "'format' must be 1, not 2; correct it"),
    in_tea("format as text", "format: 1", "format: '1'", "format", "'format' must be 1, not '1'; correct it"),
    in_tea("language", "language: en", "language: de", "language", "'language' must be 'en', not 'de'; correct it"),
    in_tea(
        "a number for a text",
        "- can tea give me a headache",
        "- 42",
        "- 42",
        "entry 'headache': 'phrasings' must be text, not the number 42; put it in quotes",
    ),
    in_tea(
        "yes or no for a text",
        "answer: It can. Drink less of it, before you reach for aspirin.",
        "answer: yes",
        "answer: yes",
        "entry 'headache': 'answer' must be text, not yes or no; put it in quotes",
    ),
    in_tea(
        "a date for a text",
        "- headache from too much tea",
        "- 2026-02-28",
        "2026",
        "entry 'headache': 'phrasings' must be text, not a date; put it in quotes",
    ),
    in_tea(
        "a date that doesn't exist",
        "- headache from too much tea",
        "- 2026-02-31",
        "2026",
        "can't be read: '2026-02-31' is no plain text, number or date; put it in quotes",
    ),
    in_tea(
        "empty phrasing",
        "- headache from too much tea",
        "- ''",
        "- ''",
        "entry 'headache': 'phrasings' has an empty item; write it, or remove the line",
    ),
    in_tea(
        "phrasing forgotten",
        "- headache from too much tea",
        "-",
        "      -\n",
        "entry 'headache': 'phrasings' has an empty item; write it, or remove the line",
    ),
    Mistake(
        "empty list of phrasings",
        put(
            "pots.yaml",
            "\n      - which pot should i buy\n      - is a cast iron pot better than porcelain"
            "\n      - what pot do you recommend",
            " []",
        ),
        "pots.yaml",
        "phrasings",
        "entry 'pot': 'phrasings' is empty; write at least one",
    ),
    Mistake(
        "nothing under phrasings",
        put(
            "pots.yaml",
            "\n      - which pot should i buy\n      - is a cast iron pot better than porcelain"
            "\n      - what pot do you recommend",
            "",
        ),
        "pots.yaml",
        "phrasings",
        "entry 'pot': 'phrasings' is empty; fill it in",
    ),
    Mistake(
        "text for a list",
        put("pots.yaml", "id: pot", "id: pot\n    tests: which pot"),
        "pots.yaml",
        "tests:",
        "entry 'pot': 'tests' must be a list; write each item on a line of its own, after '- '",
    ),
    Mistake(
        "text for an entry",
        put("pots.yaml", "    answer: A plain porcelain pot is a good start.\n", "    answer: Buy one.\n  - kettle\n"),
        "pots.yaml",
        "kettle",
        "entry number 2: 'entries' must consist of 'name: value' lines, not plain text; compare the shipped knowledge",
    ),
    in_tea(
        "answer too long",
        "answer: It can. Drink less of it, before you reach for aspirin.",
        f"answer: {'tea ' * 101}",
        "answer: tea",
        "entry 'headache': 'answer' has 403 characters; shorten it to 400 at most",
    ),
    Mistake(
        "question too long",
        put("pots.yaml", "question: Which pot should I buy?", f"question: Which pot {'or cup ' * 16}should I buy?"),
        "pots.yaml",
        "question:",
        "entry 'pot': 'question' has 135 characters; shorten it to 120 at most",
    ),
    in_tea(
        "too many follow-ups",
        "related: [steeping]",
        "related: [steeping, headache, fresh-leaves, pot]",
        "related",
        "entry 'water': 'related' has 4 items; keep 3 at most",
    ),
    in_tea(
        "sentence 0",
        "sentences: [3]",
        "sentences: [0]",
        "sentences: [0]",
        "entry 'headache': 'sentences' holds 0; the lowest number is 1",
    ),
    in_tea(
        "sentence as a word",
        "sentences: [3]",
        "sentences: [three]",
        "sentences: [three]",
        "entry 'headache': 'sentences' holds 'three', which is no whole number; correct it",
    ),
    in_tea(
        "invisible character",
        "what temperature does the water need",
        '"what temperature\u200b does the water need"',
        "what temperature",
        "entry 'water': 'phrasings' holds the invisible character U+200B after “what temperature”; type it anew",
    ),
    in_document(
        "bad fingerprint",
        '4: "',
        '4: "zz',
        "4:",
        "is not allowed in 'fingerprint'; it has 16 of 0-9 and a-f; `check --document ARTICLE` tells the right one",
    ),
    in_document(
        "no reason given",
        "5: Nobody has asked about the harvest.",
        "5:",
        "  5:\n",
        "'left_out' has an empty item; write it, or remove the line",
    ),
    Mistake(
        "bad name of a caution",
        put("cautions.yaml", "hot-water: Keep", "Hot Water: Keep"),
        "cautions.yaml",
        "Hot Water",
        "'Hot Water' is not allowed in 'Hot Water'; use small letters, figures and single hyphens",
    ),
    Mistake(
        "studio subject without phrasings",
        put("studio.yaml", "    phrasings:\n      - where can i park my car\n      - is there a car park\n", ""),
        "studio.yaml",
        "id: parking",
        "subject 'parking': the key 'phrasings' is missing; add it",
    ),
]

YAML = [
    in_tea(
        "tab",
        "    topic: drinking",
        "\ttopic: drinking",
        "\ttopic",
        "starts with a tab; YAML wants spaces, so replace the tab by spaces",
    ),
    in_tea(
        "quote never closed",
        "answer: In a closed tin",
        'answer: "In a closed tin',
        'answer: "In',
        "opens a quote that is never closed; close it",
    ),
    in_tea(
        "text after a quote",
        "question: Can tea give me a headache?",
        'question: "Can tea" give me a headache?',
        'question: "Can',
        "doesn't fit the lines above; check the indentation and the quotes",
    ),
    in_tea(
        "indentation",
        "    topic: keeping",
        "   topic: keeping",
        "   topic: keeping",
        "doesn't fit the list above; check the indentation, or put '- ' before it",
    ),
    in_tea(
        "colon in plain text",
        "answer: It can. Drink",
        "answer: It can: Drink",
        "It can: Drink",
        "has a ':' where none can stand; put a text with ': ' in quotes, or check the indentation",
    ),
    in_tea(
        "neither key nor item",
        "    topic: keeping",
        "    topic",
        "    topic\n",
        "is neither 'key: value' nor '- text'; write it as one of them",
    ),
    in_tea(
        "special character", "- how do i store tea", "- @home, how do i store tea", "@home", f"can't be read; {QUOTE}"
    ),
    in_tea(
        "alias",
        "- how do i store tea",
        "- *important* how do i store tea",
        "*important*",
        f"can't be read; {QUOTE}",
    ),
    in_tea(
        "anchor",
        "- how do i store tea",
        "- &tea how do i store tea",
        "&tea",
        f"holds an anchor (&name) or an alias (*name); write the value out, or else {QUOTE}",
    ),
    in_tea(
        "control character",
        "- how do i store tea",
        "- how do i \x07store tea",
        "\x07",
        "holds the control character U+0007; delete it, or type the line anew",
    ),
    in_tea(
        "two documents in a file",
        "  - id: headache",
        "---\n  - id: headache",
        "---",
        "starts a second document ('---'); remove this line",
    ),
    Mistake(
        "nested too deeply",
        write("bomb.yaml", "entries: " + "[" * 60_000),
        "bomb.yaml",
        "entries",
        "is nested too deeply; compare it with the shipped knowledge",
    ),
    Mistake(
        "wrong encoding",
        write("more.yaml", "format: 1\nlanguage: en\n# café\n".encode("latin-1")),
        "more.yaml",
        "",
        "is not UTF-8 text; save the file with the encoding UTF-8",
    ),
    Mistake("empty file", write("more.yaml", ""), "more.yaml", "", "is empty; fill it in or delete it"),
    Mistake(
        "empty known file",
        write("cautions.yaml", "# none yet\n"),
        "cautions.yaml",
        "#",
        "is empty; fill it in or delete it",
    ),
    Mistake(
        "a list at the top",
        write("more.yaml", "- id: kettle\n"),
        "more.yaml",
        "kettle",
        "is no file of the knowledge format; it needs `entries:` or `messages:` at its top",
    ),
    Mistake(
        "a text at the top of a known file",
        write("must-not-answer.yaml", "who won the football match\n"),
        "must-not-answer.yaml",
        "who won",
        "is no file of the knowledge format; it needs `format:` at its top",
    ),
    Mistake(
        "a file of another kind",
        write("compose.yaml", "services:\n  bot:\n    image: tea\n"),
        "compose.yaml",
        "services",
        "is no file of the knowledge format; it needs `entries:` or `messages:` at its top",
    ),
    Mistake(
        "a file that can't be opened",
        lambda folder: (folder / "more.yaml").mkdir(),
        "more.yaml",
        "",
        "cannot be read (Is a directory); check the file's rights",
    ),
]

NAMES = [
    in_tea(
        "duplicate id",
        "id: headache",
        "id: water",
        "id: water",
        "entry 'water': the id is taken already (tea.yaml:5); choose another",
    ),
    Mistake(
        "duplicate subject",
        put("studio.yaml", "id: parking", "id: times"),
        "studio.yaml",
        "id: times",
        "the id 'times' is taken already (line 3); choose another",
    ),
    in_tea(
        "related to nothing",
        "related: [steeping]",
        "related: [pouring]",
        "[pouring]",
        "entry 'water': related 'pouring' is no entry; correct it or remove it",
    ),
    in_tea(
        "related to itself",
        "related: [steeping]",
        "related: [water]",
        "[water]",
        "entry 'water': is related to itself; name another entry, or remove it",
    ),
    in_tea(
        "unknown caution",
        "caution: hot-water",
        "caution: cold-water",
        "cold-water",
        "entry 'water': caution 'cold-water' is not in cautions.yaml; add it there or correct it",
    ),
    in_tea(
        "phrasing twice in an entry",
        "- how do i store tea",
        "- Does a closed tin keep it fresh?!",
        "Does a closed",
        "entry 'fresh-leaves': the phrasing “Does a closed tin keep it fresh?!” is a phrasing of 'fresh-leaves' already"
        " (tea.yaml:49); keep one",
    ),
    Mistake(
        "phrasing in two entries",
        put("pots.yaml", "- what pot do you recommend", "- how do i store tea"),
        "tea.yaml",
        "how do i store tea",
        "entry 'fresh-leaves': the phrasing “how do i store tea” is a phrasing of 'pot' already (pots.yaml:10);"
        " keep one",
    ),
    Mistake(
        "phrasing that is another entry's question",
        put("pots.yaml", "- what pot do you recommend", "- can tea give ME a headache"),
        "tea.yaml",
        "question: Can tea",
        "entry 'headache': the question “Can tea give me a headache?” is a phrasing of 'pot' already (pots.yaml:10);"
        " keep one",
    ),
    in_tea(
        "phrasing without a word",
        "- how do i store tea",
        '- "???"',
        "???",
        "entry 'fresh-leaves': the phrasing “???” has no word in it; write it in words, or remove it",
    ),
    in_tea(
        "test equal to a phrasing",
        "- how to keep tea fresh in a tin",
        "- How do I store tea?",
        "How do I store tea?",
        "entry 'fresh-leaves': the test “How do I store tea?” is a phrasing of 'fresh-leaves' already (tea.yaml:50);"
        " a test must be new to it",
    ),
    in_tea(
        "test equal to the question",
        "- how to keep tea fresh in a tin",
        "- how do I keep tea fresh...",
        "fresh...",
        "entry 'fresh-leaves': the test “how do I keep tea fresh...” is the question of 'fresh-leaves' already"
        " (tea.yaml:46); a test must be new to it",
    ),
    Mistake(
        "must-not-answer question equal to a phrasing",
        put("must-not-answer.yaml", "- who won the football match", "- How do I store tea!"),
        "must-not-answer.yaml",
        "How do I store tea!",
        "“How do I store tea!” is a phrasing of 'fresh-leaves' already (tea.yaml:50); decide for one of the two",
    ),
]

SOURCES = [
    in_tea(
        "sentence that doesn't exist",
        "sentences: [4]",
        "sentences: [9]",
        "[9]",
        "entry 'fresh-leaves': sentence 9 is not in the document, which has 1 to 5; correct it",
    ),
    in_tea(
        "no sentences where there is a document",
        "    sentences: [4]\n",
        "",
        "id: fresh-leaves",
        "entry 'fresh-leaves': cites no sentence of the document; add `sentences:`",
    ),
    Mistake(
        "sentences without a document",
        put("pots.yaml", "    answer:", "    sentences: [1]\n    answer:"),
        "pots.yaml",
        "sentences",
        "entry 'pot': cites sentences, but the file names no document; add `document:` at its top",
    ),
    in_tea(
        "document not named",
        "document: green-tea\n",
        "",
        "sentences: [1]",
        "entry 'water': cites sentences, but the file names no document; add `document:` at its top",
    ),
    Mistake(
        "document's file missing",
        delete("documents/green-tea.yaml"),
        "tea.yaml",
        "document: green-tea",
        "document 'green-tea' has no file documents/green-tea.yaml; add it or correct the name",
    ),
    in_tea(
        "document misspelt",
        "document: green-tea",
        "document: greentea",
        "document:",
        "document 'greentea' has no file documents/greentea.yaml; add it or correct the name",
    ),
    Mistake(
        "document that nobody draws from",
        write("documents/coffee.yaml", 'format: 1\ntitle: Coffee\nsections: [{sentences: {1: "0123456789abcdef"}}]\n'),
        "documents/coffee.yaml",
        "format",
        "no file of entries is drawn from this document; add `document: coffee` to one",
    ),
    in_document(
        "sentence answered by nobody",
        "left_out:\n  5: Nobody has asked about the harvest.\n",
        "",
        '5: "',
        "sentence 5 is answered by no entry; cite it in one, or give the reason under `left_out:`",
    ),
    in_document(
        "sentence left out and answered",
        "  5: Nobody has",
        "  5: Nobody has asked.\n  4: Nobody has",
        "",
        "entry 'fresh-leaves': sentence 4 is left out on purpose (documents/green-tea.yaml:16);"
        " decide for one of the two",
    )._replace(file="tea.yaml", line="sentences: [4]"),
    in_document(
        "sentence left out that doesn't exist",
        "  5: Nobody has",
        "  5: Nobody has asked.\n  6: Nobody has",
        "  6: Nobody",
        "sentence 6 is left out, but isn't in the document, which has 1 to 5; correct it",
    ),
    in_document(
        "sentence number skipped",
        '      5: "',
        '      6: "',
        '6: "',
        "sentence 6 stands where sentence 5 should; number them 1, 2, 3 … in reading order",
    ),
    in_tea(
        "figure of its own",
        "It doesn't say what happens later.",
        "Never more than six.",
        "answer: >",
        "entry 'steeping': the answer says “six”, which neither its sentences nor its caution do; take it out,"
        " or add it to the sentence's `facts:` if it stands there",
    ),
    in_tea(
        "figure of another sentence",
        "answer: In a closed tin",
        "answer: At 80 degrees and in a closed tin",
        "At 80",
        "entry 'fresh-leaves': the answer says “80”, which neither its sentences nor its caution do; take it out,"
        " or add it to the sentence's `facts:` if it stands there",
    ),
    in_tea(
        "medicine of its own",
        "you reach for aspirin",
        "you reach for aspirin or Ibuprofen",
        "Ibuprofen",
        "entry 'headache': the answer says “ibuprofen”, which neither its sentences nor its caution do; take it out,"
        " or add it to the sentence's `facts:` if it stands there",
    ),
    in_document(
        "fact that is neither figure nor medicine",
        "facts: [three]",
        "facts: [three, leaves]",
        "leaves",
        "sentence 2: the fact 'leaves' is neither a figure nor one of the medicines of cautions.yaml;"
        " correct it or remove it",
    ),
]

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
        "entry 'fresh-leaves': the question “How do I keep tea fresh?” is 0.89 like “so how do i keep tea",
    ),
]

MISTAKES = [*FORM, *YAML, *NAMES, *SOURCES, *PROOF, *WORDING, *COLLISIONS]


@pytest.mark.parametrize("mistake", MISTAKES, ids=[mistake.what for mistake in MISTAKES])
def test_one_mistake_is_one_problem_at_its_line(mistake: Mistake, folder: Path) -> None:
    mistake.change(folder)

    problems = check(folder).problems

    assert [problem.file for problem in problems] == [mistake.file], problems
    assert mistake.message in problems[0].message
    if mistake.line:
        lines = (folder / mistake.file).read_text("utf-8").splitlines(keepends=True)
        assert mistake.line in lines[problems[0].line - 1]


def test_the_folder_that_the_mistakes_start_from_has_no_problem(folder: Path) -> None:
    report = check(folder)

    assert report.problems == ()
    assert (report.entries, report.phrasings, report.tests) == (5, 17, 6)
    assert report.answering is not None, "it is ready to go live"
