// SPDX-License-Identifier: GPL-3.0-only
#include <fund/internals.h>
#include <support/terse.h>

#include <archive/package.h>
#include <audit/package.h>

#include <catch2/catch.hpp>

#include <QDir>
#include <QFileInfo>
#include <QProcess>

// Names that somebody chose to do harm with: on the way in, and in every package on the way out.

using namespace Qt::Literals::StringLiterals;
using testing::Office;

namespace {

// What a document is filed as; an empty answer where it was filed.
QString filed(Office& office, const QString& id, const QString& path) {
    QJsonObject with{{"id"_L1, id},
                     {"about"_L1, QJsonObject{{"kind"_L1, u"project"_s}, {"id"_L1, u"XM-1"_s}}},
                     {"kind"_L1, u"contract"_s},
                     {"title"_L1, u"合同"_s},
                     {"date"_L1, u"2019-06-01"_s},
                     {"path"_L1, path}};
    const auto answer = office.open().submit({u"clerk1"_s, u"document.file"_s, with});
    if (answer.ok())
        return {};
    const auto* error = answer.rejection->error();
    REQUIRE(error);
    CHECK(error->field == u"path");
    return error->message();
}

QString made(Office& office, const QString& name) {
    const QString path = office.folder() + u"/in/"_s + name;
    QDir().mkpath(office.folder() + u"/in"_s);
    QFile file(path);
    REQUIRE(file.open(QIODevice::WriteOnly));
    file.write("%PDF " + name.toUtf8());
    return path;
}

bool oneClearSentence(const QString& text) {
    return journal::isCleanText(text, false) && text.count(u'。') == 1 && text.endsWith(u'。')
           && text.contains(u"请") && text.size() < 300;
}

QStringList entriesOf(const QString& zip) {
    QProcess tool;
    tool.start(u"zipinfo"_s, {u"-1"_s, zip});
    REQUIRE(tool.waitForFinished());
    REQUIRE(tool.exitCode() == 0);
    return QString::fromUtf8(tool.readAllStandardOutput()).split(u'\n', Qt::SkipEmptyParts);
}

// Windows gives these to devices, whatever ending follows.
bool isDevice(const QString& name) {
    static const QStringList devices{u"CON"_s, u"PRN"_s, u"AUX"_s, u"NUL"_s, u"COM1"_s, u"LPT9"_s};
    return devices.contains(name.section(u'.', 0, 0).trimmed().toUpper());
}

void checkHarmless(const QString& entry) {
    INFO(entry.toStdString());
    CHECK(journal::isCleanText(entry, false));
    CHECK_FALSE(entry.startsWith(u'/'));
    CHECK_FALSE(entry.contains(u'\\'));
    CHECK_FALSE(entry.contains(u':'));
    for (const QString& part : entry.split(u'/')) {
        CHECK_FALSE(part.isEmpty());
        CHECK_FALSE(part.startsWith(u'.'));
        CHECK_FALSE(part.endsWith(u'.'));
        CHECK_FALSE(part.endsWith(u' '));
        CHECK(part.toUtf8().size() <= 255);
        CHECK_FALSE(isDevice(part));
    }
}

// Filed names and the ending that their entry in a package has to have.
struct Name {
    QString name;
    QString ending;
};

const std::vector<Name>& taken() {
    static const std::vector<Name> all{{u"合同.pdf"_s, u".pdf"_s},
                                       {u"CON"_s, {}},
                                       {u"NUL.pdf"_s, u".pdf"_s},
                                       {u"aux. "_s, {}},
                                       {u"发票.pdf.exe"_s, u".exe"_s},
                                       {u"发票.exe .pdf "_s, {}},
                                       {u"尾点.pdf..."_s, {}},
                                       {u"..."_s, {}},
                                       {u".profile"_s, u".profile"_s},
                                       {u"=cmd|' -C calc'!A0.csv"_s, u".csv"_s},
                                       {u"C:\\Windows\\x.dll"_s, u".dll"_s},
                                       {u"..\\..\\x.txt"_s, u".txt"_s},
                                       {u"全角.ｅｘｅ"_s, {}},
                                       {u"长.appimagex"_s, {}},
                                       {QString(83, u'长') + u".jpg"_s, u".jpg"_s}};
    return all;
}

} // namespace

