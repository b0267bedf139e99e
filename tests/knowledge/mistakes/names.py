"""Names that lead nowhere, and doubles."""

from .mistake import Mistake, in_tea, put

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
        "test in the words of the id",
        "- how to keep tea fresh in a tin",
        "- fresh leaves?",
        "fresh leaves?",
        "entry 'fresh-leaves': the test “fresh leaves?” is the id of 'fresh-leaves' already (tea.yaml:44); a test must",
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
