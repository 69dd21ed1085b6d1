// core/jobs/json_text.h - layer: varad_core (Qt Core)
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace varad {

/// Writes JSON with keys in the order given (QJsonDocument sorts them), numbers with the fewest digits that
/// read back to the same double, UTF-8, LF. Infinity and NaN become null. Calls must nest properly.
class JsonText {
public:
    enum class Style { Compact, Indented };
    explicit JsonText(Style style = Style::Indented) : m_style(style) {}

    JsonText& beginObject();
    JsonText& endObject() { return close('}'); }
    JsonText& beginArray();
    JsonText& endArray() { return close(']'); }
    JsonText& key(const char* name);
    JsonText& value(const QString& text);
    JsonText& value(const char* text) { return value(QString::fromUtf8(text)); }
    JsonText& value(double number);
    JsonText& value(int number) { return value(static_cast<qint64>(number)); }
    JsonText& value(qint64 number);
    JsonText& value(quint64 number);
    JsonText& value(bool flag);
    JsonText& null();
    JsonText& value(const std::optional<double>& number) { return number ? value(*number) : null(); }

    template <class T>
    JsonText& member(const char* name, const T& v)
    {
        return key(name).value(v);
    }

    /// The text so far, with a line feed at the end.
    QByteArray text() const { return m_text + '\n'; }

private:
    JsonText& raw(const QByteArray& text);
    JsonText& close(char bracket);
    void separate();

    Style m_style;
    QByteArray m_text;
    int m_depth = 0;
    bool m_first = true; // nothing yet in the innermost container
    bool m_afterKey = false;
};

} // namespace varad
