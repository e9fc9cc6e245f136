#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-only
"""check_tree.py finds each kind of fault, and nothing in a sound tree."""

import tempfile
import unittest
from pathlib import Path

import check_tree

HEAD = "// SPDX-License-Identifier: GPL-3.0-only\n"


class CheckTree(unittest.TestCase):
    def found(self, files: dict[str, str]) -> list[tuple[str, int, str]]:
        with tempfile.TemporaryDirectory() as folder:
            for name, text in files.items():
                path = Path(folder, name)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(text.encode())
            return [(f.path, f.line, f.rule) for f in check_tree.check(Path(folder))]

    def finds(self, rule: str, path: str, text: str, line: int = 2) -> None:
        self.assertEqual(self.found({path: HEAD + text}), [(path, line, rule)])

    def accepts(self, path: str, text: str) -> None:
        self.assertEqual(self.found({path: HEAD + text}), [])

    def test_a_sound_tree(self):
        self.assertEqual(self.found({
            "core/money/fen.h": HEAD + "#include <cstdint>\n// no double here\n",
            "core/money/fen.cpp": HEAD + '#include "fen.h"\n',
            "core/plan/parts/row.h": HEAD,
            "core/plan/plan.cpp": HEAD + '#include "money/fen.h"\n#include "plan/parts/row.h"\n',
            "ui/pages/home.cpp": HEAD + '#include "fund/fund.h"\n#include "pages/home.moc"\n',
            "app/fundctl/main.cpp": HEAD + '#include "ui/print.h"\n#include "plan/plan.h"\n',
            "README.md": "TO" "DO is a word in prose.\n",
        }), [])

    def test_includes(self):
        self.finds("include", "core/money/fen.cpp", '#include "plan/plan.h"\n')
        self.finds("include", "core/plan/plan.cpp", '#include "../money/fen.h"\n')
        self.finds("include", "core/plan/plan.cpp", '#include "ledger/parts/row.h"\n')
        self.finds("include", "core/plan/plan.cpp", '#include "ui/theme.h"\n')
        self.finds("include", "core/plan/plan.cpp", '#include "nowhere.h"\n')
        self.finds("include", "core/plan/plan.cpp", "#include <units/unit.h>\n")
        self.accepts("core/plan/plan.cpp", "#include <ledger/ledger.h>\n#include <QList>\n")
        self.finds("include", "core/plan/plan.cpp", "#include <QtWidgets/QWidget>\n")
        self.finds("include", "core/extra/thing.cpp", "", line=1)
        self.finds("include", "ui/pages/home.cpp", '#include "app/main.h"\n')
        self.finds("include", "ui/pages/home.cpp", '#include "plan/parts/row.h"\n')

        self.finds("include", "ui/pages/home.cpp", "#include <plan/room.h>\n")
        self.accepts("core/plan/plan.cpp", "#include <plan/room.h>\n")

    def test_links(self):
        def of(linked: str, text: str) -> list[tuple[str, int, str]]:
            listing = f"# rooms\nfunddesk_room(plan {linked} SOURCES plan.cpp)\n"
            return self.found({"core/CMakeLists.txt": listing, "core/plan/plan.cpp": HEAD + text})

        wrong = [("core/CMakeLists.txt", 2, "links")]
        include = "#include <ledger/ledger.h>\n"
        self.assertEqual(of("USES ledger", include), [])
        self.assertEqual(of("USES money\n  ledger", include + "money::Fen all;\n"), [])
        self.assertEqual(of("", include), wrong)
        self.assertEqual(of("USES ledger", "money::Fen all; // ledger::post\n"), wrong + wrong)
        self.assertEqual(of("USES ledger", ""), wrong)

    def test_tables(self):
        def of(path: str, sql: str) -> list[tuple[str, int, str]]:
            return self.found({"core/plan/plan.cpp": HEAD + '"CREATE TABLE receipt (id TEXT)"\n',
                               path: HEAD + f"run({sql});\n"})

        change = 'INSERT INTO receipt (id) VALUES (1)'
        self.assertEqual(of("core/plan/receipts.cpp", f'"{change}"'), [])
        later, earlier = "core/units/units.cpp", "core/ledger/ledger.cpp"
        for sql in (change, "UPDATE receipt SET id = 1", "DELETE FROM receipt"):
            self.assertIn((later, 2, "table"), of(later, f'"{sql}"'))
        read = '"SELECT id FROM"\n    " receipt"'
        self.assertEqual(of(later, read), [])
        self.assertEqual(of(earlier, read), [(earlier, 3, "table")])
        self.assertEqual(of(earlier, "\n// FROM receipt\n"), [])

    def test_pieces(self):
        self.finds("piece", "core/money/x.cpp", "const QString year = text.first(4);\n")
        self.finds("piece", "ui/pages/x.cpp", "show(text->sliced(at, 2));\n")
        self.accepts("core/money/x.cpp", "lines = lines.first(5); // list\n")
        self.accepts("core/money/x.cpp", "const auto first = items.first();\n")

    def test_sql(self):
        self.finds("sql", "core/units/x.cpp", 'db.run("INSERT OR IGNORE INTO unit VALUES (?)");\n')
        self.finds("sql", "core/units/x.cpp", '    " ON CONFLICT DO UPDATE SET n = excluded.n",\n')
        self.finds("sql", "core/units/x.cpp", 'db.run("UPDATE unit SET day = max(day, ?)");\n')
        self.finds("sql", "core/units/x.cpp", '    "SELECT sum(data ->> \'heads\') FROM unit",\n')
        self.finds("sql", "core/units/x.cpp", '    "id INTEGER PRIMARY KEY AUTOINCREMENT",\n')
        self.finds("sql", "ui/pages/x.cpp", "if (sqlite3_changes(db.handle()) == 0)\n")
        self.accepts("core/storage/x.cpp", "if (sqlite3_changes(handle) == 0)\n")

    def test_collation(self):
        self.finds("collation", "core/units/x.cpp",
                   'db.query("SELECT id FROM unit ORDER BY seq, name DESC LIMIT 1");\n')
        self.finds("collation", "core/units/x.cpp",
                   'db.query("SELECT id FROM unit"\n         " ORDER BY seq,"\n " name");\n',
                   line=3)
        self.finds("collation", "core/units/x.cpp",
                   'db.query("SELECT (SELECT id FROM x ORDER BY unit.id LIMIT 1) FROM unit");\n')
        self.accepts("core/units/x.cpp", 'db.query("SELECT id FROM unit ORDER BY seq DESC, name"\n'
                                         '         " COLLATE BINARY DESC LIMIT 1");\n')
        self.accepts("core/units/x.cpp", 'db.query("SELECT id FROM x ORDER BY day > ?2, seq");\n')
        self.accepts("core/units/x.cpp", 'db.run("SELECT max(date) FROM unit WHERE id = ?");\n')

    def test_markup(self):
        self.finds("markup", "ui/pages/home.cpp", "label->setTextFormat(Qt::RichText);\n")
        self.finds("markup", "ui/pages/home.cpp", "box->setHtml(name);\n")
        self.accepts("ui/pages/home.cpp", "box->setHtml(name.toHtmlEscaped());\n")
        self.accepts("ui/pages/home.cpp", "// no RichText\nlabel->setText(name);\n")

    def test_category(self):
        declared = 'Q_LOGGING_CATEGORY(planLog, "funddesk.plan")\n'
        self.finds("category", "core/units/units.cpp", declared)
        self.accepts("core/plan/plan.cpp", declared)

    def test_system(self):
        self.finds("system", "core/storage/durable.cpp", "#include <fcntl.h>\n")
        self.finds("system", "app/fundctl/main.cpp", "#include <sys/stat.h>\n")
        self.finds("system", "ui/shell/main.cpp", "#ifdef Q_OS_WIN\n")
        self.finds("system", "core/storage/durable.cpp", "#if defined(_WIN32)\n")
        self.finds("system", "app/fundctl/paper.cpp", 'auto self = u"/proc/self/exe"_s;\n')
        self.accepts("core/platform/posix/disk.cpp", "#include <fcntl.h>\n")
        self.accepts("core/storage/durable.cpp", "#include <filesystem>\n#ifdef NDEBUG\n")

    def test_floating(self):
        self.finds("floating", "core/money/fen.cpp", "double x;\n")
        self.finds("floating", "core/plan/plan.cpp", "auto x = value.toDouble();\n")
        self.finds("floating", "core/plan/plan.cpp", "double x; // json\n")
        self.accepts("core/journal/canonical.cpp", "double x = v.toDouble(); // json\n")
        self.accepts("core/ledger/book.h", '// double entry\nauto s = "double";\n')
        self.accepts("ui/charts/bar.cpp", "double x;\n")

    def test_license(self):
        self.assertEqual(self.found({"core/money/fen.h": "#pragma once\n"}),
                         [("core/money/fen.h", 1, "license")])
        self.assertEqual(self.found({"tests/bench/run.py": "#!/usr/bin/python3\n"}),
                         [("tests/bench/run.py", 1, "license")])

    def test_text(self):
        self.finds("text", "core/money/fen.h", "int x; \n")
        self.finds("text", "core/money/fen.h", "\tint x;\n")
        self.finds("text", "core/money/fen.h", "int x;", line=2)
        self.finds("text", "core/money/fen.h", "int x;\n\n", line=4)
        self.finds("text", "core/money/fen.h", "int x;\r\nint y;\n")

    def test_unfinished(self):
        self.finds("unfinished", "core/money/fen.h", "// FIX" "ME later\n")

    def test_size(self):
        long = "\n" * 399 + "int x;\n"
        self.finds("length", "core/money/fen.h", long, line=401)
        self.accepts("core/money/fen.h", long[1:])
        self.finds("width", "core/money/fen.h", "//" + "x" * 99 + "\n")
        self.accepts("core/money/fen.h", "//" + "额" * 98 + "\n")

    def test_allowances(self):
        long = HEAD + "\n" * 399 + "int x;\n"
        path, listed = "core/money/fen.h", check_tree.ALLOWANCES
        self.assertEqual(self.found({path: long, listed: f"length {path} 401  a table\n"}), [])
        self.assertEqual(self.found({path: long + "\nint y;\n",
                                     listed: f"length {path} 401  a table\n"}),
                         [(path, 401, "length")])
        self.assertEqual(self.found({path: HEAD, listed: f"length {path} 401  a table\n"}),
                         [(listed, 1, "allowance")])
        self.assertEqual(self.found({path: HEAD, listed: f"length {path} 401\n"}),
                         [(listed, 1, "allowance")])


if __name__ == "__main__":
    unittest.main(verbosity=0)
