// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QColor>
#include <QFont>
#include <QIcon>
#include <QString>

class QApplication;

// How the window looks: Qt's Fusion with one palette of our own, light and dark, following the
// system unless the user chose. One accent colour, used only for what can be acted on; every pair
// of text and ground has a contrast of at least 4.5:1 (a test computes it).

namespace theme {

enum class Mode { System, Light, Dark };

struct Colours {
    QColor window, base, alternate, text, muted, line;
    QColor accent, onAccent, accentSoft, accentHigh, scroll;
    QColor danger, dangerSoft, good, goodSoft, warning, warningSoft;
    QColor rest; // of a bar: what is not used up
};

const Colours& light();
const Colours& dark();
// The ones in use.
const Colours& colours();

// While it lives, what is drawn is drawn for paper: in the light colours, whatever the window has.
class OnPaper {
public:
    OnPaper();
    ~OnPaper();
    OnPaper(const OnPaper&) = delete;
    OnPaper& operator=(const OnPaper&) = delete;

private:
    bool m_was;
};

// Sets style, palette, font and style sheet of the program; may be called again to change.
void apply(QApplication& application, Mode mode);
Mode rememberedMode();
void rememberMode(Mode mode);

// 10 pt of the system's Chinese font; tabular figures for amounts.
QFont textFont();
QFont figures();
QFont heading(); // a page's title
QFont strong();

// One family of line icons, tinted to the theme: "desk", "budget", … as in resources/icons.
QIcon icon(const QString& name);
// The same for a button whose ground is the accent colour.
QIcon iconOnAccent(const QString& name);

// A source's colour is the same in every chart; `place` is its place in the plan.
QColor seriesColour(int place);

inline constexpr int grid = 8;       // pixels; everything stands on this grid
inline constexpr int rowHeight = 28; // of tables

} // namespace theme
