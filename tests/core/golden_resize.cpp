// Bicubic resize, mask resize and the normalised tensor against the reference numbers (kind "resize").
#include "core/formats/tensor_file.h"
#include "core/imaging/picture_reader.h"
#include "core/imaging/resize.h"
#include "tests/check.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <array>
#include <cmath>
#include <cstring>

using namespace varad;

namespace {

struct Largest {
    int pictures = 0;
    int masks = 0;
    double normalised = 0;
} g_seen;

QJsonArray listOf(const formats::TensorFile& file, const char* key)
{
    const QByteArray text = QByteArray::fromStdString(file.metadata().at(key));
    return QJsonDocument::fromJson(text).array();
}

const formats::TensorEntry& tensor(const formats::TensorFile& file, const std::string& name)
{
    const formats::TensorEntry* entry = file.find(name);
    if (!entry)
        throw std::runtime_error(file.label() + " lacks " + name);
    return *entry;
}

QString besides(const std::filesystem::path& file, const QString& name)
{
    return QString::fromStdString((file.parent_path() / name.toStdString()).string());
}

void checkBytes(const cv::Mat& got, const formats::TensorEntry& want, const std::string& where)
{
    CHECK_MESSAGE(got.isContinuous() && got.total() * got.elemSize() == want.data.size(), where + ": size");
    if (got.total() * got.elemSize() == want.data.size())
        CHECK_MESSAGE(std::memcmp(got.data, want.data.data(), want.data.size()) == 0,
                      where + ": not bit-exact");
}

void checkNormalised(const cv::Mat& rgb, const formats::TensorFile& file, const std::string& name)
{
    const formats::TensorEntry& want = tensor(file, name);
    const QJsonArray means = listOf(file, "mean");
    const QJsonArray deviations = listOf(file, "std");
    const std::size_t plane = rgb.total();
    CHECK_MESSAGE(want.data.size() == 3 * plane * sizeof(float), name + ": size");
    for (int c = 0; c < 3; ++c) {
        for (std::size_t i = 0; i < plane; ++i) {
            float expected = 0;
            std::memcpy(&expected, want.data.data() + (c * plane + i) * sizeof(float), sizeof(float));
            const float mean = static_cast<float>(means[c].toDouble());
            const float got =
                (rgb.data[3 * i + c] / 255.0f - mean) / static_cast<float>(deviations[c].toDouble());
            g_seen.normalised = std::max(g_seen.normalised, std::abs(static_cast<double>(got) - expected));
        }
    }
}

void checkFile(const std::filesystem::path& path)
{
    const formats::TensorFile file = formats::readTensorFile(path);
    const QJsonArray pictures = listOf(file, "pictures");
    CHECK_MESSAGE(!pictures.isEmpty() && std::to_string(pictures.size()) == file.metadata().at("count"),
                  path.string());
    for (int i = 0; i < pictures.size(); ++i) {
        const QJsonObject entry = pictures[i].toObject();
        const std::string number = std::to_string(i);
        const std::string where = path.filename().string() + " " + number;
        const cv::Size size(entry["target"].toInt(), entry["target"].toInt());
        const Result<Picture> picture = readPicture(besides(path, entry["picture"].toString()));
        CHECK_MESSAGE(picture.ok(), where);
        if (!picture.ok())
            continue;
        CHECK_MESSAGE(picture.value().rgb.size() == cv::Size(entry["width"].toInt(), entry["height"].toInt()),
                      where);
        const cv::Mat resized = resizeBicubic(picture.value().rgb, size);
        checkBytes(resized, tensor(file, "out.u8." + number), where);
        checkNormalised(resized, file, "out.norm." + number);
        ++g_seen.pictures;
        if (!entry.contains("mask"))
            continue;
        const Result<cv::Mat> mask = readGrey(besides(path, entry["mask"].toString()));
        CHECK_MESSAGE(mask.ok(), where);
        if (mask.ok())
            checkBytes(resizeMask(mask.value(), size), tensor(file, "out.mask." + number), where + " mask");
        ++g_seen.masks;
    }
}

} // namespace

TEST_CASE(everyReferencePictureIsBitExact)
{
    int files = 0;
    for (const auto& entry : std::filesystem::directory_iterator(test::sharedFolder() / "golden")) {
        const std::string name = entry.path().filename().string();
        if (name.rfind("resize_", 0) != 0 || entry.path().extension() != ".safetensors")
            continue;
        checkFile(entry.path());
        ++files;
    }
    CHECK(files > 0 && g_seen.pictures > 0 && g_seen.masks > 0);
    CHECK(g_seen.normalised <= 1e-6);
    std::printf("resize: %d files, %d pictures and %d masks exact, normalised: largest difference %.2g\n",
                files, g_seen.pictures, g_seen.masks, g_seen.normalised);
}

TEST_MAIN()
