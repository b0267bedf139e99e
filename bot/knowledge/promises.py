"""Finds words that promise health, reassure or give orders, which no answer may.

The patterns know English sentences as owners write them. They are a net for slips, no proof that a text is harmless.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Promise:
    """One kind of words that no answer may say.

    Attributes:
        words: what to look for, in small letters and with straight quotes.
        reason: why it must not be said.
        instead: what to write.
        unless_denied: whether "isn't a …", "don't …" and the like are fine.
        unless_after: what makes it harmless among the three words before it in its clause; None for nothing.
    """

    words: re.Pattern[str]
    reason: str
    instead: str
    unless_denied: bool = True
    unless_after: re.Pattern[str] | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """The words of a text that promise too much."""

    words: str
    promise: Promise


def _any(*patterns: str) -> re.Pattern[str]:
    """Return what finds any of the patterns as whole words."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)")


_NUMBER = r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|half)"
_TIME = (
    r"(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|times?|sessions?|class|classes|lessons?|steps?"
    r"|rests?|breaks?|breaths?)"
)
_EACH = r"(?:an?|each|every|per)"
_PILL = r"(?:tablets?|pills?|capsules?|painkillers?)"
_MEDICINE = rf"(?:medicines?|medications?|blood thinners?|ibuprofen|aspirin|paracetamol|acetaminophen|naproxen|{_PILL})"
_ILLNESS = r"(?:sciatica|a (?:slipped|herniated) disc|a (?:blood )?clot|a dvt|a (?:pinched|trapped) nerve|stenosis)"
_DOCTOR = r"(?:a |the |your |any )?(?:doctor|gp)"

PROMISES = (
    Promise(
        _any("cures?", "cured", "curing", "curable"),
        "promises a cure",
        'quote the article\'s "more of a cure", or say that it may help',
    ),
    Promise(
        _any("guarantees?", "guaranteed", "guaranteeing"),
        "promises a result",
        "say that results vary, or that it isn't a guarantee",
    ),
    Promise(
        _any("always works?", "works every time", "works? for everyone", "never fails?", "helps? everyone"),
        "promises a result",
        "say that results vary",
    ),
    Promise(
        _any(r"(?:will|can|going to|\w+'ll) (?:(?!not )\w+ ){0,2}?(?:heal|fix)", "heals", "fixes"),
        "promises health",
        "say what the article says, such as that it can ease the pain",
    ),
    Promise(
        _any(
            "safe for (?:everyone|everybody|anyone|anybody|all)",
            "(?:completely|totally|perfectly|always|100 ?%) safe",
            "risk[- ]free",
            "no (?:risks?|side effects?)",
            "harmless",
        ),
        "says that something is safe for all",
        "say who should ask a doctor first",
    ),
    Promise(
        _any(
            rf"you(?: have|'ve)(?: got)? {_ILLNESS}",
            rf"(?:sounds|looks) like {_ILLNESS}",
            rf"(?:it|that|this)(?: must be|(?:'s| is) (?:probably|definitely|surely|certainly|likely)) {_ILLNESS}",
        ),
        "is a diagnosis",
        "say that a doctor can tell",
        unless_denied=False,
        unless_after=_any("if", "whether", "when", "in case", "unless", "think", "until", "once", "after", "before"),
    ),
    Promise(
        _any(
            # The number as a whole (?>…), or "two or three weeks" would pass for "two" and something else.
            rf"take (?:up to )?(?>{_NUMBER}(?: (?:or|to|and) {_NUMBER})?)(?!(?:[ -](?!{_EACH}\b)\w+)?[ -]{_TIME}\b)",
            rf"take (?:{_NUMBER} |some |your |the |an? |another )?{_MEDICINE}",
        ),
        "is an order to take something",
        "say what the article says, and leave the rest to a pharmacist or doctor",
        unless_after=_any("if", "whether", "when", "before"),
    ),
    Promise(
        _any(rf"\d+(?:[.,]\d+)?[ -]?(?:mg|mcg|μg|milligram(?:me)?s?|microgram(?:me)?s?|doses?|{_PILL})"),
        "is a dose",
        "leave doses to the pack, a pharmacist or a doctor",
        unless_denied=False,
    ),
    Promise(
        _any(
            r"(?:no need|no reason|not necessary|unnecessary|needn't|need not|(?:don't|do not) (?:need|have) to)"
            rf"(?: to)? (?:see|visit|ask|call|go to|talk to|tell|consult|bother) {_DOCTOR}",
            rf"(?:no need for|(?:don't|do not) need|without seeing) {_DOCTOR}",
            "no doctor (?:is )?(?:needed|necessary)",
        ),
        "keeps people from a doctor",
        "say that a doctor can tell",
        unless_denied=False,
    ),
    Promise(
        _any(
            "(?:don't|do not|no need to|needn't) (?:worry|be worried|panic)",
            "no worries",
            "(?:nothing to|not) worry",
            "nothing (?:serious|dangerous|bad)",
            "(?:isn't|not) (?:serious|dangerous)",
            "you(?:'re|'ll be| are| will be) (?:fine|ok|okay|all right|alright)",
        ),
        "reassures, which only a doctor can",
        "leave it out",
        unless_denied=False,
        unless_after=_any("if", "whether", "when"),
    ),
    Promise(
        _any(rf"(?:stop|quit|give up|come off) (?:taking|(?:using )?(?:\w+ ){{0,2}}?{_MEDICINE})"),
        "is an order to stop a medicine",
        "say not to stop a medicine without talking to a doctor",
        unless_after=_any("(?:before|if|unless|without)(?: you)?"),
    ),
)
"""Every kind of words that is looked for; a text is told once for each kind."""

_QUOTED_CURE = re.compile(r'"more of a cure[.,]?"')
_DENIED = re.compile(
    r"(?:\b(?:not|no|never|nor|nobody|none|cannot|without)|n't)(?! (?:doubt|only|just)\b)(?: [\w'-]+){0,3}$"
)
"""A denial, at most three words before what it denies: "isn't a", "nobody can", "not a reason to"."""

_NEAR = 3
_CLAUSE_END = re.compile(r"[.!?;:,()–—]")
_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "*": None, "_": None})


def promises(text: str) -> Iterator[Found]:
    """Yield the first words of each kind that a text must not say; no words twice."""
    folded = " ".join(unicodedata.normalize("NFKC", text).casefold().translate(_STRAIGHT).split())
    plain = _QUOTED_CURE.sub("its words", folded)
    for promise in PROMISES:
        for match in promise.words.finditer(plain):
            if not _is_harmless(plain, match, promise):
                yield Found(match.group(), promise)
                plain = plain[: match.start()] + "…" + plain[match.end() :]
                break


def _is_harmless(text: str, match: re.Match[str], promise: Promise) -> bool:
    """Tell whether what stands before the words, in their clause, denies them or makes them a condition."""
    before = _CLAUSE_END.split(text[: match.start()])[-1].strip()
    if promise.unless_denied and _DENIED.search(before):
        return True
    near = " ".join(before.split()[-_NEAR:])
    return bool(promise.unless_after and promise.unless_after.search(near))
