#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-only
"""clang-tidy over core, only where something changed since it last had nothing to say.

    tests/tidy/run_clang_tidy.py BUILD

BUILD holds compile_commands.json. Each source gets a stamp in BUILD/tidy-stamps, named by the
hash of all that decides the answer: the program's version, .clang-tidy, the flags, the source and
every header of this tree it reaches. A source whose stamp exists is not read again.
"""

import hashlib
import json
import os
import re
import shlex
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("core",)
JOBS = 2
INCLUDE = re.compile(rb'^\s*#\s*include\s*["<]([^">]+\.h)[">]', re.M)


def wanted_flags(command: dict) -> list[str]:
    """The flags that matter to a reader of the code. Left out: the compiler's launcher, warnings
    (gcc names some that clang does not know), and the header gcc precompiled, which clang can't
    read."""
    words = command.get("arguments") or shlex.split(command["command"])
    flags, rest = [], iter(words)
    for word in rest:
        if word in ("-I", "-isystem", "-D", "-U"):
            flags += [word, next(rest)]
        elif word == "-include":
            header = next(rest)
            if "cmake_pch" not in header:
                flags += [word, header]
        elif re.match(r"-(I|isystem|D|U|std=|fPIC)", word):
            flags.append(word)
    return flags


def read_commands(build: Path) -> dict[Path, list[str]]:
    commands = {}
    for command in json.loads((build / "compile_commands.json").read_text()):
        source = Path(command["directory"], command["file"]).resolve()
        if source.is_relative_to(ROOT) and source.relative_to(ROOT).parts[0] in FOLDERS:
            commands[source] = wanted_flags(command)
    return commands


def write_commands(build: Path, commands: dict[Path, list[str]]) -> Path:
    folder = build / "tidy"
    folder.mkdir(exist_ok=True)
    entries = [{"directory": str(build), "file": str(source),
                "arguments": ["clang++", *flags, "-c", str(source)]}
               for source, flags in commands.items()]
    (folder / "compile_commands.json").write_text(json.dumps(entries, indent=1))
    return folder


@cache
def content(path: Path) -> bytes:
    return path.read_bytes()


@cache
def headers_of(path: Path) -> tuple[Path, ...]:
    """The headers of this tree that a file names itself."""
    found = []
    for name in INCLUDE.findall(content(path)):
        for folder in (path.parent, ROOT / "core", ROOT):
            header = folder / name.decode()
            if header.is_file():
                found.append(header.resolve())
                break
    return tuple(found)


def reached(source: Path) -> list[Path]:
    seen, todo = {source}, [source]
    while todo:
        for header in headers_of(todo.pop()):
            if header not in seen:
                seen.add(header)
                todo.append(header)
    return sorted(seen)


def stamp_name(source: Path, flags: list[str], settings: bytes) -> str:
    digest = hashlib.sha256(settings)
    digest.update("\0".join([str(source), *flags]).encode())
    for path in reached(source):
        digest.update(hashlib.sha256(content(path)).digest())
    return digest.hexdigest()


def tidy(source: Path, folder: Path) -> str:
    """What clang-tidy has to say, or nothing."""
    run = subprocess.run(["clang-tidy", "-p", str(folder), "--quiet", str(source)],
                         stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False)
    if run.returncode == 0:
        return ""
    return run.stdout or run.stderr or f"{source}: clang-tidy ended with {run.returncode}"


def main() -> int:
    build = Path(sys.argv[1]).resolve()
    version = subprocess.run(["clang-tidy", "--version"], capture_output=True, check=True).stdout
    settings = version + (ROOT / ".clang-tidy").read_bytes()
    commands = read_commands(build)
    folder = write_commands(build, commands)
    stamps = build / "tidy-stamps"
    stamps.mkdir(exist_ok=True)
    names = {source: stamp_name(source, flags, settings) for source, flags in commands.items()}
    for old in set(os.listdir(stamps)) - set(names.values()):
        (stamps / old).unlink()
    changed = [source for source in commands if not (stamps / names[source]).exists()]
    failed = 0
    with ThreadPoolExecutor(JOBS) as pool:
        for source, said in zip(changed, pool.map(lambda s: tidy(s, folder), changed)):
            if said:
                failed += 1
                print(said.replace(f"{ROOT}/", ""), flush=True)
            else:
                (stamps / names[source]).touch()
    print(f"clang-tidy: {len(commands)} sources, {len(changed)} read, {failed} with findings")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
