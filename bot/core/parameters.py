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
        pair_weight: weight of what the word pairs say, in that total, where entries have next to no phrasings.
        pair_phrasings: texts an entry (phrasings, question, id) that halve that weight: with many, pairs add nothing.
        of_base, of_ours, of_total, of_lead: logistic regression of "the best entry is right" on the first model's
            score, the second's total, and its lead over the runner-up.
        ours_most: what the first model's score counts at most: where a knowledge base brings no background near its
            topic, a high one tells little.
        ours_least: first model's score below which the best entry counts as no likelier than not, too.
        margin: lead below which the best entry counts as no likelier than not: of such ones, half are right.
        sentence_weight: weight of a sentence's vote for an entry in the entry's total.
        sentence_sharpness: how decidedly a sentence votes, per unit of its totals.
        sentence_scope: share of the likeliest sentence in the first model's score; the whole message has the rest.
        context_bonus: what a follow-up's entry gains where the message leans on the last answer, as log-odds.
        answer: least confidence of an answer.
        suggest: least confidence of the best suggestion; further ones need half of it.
        near: least score of "for us?" at which an abstention without a word of the topic offers what is nearest, 0–1.
        aside: least score of the first model for studio business and small talk.
        alarm_base, alarm_flagged, alarm_others, alarm_misspelt: the second net's logistic regression of "needs a
            notice", in units of its linear model's margin: on the likeness to flagged and to other messages, and on its
            share of misspelt words, in which every sign is blurred. From 0 on there is a notice.
        alarm_loudest: share of the loudest sentence in that margin; the whole message has the rest.
        alarm_sure, alarm_relief: the confidence that an answer needs where a message all but gets a notice (evidence
            0), and by how much less it needs for each unit of evidence below. Of 13,400 flagged messages, each checked
            by a net that had not learned it, 76 are so answered instead of 170; of 424 right answers 1 is lost.
        alarm_least: margin below which a message is not looked at more closely.
        verbatim: likeness to a phrasing from which shared content words are not asked for, 0–1.
        most_classes: entries that linear models tell apart; with more, the likeness to the nearest
            phrasing alone does. With ten phrasings each, 500 take 10 s and 1.2 GB to learn, 1,000 take 30 s and 2.1 GB.
    """

    word_weight: float = 1.0
    cost: float = 1.0
    nearest_weight: float = 0.5
    pair_weight: float = 0.45
    pair_phrasings: float = 40
    of_base: float = -2.93
    of_ours: float = 3.43
    of_total: float = 2.28
    of_lead: float = 3.06
    ours_most: float = 0.3
    ours_least: float = -0.2
    margin: float = 0.05
    sentence_weight: float = 1.0
    sentence_sharpness: float = 4.0
    sentence_scope: float = 0.5
    context_bonus: float = 1.5
    answer: float = 0.64
    suggest: float = 0.1
    near: float = 0.3
    aside: float = -0.4
    alarm_base: float = -0.1
    alarm_flagged: float = 4.6
    alarm_others: float = -4.2
    alarm_misspelt: float = 1.4
    alarm_loudest: float = 0.4
    alarm_sure: float = 1.0
    alarm_relief: float = 0.25
    alarm_least: float = -1.5
    verbatim: float = 0.9
    most_classes: int = 500
