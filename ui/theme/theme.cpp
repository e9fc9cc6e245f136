// SPDX-License-Identifier: GPL-3.0-only
#include "theme.h"

#include "style.h"

#include <QApplication>
#include <QFontDatabase>
#include <QPalette>
#include <QSettings>
#include <QToolTip>

#include <utility>

namespace theme {

using namespace Qt::Literals::StringLiterals;

namespace {

bool inUseDark = false;

QPalette paletteOf(const Colours& c) {
    QPalette palette;
    palette.setColor(QPalette::Window, c.window);
    palette.setColor(QPalette::WindowText, c.text);
    palette.setColor(QPalette::Base, c.base);
    palette.setColor(QPalette::AlternateBase, c.alternate);
    palette.setColor(QPalette::Text, c.text);
    palette.setColor(QPalette::Button, c.base);
    palette.setColor(QPalette::ButtonText, c.text);
    palette.setColor(QPalette::BrightText, c.danger);
    palette.setColor(QPalette::ToolTipBase, c.base);
    palette.setColor(QPalette::ToolTipText, c.text);
    palette.setColor(QPalette::PlaceholderText, c.muted);
    palette.setColor(QPalette::Highlight, c.accent);
    palette.setColor(QPalette::HighlightedText, c.onAccent);
    palette.setColor(QPalette::Link, c.accent);
    palette.setColor(QPalette::LinkVisited, c.accent);
    palette.setColor(QPalette::Light, c.base);
    palette.setColor(QPalette::Midlight, c.alternate);
    palette.setColor(QPalette::Mid, c.line);
    palette.setColor(QPalette::Dark, c.line);
    palette.setColor(QPalette::Shadow, c.line);
    for (const QPalette::ColorRole role :
         {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, c.muted);
    return palette;
}

QString sheetOf(const Colours& c) {
    QString sheet = QStringLiteral(R"(
QToolTip { background: %base; color: %text; border: 1px solid %line; padding: 4px; }
QFrame[card="true"] { background: %base; border: 1px solid %line; border-radius: 6px; }
QLabel[role="muted"] { color: %muted; }
QLabel[role="refusal"] { color: %danger; }
QLabel[role="error-box"] { color: %danger; background: %dangerSoft; border-radius: 4px;
  padding: 8px; }
QLabel[role="notice"] { color: %warning; background: %warningSoft; border-radius: 4px;
  padding: 8px; }
QLabel[state="good"] { color: %good; background: %goodSoft; }
QLabel[state="wait"] { color: %warning; background: %warningSoft; }
QLabel[state="bad"] { color: %danger; background: %dangerSoft; }
QLabel[state="plain"] { color: %muted; background: %alternate; }
QLabel[state] { border-radius: 4px; padding: 1px 6px; }
QPushButton { background: %base; color: %text; border: 1px solid %line;
  border-radius: 4px; padding: 4px 12px; min-height: 18px; }
QPushButton:hover { border-color: %accent; }
QPushButton:pressed { background: %alternate; }
QPushButton::menu-indicator { subcontrol-origin: padding; subcontrol-position: center right;
  right: 8px; width: 10px; }
QPushButton:focus, QToolButton:focus { border: 2px solid %accent; padding: 3px 11px; }
QPushButton:disabled { color: %muted; background: %alternate; }
QPushButton[primary="true"] { background: %accent; color: %onAccent; border-color: %accent; }
QPushButton[primary="true"]:hover, QPushButton[primary="true"]:pressed { background: %accentHigh;
  border-color: %accentHigh; }
QPushButton[primary="true"]:focus { border-color: %text; }
QPushButton[primary="true"]:disabled { background: %alternate; color: %muted; border-color: %line; }
QPushButton[link="true"] { background: transparent; border: none; color: %accent; padding: 2px 4px;
  text-align: left; }
QPushButton[flat="true"] { border: none; background: transparent; padding: 4px 6px; }
QPushButton[flat="true"]:hover { background: %alternate; }
QPushButton[flat="true"]:focus { border: 2px solid %accent; padding: 2px 4px; }
QPushButton[link="true"]:focus, QPushButton[link="true"]:hover { text-decoration: underline; }
QLineEdit, QPlainTextEdit, QTextEdit { background: %base;
  color: %text; border: 1px solid %line; border-radius: 4px; padding: 3px 6px; }
QLineEdit { min-height: 20px; }
QLineEdit:focus { border: 1px solid %accent; }
QComboBox[wrong="true"] { color: %danger; }
QHeaderView { background: %alternate; border: none; }
QHeaderView::section { background: %alternate; color: %muted; border: none;
  border-bottom: 1px solid %line; padding: 4px 8px; }
QTableView, QListView { background: %base; alternate-background-color: %base;
  border: 1px solid %line; gridline-color: %alternate; }
QTableWidget { selection-background-color: %accentSoft; selection-color: %text; }
QTableWidget QHeaderView::section { padding: 4px 4px; }
QTableCornerButton::section { background: %alternate; border: none;
  border-bottom: 1px solid %line; }
QListView::item { min-height: 20px; padding: 3px 8px; color: %text; border: none; }
QListView::item:hover { background: %alternate; }
QListView::item:selected { background: %accent; color: %onAccent; }
QMenu { background: %base; border: 1px solid %line; padding: 4px; }
QMenu::item { padding: 5px 24px 5px 12px; border-radius: 4px; }
QMenu::item:selected { background: %accentSoft; color: %text; }
QMenu::item:disabled { color: %muted; }
QMenu::icon { padding-left: 8px; }
QMenu::separator { height: 1px; background: %line; margin: 4px 8px; }
QWidget#qt_calendar_navigationbar { background: %alternate; }
QCalendarWidget QToolButton { background: transparent; color: %text; border: none;
  border-radius: 4px; padding: 4px 8px; font-weight: bold; }
QCalendarWidget QToolButton:hover { background: %accentSoft; }
QCalendarWidget QToolButton::menu-indicator { image: none; }
QCalendarWidget QTableView { border: none; }
QScrollBar { background: transparent; }
QScrollBar:vertical { width: 12px; margin: 0; }
QScrollBar:horizontal { height: 12px; margin: 0; }
QScrollBar::handle { background: %scroll; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: %muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: none; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QTabWidget::pane { border: none; border-top: 1px solid %line; }
QTabBar::tab { background: transparent; color: %muted; padding: 6px 14px; border: none;
  border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: %text; border-bottom: 2px solid %accent; }
QTabBar::tab:hover { color: %text; }
QTabBar::tab:focus { color: %accent; }
QScrollArea { border: 1px solid transparent; background: transparent; }
QAbstractScrollArea:focus { border: 1px solid %accent; }
QLabel:focus { background: %accentSoft; }
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"] { border: 1px solid %danger; }
QWidget#page { background: %window; }
QWidget#navigation { background: %base; border-right: 1px solid %line; }
QPushButton[nav="true"] { text-align: left; border: none; border-radius: 4px; padding: 6px 10px;
  background: transparent; }
QPushButton[nav="true"]:checked { background: %accentSoft; color: %accent; font-weight: bold; }
QPushButton[nav="true"]:focus { border: 2px solid %accent; padding: 4px 8px; }
QWidget#topbar { background: %base; border-bottom: 1px solid %line; }
QStatusBar { background: %base; border-top: 1px solid %line; color: %muted; }
QStatusBar QLabel { color: %muted; padding: 0 8px; }
QStatusBar::item { border: none; }
QProgressBar { border: 1px solid %line; border-radius: 4px; background: %alternate; height: 10px;
  text-align: center; color: %text; }
QProgressBar::chunk { background: %accent; border-radius: 3px; }
)");
    const std::pair<const char*, QColor> names[] = {{"%accentSoft", c.accentSoft},
                                                    {"%accentHigh", c.accentHigh},
                                                    {"%scroll", c.scroll},
                                                    {"%accent", c.accent},
                                                    {"%onAccent", c.onAccent},
                                                    {"%dangerSoft", c.dangerSoft},
                                                    {"%danger", c.danger},
                                                    {"%goodSoft", c.goodSoft},
                                                    {"%good", c.good},
                                                    {"%base", c.base},
                                                    {"%alternate", c.alternate},
                                                    {"%warningSoft", c.warningSoft},
                                                    {"%warning", c.warning},
                                                    {"%window", c.window},
                                                    {"%text", c.text},
                                                    {"%muted", c.muted},
                                                    {"%line", c.line}};
    for (const auto& [name, colour] : names)
        sheet.replace(QLatin1StringView(name), colour.name());
    return sheet;
}

QString family() {
    static const QString found = [] {
        for (const QString& name :
             {u"Noto Sans CJK SC"_s, u"Source Han Sans SC"_s, u"Microsoft YaHei UI"_s,
              u"WenQuanYi Micro Hei"_s, u"WenQuanYi Zen Hei"_s})
            if (QFontDatabase::hasFamily(name))
                return name;
        return QString();
    }();
    return found;
}

} // namespace

const Colours& light() {
    static const Colours c{u"#F5F6F8"_s, u"#FFFFFF"_s, u"#EEF0F3"_s, u"#1B1F24"_s, u"#555E68"_s,
                           u"#D3D8DE"_s, u"#1F5FBF"_s, u"#FFFFFF"_s, u"#E3ECF9"_s, u"#174E9F"_s,
                           u"#B4BBC4"_s, u"#B3261E"_s, u"#FBE9E7"_s, u"#1B6E36"_s, u"#E4F4E8"_s,
                           u"#7A4F00"_s, u"#FFF3D6"_s, u"#828B96"_s};
    return c;
}

const Colours& dark() {
    static const Colours c{u"#1A1C20"_s, u"#22252A"_s, u"#2B2F35"_s, u"#E6E8EB"_s, u"#A9B1BB"_s,
                           u"#434952"_s, u"#7FB0FF"_s, u"#10151C"_s, u"#26344A"_s, u"#9CC2FF"_s,
                           u"#5A626D"_s, u"#FF9B92"_s, u"#45262A"_s, u"#86DB98"_s, u"#20382A"_s,
                           u"#F2C169"_s, u"#41351E"_s, u"#6E7783"_s};
    return c;
}

const Colours& colours() {
    return inUseDark ? dark() : light();
}

OnPaper::OnPaper() : m_was(std::exchange(inUseDark, false)) {}

OnPaper::~OnPaper() {
    inUseDark = m_was;
}

void apply(QApplication& application, Mode mode) {
    static const bool systemIsDark =
        application.palette().color(QPalette::Window).lightness() < 128;
    inUseDark = mode == Mode::Dark || (mode == Mode::System && systemIsDark);
    application.setStyle(new Style);
    application.setPalette(paletteOf(colours()));
    application.setFont(textFont());
    application.setStyleSheet(sheetOf(colours()));
}

Mode rememberedMode() {
    const QString mode = QSettings().value(u"theme"_s).toString();
    return mode == u"dark" ? Mode::Dark : mode == u"light" ? Mode::Light : Mode::System;
}

void rememberMode(Mode mode) {
    QSettings().setValue(u"theme"_s, mode == Mode::Dark    ? u"dark"_s
                                     : mode == Mode::Light ? u"light"_s
                                                           : u"system"_s);
}

QFont textFont() {
    QFont font(family().isEmpty() ? QApplication::font().family() : family());
    font.setPointSize(10);
    return font;
}

QFont figures() {
    // Noto's and YaHei's figures are tabular; the style hint keeps others close to it.
    QFont font = textFont();
    font.setStyleHint(QFont::SansSerif);
    return font;
}

QFont heading() {
    QFont font = textFont();
    font.setPointSize(14);
    font.setBold(true);
    return font;
}

QFont strong() {
    QFont font = textFont();
    font.setBold(true);
    return font;
}

QColor seriesColour(int place) {
    static const QStringList onLight{u"#1F5FBF"_s, u"#B4690E"_s, u"#2E7D32"_s,
                                     u"#7B3FA0"_s, u"#00707A"_s, u"#A8324E"_s};
    static const QStringList onDark{u"#7FB0FF"_s, u"#F2B25C"_s, u"#86DB98"_s,
                                    u"#CDA2EE"_s, u"#6FD0D8"_s, u"#FF9DB2"_s};
    const QStringList& all = inUseDark ? onDark : onLight;
    return QColor(all[place % all.size()]);
}

} // namespace theme
