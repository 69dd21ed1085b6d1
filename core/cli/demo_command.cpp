// core/cli/demo_command.cpp - layer: command line
#include "core/cli/commands.h"
#include "core/cli/option_values.h"
#include "core/cli/product_training.h"
#include "core/jobs/durable_file.h"
#include "core/report/inspection_files.h"
#include "core/report/inspection_report.h"
#include "core/synthesis/buttons/button_generator.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

namespace varad::cli {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(CommandLine)
};

QString s(const char* text) { return QLatin1String(text); }

constexpr ButtonKind kind = ButtonKind::Plastic4;
constexpr DefectLevel level = DefectLevel::Middle;
constexpr std::uint64_t seed = 1;
constexpr int trainingParts = 40;
constexpr int furtherGoodParts = 8; ///< used for nothing but the false alarm count
constexpr int defectiveParts = 12;

/// Where everything of the demo lies.
struct DemoFolder {
    QString root;
    QString pictures() const { return root + s("/pictures"); }
    QString product() const { return root + s("/button"); }
    QString report() const { return root + s("/report.html"); }
    QString table() const { return root + s("/results.csv"); }
};

Status writeJpeg(const QString& path, const cv::Mat& rgb)
{
    cv::Mat bgr;
    cv::cvtColor(rgb, bgr, cv::COLOR_RGB2BGR);
    std::vector<uchar> bytes;
    cv::imencode(".jpg", bgr, bytes, {cv::IMWRITE_JPEG_QUALITY, 95});
    return writeDurably(
        path, QByteArray(reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size())));
}

struct DemoPicture {
    QString path;
    ButtonPictureId id;
    QString defect; ///< empty: good
};

std::vector<DemoPicture> demoPictures(const DemoFolder& folder, int side)
{
    std::vector<DemoPicture> out;
    const auto name = [](int number) {
        return QStringLiteral("/%1.jpg").arg(number, 3, 10, QLatin1Char('0'));
    };
    for (int i = 0; i < trainingParts; ++i)
        out.push_back(
            {folder.pictures() + s("/train/good") + name(i), {kind, seed, ButtonSplit::Train, i, side}, {}});
    for (int i = 0; i < furtherGoodParts; ++i)
        out.push_back(
            {folder.pictures() + s("/test/good") + name(i), {kind, seed, ButtonSplit::Test, i, side}, {}});
    const std::vector<std::string> types = buttonDefectTypes(kind);
    for (int i = 0; i < defectiveParts; ++i) {
        const QString type = QString::fromStdString(types[static_cast<size_t>(i) % types.size()]);
        out.push_back({folder.pictures() + s("/test/") + type + name(i),
                       {kind, seed, ButtonSplit::Test, furtherGoodParts + i, side},
                       type});
    }
    return out;
}

/// Makes what is not there yet; a picture is there whole or not at all.
void makePictures(const std::vector<DemoPicture>& pictures, const JobContext& context)
{
    for (size_t i = 0; i < pictures.size(); ++i) {
        const DemoPicture& picture = pictures[i];
        if (context.stop.stop_requested())
            throw CommandFailure(Error{ErrorKind::Cancelled, Text::tr("The demonstration was cancelled.")});
        if (!QFileInfo::exists(picture.path)) {
            need(makeFolder(QFileInfo(picture.path).path()));
            const ButtonPicture made =
                picture.defect.isEmpty()
                    ? makeGoodButton(picture.id)
                    : makeDefectiveButton(picture.id, level, picture.defect.toStdString());
            need(writeJpeg(picture.path, made.rgb));
        }
        if (context.progress)
            context.progress({s("make"), Text::tr("Photographing buttons"), static_cast<qint64>(i) + 1,
                              static_cast<qint64>(pictures.size())});
    }
}

