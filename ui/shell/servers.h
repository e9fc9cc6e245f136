// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <protocol/names.h>

#include <QDialog>
#include <QLineEdit>

class QLabel;

namespace shell {

// Which certificate a server showed when its fingerprint was compared by hand; "" where none was.
QString rememberedFingerprint(const protocol::Place& place);
void rememberFingerprint(const protocol::Place& place, const QString& fingerprint);
void forgetFingerprint(const protocol::Place& place);

// In fours and in lines of four groups, as people compare it.
QString inGroups(const QString& fingerprint);

// Asks which fund of which server: https://HOST:PORT/NAME, or its parts.
class ServerDialog : public QDialog {
    Q_OBJECT

public:
    explicit ServerDialog(QWidget* parent = nullptr);

Q_SIGNALS:
    void chosen(const QString& place);

private:
    void connectTo();

    QLineEdit* m_host;
    QLineEdit* m_fund;
    QLabel* m_trouble;
};

} // namespace shell
