"""Makes frozen dataclasses with slots without the library, which compiles six methods of each one and loads inspect.

Window and command line make some thirty of them before they do anything: a tenth of the one's start, a fifth of the
other's. For a type checker and for what the library does with them (`fields`, `replace`, `asdict`) they are dataclasses
like all others; `replace` here is the same, and quicker.
"""

from operator import attrgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
    from dataclasses import field as field
    from dataclasses import replace as replace
else:

    def dataclass(*, frozen: bool, slots: bool) -> Any:
        """Make a class a frozen dataclass with slots; there is no other kind here."""
        if not (frozen and slots):
            raise TypeError("A record is frozen and has slots; dataclasses has the others.")
        return _made

    def field(**told: Any) -> "_Told":
        """Say more of a field: default, default_factory, compare, repr."""
        return _Told(told)

    def replace(record: Any, **changes: Any) -> Any:
        """Make a copy with some fields changed."""
        kept = {name: getattr(record, name) for name in record.__match_args__ if name not in changes}
        return type(record)(**kept, **changes)


class _Told(dict[str, Any]):
    """What is said of a field, as the library's `field` takes it."""


class _Fields:
    """The fields as the library knows them, made when it asks."""

    def __init__(self, body: dict[str, Any]) -> None:
        self._body = body

    def __get__(self, _record: object, cls: Any) -> Any:
        import dataclasses

        body = {
            name: dataclasses.field(**said) if isinstance(said, _Told) else said for name, said in self._body.items()
        }
        twin = type(cls.__name__, (), {**body, "__module__": cls.__module__, "__doc__": cls.__doc__})
        found = dataclasses.dataclass(init=False, repr=False, eq=False)(twin).__dataclass_fields__  # type: ignore[attr-defined]
        cls.__dataclass_fields__ = found
        return found


def _made(cls: type) -> Any:
    body = dict(cls.__dict__)
    names = tuple(body["__annotations__"]) if "__annotations__" in body else ()
    said = {name: body.pop(name) for name in names if name in body}
    for own in ("__dict__", "__weakref__"):
        body.pop(own, None)
    told = {name: value if isinstance(value, _Told) else {"default": value} for name, value in said.items()}
    compared = [name for name in names if told.get(name, {}).get("compare", True)]
    values: Any = attrgetter(*compared) if compared else lambda _record: ()

    def same(self: Any, other: object) -> Any:
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    methods = {
        "__init__": _init(names, told),
        "__eq__": same,
        "__hash__": lambda self: hash(values(self)),
        "__reduce__": lambda self: (made, tuple(getattr(self, name) for name in names)),
        "__repr__": _told,
        "__setattr__": _refuse,
        "__delattr__": _refuse,
        "__slots__": names,
        "__match_args__": names,
        "__dataclass_fields__": _Fields({"__annotations__": body.get("__annotations__", {}), **said}),
    }
    made: Any = type(cls)(cls.__name__, cls.__bases__, {**methods, **body})
    return made


def _init(names: tuple[str, ...], told: dict[str, Any]) -> Any:
    """Compile the one method that has to know each field by its name."""
    heads, lines, known = [], [], {"put": object.__setattr__, "missing": object()}
    for name in names:
        said = told.get(name, {})
        if "default" in said:
            heads.append(f"{name}=of_{name}")
            known[f"of_{name}"] = said["default"]
        elif "default_factory" in said:
            heads.append(f"{name}=missing")
            lines.append(f" if {name} is missing: {name} = of_{name}()")
            known[f"of_{name}"] = said["default_factory"]
        else:
            heads.append(name)
        lines.append(f" put(self, {name!r}, {name})")
    exec("\n".join([f"def __init__(self, {', '.join(heads)}):", *lines, " pass"]), known)  # noqa: S102 - of names only
    return known["__init__"]


def _told(self: Any) -> str:
    import dataclasses

    shown = ", ".join(f"{f.name}={getattr(self, f.name)!r}" for f in dataclasses.fields(self) if f.repr)
    return f"{type(self).__qualname__}({shown})"


def _refuse(_self: Any, name: str, *_value: object) -> None:
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"cannot assign to field {name!r}")
