"""What a check says to the person: what is wrong, what to do, and the one button that does it."""

from dataclasses import dataclass

from contactbook.domain.contact import Verdict


@dataclass(frozen=True, slots=True)
class Advice:
    """A message under a field.

    remedy is the label of one button; remedy_value what it would put: the new value of the field, or the words
    that would go into the notes; None where the button only settles the warning. problem groups what is alike
    (short, long, letters, empty, several, country, code, local, unusual; syntax, reserved, slip).
    """

    verdict: Verdict
    message: str
    remedy: str | None = None
    remedy_value: str | None = None
    problem: str = ""
