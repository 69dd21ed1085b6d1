// core/cli/option_values.cpp - layer: command line
#include "core/cli/option_values.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <limits>

namespace varad::cli {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(CommandLine)
};

QString s(const char* text) { return QLatin1String(text); }

Adapter adapterOption(const QCommandLineParser& parser)
{
    const QString name = parser.value(s("adapter"));
    for (const Adapter adapter : {Adapter::Whitening, Adapter::Linear, Adapter::Resblock, Adapter::None})
        if (name == adapterName(adapter))
            return adapter;
    if (name == s("lora")) // in the original it leads to no adapter at all
        return Adapter::None;
    refuseUse(Text::tr("--adapter must be whitening, linear, resblock or none, not \"%1\".").arg(name));
}

std::vector<int> hierarchiesOption(const QCommandLineParser& parser)
{
    std::vector<int> positions;
    const QString text = parser.value(s("hierarchies"));
    for (const QString& part : text.split(QLatin1Char(','), Qt::SkipEmptyParts)) {
        bool ok = false;
        const int position = part.trimmed().toInt(&ok);
        if (!ok || position < 1 || position > 100)
            refuseUse(
                Text::tr("--hierarchies must be numbers from 1 on, as in 1,2,3, not \"%1\".").arg(text));
        positions.push_back(position);
    }
    if (positions.empty())
        refuseUse(Text::tr("--hierarchies is empty. Name at least one, as in 1,2,3."));
    return positions;
}

void refuseBoth(const QCommandLineParser& parser, const char* yes, const char* no)
{
    if (parser.isSet(s(yes)) && parser.isSet(s(no)))
        refuseUse(Text::tr("--%1 and --%2 exclude each other.").arg(s(yes), s(no)));
}

} // namespace

std::optional<qint64> wholeOption(const QCommandLineParser& parser, const QString& name, qint64 low,
                                  qint64 high, const QString& word)
{
    if (!parser.isSet(name))
        return std::nullopt;
    const QString text = parser.value(name);
    if (!word.isEmpty() && text == word)
        return std::nullopt;
    bool ok = false;
    const qint64 value = text.toLongLong(&ok);
    if (!ok || value < low || value > high)
        refuseUse(Text::tr("--%1 must be a whole number from %2 to %3, not \"%4\".")
                      .arg(name)
                      .arg(low)
                      .arg(high)
                      .arg(text));
    return value;
}

QString neededOption(const QCommandLineParser& parser, const QString& name)
{
    const QString value = parser.value(name);
    if (value.isEmpty())
        refuseUse(Text::tr("--%1 is missing.").arg(name));
    return value;
}

Layout layoutOption(const QCommandLineParser& parser)
{
    const QString name = parser.value(s("dataset"));
    static const std::pair<const char*, Layout> layouts[] = {
        {"auto", Layout::Auto}, {"mvtec", Layout::Mvtec}, {"visa", Layout::Visa},
        {"btad", Layout::Btad}, {"dtd", Layout::Dtd},     {"folder", Layout::Folder}};
    for (const auto& [word, layout] : layouts)
        if (name == s(word) || name.isEmpty())
            return layout;
    refuseUse(Text::tr("--dataset must be mvtec, visa, btad, dtd, folder or auto, not \"%1\".").arg(name));
}

void checkOneStdout(const QCommandLineParser& parser, const QStringList& outputs)
{
    int count = 0;
    for (const QString& name : outputs)
        if (parser.isSet(name)) {
            if (parser.value(name).isEmpty())
                refuseUse(Text::tr("--%1 needs a file name, or - for standard output.").arg(name));
            count += parser.value(name) == s("-");
        }
    if (count > 1)
        refuseUse(Text::tr("Only one output can go to standard output (-)."));
}

QString adapterName(Adapter adapter)
{
    switch (adapter) {
    case Adapter::Whitening:
        return s("whitening");
    case Adapter::Linear:
        return s("linear");
    case Adapter::Resblock:
        return s("resblock");
    case Adapter::None:
        break;
    }
    return s("none");
}

