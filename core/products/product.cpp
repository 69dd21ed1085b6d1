// core/products/product.cpp - layer: varad_core
#include "core/products/product.h"

#include "core/products/yaml_tree.h"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>

#include <array>
#include <cmath>

namespace varad {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(Product)
};

struct Wrong {
    int line;
    QString reason;
    ErrorKind kind = ErrorKind::Damaged;
};

QString quoted(const QString& text)
{
    return QLatin1Char('"') + (text.size() > 60 ? text.left(60) + QStringLiteral("...") : text) +
           QLatin1Char('"');
}

QString textOf(const YamlNode& node, const QString& key)
{
    if (node.kind != YamlNode::Kind::Scalar)
        throw Wrong{node.line, Text::tr("%1 must be a text").arg(key)};
    return node.text;
}

double numberOf(const YamlNode& node, const QString& key, double low, double high)
{
    static const QRegularExpression form(QStringLiteral("^[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?$"));
    if (node.kind != YamlNode::Kind::Scalar || !node.plain || !form.match(node.text).hasMatch())
        throw Wrong{node.line, Text::tr("%1 must be a number with a decimal point").arg(key)};
    bool ok = false;
    const double value = QLocale::c().toDouble(node.text, &ok);
    if (!ok || !std::isfinite(value) || value < low || value > high)
        throw Wrong{node.line, Text::tr("%1 is %2, but must lie between %3 and %4")
                                   .arg(key, node.text.left(40))
                                   .arg(low)
                                   .arg(high)};
    return value;
}

int wholeNumberOf(const YamlNode& node, const QString& key, int low, int high)
{
    static const QRegularExpression form(QStringLiteral("^(0|[1-9]\\d{0,8})$"));
    if (node.kind != YamlNode::Kind::Scalar || !node.plain)
        throw Wrong{node.line, Text::tr("%1 must be a whole number").arg(key)};
    const int value = form.match(node.text).hasMatch() ? node.text.toInt() : -1;
    if (value < low || value > high)
        throw Wrong{node.line, Text::tr("%1 is %2, but must be a whole number from %3 to %4")
                                   .arg(key, node.text.left(40))
                                   .arg(low)
                                   .arg(high)};
    return value;
}

QString modelPathOf(const YamlNode& node)
{
    const QString path = textOf(node, QStringLiteral("model"));
    static const QRegularExpression form(
        QStringLiteral("^[A-Za-z0-9_][A-Za-z0-9_.-]*(/[A-Za-z0-9_][A-Za-z0-9_.-]*)*\\.safetensors$"));
    if (path.size() > 200 || !form.match(path).hasMatch())
        throw Wrong{node.line,
                    Text::tr("model is %1, but must be a path inside the product's folder such as %2")
                        .arg(quoted(path), QStringLiteral("models/0001/model.safetensors"))};
    return path;
}

/// Letters changed, left out or added between two short words.
int editDistance(const QString& a, const QString& b)
{
    std::vector<int> row(static_cast<size_t>(b.size()) + 1);
    for (size_t j = 0; j < row.size(); ++j)
        row[j] = static_cast<int>(j);
    for (qsizetype i = 0; i < a.size(); ++i) {
        int diagonal = row[0]++;
        for (qsizetype j = 0; j < b.size(); ++j) {
            const size_t at = static_cast<size_t>(j);
            const int change = diagonal + (a[i] == b[j] ? 0 : 1);
            diagonal = row[at + 1];
            row[at + 1] = std::min({change, row[at] + 1, row[at + 1] + 1});
        }
    }
    return row.back();
}

const QStringList& knownKeys()
{
    static const QStringList keys{
        QStringLiteral("format"),       QStringLiteral("version"),     QStringLiteral("name"),
        QStringLiteral("backbone"),     QStringLiteral("image_size"),  QStringLiteral("threshold"),
        QStringLiteral("model"),        QStringLiteral("id"),          QStringLiteral("created"),
        QStringLiteral("mm_per_pixel"), QStringLiteral("min_area_px"), QStringLiteral("check_band"),
        QStringLiteral("region"),       QStringLiteral("ignore"),      QStringLiteral("part_finder"),
        QStringLiteral("routes"),       QStringLiteral("active")};
    return keys;
}

