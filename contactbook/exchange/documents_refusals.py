"""Says why a document cannot be read and what to do instead, one sentence or two for each reason."""

from contactbook.domain.errors import NotReadable
from contactbook.i18n import _


def empty(name: str) -> NotReadable:
    """Refuse a document without any text."""
    return NotReadable(_("{name} is empty. Choose another file.").format(name=name))


def no_text(name: str) -> NotReadable:
    """Refuse bytes of no kind that is known."""
    return NotReadable(_("{name} holds no text that can be read. Paste the text instead.").format(name=name))


def broken(name: str) -> NotReadable:
    """Refuse a document that is damaged or cut off."""
    return NotReadable(_("{name} is damaged. Get the file again, or paste its text.").format(name=name))


def encrypted(name: str) -> NotReadable:
    """Refuse a document that wants a password."""
    return NotReadable(
        _("{name} is protected by a password. Save it without one, or paste its text.").format(name=name)
    )


def scanned(name: str) -> NotReadable:
    """Refuse a PDF that holds pictures of pages only."""
    return NotReadable(
        _("{name} holds pictures of pages and no text. Run text recognition on it, or type the contacts.").format(
            name=name
        )
    )


def too_large(name: str) -> NotReadable:
    """Refuse a document whose contents are larger than any release."""
    return NotReadable(_("{name} is too large to read. Paste the part with the contacts.").format(name=name))


def too_slow(name: str) -> NotReadable:
    """Refuse a document that takes longer to read than a person waits."""
    return NotReadable(_("{name} takes too long to read. Paste the part with the contacts.").format(name=name))


def picture(name: str) -> NotReadable:
    """Refuse a picture."""
    return NotReadable(_("{name} is a picture. Type its contacts, or paste its text.").format(name=name))


def old_word(name: str) -> NotReadable:
    """Refuse the format of Word before 2007."""
    return NotReadable(
        _("{name} is an old Word document. Save it as .docx or .pdf, or paste its text.").format(name=name)
    )


def rich_text(name: str) -> NotReadable:
    """Refuse an .rtf file."""
    return NotReadable(_("{name} is a rich text file. Save it as .docx or .pdf, or paste its text.").format(name=name))


def presentation(name: str) -> NotReadable:
    """Refuse slides."""
    return NotReadable(_("{name} is a presentation. Save it as .pdf, or paste its text.").format(name=name))


def other_program(name: str) -> NotReadable:
    """Refuse a document of a program whose files are known, but not read."""
    return NotReadable(
        _("{name} is a document of another program. Save it as .docx or .pdf, or paste its text.").format(name=name)
    )


def outlook(name: str) -> NotReadable:
    """Refuse a message as Outlook saves it."""
    return NotReadable(_("{name} is an Outlook message. Save it as .eml, or paste its text.").format(name=name))


def table(name: str) -> NotReadable:
    """Refuse a spreadsheet."""
    return NotReadable(_("{name} is a spreadsheet. Save it as CSV, or paste its cells.").format(name=name))


def archive(name: str) -> NotReadable:
    """Refuse an archive of files."""
    return NotReadable(_("{name} is an archive. Unpack it, and choose a document in it.").format(name=name))
