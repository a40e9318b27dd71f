"""Makes the virtual environment where there is none, installs what is needed, and runs every check and test.

Runs with the standard library alone: `python3 tests/run.py`. It stops at the first check that fails.
"""

# ruff: noqa: T201 (it prints: that is how it tells what it does)

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
SCRIPTS = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = SCRIPTS / ("python.exe" if os.name == "nt" else "python")
STAMP = VENV / "installed-for-tests"

# What Qt loads on Debian and Ubuntu beyond a bare system, without a display.
QT_PACKAGES = (
    "libegl1",
    "libgl1",
    "libxkbcommon0",
    "libdbus-1-3",
    "libfontconfig1",
    "libglib2.0-0",
    "fonts-dejavu-core",
)

CHECKS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Style", ("ruff", "check", ".")),
    ("Format", ("ruff", "format", "--check", ".")),
    ("Types", ("mypy",)),
    ("Layers", ("lint-imports",)),
    ("Tests", ("pytest", "-n", "auto")),
)


def main() -> int:
    """Prepare and run everything; the exit status is that of the check that failed, else 0."""
    if sys.version_info < (3, 11):  # noqa: UP036 (it is what says so)
        return stop("Python 3.11 or newer is needed; this is " + sys.version.split()[0] + ".")
    os.chdir(ROOT)
    status = prepare()
    if status:
        return status
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    for title, command in CHECKS:
        print(f"\n== {title}: {' '.join(command)}", flush=True)
        status = subprocess.call([str(SCRIPTS / command[0]), *command[1:]], env=environment)
        if status:
            return stop(f"{title} failed: `{' '.join(command)}` ended with status {status}.", status)
    return 0


def prepare() -> int:
    """Bring the virtual environment up to what pyproject.toml asks for."""
    wanted = hashlib.sha256((ROOT / "pyproject.toml").read_bytes() + sys.version.encode()).hexdigest()
    if not (STAMP.exists() and PYTHON.exists() and STAMP.read_text(encoding="utf-8") == wanted):
        status = make_environment() or call(PYTHON, "-m", "pip", "install", "-q", "-e", ".[test]")
        if status:
            return stop("The packages could not be installed; what pip said stands above.", status)
        STAMP.write_text(wanted, encoding="utf-8")
    return qt_libraries()


def make_environment() -> int:
    """Make .venv; where Python came without the means for it, install them if that is allowed."""
    if PYTHON.exists() and not subprocess.call([str(PYTHON), "-m", "pip", "--version"], stdout=subprocess.DEVNULL):
        return 0
    print(f"== Making {VENV.name}", flush=True)
    try:
        venv.create(VENV, clear=True, with_pip=True)
    except (subprocess.CalledProcessError, ImportError):
        if not install_packages("python3-venv"):
            return stop("Python cannot make a virtual environment here. On Debian and Ubuntu: apt install python3-venv")
        return subprocess.call([sys.executable, "-m", "venv", "--clear", str(VENV)])
    return 0


def qt_libraries() -> int:
    """See that Qt loads; install its system libraries where that is allowed, else say which they are."""
    if not qt_trouble():
        return 0
    print("== Installing the system libraries that Qt needs", flush=True)
    install_packages(*QT_PACKAGES)
    trouble = qt_trouble()
    if trouble:
        return stop(f"Qt does not load: {trouble}\nOn Debian and Ubuntu: apt install {' '.join(QT_PACKAGES)}")
    return 0


def qt_trouble() -> str:
    """Give the last line of what Qt complains of when it loads; empty where it does."""
    code = "from PySide6.QtWidgets import QApplication; QApplication([])"
    run = subprocess.run(
        [str(PYTHON), "-c", code],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
    )
    return (run.stderr.strip().splitlines() or ["it ended without a word"])[-1] if run.returncode else ""


def install_packages(*packages: str) -> bool:
    """Install system packages, where there is apt-get and the right to use it."""
    apt = shutil.which("apt-get")
    if apt is None or not hasattr(os, "geteuid") or os.geteuid() != 0:
        return False
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.call([apt, "update", "-qq"], env=environment)
    return not subprocess.call([apt, "install", "-y", "-qq", "--no-install-recommends", *packages], env=environment)


def call(program: Path, *arguments: str) -> int:
    """Run a program, showing what it runs."""
    command: Sequence[str] = [str(program), *arguments]
    print(f"== {' '.join(arguments)}", flush=True)
    return subprocess.call(command)


def stop(sentence: str, status: int = 1) -> int:
    """Say why it goes no further."""
    print(f"\n{sentence}", file=sys.stderr, flush=True)
    return status


if __name__ == "__main__":
    raise SystemExit(main())
