// Image and pixel metrics against the reference numbers (kind "metrics").
#include "core/evaluation/metrics.h"
#include "core/formats/tensor_file.h"
#include "tests/check.h"

#include <cmath>
#include <cstring>

using namespace varad;

namespace {

constexpr double kTolerance = 1e-12; // of the reference: 1e-9

const formats::TensorEntry& tensor(const formats::TensorFile& file, const std::string& name)
{
    const formats::TensorEntry* entry = file.find(name);
    if (!entry)
        throw std::runtime_error(file.label() + " lacks " + name);
    return *entry;
}

template <class T>
std::vector<T> valuesOf(const formats::TensorFile& file, const std::string& name)
{
    const formats::TensorEntry& entry = tensor(file, name);
    std::vector<T> values(entry.data.size() / sizeof(T));
    std::memcpy(values.data(), entry.data.data(), values.size() * sizeof(T));
    return values;
}

double g_largest = 0;

void compare(const formats::TensorFile& file, const std::string& name, const std::optional<double>& got)
{
    const double want = valuesOf<double>(file, "expected." + name).at(0);
    CHECK_MESSAGE(got.has_value() == !std::isnan(want), file.label() + " " + name + ": defined in one only");
    if (!got || std::isnan(want))
        return;
    g_largest = std::max(g_largest, std::abs(*got - want));
    CHECK_MESSAGE(std::abs(*got - want) <= kTolerance, file.label() + " " + name);
}

void checkFile(const std::filesystem::path& path)
{
    const formats::TensorFile file = formats::readTensorFile(path);
    const std::vector<float> scores = valuesOf<float>(file, "scores");
    const std::vector<std::int64_t> labels = valuesOf<std::int64_t>(file, "labels");
    const Result<ImageResult> image =
        imageMetrics({scores.begin(), scores.end()}, std::vector<bool>(labels.begin(), labels.end()));
    CHECK(image.ok());
    if (!image.ok())
        return;
    compare(file, "image_auroc", image.value().auroc);
    compare(file, "image_ap", image.value().ap);
    compare(file, "image_f1max", image.value().maxF1);

    const std::vector<std::int64_t> shape = tensor(file, "maps").shape;
    const cv::Size size(static_cast<int>(shape.at(2)), static_cast<int>(shape.at(1)));
    std::vector<float> maps = valuesOf<float>(file, "maps");
    std::vector<uchar> masks = valuesOf<uchar>(file, "masks");
    CHECK(static_cast<std::int64_t>(maps.size()) == shape[0] * size.area() && masks.size() == maps.size());
    PixelMetrics metrics;
    for (std::int64_t i = 0; i < shape[0]; ++i) {
        const cv::Mat map(size, CV_32FC1, maps.data() + i * size.area());
        const cv::Mat mask(size, CV_8UC1, masks.data() + i * size.area());
        CHECK(metrics.add(map, mask).ok());
    }
    const PixelResult pixel = metrics.compute();
    compare(file, "pixel_auroc", pixel.auroc);
    compare(file, "pixel_ap", pixel.ap);
    compare(file, "pixel_f1max", pixel.maxF1);
    compare(file, "aupro_030", pixel.aupro030);
    compare(file, "aupro_005", pixel.aupro005);
}

} // namespace

TEST_CASE(everyReferenceValueIsMet)
{
    int files = 0;
    for (const auto& entry : std::filesystem::directory_iterator(test::sharedFolder() / "golden")) {
        const std::string name = entry.path().filename().string();
        if (name.rfind("metrics_", 0) != 0 || entry.path().extension() != ".safetensors")
            continue;
        checkFile(entry.path());
        ++files;
    }
    CHECK(files > 0);
    std::printf("metrics: %d files, largest difference %.2g\n", files, g_largest);
}

TEST_MAIN()