[[noreturn]] void refuseKey(const YamlNode& key)
{
    for (const QString& known : knownKeys())
        if (key.text.size() < 40 && editDistance(key.text, known) <= 2)
            throw Wrong{key.line, Text::tr("unknown key %1 (did you mean %2?)").arg(quoted(key.text), known)};
    throw Wrong{key.line, Text::tr("unknown key %1").arg(quoted(key.text))};
}

class ProductReader {
public:
    ProductReader(const YamlNode& root, const QStringList& installed) : m_root(root), m_installed(installed)
    {
    }

    Product read()
    {
        if (m_root.kind != YamlNode::Kind::Map)
            throw Wrong{m_root.line, Text::tr("key: value lines are expected")};
        checkFormat(); // first: a newer version may have keys that this one does not know
        checkKeys();
        Product product;
        readRequired(product);
        readOptional(product);
        return product;
    }

private:
    const YamlNode* find(const char* key) const
    {
        for (const auto& [name, value] : m_root.entries)
            if (name.kind == YamlNode::Kind::Scalar && name.text == QLatin1String(key))
                return &value;
        return nullptr;
    }

    const YamlNode& need(const char* key) const
    {
        const YamlNode* node = find(key);
        if (!node)
            throw Wrong{m_root.line, Text::tr("the key %1 is missing").arg(QLatin1String(key))};
        return *node;
    }

    void checkKeys() const
    {
        QStringList seen;
        for (const auto& [key, value] : m_root.entries) {
            if (key.kind != YamlNode::Kind::Scalar)
                throw Wrong{key.line, Text::tr("a key must be a word")};
            if (!knownKeys().contains(key.text))
                refuseKey(key);
            if (seen.contains(key.text))
                throw Wrong{key.line, Text::tr("%1 is given twice").arg(key.text)};
            seen.append(key.text);
        }
    }

    void checkFormat() const
    {
        const YamlNode& format = need("format");
        if (textOf(format, QStringLiteral("format")) != QLatin1String("varad-product"))
            throw Wrong{format.line, Text::tr("format is not varad-product")};
        const YamlNode& version = need("version");
        const int number = wholeNumberOf(version, QStringLiteral("version"), 1, 999999);
        if (number != 1)
            throw Wrong{version.line, Text::tr("version %1 was made by a newer program").arg(number),
                        ErrorKind::Unsupported};
    }

    void readRequired(Product& product) const
    {
        const YamlNode& name = need("name");
        product.name = textOf(name, QStringLiteral("name"));
        if (const QString problem = productNameProblem(product.name); !problem.isEmpty())
            throw Wrong{name.line, problem};
        const YamlNode& backbone = need("backbone");
        product.backbone = textOf(backbone, QStringLiteral("backbone"));
        const int multiple = builtInSideMultiple(product.backbone);
        if (multiple == 0 && !m_installed.contains(product.backbone))
            throw Wrong{backbone.line, Text::tr("unknown backbone %1").arg(quoted(product.backbone))};
        const YamlNode& size = need("image_size");
        product.imageSize = wholeNumberOf(size, QStringLiteral("image_size"), 16, 8192);
        if (multiple > 1 && product.imageSize % multiple != 0)
            throw Wrong{size.line, Text::tr("image_size is %1, but %2 needs a multiple of %3")
                                       .arg(product.imageSize)
                                       .arg(product.backbone)
                                       .arg(multiple)};
        product.threshold = numberOf(need("threshold"), QStringLiteral("threshold"), 0, 1e30);
        product.model = modelPathOf(need("model"));
    }

    void readOptional(Product& product) const
    {
        if (const YamlNode* node = find("id"))
            product.id = shortText(*node, QStringLiteral("id"));
        if (const YamlNode* node = find("created"))
            product.created = shortText(*node, QStringLiteral("created"));
        if (const YamlNode* node = find("mm_per_pixel"))
            product.mmPerPixel = numberOf(*node, QStringLiteral("mm_per_pixel"), 1e-9, 1e6);
        if (const YamlNode* node = find("min_area_px"))
            product.minAreaPx = numberOf(*node, QStringLiteral("min_area_px"), 0, 1e12);
        if (const YamlNode* node = find("check_band"))
            product.checkBand = numberOf(*node, QStringLiteral("check_band"), 0, 1000);
        if (const YamlNode* node = find("active"))
            readActive(*node, product);
        for (const char* key : {"region", "ignore", "part_finder", "routes"})
            if (find(key))
                product.unsupported.append(QLatin1String(key));
    }

