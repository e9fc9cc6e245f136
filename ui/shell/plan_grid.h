// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <plan/plan_draft.h>

#include <QTableWidget>

namespace shell {

// One sheet of a plan's draft, typed, chosen from words or pasted. It has a few rows more than are
// filled; below the lines of the allocation stand their sums.
class PlanGrid : public QTableWidget {
    Q_OBJECT

public:
    explicit PlanGrid(QWidget* parent = nullptr);

    // Shows a sheet as it stands; the current cell stays.
    void showSheet(const plan::DraftForm& form, const plan::DraftSheet& sheet);
    // The sums of the allocation, and the cells that are wrong with what is said of them.
    void judge(const plan::DraftSheet& sheet, const plan::DraftRead& read);
    // Where a row of the draft stands here.
    void goTo(int row, int column);
    void paste(const QString& text);

Q_SIGNALS:
    // Several cells at once where something was pasted: `row` as in the draft.
    void edited(const std::vector<std::tuple<int, int, QString>>& cells);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    class Delegate;
    void changed(QTableWidgetItem* item);
    void put(int row, int column, const QString& text, bool editable);
    void sums(const plan::DraftSheet& sheet, const plan::CrossFoot& foot);
    void blankRow(int row);
    void number();
    void layColumns(bool allocation);

    plan::DraftForm m_form;
    QList<int> m_columns; // of the sheet, for each here; -1 where nobody fills it in
    bool m_filling = false;
};

} // namespace shell
