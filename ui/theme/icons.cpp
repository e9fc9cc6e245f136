// SPDX-License-Identifier: GPL-3.0-only
#include "theme.h"

#include <resources/resources.h>

#include <QIconEngine>
#include <QPainter>
#include <QSvgRenderer>

namespace theme {

using namespace Qt::Literals::StringLiterals;

namespace {

// Paints the drawing at whatever size and theme is in use at that moment.
class LineIcon : public QIconEngine {
public:
    LineIcon(QString name, bool onAccent) : m_name(std::move(name)), m_onAccent(onAccent) {}

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode,
               QIcon::State state) override {
        QSvgRenderer(drawing(mode, state)).render(painter, QRectF(rect));
    }
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override {
        QPixmap picture(size);
        picture.fill(Qt::transparent);
        QPainter painter(&picture);
        paint(&painter, QRect({}, size), mode, state);
        return picture;
    }
    QIconEngine* clone() const override { return new LineIcon(*this); }

private:
    QByteArray drawing(QIcon::Mode mode, QIcon::State state) const {
        const Colours& c = colours();
        const QColor colour = mode == QIcon::Disabled                 ? c.muted
                              : m_onAccent || mode == QIcon::Selected ? c.onAccent
                              : state == QIcon::On                    ? c.accent
                                                                      : c.text;
        QByteArray svg = resources::read(u"icons/%1.svg"_s.arg(m_name));
        return svg.replace("currentColor", colour.name().toLatin1());
    }

    QString m_name;
    bool m_onAccent;
};

} // namespace

QIcon icon(const QString& name) {
    return QIcon(new LineIcon(name, false));
}

QIcon iconOnAccent(const QString& name) {
    return QIcon(new LineIcon(name, true));
}

} // namespace theme