TEST_CASE("document names: what can't be kept is one clear sentence, and nothing is filed") {
    Office office;
    office.approved(u"XM-1"_s, u"L08"_s, {}, u"500000.00"_s);
    const QString in = office.folder() + u"/in/"_s;
    // The signs that turn the direction of reading: "fdp.exe" would be shown as "exe.pdf".
    for (const char16_t sign : u"\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e"
                               u"\u200f\u061c\u2028\u2029\n\r\t\x1b\x7f\x85")
        if (sign != 0) {
            const QString no = filed(office, u"D"_s, made(office, u"合同"_s + sign + u"fdp.exe"_s));
            CAPTURE(static_cast<int>(sign), no.toStdString());
            CHECK(oneClearSentence(no));
        }
    const QStringList paths{u".."_s,
                            in + u".."_s,
                            in + u"../"_s,
                            u"/"_s,
                            u"/root/../etc"_s,
                            in + u"none.pdf"_s,
                            in + u"no\u202efdp.exe"_s,
                            in + u"folder\n/none"_s,
                            in + u"a\0b.pdf"_s,
                            in + QString(300, u'长') + u".pdf"_s,
                            u"/"_s + QString(100'000, u'x'),
                            u"\\\\server\\share\\x.pdf"_s,
                            QString()};
    for (const QString& path : paths) {
        const QString no = filed(office, u"D"_s, path);
        CAPTURE(path.left(80).toStdString(), no.toStdString());
        CHECK(oneClearSentence(no));
    }
    CHECK_FALSE(fund::Internals::context(office.open()).db.query("SELECT 1 FROM document").next());
    office.verifySound();
}

TEST_CASE("document names: no package has a path out of its folder or an ending that lies") {
    Office office;
    office.approved(u"XM-1"_s, u"L08"_s, {}, u"500000.00"_s);
    QMap<QString, QString> endings; // by id
    int number = 0;
    for (const Name& one : taken()) {
        const QString id = u"D-%1"_s.arg(++number, 3, 10, QChar(u'0'));
        INFO(one.name.toStdString());
        CHECK(filed(office, id, made(office, one.name)) == QString());
        endings.insert(id, one.ending);
    }
    // An absolute path, and one that goes up: only the last name is kept.
    CHECK(filed(office, u"D-900"_s, office.folder() + u"/in/../in/合同.pdf"_s) == QString());
    endings.insert(u"D-900"_s, u".pdf"_s);
    // Ids that would be an ending, go up, or are a device's.
    for (const char* id : {"a.exe", "...", "..", "CON", "nul.pdf", "-rf"}) {
        CHECK(filed(office, QString::fromLatin1(id), made(office, u"无后缀"_s)) == QString());
        endings.insert(QString::fromLatin1(id), {});
    }
    const QString longest(64, u'编');
    CHECK(filed(office, longest, made(office, u"合同.pdf"_s)) == QString());
    endings.insert(longest, u".pdf"_s);
    auto& context = fund::Internals::context(office.open());
    archive::exportProject(context, u"XM-1"_s, office.folder() + u"/a.zip"_s);
    audit::exportPackage(context, office.folder() + u"/b.zip"_s);
    const auto documents = archive::documentsAbout(context, u"project"_s, u"XM-1"_s);
    REQUIRE(documents.size() == static_cast<std::size_t>(endings.size()));
    for (const QString& zip : {office.folder() + u"/a.zip"_s, office.folder() + u"/b.zip"_s}) {
        const QStringList entries = entriesOf(zip);
        CHECK(QSet<QString>(entries.begin(), entries.end()).size() == entries.size());
        std::for_each(entries.begin(), entries.end(), checkHarmless);
        for (std::size_t i = 0; i < documents.size(); ++i) {
            const QString start = u"文件/%1-"_s.arg(i + 1, 4, 10, QChar(u'0'));
            const auto found =
                std::find_if(entries.begin(), entries.end(),
                             [&](const QString& entry) { return entry.startsWith(start); });
            REQUIRE(found != entries.end());
            INFO(found->toStdString() << " of " << documents[i].fileName.toStdString());
            const QString suffix = QFileInfo(*found).suffix();
            CHECK((suffix.isEmpty() ? QString() : u'.' + suffix) == endings[documents[i].id]);
        }
        // Unpacked by a common tool, all of it lies in one folder and is what was filed.
        const QString out = zip.chopped(4);
        QProcess tool;
        tool.start(u"sh"_s, {u"-c"_s,
                             u"unzip -q \"$1\" -d \"$2\" && cd \"$2\" && sha256sum -c --quiet"
                             " SHA256SUMS"_s,
                             u"sh"_s, zip, out});
        REQUIRE(tool.waitForFinished());
        INFO(tool.readAllStandardError().toStdString());
        CHECK(tool.exitCode() == 0);
    }
    office.verifySound();
}

TEST_CASE("a name is safe on every system, and saved under what it was as far as that goes") {
    for (const Name& one : taken()) {
        INFO(one.name.toStdString());
        checkHarmless(archive::safeFileName(one.name));
        checkHarmless(archive::nameToSave(one.name));
    }
    for (const char* device : {"con", "PRN", "Aux.txt", "nul.tar.gz", "COM1", "lpt9.pdf", "NUL "}) {
        INFO(device);
        CHECK_FALSE(isDevice(archive::safeFileName(QString::fromLatin1(device))));
        CHECK_FALSE(isDevice(archive::nameToSave(QString::fromLatin1(device))));
    }
    CHECK(archive::safeFileName(u"../../x"_s) == u"_.._x");
    CHECK(archive::nameToSave(u"../../x"_s) == u"_.._x");
    CHECK(archive::nameToSave(u"CONTRACT 合同(一).pdf"_s) == u"CONTRACT 合同(一).pdf");
    CHECK(archive::nameToSave(u"a\u202efdp.exe"_s) == u"a_fdp.exe");
    CHECK(archive::nameToSave(u"𠮷田.pdf"_s) == u"𠮷田.pdf");
    CHECK(archive::nameToSave(QString(300, u'长') + u".pdf"_s).endsWith(u"长.pdf"));
    CHECK(archive::nameToSave(QString()) == u"_");
    CHECK(archive::endingOf(u"x.PDF"_s) == u".PDF");
    CHECK(archive::endingOf(u"x"_s).isEmpty());
    CHECK(archive::endingOf(u"x."_s).isEmpty());
}
