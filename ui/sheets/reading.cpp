// SPDX-License-Identifier: GPL-3.0-only
#include "plan_book.h"

#include <QMap>
#include <QRegularExpression>
#include <QXmlStreamReader>

#include <algorithm>
#include <memory>

#include <zip.h>

// A workbook's cells as text, whichever program saved it. It comes from outside: nothing in it is
// believed to be of a size or at a place.

namespace sheets {

using namespace Qt::Literals::StringLiterals;
using plan::DraftSheet;

namespace {

constexpr zip_uint64_t largestPart = 32 << 20;
constexpr int mostRows = 5000;
constexpr int mostColumns = 200;
constexpr int mostFilled = 200'000;
constexpr std::size_t mostSheets = 100;
constexpr qsizetype mostTexts = 500'000;

class Package {
public:
    explicit Package(const QByteArray& bytes) {
        zip_error_t error;
        zip_error_init(&error);
        zip_source_t* source = zip_source_buffer_create(
            bytes.constData(), static_cast<zip_uint64_t>(bytes.size()), 0, &error);
        m_zip.reset(source ? zip_open_from_source(source, ZIP_RDONLY, &error) : nullptr);
        if (!m_zip && source)
            zip_source_free(source);
        zip_error_fini(&error);
    }

    bool isOpen() const { return m_zip != nullptr; }

    // "" where there is none, or it is too large.
    QByteArray part(const QString& name) const {
        const QByteArray path = name.toUtf8();
        zip_stat_t facts;
        zip_stat_init(&facts);
        if (zip_stat(m_zip.get(), path.constData(), ZIP_FL_NOCASE, &facts) != 0
            || facts.size > largestPart)
            return {};
        const std::unique_ptr<zip_file_t, decltype(&zip_fclose)> file(
            zip_fopen(m_zip.get(), path.constData(), ZIP_FL_NOCASE), zip_fclose);
        QByteArray content(static_cast<qsizetype>(facts.size), '\0');
        if (!file || zip_fread(file.get(), content.data(), facts.size) != content.size())
            return {};
        return content;
    }

private:
    std::unique_ptr<zip_t, decltype(&zip_discard)> m_zip{nullptr, zip_discard};
};

// "_x000A_" is a sign that XML or a spreadsheet could not hold.
QString unescaped(QString text) {
    static const QRegularExpression escape(u"_x([0-9A-Fa-f]{4})_"_s);
    for (qsizetype at = 0; (at = text.indexOf(escape, at)) >= 0; ++at)
        text.replace(at, 7, QChar(text.mid(at + 2, 4).toUShort(nullptr, 16)));
    return text;
}

// The texts below an element that was just opened, without how it is to be read aloud.
QString textOf(QXmlStreamReader& xml) {
    QString text;
    int depth = 1;
    while (depth > 0 && !xml.atEnd()) {
        xml.readNext();
        if (xml.isStartElement()) {
            if (xml.name() == u"rPh")
                xml.skipCurrentElement();
            else if (xml.name() == u"t")
                text += xml.readElementText(QXmlStreamReader::IncludeChildElements);
            else
                ++depth;
        } else if (xml.isEndElement()) {
            --depth;
        }
    }
    return unescaped(text);
}

QStringList sharedTexts(const QByteArray& part) {
    QXmlStreamReader xml(part);
    QStringList texts;
    while (!xml.atEnd() && texts.size() < mostTexts) {
        xml.readNext();
        if (xml.isStartElement() && xml.name() == u"si")
            texts << textOf(xml);
    }
    return texts;
}

// A spreadsheet keeps a figure with more digits than it shows: fifteen of them are right.
QString figure(const QString& kept) {
    bool good = false;
    const double value = kept.toDouble(&good);
    constexpr int digits = 15;
    if (!good)
        return kept;
    const QString text = QString::number(value, 'g', digits);
    const qsizetype exponent = text.indexOf(u'e');
    if (exponent < 0)
        return text;
    const int places = std::clamp(digits - text.mid(exponent + 1).toInt(), 0, 2 * digits);
    QString plain = QString::number(value, 'f', places);
    if (plain.contains(u'.')) {
        static const QRegularExpression zeros(u"\\.?0+$"_s);
        plain.remove(zeros);
    }
    return plain;
}

// "D7" as row 6 and column 3.
std::pair<int, int> placeOf(QStringView name) {
    constexpr int letters = 26;
    constexpr int tooFar = 1 << 20;
    int column = 0;
    qsizetype at = 0;
    for (; at < name.size() && name[at] >= u'A' && name[at] <= u'Z'; ++at)
        column = std::min(column * letters + (name[at].unicode() - u'A') + 1, tooFar);
    return {name.mid(at).toInt() - 1, column - 1};
}

class SheetReader {
public:
    SheetReader(const QByteArray& part, const QStringList& texts, DraftSheet& sheet)
        : m_xml(part), m_texts(texts), m_sheet(sheet) {}

