"""What the environment sets; read once, at the edge."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.errors import SettingsError


def _numbers(text: object) -> object:
    """Split "12, 34" into its numbers; what is no number is left for the validation to name."""
    return [part.strip() for part in text.split(",") if part.strip()] if isinstance(text, str) else text


class Settings(BaseSettings):
    """Every setting, each from the environment variable of its name with the prefix BOT_."""

    model_config = SettingsConfigDict(env_prefix="BOT_", frozen=True, env_ignore_empty=True)

    token: SecretStr | None = Field(None, description="The token that BotFather gave you; needed by `run` only.")
    api_url: str = Field(
        "https://api.telegram.org",
        pattern=r"^https?://[^\s/]+(/[^\s]*)?$",
        description="The Bot API server: Telegram's, your own, or the sandbox.",
    )
    knowledge: Path | None = Field(None, description="The knowledge folder; the shipped one if not set.")
    state: Path = Field(Path("state"), description="The one folder that the bot writes to.")
    database_url: str | None = Field(None, description="sqlite:///… or postgresql://…; SQLite in BOT_STATE if not set.")
    owners: Annotated[frozenset[int], NoDecode, BeforeValidator(_numbers)] = Field(
        frozenset(), description="Telegram user ids of the owners, separated by commas: they may /reload and are told."
    )
    listen: str | None = Field(None, description="host:port for /healthz and /readyz; not served if not set.")
    studio_name: str = Field("the studio", max_length=64, description="Your studio's name, as people read it.")
    studio_contact: str = Field(
        "", max_length=200, description="How members reach you: a phone number, an e-mail address or a link."
    )
    emergency: str = Field("112, 999 or 911", max_length=60, description="The emergency numbers of your country.")
    # A sentence goes on after them.
    helplines: Annotated[str, AfterValidator(lambda text: text.rstrip(" ."))] = Field(
        "UK & Ireland: Samaritans 116 123, free, any time. US: call or text 988",
        max_length=200,
        description="Help lines for people who may harm themselves, as one or two sentences.",
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field("INFO", description="How much is logged.")


def read_settings() -> Settings:
    """Read the environment.

    Raises:
        SettingsError: a variable has a value that is not allowed; the message names it, and never shows the token.
    """
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        name = f"BOT_{str(first['loc'][0]).upper()}"
        raise SettingsError(f"{name} is not valid: {first['msg']}.") from None


def describe() -> str:
    """Return every setting with its meaning and default, one a line, for `run --help`."""
    lines = []
    for name, field in Settings.model_fields.items():
        default = f" Default: {field.default}" if field.default not in (None, "", frozenset()) else ""
        lines.append(f"  BOT_{name.upper():<15} {field.description}{default}")
    return "\n".join(lines)
