"""The chat page in a real browser, beside a small bot."""

import os
import re
import shutil
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
import pytest_asyncio
from playwright.async_api import Browser, ConsoleMessage, Page, Request, async_playwright, expect

from bot.sandbox.driver import Sandbox, running

from .conftest import Api
from .tinybot import Handler, polling

DESCRIPTION = "I answer questions about yoga."
RICH = (
    "<b>Bold</b> <i>italic</i> 🙏 <a href='https://example.com/a'>link</a> <tg-spoiler>secret</tg-spoiler> "
    "<code>&lt;img src=x onerror=alert(1)&gt;</code>\n<blockquote>quoted</blockquote>\n/help"
)
KEYBOARD = {
    "inline_keyboard": [
        [{"text": "Change", "callback_data": "change"}, {"text": "Alert", "callback_data": "alert"}],
        [{"text": "Site", "url": "https://example.com/"}, {"text": "Never", "callback_data": "never"}],
    ],
}
_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def _chromium() -> str:
    found = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if not found:
        pytest.fail("The page's tests need Chromium: install it, or name its program in the variable CHROMIUM.")
    return found


# One browser, and so one event loop, serves all tests of this module; each has a sandbox of its own.
pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=_chromium(), args=_ARGUMENTS)
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="module")
async def sandbox() -> AsyncIterator[Sandbox]:
    async with running() as sandbox:
        yield sandbox


@pytest_asyncio.fixture(loop_scope="module")
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


def helpful(api: Api) -> Handler:
    """Return a handler that answers messages with everything there is, and most presses."""

    async def handle(update: dict[str, Any]) -> None:
        if "callback_query" in update:
            await _on_press(api, update["callback_query"])
        elif "message" in update:
            message = update["message"]
            where = {"chat_id": message["chat"]["id"], "reply_parameters": {"message_id": message["message_id"]}}
            await api("sendMessage", **where, text=RICH, parse_mode="HTML", reply_markup=KEYBOARD)

    return handle


async def _on_press(api: Api, query: dict[str, Any]) -> None:
    if query["data"] == "never":
        return
    alert = query["data"] == "alert"
    await api("answerCallbackQuery", callback_query_id=query["id"], text=f"Pressed {query['data']}", show_alert=alert)
    if not alert:
        where = {"chat_id": query["message"]["chat"]["id"], "message_id": query["message"]["message_id"]}
        await api("editMessageText", **where, text="Something else")