    void run() {
        while (!m_xml.atEnd()) {
            m_xml.readNext();
            if (!m_xml.isStartElement())
                continue;
            const auto attributes = m_xml.attributes();
            if (m_xml.name() == u"row") {
                m_row = attributes.hasAttribute(u"r"_s) ? attributes.value(u"r"_s).toInt() - 1
                                                        : m_row + 1;
                m_column = -1;
            } else if (m_xml.name() == u"c") {
                cell(attributes.value(u"r"_s).toString(), attributes.value(u"t"_s).toString());
            } else if (m_xml.name() == u"mergeCell") {
                merged(attributes.value(u"ref"_s).toString());
            }
        }
    }

private:
    void cell(const QString& name, const QString& type) {
        ++m_column;
        if (!name.isEmpty())
            std::tie(m_row, m_column) = placeOf(name);
        QString text;
        int depth = 1;
        while (depth > 0 && !m_xml.atEnd()) {
            m_xml.readNext();
            if (m_xml.isEndElement()) {
                --depth;
            } else if (m_xml.isStartElement() && m_xml.name() == u"is") {
                text = textOf(m_xml);
            } else if (m_xml.isStartElement() && m_xml.name() == u"v") {
                text = m_xml.readElementText(QXmlStreamReader::IncludeChildElements);
                if (type == u"s")
                    text = m_texts.value(text.toInt());
                else if (type == u"str")
                    text = unescaped(text);
                else if (type.isEmpty() || type == u"n")
                    text = figure(text);
            } else if (m_xml.isStartElement()) {
                ++depth;
            }
        }
        if (m_row >= 0 && m_row < mostRows && m_column >= 0 && m_column < mostColumns
            && !text.isEmpty())
            m_sheet.put(m_row, m_column, text);
    }

    void merged(const QString& area) {
        const auto [top, left] = placeOf(area.section(u':', 0, 0));
        const auto [bottom, right] = placeOf(area.section(u':', 1, 1));
        const QString text = m_sheet.text(top, left);
        if (text.isEmpty())
            return;
        const int lastRow = std::min(bottom, static_cast<int>(m_sheet.rows.size()) - 1);
        const int lastColumn = std::min(right, mostColumns - 1);
        for (int row = std::max(top, 0); row <= lastRow; ++row)
            for (int column = std::max(left, 0); column <= lastColumn && m_filled < mostFilled;
                 ++column, ++m_filled)
                m_sheet.put(row, column, text);
    }

    QXmlStreamReader m_xml;
    const QStringList& m_texts;
    DraftSheet& m_sheet;
    int m_row = -1;
    int m_column = -1;
    int m_filled = 0; // cells of merged areas
};

// The parts of the sheets by the ids under which the workbook names them.
QMap<QString, QString> relations(const QByteArray& part) {
    QXmlStreamReader xml(part);
    QMap<QString, QString> targets;
    while (!xml.atEnd()) {
        xml.readNext();
        if (!xml.isStartElement() || xml.name() != u"Relationship")
            continue;
        const QString target = xml.attributes().value(u"Target"_s).toString();
        targets.insert(xml.attributes().value(u"Id"_s).toString(),
                       target.startsWith(u'/') ? target.mid(1) : u"xl/"_s + target);
    }
    return targets;
}

} // namespace

std::optional<std::vector<DraftSheet>> readWorkbook(const QByteArray& bytes) {
    const Package package(bytes);
    if (!package.isOpen())
        return {};
    const QMap<QString, QString> parts = relations(package.part(u"xl/_rels/workbook.xml.rels"_s));
    const QStringList texts = sharedTexts(package.part(u"xl/sharedStrings.xml"_s));
    QXmlStreamReader xml(package.part(u"xl/workbook.xml"_s));
    std::vector<DraftSheet> sheets;
    while (!xml.atEnd() && sheets.size() < mostSheets) {
        xml.readNext();
        if (!xml.isStartElement() || xml.name() != u"sheet")
            continue;
        QString id;
        for (const QXmlStreamAttribute& one : xml.attributes())
            if (one.name() == u"id")
                id = one.value().toString();
        sheets.push_back({xml.attributes().value(u"name"_s).toString(), 0, {}});
        SheetReader(package.part(parts.value(id)), texts, sheets.back()).run();
    }
    if (sheets.empty())
        return {};
    return sheets;
}

} // namespace sheets
