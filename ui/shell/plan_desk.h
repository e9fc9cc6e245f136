// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <plan/plan_draft.h>
#include <session/session.h>

#include <QDialog>

class QLabel;
class QListWidget;
class QPushButton;
class QStackedWidget;
class QTimer;

namespace pages {
class PaperPanel;
}

namespace shell {

class PlanGrid;

// 新资金计划: a plan is made from the county's document without writing JSON. The allocation table is
// pasted, the rest typed, chosen or pasted; sums and what is wrong show at once, and what comes out
// is a plan file that the check passes, to read and to print as well. It needs no fund.
class PlanDesk : public QDialog {
    Q_OBJECT

public:
    explicit PlanDesk(session::Session& session, QWidget* parent = nullptr);
    // Goes on with a plan; `whole` shows it as a document first.
    void showPlan(const QJsonObject& plan, bool whole);

Q_SIGNALS:
    void saved(const QString& path);

public Q_SLOTS:
    void reject() override;

private:
    QLayout* makeTools();
    void showSheet();
    void take(const plan::Draft& draft);
    void edited(const std::vector<std::tuple<int, int, QString>>& cells);
    void refresh();
    void showFoot();
    void openFile();
    void pasteTable();
    void saveBook();
    void savePlan();
    void say(const QString& words, bool bad);
    QString sheetName() const;

    plan::Draft m_draft;
    plan::DraftRead m_read;
    bool m_changed = false;
    QListWidget* m_sheets;
    QStackedWidget* m_views;
    QLabel* m_explains;
    PlanGrid* m_grid;
    pages::PaperPanel* m_paper;
    QLabel* m_foot;
    QListWidget* m_faults;
    QLabel* m_words;
    QPushButton* m_save;
    QTimer* m_timer;
};

} // namespace shell
