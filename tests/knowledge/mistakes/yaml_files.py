"""Files that are no YAML, or none that is accepted."""

from .mistake import Mistake, in_tea, write

QUOTE = "put a text that starts with one of & * ! @ ` % > | [ { in quotes"

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
