"""What a run ran on, and with which versions."""

import os
import platform
import re
import subprocess
from importlib.metadata import version
from pathlib import Path

from .settings import BENCHMARKS, PROJECT
from .tollgate import Tollgate


def facts(tollgate: Tollgate) -> list[tuple[str, str]]:
    return [
        ("processor", f"{_processor()}, {os.cpu_count()} cores"),
        ("memory", f"{_memory_bytes() / 2**30:.1f} GiB"),
        ("system", f"{_system()}, Linux {platform.release()} ({platform.machine()})"),
        ("Tollgate", f"{_said([str(tollgate.program), '--version'])}, commit {_commit()}"),
        ("Swift", _first_line(["swift", "--version"])),
        ("C++", _first_line(["g++", "--version"])),
        ("simdjson", _said(["dpkg-query", "-W", "-f", "${Version}", "libsimdjson-dev"])),
        ("Python", platform.python_version()),
        *((name, version(name)) for name in _packages()),
    ]


def _packages() -> list[str]:
    lines = (BENCHMARKS / "peers" / "requirements.txt").read_text().split()
    return [line.partition("==")[0] for line in lines]


def _said(command: list[str]) -> str:
    """A tool that isn't there has no version; the run itself doesn't depend on it."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, cwd=PROJECT, check=True)
    except (OSError, subprocess.CalledProcessError):
        return "unknown"
    return done.stdout.strip()


def _first_line(command: list[str]) -> str:
    return _said(command).partition("\n")[0]


def _commit() -> str:
    changes = ", with changes" if _said(["git", "status", "--porcelain"]) else ""
    return _said(["git", "rev-parse", "--short=12", "HEAD"]) + changes


def _processor() -> str:
    found = re.search(r"^model name\s*: (.*)$", Path("/proc/cpuinfo").read_text(), re.MULTILINE)
    return found[1] if found else platform.processor() or "unknown"


def _memory_bytes() -> int:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")


def _system() -> str:
    return platform.freedesktop_os_release().get("PRETTY_NAME", "unknown")
