"""The texts that people see, by language; one YAML file a language."""

from functools import cache
from importlib.resources import files
from types import MappingProxyType

import yaml

from bot.core.composing import Catalog


@cache
def _texts(language: str) -> dict[str, str]:
    source = files(__package__).joinpath(f"{language}.yaml").read_text("utf-8")
    loaded = yaml.load(source, Loader=yaml.CSafeLoader)  # the C build of SafeLoader
    return {str(name): str(text) for name, text in loaded.items()}


def catalog(*, studio: str, contact: str, emergency: str, helplines: str, language: str = "en") -> Catalog:
    """Return the texts of a language with the studio's own words filled in.

    Args:
        studio: the studio's name.
        contact: how people reach the studio (a phone number, an address, a link); empty where it isn't set.
        emergency: the emergency numbers, as people read them ("112, 999 or 911").
        helplines: the help lines for people who may harm themselves, as one sentence.
        language: one of the files beside this module.
    """
    texts = _texts(language)
    words = {
        "{studio}": studio,
        "{contact}": texts["contact-known"].replace("{address}", contact) if contact else texts["contact-unknown"],
        "{emergency}": emergency,
        "{helplines}": helplines,
    }
    filled = {"emergency": emergency, "helplines": helplines}
    for name, text in texts.items():
        for word, value in words.items():
            text = text.replace(word, value)  # noqa: PLW2901  # each word in turn
        filled[name] = text
    return MappingProxyType(filled)