OpenProduct taughtProduct(const Invocation& invocation, const DemoFolder& folder, const QStringList& training,
                          Engine& engine)
{
    if (QFileInfo::exists(folder.product() + s("/product.yaml"))) {
        invocation.printer.message(
            Text::tr("The product was taught before and is used again (--fresh teaches it anew)."));
        return need(openProduct(folder.product(), installedBackbones(engine)));
    }
    ProductTraining request;
    request.pictures = training;
    request.product = folder.product();
    request.options = readTrainOptions(invocation.options);
    const TrainedProduct trained = need(trainProduct(request, engine, invocation.job));
    invocation.printer.message(Text::tr("Taught from %1 good buttons in %2.")
                                   .arg(trained.set.paths.size())
                                   .arg(durationText(trained.training.seconds)));
    return trained.product;
}

int inspectAndReport(const Invocation& invocation, const DemoFolder& folder,
                     const std::vector<DemoPicture>& tested, const OpenProduct& product, Detector& detector)
{
    InspectionReport report(product);
    report.setTitle(Text::tr("Button inspection: a first look"));
    report.setFolders({folder.pictures()});
    report.setIntroduction(
        Text::tr(
            "%1 pictures of good buttons taught this product what is normal. It then judged %2 further good "
            "buttons and %3 defective ones that it had never seen. All buttons are generated by this "
            "program.")
            .arg(product.calibration.trainedOn)
            .arg(furtherGoodParts)
            .arg(defectiveParts));
    InspectionRun run;
    for (const DemoPicture& picture : tested)
        run.paths << picture.path;
    run.detector = &detector;
    run.picture = product.calibration.picture;
    run.map = product.calibration.map;
    run.rules = product.rules;
    QByteArray table = inspectionCsvHeader();
    int failed = 0;
    run.row = [&](const InspectedPicture& picture) -> Status {
        const QString& defect = tested[static_cast<size_t>(picture.index)].defect;
        report.add(picture,
                   defect.isEmpty() ? InspectionReport::Truth::Good : InspectionReport::Truth::Defect,
                   defect.isEmpty() ? Text::tr("good") : defect);
        table += inspectionCsvRow(picture, product.rules);
        failed += picture.error.has_value();
        return {};
    };
    need(inspectPictures(run, invocation.job));
    need(writeDurably(folder.table(), table));
    need(writeDurably(folder.report(), report.html()));
    return failed > 0 ? SomeFailed : Done;
}

} // namespace

QString DemoCommand::name() const { return s("demo"); }
QString DemoCommand::summary() const
{
    return Text::tr("Teaches a product from generated buttons and shows what it finds.");
}
QString DemoCommand::usage() const { return s("[--fresh] [options]"); }

void DemoCommand::describe(QCommandLineParser& parser) const
{
    parser.addOption({s("fresh"), Text::tr("Makes everything anew.")});
    addTrainOptions(parser);
}

int DemoCommand::execute(Invocation& invocation) const
{
    const DemoFolder folder{QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + s("/demo")};
    if (invocation.options.isSet(s("fresh")))
        QDir(folder.root).removeRecursively();
    need(makeFolder(folder.root));
    const std::vector<DemoPicture> pictures =
        demoPictures(folder, readTrainOptions(invocation.options).imageSize);
    makePictures(pictures, invocation.job);
    QStringList training;
    std::vector<DemoPicture> tested;
    for (const DemoPicture& picture : pictures) {
        if (picture.id.split == ButtonSplit::Train)
            training << picture.path;
        else
            tested.push_back(picture);
    }
    const std::shared_ptr<Engine> engine = invocation.engine();
    const OpenProduct product = taughtProduct(invocation, folder, training, *engine);
    const std::unique_ptr<Detector> detector = need(engine->load(product.modelPath));
    const int code = inspectAndReport(invocation, folder, tested, product, *detector);
    invocation.writeOutput(s("-"), (folder.report() + QLatin1Char('\n')).toUtf8());
    return code;
}

} // namespace varad::cli
