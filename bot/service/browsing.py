"""What people reach by commands and buttons instead of a question: topics, entries, sources."""

from itertools import groupby

from bot.core.composing import compose, entry_reply
from bot.core.model import Abstention, Action, Button, Entry, Reply
from bot.service.asking import Asking


class Browsing:
    """Shows what the knowledge that is live at the moment holds.

    Args:
        asking: where the live knowledge and the texts are.
    """

    def __init__(self, asking: Asking) -> None:
        self._asking = asking

    def start(self) -> Reply:
        """Return the greeting of a new chat: what the bot knows, the full disclaimer, the topics."""
        catalog = self._asking.catalog
        return Reply(f"{catalog['start']}\n\n_{catalog['about']}_\n\n/privacy", self._topic_buttons())

    def help(self) -> Reply:
        """Return how to ask, with the full disclaimer."""
        catalog = self._asking.catalog
        return Reply(f"{catalog['help']}\n\n_{catalog['about']}_")

    def privacy(self) -> Reply:
        """Return the privacy policy: exactly what is kept."""
        return Reply(self._asking.catalog["privacy"])

    def topics(self) -> Reply:
        """Return the topics to choose from."""
        return Reply(self._asking.catalog["topics"], self._topic_buttons())

    def topic(self, name: str) -> Reply | None:
        """Return the questions of one topic, or None if there is no such topic (any more)."""
        entries = [entry for entry in self._asking.answering.knowledge.entries if entry.topic == name]
        if not entries:
            return None
        title = self._title(name)
        buttons = [Button(entry.question, Action.CHOOSE, entry.id) for entry in entries]
        return Reply(
            f"*{title}*\n{self._asking.catalog['topic-questions']}",
            (*buttons, Button(self._asking.catalog["topics-button"], Action.TOPICS)),
        )

    def entry(self, entry_id: str) -> Reply | None:
        """Return the answer of an entry that somebody chose, or None if there is no such entry (any more)."""
        knowledge = self._asking.answering.knowledge
        entry = knowledge.entry(entry_id)
        return entry_reply(entry, knowledge, self._asking.catalog) if entry else None

    def none_of_these(self) -> Reply:
        """Return what somebody gets who meant none of the suggestions."""
        return compose(Abstention(), self._asking.answering.knowledge, self._asking.catalog)

    def source(self, entry_id: str) -> str | None:
        """Return where an entry's answer comes from, in one sentence; None if there is no such entry or document."""
        knowledge, catalog = self._asking.answering.knowledge, self._asking.catalog
        entry = knowledge.entry(entry_id)
        document = next((d for d in knowledge.documents if entry and d.id == entry.document), None)
        if not entry or not document or not entry.sentences:
            return None
        headings = list(dict.fromkeys(document.headings.get(number) for number in entry.sentences))
        heading = headings[0] if len(headings) == 1 else None
        text = catalog["source" if len(entry.sentences) == 1 else "source-plural"]
        section = catalog["source-section"].replace("{heading}", heading) if heading else ""
        return (
            text.replace("{title}", document.title).replace("{section}", section).replace("{numbers}", _ranges(entry))
        )

    def press(self, action: str, target: str) -> Reply:
        """Return what a button shows; one of an older knowledge says that it is gone."""
        reply: Reply | None = None
        match action:
            case Action.ENTRY | Action.CHOOSE:
                reply = self.entry(target)
            case Action.TOPIC:
                reply = self.topic(target)
            case Action.TOPICS:
                reply = self.topics()
            case Action.NONE_OF_THESE:
                reply = self.none_of_these()
            case Action.SOURCE:
                source = self.source(target)
                reply = Reply(source) if source else None
        return reply or Reply(self._asking.catalog["gone"])

    def _topic_buttons(self) -> tuple[Button, ...]:
        topics = self._asking.answering.knowledge.topics
        return tuple(Button(self._title(topic), Action.TOPIC, topic) for topic in topics)

    def _title(self, topic: str) -> str:
        """Return a topic's title: its text where the catalog has one, else its id in words."""
        return self._asking.catalog.get(f"topic-{topic}", topic.replace("-", " ").capitalize())


def _ranges(entry: Entry) -> str:
    """Return sentence numbers as people write them: "16–18", "4 and 8"."""
    runs = []
    for _, group in groupby(enumerate(sorted(entry.sentences)), key=lambda pair: pair[1] - pair[0]):
        numbers = [number for _, number in group]
        runs.append(str(numbers[0]) if len(numbers) == 1 else f"{numbers[0]}–{numbers[-1]}")
    return " and ".join([", ".join(runs[:-1]), runs[-1]] if len(runs) > 1 else runs)
