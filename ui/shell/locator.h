// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <pages/page.h>

#include <QDialog>
#include <QLineEdit>
#include <QListWidget>
#include <QTimer>

namespace shell {

// Ctrl+K: finds a unit, project, payment or line by number, name or pinyin initials, and goes
// there.
class Locator : public QDialog {
    Q_OBJECT

public:
    explicit Locator(session::Session& session, QWidget* parent = nullptr);

Q_SIGNALS:
    void chosen(const pages::NavigationTarget& place);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void search();
    void add(const QString& kind, const QString& words, const pages::NavigationTarget& place);
    void choose();

    session::Session& m_session;
    QLineEdit* m_line;
    QListWidget* m_found;
    QTimer m_pause;
    QList<pages::NavigationTarget> m_places;
    int m_run = 0;
};

} // namespace shell
