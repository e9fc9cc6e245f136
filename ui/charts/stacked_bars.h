// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QColor>
#include <QJsonValue>
#include <QList>
#include <QWidget>

// The one place that knows Qt Charts: bars of amounts, lying (one a line of the budget) or standing
// (one a month), each made of parts. A click on a bar or its name says which it was; so do the
// arrow keys and Enter. Ctrl+C copies the figures, Ctrl+Shift+C the picture. The axis begins at
// zero, or below it where a part is negative.

QT_BEGIN_NAMESPACE
class QAbstractBarSeries;
class QBarCategoryAxis;
class QChart;
class QChartView;
class QGraphicsRectItem;
class QLabel;
QT_END_NAMESPACE

namespace charts {

struct Part {
    QString name;
    QColor colour;
};

struct Bar {
    QString label;
    QList<QJsonValue> amounts; // yuan, one a part
    QString target;            // what a click on it leads to
    QString name = {};         // in full, where the label is short
    QString hint = {};         // more words about it
};

class StackedBars : public QWidget {
    Q_OBJECT

public:
    enum class Direction { Lying, Standing };
    explicit StackedBars(Direction direction, const QString& title, QWidget* parent = nullptr);
    // `note` explains signs on the labels and stands under the picture.
    void setBars(const QList<Part>& parts, const QList<Bar>& bars, const QString& note = {});
    // Figures as a table with tabs between cells, for a spreadsheet.
    QString figures() const;

Q_SIGNALS:
    void clicked(const QString& target);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void draw();
    QAbstractBarSeries* makeSeries(const QList<Bar>& bars);
    void writeNames(QChart* chart, QBarCategoryAxis* axis, const QFont& font) const;
    QString wordsOf(const Bar& bar) const;
    int legendHeight(const QFont& font, qreal width) const;
    QRectF bandOf(const QRectF& plot, qsizetype bar) const; // the whole width that a bar may use
    int nameAt(const QPoint& at) const;                     // the bar whose name is there, or -1
    bool move(int key);
    void mark();

    Direction m_direction;
    QString m_title;
    QChartView* m_view;
    QLabel* m_none; // in place of a picture without bars
    QLabel* m_note;
    QGraphicsRectItem* m_mark = nullptr; // around the bar that the keys are at
    qsizetype m_at = 0;
    QList<Part> m_parts;
    QList<Bar> m_bars;
};

} // namespace charts
