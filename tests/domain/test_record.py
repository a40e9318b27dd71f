"""A record is what a frozen dataclass of the library is."""

import dataclasses
import pickle
from dataclasses import fields
from typing import Any

import pytest

from contactbook.domain.contact import Contact, Phone
from contactbook.domain.record import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class Own:
    """Has every kind of field."""

    name: str
    number: int = 0
    parts: list[int] = field(default_factory=list)
    aside: bool = field(default=False, compare=False, repr=False)


@dataclasses.dataclass(frozen=True, slots=True)
class Theirs:
    """The same as the library makes it."""

    name: str
    number: int = 0
    parts: list[int] = dataclasses.field(default_factory=list)
    aside: bool = dataclasses.field(default=False, compare=False, repr=False)


def test_it_says_and_matches_what_the_librarys_says() -> None:
    for make in (Own, Theirs):
        one: Any = make("Ada", parts=[1])
        assert repr(one) == f"{make.__name__}(name='Ada', number=0, parts=[1])"
        assert (one.name, one.number, one.parts, one.aside) == ("Ada", 0, [1], False)
        match one:
            case Own(name, number) | Theirs(name, number):
                assert (name, number) == ("Ada", 0)
    assert [f.name for f in fields(Own)] == [f.name for f in fields(Theirs)]
    assert Own.__match_args__ == Theirs.__match_args__  # type: ignore[attr-defined]
    assert dataclasses.asdict(Own("Ada")) == dataclasses.asdict(Theirs("Ada"))


def test_it_is_equal_by_its_fields_and_to_its_own_kind_only() -> None:
    assert Own("Ada", aside=True) == Own("Ada")
    assert Own("Ada") != Own("Ada", 1)
    assert Own("Ada") != Theirs("Ada")
    assert hash(Phone("+41795550000", "079 555 00 00")) == hash(Phone("+41795550000", "079 555 00 00"))
    assert {Contact(uid="a"): 1}[Contact(uid="a")] == 1


def test_each_has_its_own_default() -> None:
    assert Own("Ada").parts is not Own("Ada").parts


def test_it_cannot_be_changed_but_copied_with_a_change() -> None:
    one = Own("Ada")
    for change in (lambda: setattr(one, "name", "Bob"), lambda: delattr(one, "name"), lambda: setattr(one, "else", 1)):
        with pytest.raises(dataclasses.FrozenInstanceError):
            change()
    assert replace(one, number=2) == Own("Ada", 2)


def test_it_goes_to_another_process_and_back() -> None:
    contact = Contact(uid="a", name="Ada", phones=(Phone("+41795550000", "079 555 00 00"),))
    assert pickle.loads(pickle.dumps(contact)) == contact


def test_a_wrong_call_is_told_like_any_other() -> None:
    with pytest.raises(TypeError, match="missing 1 required positional argument: 'name'"):
        Own()  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="unexpected keyword argument 'nme'"):
        Own("Ada", nme=1)  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="frozen and has slots"):
        dataclass(frozen=False, slots=True)
