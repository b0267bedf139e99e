"""`chat`: a conversation in the terminal."""

import contextlib
import os
import pty
import signal
import subprocess
import sys

from .conftest import SMALL, Command


def test_a_conversation(command: Command) -> None:
    script = "my calves are sore, is it sciatica\n1\n\nwhat's the capital of france\n99\nhello\n"
    done = command("chat", stdin=script.encode())
    assert (done.code, done.err) == (0, "")
    greeting, *rest = done.out.split("Yes, it can. Sciatica")
    assert greeting.startswith("Hello! Ask me about sciatica")
    assert "  1  Sore calves\n" in greeting
    (rest_of_it,) = rest
    expected = [
        "  1  Should I rest or keep moving?",
        "Should I rest or keep moving?\nKeep moving gently",  # what 1 chose
        "I don't know that one.",
        "Hello! Ask me something.",
    ]
    positions = [rest_of_it.find(part) for part in expected]
    assert -1 not in positions
    assert positions == sorted(positions)
    assert "*" not in done.out


def test_signs_in_two_messages(command: Command) -> None:
    alone = command("chat", stdin=b"it's warm too\n")
    together = command("chat", stdin=b"my left calf is swollen\nit's warm too\n")
    assert alone.out.count("medical advice today") == 0
    assert together.out.count("medical advice today") >= 1


def test_broken_bytes(command: Command) -> None:
    done = command("chat", stdin=b"\xff\xfe\ncalf ache\n")
    assert (done.code, done.err) == (0, "")
    assert "Yes, it can." in done.out


def test_ctrl_c_in_a_terminal_ends_it_at_once() -> None:
    terminal, end = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "chat", "--knowledge", str(SMALL)],
        stdin=end,
        stdout=end,
        stderr=subprocess.PIPE,
        cwd=SMALL.parents[1],
        env={"PATH": os.environ["PATH"]},
    )
    os.close(end)
    shown = b""
    while not shown.endswith(b"\r\n\r\n"):  # the end of the greeting; then it reads
        shown += os.read(terminal, 4096)
    # A signal between Python's own check and the terminal's wait goes unseen; a person presses again.
    for _ in range(10):
        process.send_signal(signal.SIGINT)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=2)
            break
    _, complaint = process.communicate(timeout=10)
    os.close(terminal)
    assert process.returncode == 130
    assert b"Traceback" not in complaint
