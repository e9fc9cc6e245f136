// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QList>
#include <QWidget>

namespace widgets {

// The way that money goes, drawn: a row of steps joined by a line, each filled (done), half filled
// (now) or empty (to come), with its name under it and who did it, and when, below. It is legible
// without colour. A screen reader is told the steps in words.
class StepsBar : public QWidget {
    Q_OBJECT

public:
    enum class State { Done, Now, Next, Broken };
    struct Step {
        QString name;
        State state = State::Next;
        // "3-05 石建军", "等杨明远 6 天": broken at its spaces, not at no-break spaces.
        QString detail = {};
    };

    explicit StepsBar(QWidget* parent = nullptr);
    void setSteps(const QList<Step>& steps);
    const QList<Step>& steps() const { return m_steps; }
    QStringList detailOf(int step) const; // in lines, as they are painted
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {0, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    int stepWidth() const;
    int detailLines() const;

    QList<Step> m_steps;
};

} // namespace widgets
