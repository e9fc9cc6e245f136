// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QAbstractScrollArea>
#include <QByteArray>
#include <QDate>
#include <QList>
#include <QString>

QT_BEGIN_NAMESPACE
class QPainter;
class QPaintDevice;
QT_END_NAMESPACE

namespace charts {

// What happened to one thing and when; a day that has not come is not valid.
struct TimelineRow {
    QString id;
    QString name;
    QString group; // rows of one group stand together, under its name
    QString state;
    QDate declared;
    QDate approved;
    QDate started;
    QDate plannedFrom;
    QDate plannedTo;
    QDate accepted;
    QDate firstPaid;
    QDate lastPaid;
    QDate closed;
};

// A day of the plan that is drawn through all rows.
struct TimelineDeadline {
    QDate day;
    QString words;
};

// All projects over time: when each was declared, approved, run, accepted and paid, today's line
// and the plan's deadlines. Only what is in sight is drawn, so that 600 rows cost what 30 do. The
// arrow keys go from row to row, Enter or a double click opens one; Ctrl+C copies the days as a
// table, Ctrl+Shift+C the whole as a picture.
class Timeline : public QAbstractScrollArea {
    Q_OBJECT

public:
    explicit Timeline(QWidget* parent = nullptr);
    void setRows(const QList<TimelineRow>& rows, const QDate& today,
                 const QList<TimelineDeadline>& deadlines);
    QString current() const; // the id of the row the keys are at, "" where there is none
    // With tabs between cells, for a spreadsheet.
    QString figures() const;
    // The whole picture, `title` above it.
    QByteArray svg(const QString& title) const;
    // A4 across, as many sheets as it takes, each with the head of months.
    QByteArray pdf(const QString& title) const;

Q_SIGNALS:
    void opened(const QString& id);
    void moved(const QString& id);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    bool viewportEvent(QEvent* event) override;

private:
    // A line of the picture: a row, or the head of a group where `row` is below zero.
    struct Line {
        qsizetype row = -1;
        QString group;
    };
    // Where things stand in a picture so wide.
    struct Frame {
        qreal width = 0;
        qreal names = 0; // how wide the names are
        qreal at(const QDate& day) const;
        QDate from;
        QDate to;
    };
    static constexpr qreal rowHeight = 24;
    static constexpr qreal headHeight = 60; // legend, years and months
    static qreal sheetHeight(qsizetype lines) {
        return headHeight + rowHeight * static_cast<qreal>(lines);
    }
    Frame frameFor(qreal width) const;
    void drawHead(QPainter& painter, const Frame& frame) const;
    void drawLines(QPainter& painter, const Frame& frame, qsizetype first, qsizetype count) const;
    void drawRow(QPainter& painter, const Frame& frame, const TimelineRow& row, qreal top) const;
    void drawThrough(QPainter& painter, const Frame& frame, qreal bottom) const;
    QString wordsOf(const TimelineRow& row) const;
    qsizetype lineAt(const QPoint& at) const;
    void goTo(qsizetype row);
    void fit();
    qsizetype lineOf(qsizetype row) const;
    void drawSheet(QPainter& painter, const QString& title, qsizetype first, qsizetype count) const;
    QPixmap picture() const;

    QList<TimelineRow> m_rows;
    QList<Line> m_lines;
    QList<TimelineDeadline> m_deadlines;
    QDate m_today;
    QDate m_from;
    QDate m_to;
    qsizetype m_at = -1;
};

} // namespace charts
