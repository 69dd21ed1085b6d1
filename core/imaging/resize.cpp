// core/imaging/resize.cpp - layer: varad_core (OpenCV core)
//
// Fixed-point weights of 22 bits do not fit the 16-bit multiply-add of the processors' vector units, so each
// weight is split exactly into w = 2048 high + low (0 <= low < 2048) and both halves are summed on their own.
// Every partial sum fits 32 bits: |sum w p| < 1.4 * 2^22 * 255.
#include "core/imaging/resize.h"

#include <opencv2/core/hal/intrin.hpp>
#include <opencv2/core/utility.hpp>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <vector>

namespace varad {
namespace {

constexpr int kWeightBits = 22;
constexpr int kLowBits = 11;
constexpr int kHalf = 1 << (kWeightBits - 1);

/// Two neighbouring taps as one 32-bit lane, the form in which v_dotprod takes them.
struct TapPair {
    int high; ///< int16 high(w0) | int16 high(w1) << 16
    int low;
};

/// Weights of one axis. Output i reads inputs first[i], first[i] + 1, ...; first[i] is even and an odd count
/// is filled up with weight 0, so that pairs of inputs can be prepared once per row.
struct Axis {
    int inputs = 0;
    int pairs = 0;             ///< per output
    std::vector<int> first;    ///< [outputs]
    std::vector<int> weights;  ///< [outputs][2 * pairs]
    std::vector<TapPair> taps; ///< [outputs][pairs]
};

double keysCubic(double x)
{
    constexpr double a = -0.5;
    x = std::abs(x);
    if (x < 1.0)
        return ((a + 2.0) * x - (a + 3.0)) * x * x + 1.0;
    if (x < 2.0)
        return (((x - 5.0) * x + 8.0) * x - 4.0) * a;
    return 0.0;
}

int packLanes(int first, int second)
{
    return static_cast<int>((static_cast<unsigned>(second) << 16) | (first & 0xffff));
}

Axis makeAxis(int inputs, int outputs)
{
    const double scale = static_cast<double>(inputs) / outputs;
    const double filterScale = std::max(scale, 1.0);
    const double support = 2.0 * filterScale;
    Axis axis;
    axis.inputs = inputs;
    axis.pairs =
        static_cast<int>(std::ceil(support)) + 2; // 2 * support + 1 taps, and one before an odd start
    axis.first.resize(outputs);
    axis.weights.assign(static_cast<std::size_t>(outputs) * axis.pairs * 2, 0);
    axis.taps.resize(static_cast<std::size_t>(outputs) * axis.pairs);
    std::vector<double> real(2 * axis.pairs);
    for (int i = 0; i < outputs; ++i) {
        const double centre = (i + 0.5) * scale;
        const int low = std::max(0, static_cast<int>(centre - support + 0.5));
        const int high = std::min(inputs, static_cast<int>(centre + support + 0.5));
        double sum = 0.0;
        for (int j = low; j < high; ++j) {
            real[j - low] = keysCubic((j - centre + 0.5) * (1.0 / filterScale));
            sum += real[j - low];
        }
        axis.first[i] = low & ~1;
        int* weights = &axis.weights[static_cast<std::size_t>(i) * axis.pairs * 2];
        for (int j = low; j < high; ++j) {
            const double w = real[j - low] * (1.0 / sum) * (1 << kWeightBits);
            weights[j - axis.first[i]] = static_cast<int>(w < 0 ? w - 0.5 : w + 0.5);
        }
        for (int k = 0; k < axis.pairs; ++k) {
            const int a = weights[2 * k];
            const int b = weights[2 * k + 1];
            constexpr int mask = (1 << kLowBits) - 1;
            axis.taps[static_cast<std::size_t>(i) * axis.pairs + k] = {
                packLanes(a >> kLowBits, b >> kLowBits), packLanes(a & mask, b & mask)};
        }
    }
    return axis;
}

/// Lays a row out as [pair of pixels][4 channels][2], 16 bit, missing channels and pixels 0.
void preparePairs(const uchar* row, int pixels, int channels, std::int16_t* pairs)
{
    for (int x = 0; x + 1 < pixels; x += 2, pairs += 8, row += 2 * channels) {
        for (int c = 0; c < channels; ++c) {
            pairs[2 * c] = row[c];
            pairs[2 * c + 1] = row[channels + c];
        }
    }
    if (pixels % 2 != 0) {
        for (int c = 0; c < channels; ++c) {
            pairs[2 * c] = row[c];
            pairs[2 * c + 1] = 0;
        }
    }
}

/// sum = 2048 high + low, rounded to 8 bit and clipped, four lanes.
cv::v_int32x4 finish(const cv::v_int32x4& high, const cv::v_int32x4& low)
{
    return cv::v_shr<kWeightBits>(cv::v_shl<kLowBits>(high) + low + cv::v_setall_s32(kHalf));
}

void resizeRow(const std::int16_t* pairs, const Axis& axis, int channels, std::vector<uchar>& bytes)
{
    const int outputs = static_cast<int>(axis.first.size());
    const int lastPair = (axis.inputs - 1) / 2;
    for (int i = 0; i < outputs; ++i) {
        const int start = axis.first[i] / 2;
        const int count = std::min(axis.pairs, lastPair - start + 1);
        const TapPair* taps = &axis.taps[static_cast<std::size_t>(i) * axis.pairs];
        cv::v_int32x4 high = cv::v_setzero_s32();
        cv::v_int32x4 low = cv::v_setzero_s32();
        for (int k = 0; k < count; ++k) {
            const cv::v_int16x8 p = cv::v_load(pairs + 8 * static_cast<std::ptrdiff_t>(start + k));
            high = high + cv::v_dotprod(p, cv::v_reinterpret_as_s16(cv::v_setall_s32(taps[k].high)));
            low = low + cv::v_dotprod(p, cv::v_reinterpret_as_s16(cv::v_setall_s32(taps[k].low)));
        }
        const cv::v_int16x8 words = cv::v_pack(finish(high, low), cv::v_setzero_s32());
        const cv::v_uint8x16 lanes = cv::v_pack_u(words, cv::v_setzero_s16());
        const unsigned four = cv::v_reinterpret_as_u32(lanes).get0();
        std::memcpy(&bytes[static_cast<std::size_t>(i) * channels], &four,
                    4); // the next pixel overwrites the rest
    }
}

cv::Mat resizeHorizontally(const cv::Mat& picture, int width)
{
    const Axis axis = makeAxis(picture.cols, width);
    const int channels = picture.channels();
    cv::Mat result(picture.rows, width, picture.type());
    cv::parallel_for_(cv::Range(0, picture.rows), [&](const cv::Range& rows) {
        std::vector<std::int16_t> pairs(static_cast<std::size_t>(picture.cols / 2 + 1) * 8, 0);
        std::vector<uchar> bytes(static_cast<std::size_t>(width) * channels + 4);
        for (int y = rows.start; y < rows.end; ++y) {
            preparePairs(picture.ptr(y), picture.cols, channels, pairs.data());
            resizeRow(pairs.data(), axis, channels, bytes);
            std::memcpy(result.ptr(y), bytes.data(), static_cast<std::size_t>(width) * channels);
        }
    });
    return result;
}

/// One output row from the rows that `rows` points at; 16 bytes at a time, the rest one by one.
void blendRows(const std::vector<const uchar*>& rows, const TapPair* taps, const int* weights, int bytes,
               uchar* out)
{
    const int count = static_cast<int>(rows.size());
    int x = 0;
    for (; x + 16 <= bytes; x += 16) {
        cv::v_int32x4 high[4] = {cv::v_setzero_s32(), cv::v_setzero_s32(), cv::v_setzero_s32(),
                                 cv::v_setzero_s32()};
        cv::v_int32x4 low[4] = {high[0], high[0], high[0], high[0]};
        for (int k = 0; 2 * k < count; ++k) {
            const cv::v_uint8x16 a = cv::v_load(rows[2 * k] + x);
            const cv::v_uint8x16 b = 2 * k + 1 < count ? cv::v_load(rows[2 * k + 1] + x) : cv::v_setzero_u8();
            cv::v_uint8x16 mixed[2];
            cv::v_zip(a, b, mixed[0], mixed[1]);
            const cv::v_int16x8 wHigh = cv::v_reinterpret_as_s16(cv::v_setall_s32(taps[k].high));
            const cv::v_int16x8 wLow = cv::v_reinterpret_as_s16(cv::v_setall_s32(taps[k].low));
            for (int half = 0; half < 2; ++half) {
                cv::v_uint16x8 first, second;
                cv::v_expand(mixed[half], first, second);
                const cv::v_int16x8 p = cv::v_reinterpret_as_s16(first);
                const cv::v_int16x8 q = cv::v_reinterpret_as_s16(second);
                high[2 * half] = high[2 * half] + cv::v_dotprod(p, wHigh);
                low[2 * half] = low[2 * half] + cv::v_dotprod(p, wLow);
                high[2 * half + 1] = high[2 * half + 1] + cv::v_dotprod(q, wHigh);
                low[2 * half + 1] = low[2 * half + 1] + cv::v_dotprod(q, wLow);
            }
        }
        const cv::v_int16x8 left = cv::v_pack(finish(high[0], low[0]), finish(high[1], low[1]));
        const cv::v_int16x8 right = cv::v_pack(finish(high[2], low[2]), finish(high[3], low[3]));
        cv::v_store(out + x, cv::v_pack_u(left, right));
    }
    for (; x < bytes; ++x) {
        int sum = kHalf;
        for (int j = 0; j < count; ++j)
            sum += weights[j] * rows[j][x];
        out[x] = static_cast<uchar>(std::clamp(sum >> kWeightBits, 0, 255));
    }
}

cv::Mat resizeVertically(const cv::Mat& picture, int height)
{
    const Axis axis = makeAxis(picture.rows, height);
    const int bytes = picture.cols * picture.channels();
    cv::Mat result(height, picture.cols, picture.type());
    cv::parallel_for_(cv::Range(0, height), [&](const cv::Range& range) {
        std::vector<const uchar*> rows;
        for (int y = range.start; y < range.end; ++y) {
            rows.clear();
            const int end = std::min(axis.inputs, axis.first[y] + 2 * axis.pairs);
            for (int j = axis.first[y]; j < end; ++j)
                rows.push_back(picture.ptr(j));
            const std::size_t at = static_cast<std::size_t>(y) * axis.pairs;
            blendRows(rows, &axis.taps[at], &axis.weights[2 * at], bytes, result.ptr(y));
        }
    });
    return result;
}

std::vector<int> nearestSources(int inputs, int outputs)
{
    std::vector<int> sources(outputs);
    const double step = static_cast<double>(inputs) / outputs;
    double x = step * 0.5;
    for (int& source : sources) {
        source = std::min(static_cast<int>(x), inputs - 1);
        x += step;
    }
    return sources;
}

} // namespace

cv::Mat resizeBicubic(const cv::Mat& picture, cv::Size size)
{
    CV_Assert(picture.depth() == CV_8U && picture.channels() <= 4 && !picture.empty());
    CV_Assert(size.width > 0 && size.height > 0);
    if (picture.size() == size)
        return picture.clone();
    const cv::Mat wide = picture.cols == size.width ? picture : resizeHorizontally(picture, size.width);
    return wide.rows == size.height ? wide : resizeVertically(wide, size.height);
}

cv::Mat resizeMask(const cv::Mat& grey, cv::Size size)
{
    CV_Assert(grey.type() == CV_8UC1 && !grey.empty() && size.width > 0 && size.height > 0);
    const std::vector<int> columns = nearestSources(grey.cols, size.width);
    const std::vector<int> rows = nearestSources(grey.rows, size.height);
    cv::Mat mask(size, CV_8UC1);
    for (int y = 0; y < size.height; ++y) {
        const uchar* from = grey.ptr(rows[y]);
        uchar* to = mask.ptr(y);
        for (int x = 0; x < size.width; ++x)
            to[x] = from[columns[x]] > 0 ? 1 : 0;
    }
    return mask;
}

} // namespace varad
