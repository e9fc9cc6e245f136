// SPDX-License-Identifier: GPL-3.0-only
#include "progress.h"

#include "layout.h"
#include "refusal.h"

#include <theme/theme.h>

#include <QDialog>
#include <QProgressBar>

namespace widgets {

using namespace Qt::Literals::StringLiterals;

void showProgress(QWidget* parent, const QPointer<session::Job>& job, const QString& title,
                  WorkEnded done) {
    auto* window = new QDialog(parent);
    window->setWindowTitle(title);
    window->setObjectName(u"progress"_s);
    window->setWindowModality(Qt::WindowModal);
    window->setMinimumWidth(360);
    auto* inside = new QVBoxLayout(window);
    auto* bar = new QProgressBar;
    bar->setRange(0, 0);
    bar->setAccessibleName(title);
    auto* stop = button(QObject::tr("停止"));
    inside->addWidget(label(title));
    inside->addWidget(bar);
    inside->addWidget(stop, 0, Qt::AlignRight);
    const auto cancel = [job] {
        if (job)
            job->cancel();
    };
    QObject::connect(stop, &QPushButton::clicked, window, cancel);
    QObject::connect(window, &QDialog::rejected, window, cancel);
    QObject::connect(job, &session::Job::progressed, bar, [bar](qint64 part, qint64 all) {
        bar->setRange(0, 100);
        bar->setValue(all > 0 ? static_cast<int>(part * 100 / all) : 0);
    });
    const QPointer<QWidget> alive(parent);
    QObject::connect(job, &session::Job::finished, window, [=](const journal::Answer& answer) {
        const bool stopped = job && job->cancelled();
        window->deleteLater();
        window->hide();
        if (alive)
            done({answer.ok() ? QString() : rejectionWords(*answer.rejection), stopped,
                  answer.result});
    });
    window->show();
}

} // namespace widgets
