"""The methods that choose how updates reach the bot (core.telegram.org/bots/api#getting-updates)."""

import re
from typing import Any
from urllib.parse import urlsplit

from bot.sandbox.method import method
from bot.sandbox.params import Params
from bot.sandbox.refusals import bad_request
from bot.sandbox.world import World

UPDATE_KINDS = frozenset(
    {
        "message",
        "edited_message",
        "channel_post",
        "edited_channel_post",
        "business_connection",
        "business_message",
        "edited_business_message",
        "deleted_business_messages",
        "guest_message",
        "message_reaction",
        "message_reaction_count",
        "inline_query",
        "chosen_inline_result",
        "callback_query",
        "shipping_query",
        "pre_checkout_query",
        "purchased_paid_media",
        "poll",
        "poll_answer",
        "my_chat_member",
        "chat_member",
        "chat_join_request",
        "chat_boost",
        "removed_chat_boost",
        "managed_bot",
    },
)
"""What `allowed_updates` may name (core.telegram.org/bots/api#update); Telegram drops other names without a word."""

_PORTS = frozenset({None, 443, 80, 88, 8443})
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")


async def get_updates(world: World, params: Params) -> list[dict[str, Any]]:
    """https://core.telegram.org/bots/api#getupdates ."""
    _allow(world, params)
    timeout = params.integer("timeout")
    return await world.updates.get(params.integer("offset"), params.integer("limit", 100), timeout)


def set_webhook(world: World, params: Params) -> bool:
    """https://core.telegram.org/bots/api#setwebhook ; stored only, nothing is delivered."""
    url = params.string("url")
    if not url:
        return delete_webhook(world, params)
    parts = urlsplit(url)
    if parts.scheme != "https":
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if parts.port not in _PORTS:
        raise bad_request("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
    secret = params.string("secret_token")
    if secret and not _SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    _allow(world, params)
    world.updates.webhook = {
        "url": url,
        "has_custom_certificate": params.has("certificate"),
        "max_connections": params.integer("max_connections", 40),
    }
    _drop(world, params)
    return True


def delete_webhook(world: World, params: Params) -> bool:
    """https://core.telegram.org/bots/api#deletewebhook ."""
    world.updates.webhook = None
    _drop(world, params)
    return True


def get_webhook_info(world: World, _params: Params) -> dict[str, Any]:
    """https://core.telegram.org/bots/api#getwebhookinfo ."""
    body = world.updates.webhook or {"url": "", "has_custom_certificate": False}
    body = body | {"pending_update_count": world.updates.pending}
    return body | ({"allowed_updates": world.updates.allowed} if world.updates.allowed else {})


def _allow(world: World, params: Params) -> None:
    kinds = params.object("allowed_updates", "can't parse allowed updates JSON object")
    if isinstance(kinds, list):  # absent leaves the setting as it is; an empty list resets it
        world.updates.allowed = [kind for kind in kinds if kind in UPDATE_KINDS]


def _drop(world: World, params: Params) -> None:
    if params.boolean("drop_pending_updates"):
        world.updates.drop()
    world.happenings.wake()


METHODS = {
    "getUpdates": method(get_updates, "offset limit timeout allowed_updates"),
    "setWebhook": method(
        set_webhook,
        "url certificate max_connections allowed_updates drop_pending_updates secret_token",
        idle="ip_address",
    ),
    "deleteWebhook": method(delete_webhook, "drop_pending_updates"),
    "getWebhookInfo": method(get_webhook_info),
}
