"""`ask`: text for people, JSON for programs, a question a line."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from .conftest import SMALL, Command

CALF = "my calves are sore, is it sciatica"
KEYS = [
    "text",
    "outcome",
    "entry",
    "entries",
    "confidence",
    "sentences",
    "document",
    "notice",
    "level",
    "suggestions",
    "ranked",
    "reply",
    "ms",
]
"""The contract's, in its order."""

ANYTHING = [
    "",
    " ",
    CALF,
    "?",
    "🙏",
    "x" * 5000,
    "מהי בירת צרפת?",
    "\u202edesrever",
    "a\u2028b\u2029c\x85d\x0be\x0cf\x1cg",
    "<b>&amp;",
    '{"text": 1}',
    "\ufeffmark",
    "--json",
    "\x00\x01",
    "my calf is swollen and hot",
]


def test_a_question(command: Command) -> None:
    done = command("ask", CALF)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("Yes, it can. Sciatica is one of the causes of sore calves.\n\n⚠️ If one leg")
    assert "not medical advice" in done.out
    assert "*" not in done.out


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (CALF, {"outcome": "answer", "entry": "calf-link", "entries": ["calf-link"], "sentences": [1]}),
        ("what's the capital of france", {"outcome": "abstain", "suggestions": []}),
        ("is there yoga on sunday", {"outcome": "studio"}),
        ("hello", {"outcome": "smalltalk", "reply": "Hello! Ask me something."}),
        ("my calf is swollen and hot", {"outcome": "notice", "notice": "dvt", "level": "today", "ranked": []}),
        ("", {"outcome": "abstain", "suggestions": []}),
    ],
)  # fmt: skip
def test_json(command: Command, question: str, expected: dict[str, Any]) -> None:
    done = command("ask", "--json", question)
    assert (done.code, done.err) == (0, "")
    assert done.out.count("\n") == 1
    found = json.loads(done.out)
    assert list(found) == KEYS
    nothing: dict[str, Any] = {"entry": None, "entries": [], "sentences": [], "notice": None}
    expected = {"text": question, "level": None, **nothing, **expected}
    assert {name: found[name] for name in expected} == expected
    assert found["document"] == ("leaflet" if found["entry"] else None)
    assert isinstance(found["ms"], float)
    assert 0 <= found["confidence"] <= 1
    assert found["reply"]


def test_ranked_is_the_best_first_whatever_the_outcome(command: Command) -> None:
    for question in (CALF, "what's the capital of france", "is there yoga on sunday"):
        found = json.loads(command("ask", "--json", question).out)
        confidences = [confidence for _, confidence in found["ranked"]]
        assert 0 < len(confidences) <= 5
        assert confidences == sorted(confidences, reverse=True)
        assert found["outcome"] != "answer" or found["ranked"][0][0] == found["entry"]


def test_a_file_of_questions(command: Command, tmp_path: Path) -> None:
    file = tmp_path / "questions.txt"
    file.write_text(f"{CALF}\n\nwhat's the capital of france\r\nhello")
    lines = command("ask", "--json", "--batch", str(file)).out.splitlines()
    assert [json.loads(line)["text"] for line in lines] == [CALF, "", "what's the capital of france", "hello"]
    assert [json.loads(line)["outcome"] for line in lines] == ["answer", "abstain", "abstain", "smalltalk"]


def test_each_question_stands_alone(command: Command) -> None:
    questions = b"my left calf is swollen\nit's warm too\n"
    together = command("ask", "--json", "--batch", "-", stdin=questions).out.splitlines()
    alone = command("ask", "--json", "it's warm too").out
    assert json.loads(together[1])["outcome"] == json.loads(alone)["outcome"]


