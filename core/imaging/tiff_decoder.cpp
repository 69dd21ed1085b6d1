// core/imaging/tiff_decoder.cpp - layer: varad_decoding (OpenCV core, libtiff)
#include "core/imaging/tiff_decoder.h"

#include "core/imaging/tiff_samples.h"

#include <algorithm>
#include <array>
#include <cstdarg>
#include <cstdio>
#include <cstring>
#include <memory>
#include <string>
#include <vector>

#include <tiffio.h>

namespace varad::imaging {
namespace {

/// The file in memory, as libtiff wants to see it, and what libtiff said about it.
struct Source {
    std::span<const std::byte> bytes;
    std::uint64_t at = 0;
    bool decoding = false; ///< warnings count from here on: before, they are about tags that nobody needs
    std::string complaint;
};

tmsize_t readSome(thandle_t handle, void* to, tmsize_t count)
{
    auto* source = static_cast<Source*>(handle);
    if (source->at >= source->bytes.size() || count < 0)
        return 0;
    const std::uint64_t n = std::min<std::uint64_t>(count, source->bytes.size() - source->at);
    std::memcpy(to, source->bytes.data() + source->at, n);
    source->at += n;
    return static_cast<tmsize_t>(n);
}

tmsize_t writeNothing(thandle_t, void*, tmsize_t) { return 0; }

toff_t seek(thandle_t handle, toff_t offset, int whence)
{
    auto* source = static_cast<Source*>(handle);
    const std::uint64_t base = whence == SEEK_SET   ? 0
                               : whence == SEEK_CUR ? source->at
                                                    : source->bytes.size();
    source->at = base + offset;
    return source->at;
}

int closeNothing(thandle_t) { return 0; }

toff_t sizeOf(thandle_t handle) { return static_cast<Source*>(handle)->bytes.size(); }

void note(Source& source, const char* format, std::va_list arguments)
{
    if (!source.complaint.empty())
        return;
    char text[256];
    std::vsnprintf(text, sizeof text, format, arguments);
    source.complaint = text;
}

int hearError(TIFF*, void* user, const char*, const char* format, std::va_list arguments)
{
    note(*static_cast<Source*>(user), format, arguments);
    return 1; // handled: nothing is printed
}

int hearWarning(TIFF*, void* user, const char*, const char* format, std::va_list arguments)
{
    if (static_cast<Source*>(user)->decoding)
        note(*static_cast<Source*>(user), format, arguments);
    return 1;
}

[[noreturn]] void refuse(const Source& source, const char* otherwise)
{
    throw PictureProblem(PictureFault::DamagedData, source.complaint.empty() ? otherwise : source.complaint);
}

struct Close {
    void operator()(TIFF* tiff) const { TIFFClose(tiff); }
};
using Tiff = std::unique_ptr<TIFF, Close>;

Tiff open(Source& source)
{
    const std::unique_ptr<TIFFOpenOptions, decltype(&TIFFOpenOptionsFree)> options(TIFFOpenOptionsAlloc(),
                                                                                   TIFFOpenOptionsFree);
    TIFFOpenOptionsSetErrorHandlerExtR(options.get(), hearError, &source);
    TIFFOpenOptionsSetWarningHandlerExtR(options.get(), hearWarning, &source);
    Tiff tiff(TIFFClientOpenExt("picture", "rm", &source, readSome, writeNothing, seek, closeNothing, sizeOf,
                                nullptr, nullptr, options.get()));
    if (!tiff)
        refuse(source, "the TIFF could not be opened");
    source.decoding = true;
    return tiff;
}

std::uint16_t field(TIFF* tiff, std::uint32_t tag)
{
    std::uint16_t value = 0;
    TIFFGetFieldDefaulted(tiff, tag, &value);
    return value;
}

/// What the pixels mean.
struct Meaning {
    std::uint16_t photometric = 0;
    std::uint16_t compression = 0;
    int samples = 1;      ///< stored per pixel
    int colours = 1;      ///< of them used: 1, 3 or 4
    bool apart = false;   ///< one plane per sample
    bool general = false; ///< left to libtiff's own conversion to RGBA
    SampleLayout layout;
};

SampleKind kindOf(std::uint16_t format)
{
    switch (format) {
    case SAMPLEFORMAT_UINT:
    case SAMPLEFORMAT_VOID:
        return SampleKind::Unsigned;
    case SAMPLEFORMAT_INT:
        return SampleKind::Signed;
    case SAMPLEFORMAT_IEEEFP:
        return SampleKind::Float;
    default:
        throw PictureProblem(PictureFault::UnsupportedKind, "TIFF with complex samples");
    }
}

int coloursOf(const Meaning& meaning)
{
    switch (meaning.photometric) {
    case PHOTOMETRIC_MINISWHITE:
    case PHOTOMETRIC_MINISBLACK:
    case PHOTOMETRIC_PALETTE:
        return 1;
    case PHOTOMETRIC_RGB:
    case PHOTOMETRIC_YCBCR:
        return 3;
    case PHOTOMETRIC_SEPARATED:
        return 4;
    default:
        throw PictureProblem(PictureFault::UnsupportedKind, "TIFF of an unusual colour space");
    }
}

Meaning meaningOf(TIFF* tiff)
{
    Meaning meaning;
    meaning.photometric = field(tiff, TIFFTAG_PHOTOMETRIC);
    meaning.compression = field(tiff, TIFFTAG_COMPRESSION);
    meaning.samples = field(tiff, TIFFTAG_SAMPLESPERPIXEL);
    meaning.colours = coloursOf(meaning);
    meaning.apart = field(tiff, TIFFTAG_PLANARCONFIG) == PLANARCONFIG_SEPARATE && meaning.samples > 1;
    meaning.layout = {field(tiff, TIFFTAG_BITSPERSAMPLE), kindOf(field(tiff, TIFFTAG_SAMPLEFORMAT))};
    const bool fax =
        meaning.compression >= COMPRESSION_CCITTRLE && meaning.compression <= COMPRESSION_CCITTFAX4;
    if (fax && (meaning.layout.bits != 1 || meaning.samples != 1))
        throw PictureProblem(PictureFault::DamagedData, "fax-coded TIFF with more than one bit");
    if (!TIFFIsCODECConfigured(meaning.compression))
        throw PictureProblem(PictureFault::UnsupportedKind, "TIFF of an unknown compression");
    if (meaning.samples < meaning.colours || !isReadable(meaning.layout))
        throw PictureProblem(PictureFault::UnsupportedKind, "TIFF of an unusual sample layout");
    if (meaning.photometric == PHOTOMETRIC_YCBCR) {
        if (meaning.compression == COMPRESSION_JPEG)
            TIFFSetField(tiff, TIFFTAG_JPEGCOLORMODE, JPEGCOLORMODE_RGB);
        else
            meaning.general = true;
    }
    return meaning;
}

/// Samples of the whole picture as bytes, [height][width][colours]; palette pictures keep their indices in 16
/// bit.
class Canvas {
public:
    Canvas(const PictureHeader& header, const Meaning& meaning)
        : m_meaning(meaning),
          m_indexed(meaning.photometric == PHOTOMETRIC_PALETTE),
          m_pixels(static_cast<int>(header.height), static_cast<int>(header.width),
                   m_indexed ? CV_16UC1 : CV_8UC(meaning.colours))
    {
    }