    static QString shortText(const YamlNode& node, const QString& key)
    {
        const QString text = textOf(node, key);
        if (text.isEmpty() || text.size() > 100 || text.contains(QLatin1Char('\n')))
            throw Wrong{node.line, Text::tr("%1 must be one line of 1 to 100 characters").arg(key)};
        return text;
    }

    static void readActive(const YamlNode& node, Product& product)
    {
        if (node.kind != YamlNode::Kind::Map)
            throw Wrong{node.line, Text::tr("active must hold model_version and calibration")};
        for (const auto& [key, value] : node.entries) {
            if (key.text == QLatin1String("model_version") && product.modelVersion == 0)
                product.modelVersion = wholeNumberOf(value, key.text, 1, 9999);
            else if (key.text == QLatin1String("calibration") && product.calibration == 0)
                product.calibration = wholeNumberOf(value, key.text, 1, 9999);
            else
                throw Wrong{key.line, Text::tr("unknown or doubled key %1 in active").arg(quoted(key.text))};
        }
    }

    const YamlNode& m_root;
    const QStringList& m_installed;
};

QByteArray yamlText(const QString& text)
{
    QByteArray out("\"");
    for (const char c : text.toUtf8()) {
        if (c == '"' || c == '\\')
            out += '\\';
        out += c;
    }
    return out + '"';
}

QByteArray yamlNumber(double value) { return QByteArray::number(value, 'g', QLocale::FloatingPointShortest); }

} // namespace

int builtInSideMultiple(const QString& backbone)
{
    static const QRegularExpression dino(QStringLiteral("^dinov2_vit[sblg]14(_reg4?)?$"));
    if (dino.match(backbone).hasMatch())
        return 14;
    static constexpr std::array convolutional{
        "resnet18",           "resnet34",           "resnet50",           "wide_resnet50_2",
        "mobilenet_v2",       "efficientnet_lite0", "efficientnet_lite1", "efficientnet_lite2",
        "efficientnet_lite3", "efficientnet_lite4"};
    for (const char* name : convolutional)
        if (backbone == QLatin1String(name))
            return 1;
    return 0;
}

QString productNameProblem(const QString& name)
{
    if (name.trimmed().isEmpty())
        return Text::tr("name is empty");
    if (name.size() > 200)
        return Text::tr("name is longer than 200 characters");
    for (const QChar c : name) {
        if (c.category() == QChar::Other_Control || c.category() == QChar::Separator_Line ||
            c.category() == QChar::Separator_Paragraph)
            return Text::tr("name holds a line break or a control character");
        const QChar::Direction direction = c.direction();
        if ((direction >= QChar::DirLRE && direction <= QChar::DirPDF && direction != QChar::DirAL) ||
            (direction >= QChar::DirLRI && direction <= QChar::DirPDI))
            return Text::tr("name holds a character that turns the writing direction");
    }
    return {};
}

Result<Product> parseProduct(const QByteArray& yaml, const QString& label, const QStringList& installed)
{
    const Result<YamlNode> root = parseYaml(yaml, label);
    if (!root.ok())
        return root.error();
    try {
        return ProductReader(root.value(), installed).read();
    } catch (const Wrong& wrong) {
        Error error = yamlError(label, wrong.line, wrong.reason);
        error.kind = wrong.kind;
        return error;
    }
}

QByteArray formatProduct(const Product& product)
{
    QByteArray out("format: varad-product\nversion: 1\n");
    const auto line = [&out](const char* key, const QByteArray& value) {
        out += QByteArray(key) + ": " + value + '\n';
    };
    line("name", yamlText(product.name));
    line("backbone", yamlText(product.backbone));
    line("image_size", QByteArray::number(product.imageSize));
    line("threshold", yamlNumber(product.threshold));
    line("model", product.model.toUtf8());
    if (!product.id.isEmpty())
        line("id", yamlText(product.id));
    if (!product.created.isEmpty())
        line("created", yamlText(product.created));
    if (product.mmPerPixel)
        line("mm_per_pixel", yamlNumber(*product.mmPerPixel));
    if (product.minAreaPx)
        line("min_area_px", yamlNumber(*product.minAreaPx));
    line("check_band", yamlNumber(product.checkBand));
    if (product.modelVersion > 0 || product.calibration > 0) {
        out += "active:\n";
        if (product.modelVersion > 0)
            line("  model_version", QByteArray::number(product.modelVersion));
        if (product.calibration > 0)
            line("  calibration", QByteArray::number(product.calibration));
    }
    return out;
}

} // namespace varad
