"""A small knowledge folder, valid in every point, for tests that spoil one of them."""

from pathlib import Path

from bot.knowledge.provenance import fingerprint

TITLE = "A Short Guide to Green Tea"
SENTENCES = (
    "Green tea tastes best with water of 80 degrees.",
    "Let the leaves steep for three minutes.",
    "Whoever gets a headache from tea should drink less of it, before reaching for aspirin.",
    "The leaves stay fresh for a year in a closed tin.",
    "The first harvest is in April.",
)
ARTICLE = f"""{TITLE}
{SENTENCES[0]} {SENTENCES[1]}
Good to Know
{SENTENCES[2]} {SENTENCES[3]} {SENTENCES[4]}
"""

FILES = {
    "tea.yaml": """\
format: 1
language: en
document: green-tea
entries:
  - id: water
    topic: brewing
    question: How hot should the water be?
    phrasings:
      - how hot should the water be
      - what temperature does the water need
      - does boiling water spoil green tea
      - water temperature in degrees
    answer: The guide says water of 80 degrees is best.
    sentences: [1]
    related: [steeping]
    caution: hot-water
    tests:
      - which temperature should the water have
  - id: steeping
    topic: brewing
    question: How long do the leaves steep?
    phrasings:
      - how long do the leaves steep
      - how many minutes should i let it steep
      - when do i take the leaves out of the cup
      - steeping minutes
    answer: >
      The guide says three minutes.
      It doesn't say what happens later.
    sentences: [2]
    related: [water, fresh-leaves]
    tests:
      - how many minutes do the leaves steep for
  - id: headache
    topic: drinking
    question: Can tea give me a headache?
    phrasings:
      - can tea give me a headache
      - my head hurts after drinking tea
      - headache from too much tea
    answer: It can. Drink less of it, before you reach for aspirin.
    sentences: [3]
    tests: []
  - id: fresh-leaves
    topic: keeping
    question: How do I keep tea fresh?
    phrasings:
      - how do i keep tea fresh
      - does a closed tin keep it fresh
      - how do i store tea
    answer: In a closed tin it stays fresh for a year.
    sentences: [4]
    tests:
      - how to keep tea fresh in a tin
""",
    "pots.yaml": """\
format: 1
language: en
entries:
  - id: pot
    topic: pots
    question: Which pot should I buy?
    phrasings:
      - which pot should i buy
      - is a cast iron pot better than porcelain
      - what pot do you recommend
    answer: A plain porcelain pot is a good start.
""",
    "documents/green-tea.yaml": f"""\
format: 1
title: {TITLE}
sections:
  - sentences:
      1: {{fingerprint: "{fingerprint(SENTENCES[0])}", facts: ["80"]}}
      2:
        fingerprint: "{fingerprint(SENTENCES[1])}"
        facts: [three]
  - heading: Good to Know
    sentences:
      3: {{fingerprint: "{fingerprint(SENTENCES[2])}", facts: [aspirin]}}
      4: "{fingerprint(SENTENCES[3])}"
      5: "{fingerprint(SENTENCES[4])}"
left_out:
  5: Nobody has asked about the harvest.
""",
    "cautions.yaml": """\
format: 1
cautions:
  hot-water: Keep hot water away from children.
medicines: [aspirin, ibuprofen]
""",
    "studio.yaml": """\
format: 1
subjects:
  - id: times
    phrasings:
      - when does the shop open on monday
      - opening hours of the shop
    tests:
      - when does the shop open on friday
  - id: parking
    phrasings:
      - where can i park my car
      - is there a car park
""",
    "background.yaml": """\
format: 1
messages:
  - who won the cup
  - what is the weather like today
  - tell me a joke about cats
  - how far is the moon
  - my car does not start
""",
    "safety.yaml": """\
format: 1
reviewed_by: null
reviewed_on: null
notices:
  emergency: Call {emergency} now.
  today: Ask a doctor today.
  doctor: Ask a doctor first.
idioms: hot stuff
negation: {deniers: "no, not", not_deniers: not only, ends: but, statements: i have, past: last year, not_past: since}
fillers: very
ordinary: leaves
concepts:
  sites: {hand: "hand, finger"}
  signs: {scald: "scald, burnt"}
  risks: {}
  contexts: {}
categories:
  - id: burn
    level: today
    about: Burns.
    signs: [{all: [scald, hand]}]
    sources: ["https://example.org/burns"]
    tests: [i scalded my hand]
    must_not: [is the cup too hot for my hand]
""",
    "must-not-answer.yaml": """\
format: 1
questions:
  - who won the football match
  - how do i fly to the moon
""",
}


def build(folder: Path) -> Path:
    """Write the folder's files and return it."""
    for name, text in FILES.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return folder


def replace(file: Path, old: str, new: str) -> None:
    """Replace a text that stands exactly once in a file."""
    text = file.read_text("utf-8")
    assert text.count(old) == 1, f"“{old}” stands {text.count(old)} times in {file.name}"
    file.write_text(text.replace(old, new), "utf-8")
