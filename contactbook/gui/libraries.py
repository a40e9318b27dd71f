"""Says what of the system the window lacks, without importing Qt: a missing library would end the program in C."""

import importlib.util
import os
import sys
from collections.abc import Mapping
from pathlib import Path

from contactbook.i18n import _

_DEBIAN = (
    "libegl1 libgl1 libfontconfig1 libdbus-1-3 libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-image0 "
    "libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-shape0 libxcb-xkb1"
)
_FEDORA = (
    "mesa-libEGL mesa-libGL fontconfig dbus-libs libxkbcommon-x11 xcb-util-cursor xcb-util-wm xcb-util-image "
    "xcb-util-keysyms xcb-util-renderutil"
)


def has_display(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> bool:
    """Tell whether there is a screen to open a window on; on Linux by what the session says."""
    if not platform.startswith("linux"):
        return True
    return any(environment.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def no_display_sentence(*, sample: bool = False) -> str:
    """Say that there is no screen, and how to go on."""
    return _(
        "There is no display to open the window on. Go on with the commands, for example `{example}`; "
        "`contactbook --help` names them all."
    ).format(example="contactbook --sample search geneva" if sample else "contactbook import release.txt")


def install_sentence(missing: str) -> str:
    """Say which packages bring what is missing."""
    return _(
        "The window needs a system library that is not installed: {missing}.\n"
        "Debian, Ubuntu:  sudo apt install {debian}\n"
        "Fedora:          sudo dnf install {fedora}\n"
        "Without it the commands work; `contactbook --help` names them."
    ).format(missing=missing, debian=_DEBIAN, fedora=_FEDORA)


def missing_library(error: ImportError) -> str | None:
    """Name the system library that an import of Qt did not find; None where the import failed for another reason."""
    words = str(error)
    library = words.partition(":")[0].strip()
    return library if ".so" in library and " " not in library else None


def trouble_with_x11(environment: Mapping[str, str] = os.environ) -> str | None:
    """Say why Qt would end the program on this X11 session: a library it lacks, or no server that answers."""
    wanted = environment.get("QT_QPA_PLATFORM", "xcb" if not environment.get("WAYLAND_DISPLAY") else "")
    if not sys.platform.startswith("linux") or not wanted.startswith("xcb"):
        return None
    found = importlib.util.find_spec("PySide6")
    if found is None or found.origin is None:
        return None
    import ctypes  # late: only this one platform is asked so

    plugin = Path(found.origin).parent / "Qt" / "plugins" / "platforms" / "libqxcb.so"
    try:
        if plugin.exists():
            ctypes.CDLL(str(plugin))
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError as error:
        return install_sentence(str(error).partition(":")[0])
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(None, None))
    refused = bool(xcb.xcb_connection_has_error(connection))
    xcb.xcb_disconnect(connection)
    if refused:
        return _("The display {name} does not answer. Start the program in a session that has a screen.").format(
            name=environment.get("DISPLAY", "")
        )
    return None
