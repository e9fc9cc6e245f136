// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QBoxLayout>
#include <QFrame>
#include <QLabel>
#include <QPushButton>

// Small pieces that every page is put together from.

namespace widgets {

// A white sheet with a thin line around it and an optional heading; add to `body`.
class Card : public QFrame {
public:
    explicit Card(const QString& heading = {}, QWidget* parent = nullptr);
    QVBoxLayout* body;
};

QLabel* label(const QString& text, const char* role = nullptr); // role: "muted", "notice", …
void setRole(QLabel* label, const char* role); // what was said before becomes good news, or bad
QLabel* headingLabel(const QString& text);
// A word with a colour: label plus tone ("good", "wait", "bad", "plain").
QLabel* stateLabel(const QString& word, const QString& tone);
void setState(QLabel* label, const QString& word, const QString& tone);
// An amount, to the right, with thousands separators; the exact figure can be copied.
QLabel* amountLabel(const QString& amount);
QPushButton* button(const QString& text, const QString& icon = {}, bool primary = false);
void setPrimary(QPushButton* button, bool primary);
QPushButton* linkButton(const QString& text);
// As a button, a box or a menu shows it whole: Qt takes "&" for the mark of a key.
QString withoutMnemonic(QString text);
// Margins 0, spacing of one grid unit.
QHBoxLayout* row(std::initializer_list<QWidget*> widgets = {});
// One widget as wide as it may be, at the left.
QHBoxLayout* leftRow(QWidget* widget);
QVBoxLayout* column();
// Removes and deletes everything in a layout.
void clear(QLayout* layout);
// What an empty place says: what goes here, and the first step.
QWidget* emptyHint(const QString& text, QPushButton* step = nullptr);

} // namespace widgets