def test_hundreds_of_lines_of_anything(command: Command) -> None:
    lines = [ANYTHING[number % len(ANYTHING)].encode() + str(number).encode() for number in range(480)]
    lines += [b"\xff\xfe broken \xc3", b"", b"\xed\xa0\x80 surrogate", b"\r", b"calf\rache"] * 4
    done = command("ask", "--json", "--batch", "-", stdin=b"\n".join(lines) + b"\n")
    assert (done.code, done.err) == (0, "")
    printed = done.out.splitlines()  # splits at more than \n, as some readers do
    assert len(printed) == len(lines) == 500
    expected = [line.decode(errors="replace").rstrip("\r") for line in lines]
    assert [json.loads(line)["text"] for line in printed] == expected


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(max_size=60), min_size=20, max_size=40))
def test_any_text_gives_json(command: Command, texts: list[str]) -> None:
    lines = [text.replace("\n", " ").rstrip("\r").encode(errors="replace") for text in texts]
    done = command("ask", "--json", "--batch", "-", stdin=b"\n".join(lines) + b"\n")
    assert [json.loads(line)["text"] for line in done.out.splitlines()] == [line.decode() for line in lines]


def test_explaining(command: Command) -> None:
    done = command("ask", "--explain", CALF)
    assert "Yes, it can." in done.out
    assert "decision   answer" in done.out
    with_json = command("ask", "--explain", "--json", CALF)
    assert json.loads(with_json.out)["entry"] == "calf-link"
    assert "decision   answer" in with_json.err


def test_suggestions_are_listed(command: Command) -> None:
    found = json.loads(command("ask", "--json", "rest or water").out)
    shown = command("ask", "rest or water").out
    assert found["suggestions"]
    assert "• Should I rest or keep moving?" in shown


@pytest.mark.parametrize(
    ("file", "says"), [("/no/such/file", "cannot be read (No such file"), ("/", "cannot be read (Is a directory")]
)
def test_a_file_that_cannot_be_read(command: Command, file: str, says: str) -> None:
    done = command("ask", "--batch", file)
    assert (done.code, done.out) == (1, "")
    assert says in done.err
    assert done.err.count("\n") == 1


@pytest.mark.parametrize("arguments", [[], ["calf", "--batch", "-"], ["calf", "pain"], ["--loud", "calf"]], ids=str)
def test_wrong_usage(command: Command, arguments: list[str]) -> None:
    done = command("ask", *arguments)
    assert (done.code, done.out) == (2, "")
    assert "usage: python -m bot" in done.err


def test_one_file_of_entries_is_enough(command: Command, tmp_path: Path) -> None:
    entries = (SMALL / "entries.yaml").read_text().replace("document: leaflet\n", "")
    (tmp_path / "mine.yaml").write_text("\n".join(line for line in entries.splitlines() if "sentences:" not in line))
    found = json.loads(command("ask", "--json", "--knowledge", str(tmp_path), CALF).out)
    assert (found["entry"], found["document"], found["sentences"]) == ("calf-link", None, [])
    notice = json.loads(command("ask", "--json", "--knowledge", str(tmp_path), "my calf is swollen and hot").out)
    assert notice["notice"] == "dvt"


def _start(*arguments: str) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "bot", "ask", "--knowledge", str(SMALL), *arguments]
    environment = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, env=environment, cwd=SMALL.parents[1])


def test_a_poor_locale_spoils_no_character() -> None:
    with _start("--json", "--batch", "-") as process:
        out, err = process.communicate("calf ache – 🙏 \xe4\n".encode() + b"\xff\n")
    first, second = out.decode().splitlines()
    assert json.loads(first)["text"] == "calf ache – 🙏 ä"
    assert json.loads(second)["text"] == "\ufffd"
    assert (process.returncode, err) == (0, b"")


def test_a_reader_that_has_seen_enough() -> None:
    with _start("--batch", "-", "--json") as process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        process.stdin.write(b"calf ache\n")
        process.stdin.flush()
        process.stdout.close()
        process.stdin.write(b"calf ache\n" * 2000)
        process.stdin.close()
        assert process.stderr.read() == b""
        assert process.wait() == 0
