"""Every number that matching and answering were tuned with, in one place."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Parameters:
    """Every weight and threshold of matching and answering, the same for every knowledge base.

    Found on the tuning half of tests/questions and the public sets; change them together with a run of tests/bench.

    Attributes:
        word_weight: weight of the word block in a vector; the character block has 1.
        cost: cost of a misplaced text in the linear models.
        nearest_weight: weight of the likeness to an entry's nearest phrasing, beside the linear score, in its total.
        of_base, of_ours, of_total, of_lead: logistic regression of "the best entry is right" on the first model's
            score, the second's total, and its lead over the runner-up.
        sentence_discount: what a sentence must lead the whole message by, as log-odds.
        context_bonus: what a follow-up's entry gains where the message leans on the last answer, as log-odds.
        answer: least confidence of an answer.
        suggest: least confidence of the best suggestion; further ones need half of it.
        near: least score of "for us?" at which an abstention offers what is nearest, 0–1.
        aside: least score of the first model for studio business and small talk.
        alarm_base, alarm_flagged, alarm_others, alarm_misspelt, alarm_sign: the second net's logistic regression of
            "needs a notice", in units of its linear model's margin: on the likeness to flagged and to other messages,
            on its share of misspelt words, in which every sign is blurred, and on whether it names any sign or risk.
            From 0 on there is a notice.
        alarm_least: margin below which a message is not looked at more closely.
        alarm_discount: what the margin of a single sentence counts less.
        verbatim: likeness to a phrasing from which shared content words are not asked for, 0–1.
        most_classes: entries that linear models tell apart; with more, the likeness to the nearest
            phrasing alone does. With ten phrasings each, 500 take 10 s and 1.2 GB to learn, 1,000 take 30 s and 2.1 GB.
    """

    word_weight: float = 1.0
    cost: float = 1.0
    nearest_weight: float = 0.5
    of_base: float = -2.65
    of_ours: float = 2.8
    of_total: float = 3.0
    of_lead: float = 1.75
    sentence_discount: float = 0.5
    context_bonus: float = 1.5
    answer: float = 0.5
    suggest: float = 0.1
    near: float = 0.3
    aside: float = -0.4
    alarm_base: float = -1.0
    alarm_flagged: float = 3.1
    alarm_others: float = -1.9
    alarm_misspelt: float = 3.0
    alarm_sign: float = 0.4
    alarm_least: float = -1.0
    alarm_discount: float = 0.3
    verbatim: float = 0.9
    most_classes: int = 500
