"""Answers that do not rest on their document."""

from .mistake import Mistake, delete, in_document, in_tea, put, write

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
