"""The JSON schema of a file of entries, for editors that complete and underline."""

import json

from bot.knowledge.schema import EntriesFile

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def entries_schema() -> str:
    """Return the schema as JSON text, in the form in which knowledge/schema.json holds it."""
    about = {"$schema": _DIALECT, "title": "A file of entries of Yoga Answers"}
    schema = about | {key: value for key, value in EntriesFile.model_json_schema().items() if key != "title"}
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