    /// A strip or tile: rows of `pitch` bytes, `width` pixels each; plane 0 unless planes lie apart. What
    /// reaches over the picture's edge is left out.
    void put(const std::vector<std::uint8_t>& piece, std::size_t pitch, cv::Rect area, int plane)
    {
        const int samples = m_meaning.apart ? 1 : m_meaning.samples;
        const cv::Rect visible = area & cv::Rect({0, 0}, m_pixels.size());
        m_row.resize(static_cast<std::size_t>(visible.width) * samples);
        for (int y = 0; y < visible.height; ++y) {
            const std::span<const std::uint8_t> row = std::span(piece).subspan(y * pitch, pitch);
            if (m_indexed) {
                auto* to = m_pixels.ptr<std::uint16_t>(visible.y + y) + visible.x;
                for (int x = 0; x < visible.width; ++x)
                    to[x] = static_cast<std::uint16_t>(
                        sampleAt(row, m_meaning.layout.bits, static_cast<std::size_t>(x) * samples));
                continue;
            }
            toBytes(row, m_meaning.layout, m_row);
            scatter(samples, plane, visible.width,
                    m_pixels.ptr(visible.y + y) + visible.x * m_meaning.colours);
        }
    }
    const cv::Mat& pixels() const { return m_pixels; }

private:
    void scatter(int samples, int plane, int width, std::uint8_t* to) const
    {
        const int colours = m_meaning.colours;
        if (m_meaning.apart) {
            for (int x = 0; x < width; ++x)
                to[x * colours + plane] = m_row[x];
            return;
        }
        for (int x = 0; x < width; ++x)
            std::copy_n(&m_row[static_cast<std::size_t>(x) * samples], colours, to + x * colours);
    }

