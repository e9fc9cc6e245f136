// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <session/session.h>

#include <QGridLayout>
#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace widgets {
class DateField;
}

namespace pages {

// Files on their way into the archive: for each its kind, a title proposed from its name and a
// date. They are filed one after another on the fund's thread, with progress and a stop; what the
// core did not take stays here with its reason, and nothing typed is lost.
class Filing : public QWidget {
    Q_OBJECT

public:
    Filing(session::Session& session, const QString& aboutKind, const QString& aboutId,
           QWidget* parent = nullptr);
    void add(const QStringList& paths, const QString& kind);

private:
    struct Row {
        QString path;
        QList<QWidget*> widgets;
        QComboBox* kind;
        QLineEdit* title;
        widgets::DateField* date;
        QLabel* error;
    };
    void addRow(const QString& path, const QString& kind);
    void remove(const QString& path);
    void fileAll();
    void showCount();

    session::Session& m_session;
    QString m_aboutKind;
    QString m_aboutId;
    QGridLayout* m_grid;
    QPushButton* m_do;
    QLabel* m_problem;
    QList<Row> m_rows;
    int m_line = 1; // of the grid
};

} // namespace pages
