// SPDX-License-Identifier: GPL-3.0-only
#include "probes.h"

#include <QJsonDocument>
#include <logging/bug.h>

// Every whole number of every table at either end of 64 bits, and every text another: whatever is
// asked and tried then, the program neither calls itself wrong nor goes under (the sanitizers look
// on), and verify names what was altered.

using namespace Qt::Literals::StringLiterals;
using testing::everybody;
using testing::Office;
using testing::Outside;
using testing::prepare;
using testing::Probe;
using testing::probes;

namespace {

struct Asked {
    const char* by;
    const char* question;
    const char* with;
};

constexpr Asked questions[] = {
    {"auditor1", "plan.show", "{}"},
    {"auditor1", "budget.execution", "{}"},
    {"auditor1", "budget.execution", "{'as_of':'2019-06-11'}"},
    {"auditor1", "project.show", "{'id':'XM-1'}"},
    {"clerk1", "project.actions", "{'id':'XM-1'}"},
    {"finance1", "payment.limit", "{'project':'XM-1','kind':'stage'}"},
    {"finance1", "payment.limit", "{'project':'XM-3','kind':'prepay'}"},
    {"auditor1", "payment.show", "{'id':'BF-2'}"},
    {"leader1", "payment.actions", "{'id':'BF-4'}"},
    {"finance1", "payment.actions", "{'id':'BF-2'}"},
    {"auditor1", "payment.monthly", "{}"},
    {"auditor1", "acceptance.show", "{'id':'YS-1'}"},
    {"inspector1", "acceptance.actions", "{'id':'YS-2'}"},
    {"auditor1", "unit.show", "{'id':'U1'}"},
    {"reviewer1", "unit.actions", "{'id':'U1'}"},
    {"reviewer1", "unit.account", "{'unit':'U1'}"},
    {"auditor1", "line.show", "{'id':'L01'}"},
    {"auditor1", "unit.list", "{}"},
    {"auditor1", "project.list", "{}"},
    {"auditor1", "acceptance.list", "{}"},
    {"auditor1", "payment.list", "{}"},
    {"auditor1", "receipt.list", "{}"},
    {"auditor1", "document.list", "{}"},
    {"auditor1", "archive.list", "{}"},
    {"auditor1", "finding.list", "{}"},
    {"auditor1", "notice.list", "{}"},
    {"auditor1", "change.list", "{}"},
    {"auditor1", "disclosure.list", "{}"},
    {"auditor1", "disclosure.preview", "{'month':'2019-06'}"},
    {"reviewer1", "disclosure.preview", "{'month':'2019-07'}"},
    {"admin", "user.list", "{}"},
    {"auditor1", "user.names", "{}"},
    {"auditor1", "security.log", "{}"},
    {"auditor1", "goal.show", "{}"},
    {"auditor1", "journal.head", "{}"},
    {"auditor1", "journal.list", "{}"},
    {"clerk1", "number.next", "{'kind':'project','date':'2019-08-01'}"},
    {"auditor1", "opening.exceptions", "{}"},
    {"auditor1", "supervision.still", "{}"},
    {"auditor1", "warning.list", "{'total':true}"},
    {"reviewer1", "warning.list", "{'about':{'kind':'payment','id':'BF-1'},'around':true}"},
    {"auditor1", "due.list", "{}"},
    {"leader1", "inbox", "{}"},
    {"finance1", "inbox", "{}"},
};

QJsonObject parsed(const char* with) {
    return QJsonDocument::fromJson(testing::json(with).toUtf8()).object();
}

// What was answered as a fault of the program, by what was asked or tried.
class Faults {
public:
    void note(const char* what, const journal::Answer& answer) {
        const journal::Error* error = answer.rejection ? answer.rejection->error() : nullptr;
        if (error && error->kind == journal::ErrorKind::Internal)
            m_of << QString::fromLatin1(what);
    }
    QString text() const { return QStringList(m_of.begin(), m_of.end()).join(u", "_s); }

private:
    QSet<QString> m_of;
};

struct Column {
    QString table;
    QString name;
};

std::vector<Column> columnsOf(Outside& file, const QByteArray& type) {
    std::vector<Column> found;
    const QStringList all = file.column(
        "SELECT t.name || '.' || c.name FROM sqlite_schema AS t, pragma_table_info(t.name) AS c"
        " WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite%' AND c.type = '"
        + type + "'");
    for (const QString& one : all)
        found.push_back({one.section(u'.', 0, 0), one.section(u'.', 1)});
    return found;
}

// "" where nothing is wrong.
QString faultsOf(Office& office) {
    Faults faults;
    try {
        office.reopen();
        for (const Asked& one : questions)
            faults.note(one.question,
                        office.open().ask({QString::fromLatin1(one.by),
                                           QString::fromLatin1(one.question), parsed(one.with)}));
        for (const Probe& one : probes)
            faults.note(one.command,
                        office.open().submit({QString::fromLatin1(one.by),
                                              QString::fromLatin1(one.command), parsed(one.with)}));
        faults.note("export",
                    office.open().exportAudit(u"auditor1"_s, office.folder() + u"/out.zip"_s));
    } catch (const storage::Failure&) { // said so
    }
    office.close();
    QFile::remove(office.folder() + u"/out.zip"_s);
    return faults.text();
}

// Everything in that column altered to one value; false where that changes nothing.
bool alter(const QString& path, const Column& column, const QByteArray& value) {
    Outside file(path);
    file.run("PRAGMA ignore_check_constraints = ON");
    const QByteArray name = '"' + column.name.toUtf8() + '"';
    return file.run("UPDATE OR IGNORE \"" + column.table.toUtf8() + "\" SET " + name + " = " + value
                    + " WHERE " + name + " IS NOT " + value)
           > 0;
}

QString whatVerifySays(const QString& path) {
    try {
        return fund::Fund::verify(path).sound() ? u"content"_s : QString();
    } catch (const storage::Failure&) { // exit 3
    } catch (const logging::Bug& bug) {
        return QString::fromUtf8(bug.what());
    }
    return {};
}

// No record: see SECURITY.md.
bool isNoRecord(const Column& column) {
    return column.table == u"login_attempt" || column.table == u"request_key";
}

// Under the sanitizers each try takes ten times as long: there it is every fifth column, unless
// FUNDDESK_EDGES=all asks for each value in each column, which takes minutes.
std::size_t stepOf(bool all) {
    const int share = qEnvironmentVariableIntValue("FUNDDESK_PUSH_SHARE");
    return all || share == 0 || share == 100 ? 1 : 5;
}

// A fund, and its columns of a type altered in turn, each to `usual` of the values: whatever was is
// found.
void alterEach(const QByteArray& type, const std::vector<QByteArray>& values, std::size_t usual,
               int least) {
    const bool all = qgetenv("FUNDDESK_EDGES") == "all";
    const std::size_t many = all ? values.size() : usual;
    const std::size_t step = stepOf(all);
    Office office;
    prepare(office);
    office.close();
    const QByteArray whole = testing::bytesOf(office.path());
    std::vector<Column> columns;
    {
        Outside file(office.path());
        columns = columnsOf(file, type);
    }
    int altered = 0;
    for (std::size_t i = 0; i < columns.size(); i += step)
        for (std::size_t n = 0; n < many; ++n) {
            const QByteArray& value = values[(i + n) % values.size()];
            testing::writeBytes(office.path(), whole);
            if (!alter(office.path(), columns[i], value))
                continue;
            ++altered;
            INFO(columns[i].table.toStdString()
                 << '.' << columns[i].name.toStdString() << " = " << value.toStdString());
            if (!isNoRecord(columns[i]))
                CHECK(whatVerifySays(office.path()).toStdString() == "");
            CHECK(faultsOf(office).toStdString() == "");
        }
    CHECK(altered * static_cast<int>(step) > least);
}

} // namespace

TEST_CASE("journal.append-only: a number at either end of 64 bits is damage, in every column") {
    alterEach("INTEGER", {"9223372036854775807", "(-9223372036854775807 - 1)"}, 2, 80);
}

TEST_CASE(
    "journal.append-only: texts that are no dates, lists or names are damage, in every column") {
    alterEach("TEXT", {"''", "'9999-12-31'", "'0000-00-00'", "'[]'", "'x'", "'{\"a\":1}'"}, 1, 100);
}
