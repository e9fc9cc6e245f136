// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <fund/importing.h>
#include <widgets/list_table.h>

#include <memory>

QT_BEGIN_NAMESPACE
class QPushButton;
QT_END_NAMESPACE

namespace pages {

// A file of commands (one JSON object a line, as `fundctl batch` takes it) entered in one go: all
// of it, or nothing. First it is shown what the file would do, row by row and in sum; recorded is
// what was shown. Which commands it takes, and in whose name, is fund::Import's to say.
class ImportPanel : public QWidget {
    Q_OBJECT

public:
    explicit ImportPanel(session::Session& session, QWidget* parent = nullptr);

private:
    using Outcome = fund::Import::Outcome;
    void choose();
    void forget();
    void run(bool enter);
    void show(const Outcome& outcome, const QString& error);

    session::Session& m_session;
    widgets::ListModel* m_rows;
    QLabel* m_said;
    QPushButton* m_record;
    QString m_path;
    std::shared_ptr<const fund::Import> m_import;
};

} // namespace pages
