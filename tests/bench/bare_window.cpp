// SPDX-License-Identifier: GPL-3.0-only
#include <QApplication>
#include <QMainWindow>
#include <QTableWidget>
#include <QTimer>

// The yardstick of the desktop's start: a window with one table of Chinese text and nothing else.
// With --until-shown it ends once it was painted; else it stays.
int main(int argc, char** argv) {
    QApplication application(argc, argv);
    QMainWindow window;
    auto* table = new QTableWidget(20, 5);
    for (int row = 0; row < 20; ++row)
        for (int column = 0; column < 5; ++column)
            table->setItem(row, column, new QTableWidgetItem(QStringLiteral("专项资金")));
    window.setCentralWidget(table);
    window.resize(1280, 720);
    window.show();
    if (QApplication::arguments().contains(QStringLiteral("--until-shown")))
        QTimer::singleShot(0, &window, [&] {
            window.repaint();
            QApplication::quit();
        });
    return QApplication::exec();
}