void addTrainOptions(QCommandLineParser& parser)
{
    parser.addOptions({
        {{s("backbone"), s("model")},
         Text::tr("Feature network: an installed name or a file (see: varad backbone list)."),
         s("name")},
        {s("image-size"),
         Text::tr("Side that pictures are brought to; 1024 (512 with --as-published). DINOv2 needs a "
                  "multiple of 14 and floors."),
         s("pixels")},
        {s("epochs"), Text::tr("Passes over the training pictures, or auto."), s("n")},
        {s("seed"), Text::tr("Start of all random numbers; 111."), s("n")},
        {s("pred-next-n"), Text::tr("How many tokens ahead the head predicts, or auto."), s("n")},
        {s("hierarchies"), Text::tr("Which of the backbone's levels are used, as in 1,2,3."), s("list")},
        {s("adapter"),
         Text::tr("In front of the head: whitening, linear, resblock or none. (lora is accepted and is the "
                  "same as none.)"),
         s("kind")},
        {s("valid-path"), Text::tr("Scan direction 0 to 3, or -1 for all."), s("n")},
        {s("pe"), Text::tr("Adds a positional code (default unless --as-published).")},
        {s("no-pe"), Text::tr("Adds none.")},
        {s("learnable-bos"), Text::tr("Learns the first token (default unless --as-published).")},
        {s("no-learnable-bos"), Text::tr("Keeps the first token fixed.")},
        {s("as-published"),
         Text::tr(
             "The method exactly as published: linear adapter, n = 256, 10 epochs, cosine map, maximum.")},
    });
}

TrainOptions readTrainOptions(const QCommandLineParser& parser)
{
    TrainOptions options = parser.isSet(s("as-published")) ? TrainOptions::asPublished() : TrainOptions();
    refuseBoth(parser, "pe", "no-pe");
    refuseBoth(parser, "learnable-bos", "no-learnable-bos");
    options.backbone = parser.value(s("backbone"));
    if (const auto side = wholeOption(parser, s("image-size"), 64, 4096))
        options.imageSize = static_cast<int>(*side);
    if (parser.isSet(s("epochs")))
        options.epochs = wholeOption(parser, s("epochs"), 1, 100000, s("auto"));
    if (const auto seed = wholeOption(parser, s("seed"), 0, std::numeric_limits<qint64>::max()))
        options.seed = static_cast<std::uint64_t>(*seed);
    if (parser.isSet(s("pred-next-n")))
        options.predNextN = wholeOption(parser, s("pred-next-n"), 1, 10000000, s("auto"));
    if (parser.isSet(s("hierarchies")))
        options.hierarchies = hierarchiesOption(parser);
    if (parser.isSet(s("adapter")))
        options.adapter = adapterOption(parser);
    if (const auto path = wholeOption(parser, s("valid-path"), -1, 3))
        options.validPath = static_cast<int>(*path);
    if (parser.isSet(s("pe")) || parser.isSet(s("no-pe")))
        options.positionalEncoding = parser.isSet(s("pe"));
    if (parser.isSet(s("learnable-bos")) || parser.isSet(s("no-learnable-bos")))
        options.learnableBos = parser.isSet(s("learnable-bos"));
    return options;
}

QStringList trainOptionArguments(const TrainOptions& options)
{
    QStringList out;
    if (options.published)
        out << s("--as-published");
    if (!options.backbone.isEmpty())
        out << s("--backbone") << options.backbone;
    out << s("--image-size") << QString::number(options.imageSize);
    out << s("--epochs") << (options.epochs ? QString::number(*options.epochs) : s("auto"));
    out << s("--seed") << QString::number(options.seed);
    out << s("--pred-next-n") << (options.predNextN ? QString::number(*options.predNextN) : s("auto"));
    if (!options.hierarchies.empty()) {
        QStringList positions;
        for (const int position : options.hierarchies)
            positions << QString::number(position);
        out << s("--hierarchies") << positions.join(QLatin1Char(','));
    }
    out << s("--adapter") << adapterName(options.adapter);
    out << s("--valid-path") << QString::number(options.validPath);
    out << (options.positionalEncoding ? s("--pe") : s("--no-pe"));
    out << (options.learnableBos ? s("--learnable-bos") : s("--no-learnable-bos"));
    return out;
}

QStringList trainingPictures(const QString& data)
{
    if (!QFileInfo::exists(data))
        refuseUse(Text::tr("%1 does not exist. Name a folder with pictures of good parts.").arg(data));
    if (!QFileInfo(data).isDir())
        refuseUse(Text::tr("%1 is not a folder. Name a folder with pictures of good parts.").arg(data));
    const Result<std::vector<Category>> set = openDataset(data, Layout::Auto);
    if (set.ok() && set.value().size() > 1)
        refuseUse(Text::tr("%1 holds %2 categories. Name the folder of one of them, as %3.")
                      .arg(data)
                      .arg(set.value().size())
                      .arg(data + QLatin1Char('/') + set.value().front().name));
    QStringList pictures;
    if (set.ok())
        for (const DataItem& item : set.value().front().train)
            pictures << item.picture;
    if (pictures.isEmpty())
        refuseUse(
            Text::tr(
                "No picture of a good part was found in %1. Put pictures into it, or into a folder \"good\" "
                "or \"train/good\" in it.")
                .arg(data));
    return pictures;
}

} // namespace varad::cli
