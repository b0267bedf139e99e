"""What the bot sets about itself, and what people's apps make of it."""

import pytest

from bot.sandbox.driver import Sandbox
from bot.sandbox.profile import commands_for

from .conftest import Api

ASK = [{"command": "ask", "description": "Ask"}]
FRAGE = [{"command": "frage", "description": "Fragen"}]


async def test_commands_by_scope_and_language(api: Api, sandbox: Sandbox) -> None:
    await api("setMyCommands", commands=ASK)
    await api("setMyCommands", commands=FRAGE, scope={"type": "all_private_chats"}, language_code="de")
    assert await api("getMyCommands") == ASK
    assert await api("getMyCommands", language_code="de") == []
    assert await api("getMyCommands", language_code="de", scope={"type": "all_private_chats"}) == FRAGE
    assert commands_for(sandbox.world, "de", "all_private_chats") == FRAGE
    assert commands_for(sandbox.world, "fr", "all_private_chats") == ASK
    assert commands_for(sandbox.world, "de", "all_group_chats") == ASK
    await api("deleteMyCommands")
    assert await api("getMyCommands") == []


@pytest.mark.parametrize(
    ("method", "name"), [("MyDescription", "description"), ("MyShortDescription", "short_description")]
)
async def test_descriptions(api: Api, method: str, name: str) -> None:
    await api(f"set{method}", **{name: "hello"})
    await api(f"set{method}", **{name: "hallo"}, language_code="de")
    assert await api(f"get{method}") == {name: "hello"}
    assert await api(f"get{method}", language_code="de") == {name: "hallo"}
    assert await api(f"get{method}", language_code="fr") == {name: "hello"}
