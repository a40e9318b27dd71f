"""Trouble that is the person's to settle: each error carries one sentence for them."""


class ContactbookError(Exception):
    """Stop with a sentence that says what is wrong and what to do."""


class WrongUsage(ContactbookError):
    """What was asked for on the command line does not go together."""


class NotABook(ContactbookError):
    """The file is there, but it is not a book."""


class DamagedBook(NotABook):
    """The file is a book that cannot be read whole."""


class NewerBook(ContactbookError):
    """The book was made by a newer version of the program."""


class BookBusy(ContactbookError):
    """Another program holds the book for longer than a person waits."""


class BookNotWritable(ContactbookError):
    """The book cannot be written: read-only, disk full, folder gone."""


class BookGone(BookNotWritable):
    """The file was deleted or replaced while it was open; what was open can still be copied."""


class NotReadable(ContactbookError):
    """A file that was to be read cannot be: missing, encrypted, broken or too large."""


class BadQuery(ContactbookError):
    """A search that cannot be understood."""


class NothingToUndo(ContactbookError):
    """There is no step to take back, or nothing of it can be."""


class Cancelled(ContactbookError):
    """The person stopped it; nothing was written."""
