"""Inline keyboards: what Telegram accepts under a message (core.telegram.org/bots/api#inlinekeyboardmarkup)."""

from typing import Any

from bot.sandbox.entities import utf16_length
from bot.sandbox.markup import checked_link
from bot.sandbox.params import required
from bot.sandbox.refusals import Refusal, bad_request

MAX_BUTTONS = 100
"""Buttons under one message; more is REPLY_MARKUP_TOO_LONG."""

MAX_CALLBACK_DATA = 64
"""Bytes, not characters (core.telegram.org/bots/api#inlinekeyboardbutton)."""

MAX_COPY_TEXT = 256
"""Characters (core.telegram.org/bots/api#copytextbutton)."""

_ACTIONS = frozenset(
    {
        "url",
        "callback_data",
        "web_app",
        "login_url",
        "switch_inline_query",
        "switch_inline_query_current_chat",
        "switch_inline_query_chosen_chat",
        "copy_text",
        "callback_game",
        "pay",
        "disabled",
    },
)
_LOOKS = frozenset({"text", "style", "icon_custom_emoji_id"})
_STYLES = frozenset({"danger", "success", "primary"})

Keyboard = list[list[dict[str, Any]]]


def checked_keyboard(markup: Any, *, for_edit: bool = False) -> Keyboard | None:
    """Return the rows of an inline keyboard, None for no keyboard.

    The sandbox is stricter than Telegram in one thing: a button with two actions is refused, as the documentation
    has it ("exactly one"), where Telegram picks one.
    """
    if markup is None:
        return None
    rows = _rows(markup, for_edit=for_edit)
    for row in rows:
        for button in row:
            _check_button(button)
    if sum(map(len, rows)) > MAX_BUTTONS:
        raise bad_request("reply markup is too long")
    return [row for row in rows if row] or None


def _rows(markup: Any, *, for_edit: bool) -> Keyboard:
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" not in markup:
        unmodelled = markup.keys() & {"keyboard", "remove_keyboard", "force_reply"}
        if unmodelled and not for_edit:
            raise bad_request(f"the sandbox knows inline keyboards only, not {', '.join(sorted(unmodelled))}")
        raise bad_request("inline keyboard expected" if for_edit else "object expected as reply markup")
    rows = markup["inline_keyboard"]
    if not isinstance(rows, list):
        raise bad_request('field "inline_keyboard" of the InlineKeyboardMarkup must be an Array')
    if not all(isinstance(row, list) for row in rows):
        raise bad_request('field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays')
    return rows


def _check_button(button: Any) -> None:
    what = "inline keyboard button"
    text = required(button, "text", str, what)
    if not text.strip():
        raise bad_request("inline keyboard button text must be non-empty")
    if unknown := button.keys() - _ACTIONS - _LOOKS:
        raise _unparsable(f"the sandbox knows no field {', '.join(sorted(unknown))}")
    if button.get("style", "primary") not in _STYLES:
        raise _unparsable("invalid button style specified")
    actions = sorted(button.keys() & _ACTIONS)
    if not actions:
        raise _unparsable("Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise _unparsable(f"exactly one of the optional fields must be used, found {', '.join(actions)}")
    _check_action(actions[0], button[actions[0]])


def _check_action(action: str, value: Any) -> None:
    match action:
        case "callback_data":
            if not isinstance(value, str) or not 1 <= len(value.encode()) <= MAX_CALLBACK_DATA:
                raise bad_request("BUTTON_DATA_INVALID")
        case "url":
            if not isinstance(value, str) or not (value.startswith("tg://user?id=") or checked_link(value)):
                raise bad_request(f"inline keyboard button URL '{value}' is invalid: Wrong HTTP URL")
        case "copy_text":
            text = required(value, "text", str, "inline keyboard button")
            if not 1 <= utf16_length(text) <= MAX_COPY_TEXT:
                raise bad_request("BUTTON_COPY_TEXT_INVALID")
        case "switch_inline_query" | "switch_inline_query_current_chat":
            if not isinstance(value, str):
                raise _unparsable(f'Field "{action}" must be of type String')
        case _:
            raise bad_request("BUTTON_TYPE_INVALID")


def _unparsable(reason: str) -> Refusal:
    return bad_request(f"can't parse inline keyboard button: {reason}")