@pytest_asyncio.fixture(loop_scope="module")
async def page(browser: Browser, sandbox: Sandbox, api: Api) -> AsyncIterator[Page]:
    """An open page as wide as a small phone; a script's error or a request elsewhere fails the test."""
    await api("setMyDescription", description=DESCRIPTION)
    await api(
        "setMyCommands",
        commands=[{"command": "start", "description": "Begin"}, {"command": "help", "description": "What I can do"}],
    )
    troubles: list[str] = []
    context = await browser.new_context(viewport={"width": 360, "height": 640})
    page = await context.new_page()

    def on_console(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            troubles.append(message.text)

    def on_request(request: Request) -> None:
        if not request.url.startswith(sandbox.url):
            troubles.append(f"a request to {request.url}")

    page.on("console", on_console)
    page.on("request", on_request)
    page.on("pageerror", lambda error: troubles.append(str(error)))
    async with polling(api, helpful(api)):
        await page.goto(sandbox.url)
        yield page
        await context.close()
    assert troubles == []


async def _start(page: Page) -> None:
    await page.get_by_role("button", name="Start", exact=True).click()
    await expect(page.get_by_text("Bold")).to_be_visible()


async def test_an_empty_chat(page: Page) -> None:
    await expect(page.get_by_role("heading", level=1)).to_have_text("Yoga Answers")
    await expect(page.get_by_text("Sandbox: nothing leaves this computer")).to_be_visible()
    await expect(page.get_by_text(DESCRIPTION)).to_be_visible()
    await expect(page.get_by_role("textbox")).to_be_hidden()
    await _start(page)
    await expect(page.get_by_text(DESCRIPTION)).to_be_hidden()
    await expect(page.get_by_role("log").get_by_text("/start", exact=True).first).to_be_visible()


async def test_entities_become_nodes(page: Page) -> None:
    await _start(page)
    words = page.locator(".message:not(.own) .words")
    await expect(words.locator("b")).to_have_text("Bold")
    await expect(words.locator("i")).to_have_text("italic")
    await expect(words.locator("blockquote")).to_have_text("quoted")
    await expect(words.locator("code")).to_have_text("<img src=x onerror=alert(1)>")
    link = words.get_by_role("link", name="link")
    assert await link.get_attribute("href") == "https://example.com/a"
    assert await link.get_attribute("rel") == "noopener noreferrer"
    assert await words.locator("img").count() == 0
    spoiler = words.get_by_role("button", name="Hidden text")
    await spoiler.focus()
    await page.keyboard.press("Enter")
    await expect(words.locator(".spoiler.shown")).to_have_text("secret")
    await words.get_by_role("button", name="/help").click()
    await expect(page.locator(".message.own .words").last).to_have_text("/help")


async def test_writing(page: Page, sandbox: Sandbox) -> None:
    await _start(page)
    line = page.get_by_role("textbox", name="Message")
    await line.fill("<b>one</b>")
    await line.press("Shift+Enter")
    await line.press_sequentially("two")
    await line.press("Enter")
    await expect(page.locator(".message.own .words").last).to_have_text("<b>one</b>\ntwo")
    await expect(line).to_have_value("")
    (chat,) = sandbox.world.chats.values()
    assert [message.words.text for message in chat.messages.values() if not message.sender.is_bot] == [
        "/start",
        "<b>one</b>\ntwo",
    ]
    await expect(page.locator(".quote span").last).to_have_text("<b>one</b>\ntwo")
    await line.press("Enter")  # nothing is no message
    await expect(page.locator(".message.own")).to_have_count(2)


async def test_replying(page: Page, sandbox: Sandbox) -> None:
    await _start(page)
    await page.get_by_role("button", name="Reply", exact=True).last.focus()
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("Reply to Yoga Answers")).to_be_visible()
    await page.keyboard.type("thanks")
    await page.keyboard.press("Enter")
    await expect(page.locator(".message.own .quote b")).to_have_text("Yoga Answers")
    await expect(page.locator(".message.own .quote")).to_contain_text("▒▒▒▒▒▒")  # a spoiler stays one
    (chat,) = sandbox.world.chats.values()
    answers = [message.reply_to for message in chat.messages.values() if message.words.text == "thanks"]
    assert [answer and answer.sender for answer in answers] == [sandbox.bot]


async def test_buttons(page: Page, sandbox: Sandbox) -> None:
    await _start(page)
    never = page.get_by_role("button", name="Never")
    await never.click()
    await expect(never).to_have_attribute("aria-busy", "true")
    await page.get_by_role("button", name="Alert").click()
    await expect(page.get_by_role("dialog")).to_contain_text("Pressed alert")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("dialog")).to_be_hidden()
    assert await page.get_by_role("link", name="Site").get_attribute("href") == "https://example.com/"
    await page.get_by_role("button", name="Change").click()
    await expect(page.locator("#toast")).to_have_text("Pressed change")
    await expect(page.locator(".message:not(.own) .words")).to_have_text("Something else")
    await expect(page.locator(".message:not(.own) .foot")).to_contain_text("edited")
    await expect(page.locator(".key")).to_have_count(0)
    assert sandbox.failures == []


