"""How a message is put: its questions, what it denies, whether it leans on the one before, which language it is in."""

import re
import unicodedata
from collections.abc import Sequence

from bot.core.text import FUNCTION_WORDS, MAX_CHARACTERS, sentences, stem, tokenise

_QUESTION_WORDS = frozenset(
    "how what when where why which who can could does do did is are will would should shall has have was were".split()  # noqa: SIM905
)
_AUXILIARIES = _QUESTION_WORDS - frozenset("how what when where why which who".split())  # noqa: SIM905
_SECOND_QUESTION = re.compile(
    rf"[,;]?\s+(?:and|also|plus|&|\+)\s+(?:also\s+)?(?=(?:{'|'.join(sorted(_QUESTION_WORDS))})\b)", re.IGNORECASE
)
_MOST_QUESTIONS = 6
_SHORTEST_QUESTION = 3
"""Words: fewer are a fragment ("and why"), not a question of their own."""

# What stands before a denied thing: "not my calf", "I don't have sciatica", "no numbness".
_DENIALS = (
    ("do", "not", "have"),
    ("does", "not", "have"),
    ("have", "not", "got"),
    ("is", "not", "my"),
    ("is", "not", "the"),
    ("not", "in", "my"),
    ("not", "my"),
    ("not", "the"),
    ("never", "had"),
)
_DENIED_REACH = 2

_CLAUSE_END = re.compile(r"(?<=[,;:.!?…\n])|\s[-–—]+\s|\s(?=but\b)", re.IGNORECASE)
# A clause that only says what is not asked, or is known: "not asking which poses", "I know it takes long".
_ASKED_WITH = "(?:how|what|why|when|where|which|who|whether|if)"
_SET_ASIDE = re.compile(
    rf"""\W*(?:(?:and|but|so|well|look|ok|okay|please|hi|hello|hey|morning|sorry)\W+)*
    (?:(?:(?:i[’']?m|i\ am|we[’']?re|it[’']?s)\ )?
       not\ (?:asking|fussed|bothered|interested|talking|after|about|{_ASKED_WITH})\b
    |(?:i|we)\ (?:do\ not|don[’']?t|didn[’']?t)\ (?:need|want|care|mean|ask)\ ?
       (?:to\ (?:know|hear|be\ told)|about|{_ASKED_WITH})\b
    |(?:do\ not|don[’']?t)\ (?:tell|explain)\b
    |(?:i|we)(?:[’']ve)?\ (?:know|understand|get|accept|(?:have\ )?(?:read|understood))
       \ (?!how\ to\b)(?:that|it|is|{_ASKED_WITH})\b
    |(?:never\ mind|forget|leave\ aside)\b)""",
    re.IGNORECASE | re.VERBOSE,
)

_LEANING_STARTS = frozenset(
    "and but so then also ok okay what why how when where is does will can which until because".split()  # noqa: SIM905
)
_LEANING_WORDS = frozenset("it that this these those they them one ones".split())  # noqa: SIM905
_LONGEST_LEANING = 9
"""Words: a longer message says itself what it is about."""

# Function words that are frequent in a language and are no English words; two of them tell it.
_FOREIGN_WORDS = frozenset(
    """
    wo wann welche zu den von sich wird werden hat mir mich
    el los las una por para con como qué que mis está estoy tengo duele puede cuánto cuando porque pero muy yo del
    der das und ist ich nicht ein eine wie warum mein meine mit für auf habe kann hilft oder auch wann sind tut weh
    le les des est une je mon mes pas pour dans avec quoi comment combien pourquoi peut aux suis fait il gli che mio
    mia sono può quanto perché della nel aiuta dolore o um uma não meu minha dói posso quando mais dor tenho het een
    ik mijn niet voor wat hoe waarom heb helpt pijn bij ook bir mı için ağrı neden nasıl benim çok iyi gelir jest
    nie czy jak dlaczego moje boli się jaki kiedy pomaga jag är inte och det som har ont hur varför jeg ikke hvordan
    hvorfor és egy nem hogyan miért fáj segít meg kya hai kaise kare karu kaun nahi mujhe mera meri liye dard aur sa
    """.split()  # noqa: SIM905  # a list of 150 strings would be a page long
)


def questions(text: str) -> list[str]:
    """Return the questions that a message asks, in order, each as its own text.

    A sentence counts if it ends with a question mark or starts like a question; "… and does …" starts a further one.
    """
    found = []
    for sentence in sentences(text):
        for part in _SECOND_QUESTION.split(sentence):
            words = tokenise(part)
            if len(words) >= _SHORTEST_QUESTION and (part.rstrip().endswith("?") or words[0] in _QUESTION_WORDS):
                found.append(part)
    return found[:_MOST_QUESTIONS]


def without_denied(words: Sequence[str]) -> list[str]:
    """Return the words without those that are said not to be the case: "not my calf, my knee" is about a knee.

    "Why is not my card here", "why can not my leg rest" deny nothing: they ask for a reason.
    """
    kept: list[str] = []
    position = 0
    while position < len(words):
        denial = next((d for d in _DENIALS if tuple(words[position : position + len(d)]) == d), None)
        if denial is None or _asks_why(kept, denial[0]):
            kept.append(words[position])
            position += 1
            continue
        position += len(denial)
        for _ in range(_DENIED_REACH):
            if position < len(words) and words[position] not in _QUESTION_WORDS:
                content = stem(words[position]) not in FUNCTION_WORDS
                position += 1
                if content:
                    break
    return kept


def _asks_why(before: Sequence[str], word: str) -> bool:
    """Tell whether a word that follows others is the second of "why is …", or the third of "why can not …"."""
    *_, first, second = "", "", *before
    return (second == "why" and word in _AUXILIARIES) or (first == "why" and second in _AUXILIARIES)


def without_set_aside(text: str) -> str:
    """Return a message without what it says it does not ask: "not asking how long, just what it is" asks what it is.

    What somebody says to know is not asked, either: "I know what comes first, what's the last one".
    A message of which less than two words would be left stays whole.
    """
    clauses = _CLAUSE_END.split(text[:MAX_CHARACTERS])
    asked = [clause for clause in clauses if not _SET_ASIDE.match(clause)]
    if len(asked) == len(clauses):
        return text
    rest = " ".join(asked)
    return rest if len(tokenise(rest)) > 1 else text


def leans(text: str) -> bool:
    """Tell whether a message seems to go on from the last answer: "and how long does that take?", "why?"."""
    words = tokenise(text)
    if not 0 < len(words) <= _LONGEST_LEANING:
        return False
    return words[0] in _LEANING_STARTS or not _LEANING_WORDS.isdisjoint(words)


def is_foreign(text: str) -> bool:
    """Tell whether a message is in another language than English: by its script, or by two function words."""
    letters = [c for c in text[:MAX_CHARACTERS] if c.isalpha()]
    if not letters:
        return False
    foreign_letters = sum(not unicodedata.name(c, "").startswith("LATIN") for c in letters)
    if foreign_letters * 2 > len(letters):
        return True
    words = re.findall(r"[^\W\d_]+", text[:MAX_CHARACTERS].lower())
    foreign = sum(word in _FOREIGN_WORDS for word in words)
    english = sum(stem(word) in FUNCTION_WORDS for word in words)
    return foreign >= 2 and foreign > english
