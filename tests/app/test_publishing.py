from contactbook.app.book import Book
from contactbook.app.composing import block
from contactbook.app.publishing import publish, publish_sentence
from contactbook.domain.contact import Contact, Email, Phone


def test_what_was_withheld_is_published_in_one_step(book: Book) -> None:
    book.save(
        Contact(uid="ada", name="Ada Okello", notes="calls back late", emails=(Email("a.okello@example.org"),),
                phones=(Phone("+447700900123"), Phone("+442079460958")))
    )  # fmt: skip
    held = book.get_many(["ada"])
    assert publish_sentence(held) == "Publish 2 numbers and 1 address of Ada Okello"
    step = publish(book, ["ada"])
    assert step is not None
    assert step.name == "Publish 2 numbers and 1 address of Ada Okello"
    made = block(book.get_many(["ada"]))
    assert "+44 7700 900123 · +44 20 7946 0958 · a.okello@example.org" in made.text
    assert made.withheld == 1  # the notes stay inside
    assert publish(book, ["ada"]) is None
    assert publish_sentence(book.get_many(["ada"])) == ""
    book.undo()
    assert "+44" not in block(book.get_many(["ada"])).text


def test_several_are_counted(book: Book) -> None:
    people = [Contact(uid=uid, name=uid, phones=(Phone("+442079460958"),)) for uid in ("a", "b")]
    assert publish_sentence(people) == "Publish 2 numbers of 2 contacts"
