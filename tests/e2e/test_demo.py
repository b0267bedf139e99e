"""The demo as a newcomer meets it: one command, a page in a browser."""

import os
import re
import shutil
import signal
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import ConsoleMessage, Page, Request, async_playwright, expect

from .process import SMALL, Running, running
from .shipped import KNOWLEDGE, TEXTS, answer

_ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
_SLOW = 20_000
"""Milliseconds to wait for anything on the page, on a busy machine."""


async def _address(demo: Running) -> str:
    """Return the address that the demo prints as soon as it answers."""
    assert demo.process.stdout
    line = (await demo.process.stdout.readline()).decode()
    found = re.search(r"http://127\.0\.0\.1:\d+", line)
    assert found, line
    return found.group()


@pytest.fixture
async def demo() -> AsyncIterator[Running]:
    async with running("demo", "--no-browser", "--port", "0") as demo:
        yield demo


@pytest.fixture
async def page(demo: Running) -> AsyncIterator[Page]:
    """The demo's page; a script's error or a request to anywhere else fails the test."""
    address = await _address(demo)
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if not chromium:
        pytest.fail("This test needs Chromium: install it, or name its program in the variable CHROMIUM.")
    troubles: list[str] = []

    def on_console(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            troubles.append(message.text)

    def on_request(request: Request) -> None:
        if not request.url.startswith(address):
            troubles.append(f"a request to {request.url}")

    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=_ARGUMENTS)
        page = await browser.new_page(viewport={"width": 360, "height": 640})
        page.set_default_timeout(_SLOW)
        page.on("console", on_console)
        page.on("request", on_request)
        page.on("pageerror", lambda error: troubles.append(str(error)))
        await page.goto(address)
        yield page
        await browser.close()
    assert troubles == []


async def test_a_first_conversation(page: Page, demo: Running) -> None:
    replies = page.locator(".message:not(.own) .words")

    async def ask(text: str, shows: str) -> None:
        line = page.get_by_role("textbox", name="Message")
        await line.fill(text)
        await line.press("Enter")
        await expect(replies.last).to_contain_text(shows, timeout=_SLOW)

    await expect(page.get_by_text(TEXTS["description"].partition("\n")[0][:40])).to_be_visible(timeout=_SLOW)
    await page.get_by_role("button", name="Start", exact=True).click()
    await expect(replies.last).to_contain_text(TEXTS["start"], timeout=_SLOW)

    await ask("does sciatica make ur calfs hurt??", answer("calf-link"))
    await expect(replies.last).to_contain_text(TEXTS["disclaimer"])

    calf_link = KNOWLEDGE.entry("calf-link")
    assert calf_link
    follow_up = KNOWLEDGE.entry(calf_link.related[0])
    assert follow_up
    await page.get_by_role("button", name=follow_up.question).last.click()
    await expect(replies.last).to_contain_text(answer(follow_up.id), timeout=_SLOW)
    await page.get_by_role("button", name=TEXTS["source-button"]).last.click()
    await expect(page.get_by_role("dialog")).to_contain_text("From the article", timeout=_SLOW)
    await page.keyboard.press("Enter")

    await ask("my calf is swollen and hot", TEXTS["emergency"])
    await expect(replies.last).not_to_contain_text(TEXTS["disclaimer"])
    await expect(page.locator(".message").last.locator(".key")).to_have_count(0)

    await ask("what's the capital of france", TEXTS["unknown"])
    assert await demo.stop(signal.SIGTERM) == 0
    assert demo.log == ""


async def test_ctrl_c_ends_it_and_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    async with running("demo", "--no-browser", "--port", "0", knowledge=SMALL) as demo:
        await _address(demo)
        assert await demo.stop(signal.SIGINT) == 0
        assert demo.log == ""
    assert os.listdir(tmp_path) == []  # noqa: PTH208  # the one of pathlib is not for async functions
