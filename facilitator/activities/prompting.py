"""What a slide's prompts say, as plain words for activities."""

from modules.document import Prompt, Purpose
from modules.markup import plain_text


def prompt_words(prompt: Prompt) -> str:
    """A prompt as the room may read it, in one line.

    What is to be *done* is written to the facilitator; the learner's text says the same to people.
    """
    is_for_facilitator = prompt.purpose != Purpose.ASK
    text = (prompt.learner_text if is_for_facilitator else "") or prompt.text
    return " ".join(plain_text(text, smart=True).split())
