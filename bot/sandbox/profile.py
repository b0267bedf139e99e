"""The methods about the bot itself: who it is, its commands and its descriptions."""

import re
from typing import Any

from bot.sandbox.happenings import Happening
from bot.sandbox.method import method
from bot.sandbox.params import Params, required
from bot.sandbox.refusals import bad_request
from bot.sandbox.world import World

MAX_COMMANDS = 100
"""Commands in one list (core.telegram.org/bots/api#setmycommands)."""

MAX_COMMAND_DESCRIPTION = 256
"""Characters (core.telegram.org/bots/api#botcommand)."""

MAX_DESCRIPTION = 512
"""Characters shown in an empty chat (core.telegram.org/bots/api#setmydescription)."""

MAX_SHORT_DESCRIPTION = 120
"""Characters on the bot's profile page (core.telegram.org/bots/api#setmyshortdescription)."""

_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_LANGUAGE = re.compile(r"(?:[a-z]{2})?")
_SCOPE_FIELDS: dict[str, frozenset[str]] = {
    "default": frozenset(),
    "all_private_chats": frozenset(),
    "all_group_chats": frozenset(),
    "all_chat_administrators": frozenset(),
    "chat": frozenset({"chat_id"}),
    "chat_administrators": frozenset({"chat_id"}),
    "chat_member": frozenset({"chat_id", "user_id"}),
}

ScopeKey = tuple[tuple[str, Any], ...]


def get_me(world: World, _params: Params) -> dict[str, Any]:
    """https://core.telegram.org/bots/api#getme ."""
    return world.bot.json() | {
        "can_join_groups": True,
        "can_read_all_group_messages": not world.rules.privacy_mode,
        "supports_guest_queries": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
        "has_topics_enabled": False,
        "allows_users_to_create_topics": False,
    }


def set_my_commands(world: World, params: Params) -> bool:
    """https://core.telegram.org/bots/api#setmycommands ."""
    commands = params.object("commands", "can't parse commands JSON object")
    if not isinstance(commands, list):
        raise bad_request("can't parse commands: expected an Array of BotCommand")
    if len(commands) > MAX_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    checked = [_command(command) for command in commands]
    if len({command["command"] for command in checked}) < len(checked):
        raise bad_request("BOT_COMMAND_INVALID")
    key = _scope(params), _language(params)
    if checked:
        world.profile.commands[key] = checked
    else:
        world.profile.commands.pop(key, None)
    _tell(world)
    return True


def _command(given: Any) -> dict[str, str]:
    name = required(given, "command", str, "BotCommand").removeprefix("/")
    description = required(given, "description", str, "BotCommand").strip()
    if unknown := given.keys() - {"command", "description"}:
        raise bad_request(f"the sandbox does not model {', '.join(sorted(unknown))} of BotCommand")
    if not _COMMAND.fullmatch(name):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= len(description) <= MAX_COMMAND_DESCRIPTION:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name, "description": description}


def get_my_commands(world: World, params: Params) -> list[dict[str, str]]:
    """https://core.telegram.org/bots/api#getmycommands ."""
    return world.profile.commands.get((_scope(params), _language(params)), [])


def delete_my_commands(world: World, params: Params) -> bool:
    """https://core.telegram.org/bots/api#deletemycommands ."""
    world.profile.commands.pop((_scope(params), _language(params)), None)
    _tell(world)
    return True


def commands_for(world: World, language: str | None, scope: str) -> list[dict[str, str]]:
    """Return the commands that a person's app offers in a kind of chat (…/bots/api#determining-list-of-commands)."""
    for name in (scope, "default"):
        for code in (language or "", ""):
            if commands := world.profile.commands.get(((("type", name),), code)):
                return commands
    return []


def set_my_description(world: World, params: Params) -> bool:
    """https://core.telegram.org/bots/api#setmydescription ."""
    return _set_text(world, params, "description", world.profile.descriptions, MAX_DESCRIPTION)


def get_my_description(world: World, params: Params) -> dict[str, str]:
    """https://core.telegram.org/bots/api#getmydescription ."""
    return {"description": text_for(world.profile.descriptions, _language(params))}


def set_my_short_description(world: World, params: Params) -> bool:
    """https://core.telegram.org/bots/api#setmyshortdescription ."""
    return _set_text(world, params, "short_description", world.profile.short_descriptions, MAX_SHORT_DESCRIPTION)


def get_my_short_description(world: World, params: Params) -> dict[str, str]:
    """https://core.telegram.org/bots/api#getmyshortdescription ."""
    return {"short_description": text_for(world.profile.short_descriptions, _language(params))}


def text_for(texts: dict[str, str], language: str | None) -> str:
    """Return the text for a language, or the one for all languages."""
    return texts.get(language or "") or texts.get("", "")


def _set_text(world: World, params: Params, name: str, texts: dict[str, str], longest: int) -> bool:
    text = params.string(name).strip()
    language = _language(params)
    if len(text) > longest:
        raise bad_request(f"BOT_{name.upper()}_TOO_LONG")
    texts[language] = text
    _tell(world)
    return True


def _scope(params: Params) -> ScopeKey:
    scope = params.object("scope", "can't parse BotCommandScope JSON object")
    if scope is None:
        return (("type", "default"),)
    kind = required(scope, "type", str, "BotCommandScope")
    if kind not in _SCOPE_FIELDS:
        raise bad_request("can't parse BotCommandScope: unsupported type specified")
    for name in _SCOPE_FIELDS[kind]:
        if name not in scope:
            raise bad_request(f"can't parse BotCommandScope: Can't find field \"{name}\"")
    return tuple(sorted((name, str(value)) for name, value in scope.items()))


def _language(params: Params) -> str:
    code = params.string("language_code")
    if not _LANGUAGE.fullmatch(code):
        raise bad_request("language code is invalid")
    return code


def _tell(world: World) -> None:
    world.happenings.add(Happening("profile"))


_TEXT_PARAMS = "language_code"
METHODS = {
    "getMe": method(get_me),
    "setMyCommands": method(set_my_commands, "commands scope language_code"),
    "getMyCommands": method(get_my_commands, "scope language_code"),
    "deleteMyCommands": method(delete_my_commands, "scope language_code"),
    "setMyDescription": method(set_my_description, f"description {_TEXT_PARAMS}"),
    "getMyDescription": method(get_my_description, _TEXT_PARAMS),
    "setMyShortDescription": method(set_my_short_description, f"short_description {_TEXT_PARAMS}"),
    "getMyShortDescription": method(get_my_short_description, _TEXT_PARAMS),
}