async def test_the_menu_of_commands(page: Page) -> None:
    await _start(page)
    line = page.get_by_role("textbox", name="Message")
    await page.get_by_role("button", name="Commands").click()
    await expect(page.get_by_role("option")).to_have_count(2)
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("listbox")).to_be_hidden()
    await line.press_sequentially("/h")
    await expect(page.get_by_role("option")).to_have_text("/helpWhat I can do")
    await line.press("Enter")
    await expect(page.locator(".message.own .words").last).to_have_text("/help")
    await line.press_sequentially("/")
    await line.press("ArrowDown")
    await line.press("ArrowDown")
    await line.press("Enter")
    await expect(page.locator(".message.own .words").last).to_have_text("/start")


async def test_a_new_chat_is_somebody_else(page: Page, sandbox: Sandbox) -> None:
    await _start(page)
    await page.reload()
    await expect(page.locator(".message.own .words")).to_have_text("/start")  # a reload is not a new chat
    await page.get_by_role("button", name="New chat").click()
    await expect(page.get_by_text(DESCRIPTION)).to_be_visible()
    await expect(page.locator(".message")).to_have_count(0)
    assert len(sandbox.world.users) == 2
    await page.keyboard.press("Enter")  # the Start button has the focus
    await expect(page.locator(".message.own .words")).to_have_text("/start")


async def test_a_restart_starts_afresh(page: Page, sandbox: Sandbox) -> None:
    await _start(page)
    await page.evaluate("sessionStorage.setItem('chat', 'another-run ' + sessionStorage.chat.split(' ')[1])")
    await page.reload()
    await expect(page.get_by_text(DESCRIPTION)).to_be_visible()
    assert len(sandbox.world.users) == 2


async def test_a_deep_link(page: Page, sandbox: Sandbox) -> None:
    await page.goto(f"{sandbox.url}/?start=calf-link")
    await page.get_by_role("button", name="Start", exact=True).click()
    await expect(page.locator(".message.own .words")).to_have_text("/start calf-link")


async def test_typing_shows_until_the_message(page: Page, sandbox: Sandbox, api: Api) -> None:
    await _start(page)
    (chat,) = sandbox.world.chats
    await api("sendChatAction", chat_id=chat, action="typing")
    await expect(page.locator("#status")).to_have_text("typing…")
    await api("sendMessage", chat_id=chat, text="here it is")
    await expect(page.locator("#status")).to_have_text("bot")


async def test_deletions_and_new_commands_show_at_once(page: Page, sandbox: Sandbox, api: Api) -> None:
    await _start(page)
    (chat,) = sandbox.world.chats.values()
    await api("deleteMessage", chat_id=chat.id, message_id=chat.last_message_id)
    await expect(page.locator(".message")).to_have_count(1)
    await api("deleteMyCommands")
    await expect(page.get_by_role("button", name="Commands")).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_it_fits_a_small_phone(page: Page, scheme: Any) -> None:
    await page.emulate_media(color_scheme=scheme)
    await _start(page)
    line = page.get_by_role("textbox", name="Message")
    await line.fill("w" * 300)
    await line.press("Enter")
    await expect(page.locator(".message.own")).to_have_count(2)
    assert await page.evaluate("document.documentElement.scrollWidth") == 360
    assert await page.evaluate("document.querySelector('main').scrollWidth") <= 360
    background = await page.evaluate("getComputedStyle(document.querySelector('header')).backgroundColor")
    assert background == {"light": "rgb(255, 255, 255)", "dark": "rgb(23, 33, 43)"}[scheme]


async def test_a_log_for_screen_readers(page: Page) -> None:
    await _start(page)
    log = page.get_by_role("log")
    await expect(log).to_have_attribute("aria-live", "polite")
    await expect(log.get_by_role("article").first).to_contain_text(re.compile("You: "))
    await expect(log.get_by_role("article").last).to_contain_text("Yoga Answers: ")
    await expect(log.get_by_role("group", name="Buttons under the message")).to_be_visible()
    unnamed = "[...document.querySelectorAll('button')].filter((b) => !b.textContent.trim() && !b.ariaLabel).length"
    assert await page.evaluate(unnamed) == 0
