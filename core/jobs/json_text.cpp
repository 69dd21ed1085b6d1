// core/jobs/json_text.cpp - layer: varad_core
#include "core/jobs/json_text.h"

#include <QLocale>

#include <cmath>

namespace varad {
namespace {

QByteArray quoted(const QString& text)
{
    QByteArray out("\"");
    for (const char c : text.toUtf8()) {
        switch (c) {
        case '"':
            out += "\\\"";
            break;
        case '\\':
            out += "\\\\";
            break;
        case '\n':
            out += "\\n";
            break;
        case '\t':
            out += "\\t";
            break;
        default:
            if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f)
                out += "\\u" + QByteArray::number(c, 16).rightJustified(4, '0');
            else
                out += c;
        }
    }
    return out + '"';
}

} // namespace

void JsonText::separate()
{
    if (m_afterKey) {
        m_afterKey = false;
        return;
    }
    if (m_depth == 0)
        return;
    if (!m_first)
        m_text += ',';
    if (m_style == Style::Indented)
        m_text += '\n' + QByteArray(2 * m_depth, ' ');
    m_first = false;
}

JsonText& JsonText::beginObject()
{
    separate();
    m_text += '{';
    ++m_depth;
    m_first = true;
    return *this;
}

JsonText& JsonText::beginArray()
{
    separate();
    m_text += '[';
    ++m_depth;
    m_first = true;
    return *this;
}

JsonText& JsonText::close(char bracket)
{
    --m_depth;
    if (!m_first && m_style == Style::Indented)
        m_text += '\n' + QByteArray(2 * m_depth, ' ');
    m_text += bracket;
    m_first = false;
    return *this;
}

JsonText& JsonText::key(const char* name)
{
    separate();
    m_text += quoted(QString::fromUtf8(name)) + (m_style == Style::Indented ? ": " : ":");
    m_afterKey = true;
    return *this;
}

JsonText& JsonText::raw(const QByteArray& text)
{
    separate();
    m_text += text;
    return *this;
}

JsonText& JsonText::value(const QString& text) { return raw(quoted(text)); }
JsonText& JsonText::value(qint64 number) { return raw(QByteArray::number(number)); }
JsonText& JsonText::value(quint64 number) { return raw(QByteArray::number(number)); }
JsonText& JsonText::value(bool flag) { return raw(flag ? "true" : "false"); }
JsonText& JsonText::null() { return raw("null"); }

JsonText& JsonText::value(double number)
{
    return std::isfinite(number) ? raw(QByteArray::number(number, 'g', QLocale::FloatingPointShortest))
                                 : null();
}

} // namespace varad
