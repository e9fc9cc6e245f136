// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <widgets/list_table.h>

namespace pages {

// A file of commands (one JSON object a line, as `fundctl batch` takes it) entered in one go: all
// of it, or nothing. What the core answered stands row by row; a row of somebody else's is answered
// as the core answers it, because only the one at the window is logged in.
class ImportPanel : public QWidget {
    Q_OBJECT

public:
    explicit ImportPanel(session::Session& session, QWidget* parent = nullptr);

private:
    void choose();
    void enter(const QString& path);

    session::Session& m_session;
    widgets::ListModel* m_rows;
    QLabel* m_said;
};

} // namespace pages