    const Meaning& m_meaning;
    bool m_indexed;
    cv::Mat m_pixels;
    std::vector<std::uint8_t> m_row;
};

/// A piece may be larger than the picture (tiles usually are 256 x 256), but not out of all proportion.
std::vector<std::uint8_t> makePiece(tmsize_t size, const cv::Mat& pixels)
{
    const auto reasonable =
        std::max<std::size_t>(std::size_t{16} << 20, 16 * pixels.total() * pixels.elemSize());
    if (size <= 0 || static_cast<std::size_t>(size) > reasonable)
        throw PictureProblem(PictureFault::DamagedHeader, "TIFF strips or tiles of impossible size");
    return std::vector<std::uint8_t>(static_cast<std::size_t>(size));
}

void readTiles(TIFF* tiff, const Source& source, const Meaning& meaning, Canvas& canvas)
{
    std::uint32_t width = 0, height = 0;
    TIFFGetField(tiff, TIFFTAG_TILEWIDTH, &width);
    TIFFGetField(tiff, TIFFTAG_TILELENGTH, &height);
    std::vector<std::uint8_t> piece = makePiece(TIFFTileSize(tiff), canvas.pixels());
    const auto pitch = static_cast<std::size_t>(TIFFTileRowSize(tiff));
    const int planes = meaning.apart ? meaning.colours : 1;
    const cv::Size size = canvas.pixels().size();
    for (int plane = 0; plane < planes; ++plane) {
        for (std::uint32_t y = 0; y < static_cast<std::uint32_t>(size.height); y += height) {
            for (std::uint32_t x = 0; x < static_cast<std::uint32_t>(size.width); x += width) {
                const std::uint32_t number =
                    TIFFComputeTile(tiff, x, y, 0, static_cast<std::uint16_t>(plane));
                const auto wanted = static_cast<tmsize_t>(piece.size());
                if (TIFFReadEncodedTile(tiff, number, piece.data(), wanted) != wanted)
                    refuse(source, "a TIFF tile ends early");
                canvas.put(piece, pitch, cv::Rect(x, y, width, height), plane);
            }
        }
    }
}

void readStrips(TIFF* tiff, const Source& source, const Meaning& meaning, Canvas& canvas)
{
    std::uint32_t rows = 0;
    TIFFGetFieldDefaulted(tiff, TIFFTAG_ROWSPERSTRIP, &rows);
    const cv::Size size = canvas.pixels().size();
    rows = std::min<std::uint32_t>(rows, size.height);
    std::vector<std::uint8_t> piece = makePiece(TIFFVStripSize(tiff, rows), canvas.pixels());
    const auto pitch = static_cast<std::size_t>(TIFFScanlineSize(tiff));
    const int planes = meaning.apart ? meaning.colours : 1;
    for (int plane = 0; plane < planes; ++plane) {
        for (std::uint32_t y = 0; y < static_cast<std::uint32_t>(size.height); y += rows) {
            const std::uint32_t here = std::min<std::uint32_t>(rows, size.height - y);
            const std::uint32_t number = TIFFComputeStrip(tiff, y, static_cast<std::uint16_t>(plane));
            const auto wanted = static_cast<tmsize_t>(here * pitch);
            if (wanted > static_cast<tmsize_t>(piece.size()) ||
                TIFFReadEncodedStrip(tiff, number, piece.data(), wanted) != wanted)
                refuse(source, "a TIFF strip ends early");
            canvas.put(piece, pitch, cv::Rect(0, y, size.width, here), plane);
        }
    }
}

cv::Mat lookUp(TIFF* tiff, const cv::Mat& indices, int bits)
{
    std::array<std::uint16_t*, 3> table{};
    if (bits > 16 || TIFFGetField(tiff, TIFFTAG_COLORMAP, &table[0], &table[1], &table[2]) != 1)
        throw PictureProblem(PictureFault::DamagedHeader, "TIFF without its palette");
    // Some writers fill the 16-bit table with 8-bit values.
    const std::size_t entries = std::size_t{1} << bits;
    const bool small = std::all_of(table.begin(), table.end(), [&](const std::uint16_t* column) {
        return std::all_of(column, column + entries, [](std::uint16_t v) { return v < 256; });
    });
    cv::Mat rgb(indices.size(), CV_8UC3);
    for (int y = 0; y < rgb.rows; ++y) {
        const auto* from = indices.ptr<std::uint16_t>(y);
        std::uint8_t* to = rgb.ptr(y);
        for (int x = 0; x < rgb.cols; ++x, to += 3) {
            for (int c = 0; c < 3; ++c) {
                const unsigned v = table[c][from[x]];
                to[c] = static_cast<std::uint8_t>(small ? v : (v + 128) / 257);
            }
        }
    }
    return rgb;
}

cv::Mat plainInks(const cv::Mat& inks)
{
    cv::Mat rgb(inks.size(), CV_8UC3);
    for (int y = 0; y < rgb.rows; ++y) {
        const std::uint8_t* from = inks.ptr(y);
        std::uint8_t* to = rgb.ptr(y);
        for (int x = 0; x < rgb.cols; ++x, from += 4, to += 3) {
            for (int c = 0; c < 3; ++c)
                to[c] = static_cast<std::uint8_t>(((255 - from[c]) * (255 - from[3]) + 127) / 255);
        }
    }
    return rgb;
}

/// YCbCr that no JPEG codec converts: libtiff's own conversion, asked for without turning.
cv::Mat readGeneral(TIFF* tiff, const Source& source, const PictureHeader& header)
{
    std::vector<std::uint32_t> raster(header.width * header.height);
    const int asStored = field(tiff, TIFFTAG_ORIENTATION);
    if (TIFFReadRGBAImageOriented(tiff, static_cast<std::uint32_t>(header.width),
                                  static_cast<std::uint32_t>(header.height), raster.data(), asStored, 1) != 1)
        refuse(source, "the TIFF could not be converted");
    cv::Mat rgb(static_cast<int>(header.height), static_cast<int>(header.width), CV_8UC3);
    for (std::size_t i = 0; i < raster.size(); ++i) {
        rgb.data[3 * i] = static_cast<std::uint8_t>(TIFFGetR(raster[i]));
        rgb.data[3 * i + 1] = static_cast<std::uint8_t>(TIFFGetG(raster[i]));
        rgb.data[3 * i + 2] = static_cast<std::uint8_t>(TIFFGetB(raster[i]));
    }
    return rgb;
}

cv::Mat convert(TIFF* tiff, const Meaning& meaning, const cv::Mat& pixels)
{
    switch (meaning.photometric) {
    case PHOTOMETRIC_PALETTE:
        return lookUp(tiff, pixels, meaning.layout.bits);
    case PHOTOMETRIC_SEPARATED:
        return plainInks(pixels);
    case PHOTOMETRIC_MINISWHITE:
        return 255 - pixels;
    default:
        return pixels;
    }
}

} // namespace

cv::Mat decodeTiff(std::span<const std::byte> bytes, const PictureHeader& header)
{
    Source source{bytes, 0, false, {}};
    const Tiff tiff = open(source);
    const Meaning meaning = meaningOf(tiff.get());
    cv::Mat picture;
    if (meaning.general) {
        picture = readGeneral(tiff.get(), source, header);
    } else {
        Canvas canvas(header, meaning);
        TIFFIsTiled(tiff.get()) ? readTiles(tiff.get(), source, meaning, canvas)
                                : readStrips(tiff.get(), source, meaning, canvas);
        picture = convert(tiff.get(), meaning, canvas.pixels());
    }
    if (!source.complaint.empty())
        refuse(source, "");
    return picture;
}

} // namespace varad::imaging
