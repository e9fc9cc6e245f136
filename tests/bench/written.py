# SPDX-License-Identifier: GPL-3.0-only
"""What commands write, seen from outside: the fund's file before and after each command.

A script holds, command by command, the rows that were written and the bytes of the entry; the
yardstick plays it on a copy of the fund as it was before.
"""

import os
import shutil
import sqlite3


class Watch:
    """Sees what each command of a session writes into a fund's file."""

    def __init__(self, file, folder):
        self._file, self._copy = file, os.path.join(folder, "watched.fund")
        self._tables = self._read_schema()
        self._before = self._rows()
        self.commands = []  # of (changes, bytes of the entries)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        os.remove(self._copy)

    def _opened(self):
        # The file is whole between two commands: nothing of it waits in a log.
        shutil.copyfile(self._file, self._copy)
        return sqlite3.connect(f"file:{self._copy}?immutable=1", uri=True)

    def _read_schema(self):
        db = self._opened()
        tables = []
        for name, in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT"
                                " LIKE 'sqlite_%' ORDER BY rowid").fetchall():
            columns = [(row[1], row[5]) for row in db.execute(f'PRAGMA table_info("{name}")')]
            key = [place for place, (_, part) in enumerate(columns) if part]
            if not key:
                key = list(range(len(columns)))
            tables.append((name, [column for column, _ in columns], key))
        db.close()
        return tables

    def _rows(self):
        db = self._opened()
        found = {}
        for name, _, key in self._tables:
            found[name] = {tuple(row[place] for place in key): row
                           for row in db.execute(f'SELECT * FROM "{name}"')}
        db.close()
        return found

    def command(self):
        """To be called after each command: what it changed is added to the script."""
        after = self._rows()
        removed, written, entries = [], [], b""
        for name, columns, key in self._tables:
            old, new = self._before[name], after[name]
            for at, row in new.items():
                was = old.get(at)
                if was == row:
                    continue
                if was is None:
                    marks = ", ".join("?" for _ in columns)
                    names = ", ".join(f'"{column}"' for column in columns)
                    written.append((f'INSERT INTO "{name}"({names}) VALUES({marks})', row))
                    if name == "entry":
                        entries += "".join(str(row[columns.index(part)])
                                           for part in ("at", "by", "action", "body")).encode()
                else:
                    places = [n for n, value in enumerate(row) if value != was[n]]
                    sets = ", ".join(f'"{columns[n]}" = ?' for n in places)
                    where = " AND ".join(f'"{columns[n]}" = ?' for n in key)
                    written.append((f'UPDATE "{name}" SET {sets} WHERE {where}',
                                    [row[n] for n in places] + list(at)))
            for at in old.keys() - new.keys():
                where = " AND ".join(f'"{columns[n]}" = ?' for n in key)
                removed.append((f'DELETE FROM "{name}" WHERE {where}', at))
        self._before = after
        self.commands.append((removed[::-1] + written, entries))

    def write(self, path, commands=None):
        """The script of these commands, of all where none are named."""
        if os.path.exists(path):
            os.remove(path)
        db = sqlite3.connect(path)
        db.executescript("CREATE TABLE statement(id INTEGER PRIMARY KEY, sql TEXT);"
                         "CREATE TABLE command(id INTEGER PRIMARY KEY, bytes BLOB);"
                         "CREATE TABLE change(id INTEGER PRIMARY KEY, command, statement);"
                         "CREATE TABLE bound(change, place, value, PRIMARY KEY(change, place))"
                         " WITHOUT ROWID")
        statements, count = {}, 0
        for number, (changes, entries) in enumerate(commands or self.commands):
            db.execute("INSERT INTO command VALUES(?, ?)", (number, entries))
            for sql, values in changes:
                statement = statements.setdefault(sql, len(statements))
                db.execute("INSERT INTO change VALUES(?, ?, ?)", (count, number, statement))
                db.executemany("INSERT INTO bound VALUES(?, ?, ?)",
                               [(count, place, value) for place, value in enumerate(values)])
                count += 1
        db.executemany("INSERT INTO statement VALUES(?, ?)",
                       [(number, sql) for sql, number in statements.items()])
        db.commit()
        db.close()
        return count
