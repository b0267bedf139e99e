"""A few entries about tea, as the core's own values, for tests that need something to ask about."""

from bot.core.model import Entry, Knowledge, SmallTalkKind, StudioSubject

WATER = Entry(
    id="water",
    topic="brewing",
    question="How hot should the water be?",
    phrasings=("what temperature does the water need", "does boiling water spoil tea", "water temperature"),
    answer="*80 degrees* is best.",
    document="green-tea",
    sentences=(1,),
    related=("steeping", "headache", "pot"),
    caution="hot-water",
)
STEEPING = Entry(
    id="steeping",
    topic="brewing",
    question="How long do the leaves steep?",
    phrasings=("how many minutes should i let it steep", "when do i take the leaves out", "steeping minutes"),
    answer="Three minutes.",
    document="green-tea",
    sentences=(2,),
    related=("water",),
    caution="hot-water",
)
HEADACHE = Entry(
    id="headache",
    topic="drinking",
    question="Can tea give me a headache?",
    phrasings=("my head hurts after drinking tea", "headache from too much tea"),
    answer="It can.",
    caution="medicine",
)
POT = Entry(
    id="pot",
    topic="pots",
    question="Which pot should I buy?",
    phrasings=("is a cast iron pot better than porcelain", "what pot do you recommend"),
    answer="A plain one.",
)
FRESH = Entry(
    id="fresh",
    topic="keeping",
    question="How do I keep tea fresh?",
    phrasings=("does a closed tin keep tea fresh", "how do i store tea"),
    answer="In a closed tin.",
)
SUGAR = Entry(
    id="sugar",
    topic="drinking",
    question="Does sugar belong into green tea?",
    phrasings=("is green tea drunk with sugar", "sugar or honey in tea"),
    answer="As you like.",
)

KNOWLEDGE = Knowledge(
    entries=(WATER, STEEPING, HEADACHE, POT, FRESH, SUGAR),
    cautions={"hot-water": "Keep hot water away from children.", "medicine": "Ask a pharmacist."},
    studio=(StudioSubject("times", ("when does the shop open", "opening hours on monday", "are you closed today")),),
    smalltalk=(SmallTalkKind("greeting", ("hello there", "good morning", "hi everybody"), "Hello! Ask me about tea."),),
    background=("who won the football match", "my car makes a strange noise", "what is the capital of peru"),
)
