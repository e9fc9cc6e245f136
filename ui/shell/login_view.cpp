// SPDX-License-Identifier: GPL-3.0-only
#include "views.h"

#include <theme/theme.h>
#include <widgets/elided_label.h>
#include <widgets/layout.h>
#include <widgets/refusal.h>

#include <QDir>
#include <QFormLayout>
#include <QSettings>

namespace shell {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int cardWidth = 520;

} // namespace

LoginView::LoginView(session::Session& session, QWidget* parent)
    : QWidget(parent), m_session(session), m_file(new widgets::ElidedLabel),
      m_fund(widgets::headingLabel({})), m_why(widgets::label({}, "muted")), m_user(new QLineEdit),
      m_password(new QLineEdit), m_change(new QWidget), m_new(new QLineEdit),
      m_again(new QLineEdit), m_trouble(widgets::label({}, "error-box")),
      m_enter(widgets::button(tr("登录"), {}, true)) {
    auto* card = new widgets::Card;
    card->setFixedWidth(cardWidth);
    m_user->setObjectName(u"user"_s);
    m_user->setAccessibleName(tr("用户编号"));
    m_password->setObjectName(u"password"_s);
    m_password->setAccessibleName(tr("口令"));
    m_enter->setObjectName(u"enter"_s);
    m_trouble->setObjectName(u"trouble"_s);
    for (QLineEdit* secret : {m_password, m_new, m_again})
        secret->setEchoMode(QLineEdit::Password);
    m_trouble->setWordWrap(true);
    auto* fields = new QFormLayout;
    fields->setContentsMargins(0, theme::grid, 0, theme::grid);
    fields->setHorizontalSpacing(2 * theme::grid);
    fields->addRow(tr("用户编号"), m_user);
    fields->addRow(tr("口令"), m_password);
    auto* changing = new QFormLayout(m_change);
    changing->setContentsMargins(0, 0, 0, 0);
    changing->addRow(tr("新口令"), m_new);
    changing->addRow(tr("再输一次"), m_again);
    m_new->setObjectName(u"new-password"_s);
    m_again->setObjectName(u"new-password-again"_s);
    auto* other = widgets::linkButton(tr("换一个资金文件"));
    auto* buttons = widgets::row({m_enter});
    buttons->addStretch();
    buttons->addWidget(other);
    m_file->setProperty("role", "muted");
    m_fund->setObjectName(u"fund-name"_s);
    m_fund->setWordWrap(true);
    card->body->addWidget(m_file);
    card->body->addWidget(m_fund);
    card->body->addWidget(m_why);
    card->body->addLayout(fields);
    card->body->addWidget(m_change);
    card->body->addWidget(m_trouble);
    card->body->addLayout(buttons);
    auto* whole = new QVBoxLayout(this);
    whole->addStretch();
    whole->addWidget(card, 0, Qt::AlignCenter);
    whole->addStretch();
    connect(m_enter, &QPushButton::clicked, this, &LoginView::tryLogin);
    connect(m_user, &QLineEdit::returnPressed, this, [this] { m_password->setFocus(); });
    connect(m_password, &QLineEdit::returnPressed, this, &LoginView::tryLogin);
    connect(m_new, &QLineEdit::returnPressed, this, [this] { m_again->setFocus(); });
    connect(m_again, &QLineEdit::returnPressed, this, &LoginView::tryLogin);
    connect(other, &QPushButton::clicked, this, &LoginView::otherFile);
}

void LoginView::begin(const QString& user, const QString& why) {
    const QString file = m_session.shortName();
    m_file->setText(tr("专项资金管理台 · %1").arg(file));
    m_file->setToolTip(m_session.isLocal() ? QDir::toNativeSeparators(m_session.path())
                                           : m_session.path());
    m_fund->setText(m_session.fundName().isEmpty() ? file : m_session.fundName());
    // In a centred layout a wrapped label is not asked for its height at its width: it is set here.
    m_fund->setMinimumHeight(m_fund->heightForWidth(cardWidth - 4 * theme::grid));
    m_why->setText(why);
    m_why->setVisible(!why.isEmpty());
    m_user->setText(user.isNull() ? QSettings().value(u"last-user"_s).toString() : user);
    m_password->clear();
    m_new->clear();
    m_again->clear();
    m_trouble->hide();
    m_change->hide();
    m_mustChange = false;
    (m_user->text().isEmpty() ? m_user : m_password)->setFocus();
}

void LoginView::tryLogin() {
    if (m_mustChange)
        return askNewPassword();
    if (!m_enter->isEnabled()) // Return again while one is looked at
        return;
    m_enter->setEnabled(false);
    m_enter->setText(tr("正在核对…"));
    m_session.login(m_user->text().trimmed(), m_password->text(), this,
                    [this](const journal::Answer& answer) { welcome(answer); });
}

void LoginView::welcome(const journal::Answer& answer) {
    m_enter->setEnabled(true);
    m_enter->setText(tr("登录"));
    if (!answer.ok()) {
        m_trouble->setText(answer.rejection->message());
        m_trouble->show();
        m_password->selectAll();
        m_password->setFocus();
        return;
    }
    QSettings().setValue(u"last-user"_s, m_session.user());
    const QJsonObject said = answer.result.toObject();
    const bool expired = said.value("expired"_L1).toBool();
    if (expired || said.value("given"_L1).toBool()) {
        m_mustChange = true;
        m_trouble->setText(expired ? tr("口令已过期,请设一个新口令。")
                                   : tr("这个口令是别人替您设的,请换成只有您自己知道的新口令。"));
        m_trouble->show();
        m_change->show();
        m_new->setFocus();
        return;
    }
    m_password->clear();
    m_trouble->hide();
    Q_EMIT entered();
}

void LoginView::askNewPassword() {
    if (m_new->text() != m_again->text()) {
        m_trouble->setText(tr("两次输入的新口令不同,请重新输入。"));
        m_again->selectAll();
        m_again->setFocus();
        return;
    }
    const QJsonObject with{{"old"_L1, m_password->text()}, {"new"_L1, m_new->text()}};
    m_session.submit(u"user.password"_s, with, this, [this](const journal::Answer& answer) {
        if (!answer.ok()) {
            m_trouble->setText(widgets::rejectionWords(*answer.rejection));
            m_new->setFocus();
            return;
        }
        m_mustChange = false;
        m_password->clear();
        m_new->clear();
        m_again->clear();
        m_change->hide();
        m_trouble->hide();
        Q_EMIT entered();
    });
}

} // namespace shell
