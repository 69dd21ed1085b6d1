// core/products/yaml_tree.cpp - layer: varad_core (yaml-cpp)
#include "core/products/yaml_tree.h"

#include <QCoreApplication>
#include <QStringDecoder>

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <map>
#include <sstream>

namespace varad {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(Yaml)
};

/// Leaves yaml-cpp's parser in the middle; caught in parseYaml().
struct Refused {
    int line;
    QString reason;
};

class TreeBuilder final : public YAML::EventHandler {
public:
    explicit TreeBuilder(const YamlLimits& limits) : m_limits(limits) {}
    YamlNode root;

    void OnDocumentStart(const YAML::Mark&) override {}
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override
    {
        YamlNode node;
        node.line = lineOf(mark);
        place(std::move(node), anchor);
    }
    void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override
    {
        const auto found = m_anchors.find(anchor);
        if (found == m_anchors.end())
            throw Refused{lineOf(mark), Text::tr("an alias refers to something that is not complete")};
        place(found->second, 0, 1 + descendants(found->second));
    }
    void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  const std::string& value) override
    {
        const bool quoted = tag == "!"; // how yaml-cpp reports quotes
        refuseTag(mark, quoted ? std::string() : tag);
        YamlNode node;
        node.kind = YamlNode::Kind::Scalar;
        node.line = lineOf(mark);
        node.text = QString::fromStdString(value);
        node.plain = !quoted;
        place(std::move(node), anchor);
    }
    void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value) override
    {
        open(YamlNode::Kind::List, mark, tag, anchor);
    }
    void OnSequenceEnd() override { close(); }
    void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value) override
    {
        open(YamlNode::Kind::Map, mark, tag, anchor);
    }
    void OnMapEnd() override { close(); }

private:
    struct Open {
        YamlNode node;
        YAML::anchor_t anchor = 0;
        bool haveKey = false;
        YamlNode key;
    };

    static int lineOf(const YAML::Mark& mark) { return mark.line + 1; }

    static void refuseTag(const YAML::Mark& mark, const std::string& tag)
    {
        if (!tag.empty() && tag != "?")
            throw Refused{lineOf(mark), Text::tr("tags are not allowed here")};
    }

    void open(YamlNode::Kind kind, const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor)
    {
        refuseTag(mark, tag);
        if (static_cast<int>(m_open.size()) >= m_limits.depth)
            throw Refused{lineOf(mark), Text::tr("nested deeper than %1 levels").arg(m_limits.depth)};
        Open next;
        next.node.kind = kind;
        next.node.line = lineOf(mark);
        next.anchor = anchor;
        m_open.push_back(std::move(next));
    }

    void close()
    {
        Open done = std::move(m_open.back());
        m_open.pop_back();
        place(std::move(done.node), done.anchor);
    }

    /// Takes a finished node in. `weight`: nodes not counted before; the children of a container were counted
    /// when they were placed, those of an alias were not.
    void place(YamlNode node, YAML::anchor_t anchor, int weight = 1)
    {
        m_count += weight;
        if (m_count > m_limits.nodes)
            throw Refused{node.line, Text::tr("more than %1 values, aliases counted").arg(m_limits.nodes)};
        if (anchor != 0)
            m_anchors[anchor] = node;
        if (m_open.empty()) {
            root = std::move(node);
            return;
        }
        Open& parent = m_open.back();
        if (parent.node.kind == YamlNode::Kind::List) {
            parent.node.items.push_back(std::move(node));
        } else if (!parent.haveKey) {
            parent.key = std::move(node);
            parent.haveKey = true;
        } else {
            parent.node.entries.emplace_back(std::move(parent.key), std::move(node));
            parent.haveKey = false;
        }
    }

    static int descendants(const YamlNode& node)
    {
        int sum = 0;
        for (const YamlNode& item : node.items)
            sum += 1 + descendants(item);
        for (const auto& [key, value] : node.entries)
            sum += 2 + descendants(key) + descendants(value);
        return sum;
    }

    YamlLimits m_limits;
    int m_count = 0;
    std::vector<Open> m_open;
    std::map<YAML::anchor_t, YamlNode> m_anchors;
};

/// The line of the first byte that cannot be in the file, or 0.
int badCharacterLine(const QString& text)
{
    int line = 1;
    for (const QChar c : text) {
        const ushort u = c.unicode();
        if (u == '\n')
            ++line;
        else if ((u < 0x20 && u != '\t' && u != '\r') || (u >= 0x7f && u < 0xa0 && u != 0x85))
            return line;
    }
    return 0;
}

int brokenUtf8Line(const QByteArray& bytes)
{
    // Each line alone: no UTF-8 sequence holds a line feed.
    int line = 1;
    for (const QByteArray& part : bytes.split('\n')) {
        QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
        const QString text = decoder.decode(part);
        if (decoder.hasError())
            return line;
        ++line;
    }
    return 0;
}

} // namespace

Error yamlError(const QString& label, int line, const QString& reason)
{
    return Error{ErrorKind::Damaged,
                 Text::tr("%1, line %2: %3. Correct the file or restore it from a copy.")
                     .arg(label)
                     .arg(line)
                     .arg(reason),
                 label,
                 {}};
}

Result<YamlNode> parseYaml(const QByteArray& bytes, const QString& label, const YamlLimits& limits)
{
    if (bytes.size() > limits.bytes)
        return yamlError(label, 1, Text::tr("the file is larger than %1 KiB").arg(limits.bytes / 1024));
    if (const int line = brokenUtf8Line(bytes))
        return yamlError(label, line, Text::tr("this is not UTF-8 text"));
    if (const int line = badCharacterLine(QString::fromUtf8(bytes)))
        return yamlError(label, line, Text::tr("control characters are not allowed"));
    try {
        std::istringstream stream(bytes.toStdString());
        YAML::Parser parser(stream);
        TreeBuilder builder(limits);
        if (!parser.HandleNextDocument(builder))
            return yamlError(label, 1, Text::tr("the file is empty"));
        TreeBuilder second(limits);
        if (parser.HandleNextDocument(second))
            return yamlError(label, second.root.line,
                             Text::tr("a second document begins; only one is allowed"));
        return std::move(builder.root);
    } catch (const Refused& refused) {
        return yamlError(label, refused.line, refused.reason);
    } catch (const YAML::Exception& e) {
        const int line = e.mark.is_null() ? 1 : e.mark.line + 1;
        return yamlError(label, line,
                         Text::tr("this is not valid YAML (%1)").arg(QString::fromStdString(e.msg)));
    } catch (const std::exception& e) { // out of memory, a limit inside the parser
        return yamlError(label, 1,
                         Text::tr("this cannot be read as YAML (%1)").arg(QString::fromUtf8(e.what())));
    }
}

} // namespace varad
