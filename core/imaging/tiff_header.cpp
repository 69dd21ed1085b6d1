// core/imaging/tiff_header.cpp - layer: varad_decoding (std only). Source: TIFF 6.0 and the BigTIFF extension.
#include "core/imaging/byte_view.h"

#include <algorithm>
#include <optional>
#include <vector>

using namespace std::string_view_literals;

namespace varad::imaging {
namespace {

enum Tag : std::uint16_t {
    ImageWidth = 256,
    ImageLength = 257,
    BitsPerSample = 258,
    Compression = 259,
    StripOffsets = 273,
    Orientation = 274,
    SamplesPerPixel = 277,
    RowsPerStrip = 278,
    StripByteCounts = 279,
    PlanarConfiguration = 284,
    TileWidth = 322,
    TileLength = 323,
    TileOffsets = 324,
    TileByteCounts = 325,
};

constexpr std::uint64_t kMaxSamples = 8;

/// The first directory of a file, read on demand; a directory is never followed, so nothing can loop.
class Directory {
public:
    explicit Directory(std::span<const std::byte> bytes)
        : m_view(bytes, ByteView(bytes).startsWith("II"sv) ? ByteView::Order::Little : ByteView::Order::Big),
          m_big(m_view.u16(2) == 43)
    {
        const std::uint64_t at = m_big ? m_view.u64(8) : m_view.u32(4);
        m_count = m_big ? m_view.u64(at) : m_view.u16(at);
        const std::uint64_t head = m_big ? 8 : 2;
        m_entrySize = m_big ? 20 : 12;
        if (m_count > 65535)
            throw PictureProblem(PictureFault::DamagedHeader, "TIFF directory of impossible length");
        m_entries = m_view.part(at, head + m_count * m_entrySize).part(head, m_count * m_entrySize);
    }

    /// Values of a tag, or an empty list. The values must lie in the file, so the list cannot be longer than
    /// it.
    std::vector<std::uint64_t> values(Tag tag) const
    {
        for (std::uint64_t i = 0; i < m_count; ++i) {
            const std::uint64_t entry = i * m_entrySize;
            if (m_entries.u16(entry) == tag)
                return valuesOf(entry);
        }
        return {};
    }
    std::uint64_t value(Tag tag, std::uint64_t otherwise) const
    {
        const std::vector<std::uint64_t> all = values(tag);
        return all.empty() ? otherwise : all.front();
    }
    const ByteView& view() const { return m_view; }

private:
    std::vector<std::uint64_t> valuesOf(std::uint64_t entry) const
    {
        const int type = m_entries.u16(entry + 2);
        const std::uint64_t count = m_big ? m_entries.u64(entry + 4) : m_entries.u32(entry + 4);
        const std::uint64_t size = type == 1 ? 1 : type == 3 ? 2 : type == 4 ? 4 : type == 16 ? 8 : 0;
        if (size == 0)
            throw PictureProblem(PictureFault::DamagedHeader, "TIFF tag of the wrong type");
        if (count > m_view.size() / size)
            throw PictureProblem(PictureFault::DamagedHeader,
                                 "TIFF tag with more values than the file has bytes");
        const std::uint64_t room = m_big ? 8 : 4;
        const std::uint64_t inlineAt = entry + (m_big ? 12 : 8);
        const std::uint64_t bytes = count * size;
        const ByteView data =
            bytes <= room ? m_entries.part(inlineAt, bytes)
                          : m_view.part(m_big ? m_entries.u64(inlineAt) : m_entries.u32(inlineAt), bytes);
        std::vector<std::uint64_t> all(count);
        for (std::uint64_t i = 0; i < count; ++i)
            all[i] = size == 1   ? data.u8(i)
                     : size == 2 ? data.u16(2 * i)
                     : size == 4 ? data.u32(4 * i)
                                 : data.u64(8 * i);
        return all;
    }

    ByteView m_view;
    bool m_big;
    ByteView m_entries{{}};
    std::uint64_t m_count = 0;
    std::uint64_t m_entrySize = 0;
};

/// Strips or tiles, whichever the file has.
struct Pieces {
    std::vector<std::uint64_t> offsets;
    std::vector<std::uint64_t> sizes;
    std::uint64_t wanted = 0; ///< pieces that the picture's size asks for
};

std::uint64_t ceilDivide(std::uint64_t a, std::uint64_t b) { return a / b + (a % b != 0); }

Pieces readPieces(const Directory& directory, const PictureHeader& header)
{
    Pieces pieces;
    const std::uint64_t planes = directory.value(PlanarConfiguration, 1) == 2 ? header.channels : 1;
    pieces.offsets = directory.values(TileOffsets);
    if (!pieces.offsets.empty()) {
        const std::uint64_t width = directory.value(TileWidth, 0);
        const std::uint64_t height = directory.value(TileLength, 0);
        if (width == 0 || height == 0 || width > 65536 || height > 65536)
            throw PictureProblem(PictureFault::DamagedHeader, "TIFF tiles of impossible size");
        pieces.sizes = directory.values(TileByteCounts);
        pieces.wanted = ceilDivide(header.width, width) * ceilDivide(header.height, height) * planes;
    } else {
        pieces.offsets = directory.values(StripOffsets);
        pieces.sizes = directory.values(StripByteCounts);
        const std::uint64_t rows = std::min(directory.value(RowsPerStrip, header.height), header.height);
        if (rows == 0)
            throw PictureProblem(PictureFault::DamagedHeader, "TIFF strips without rows");
        pieces.wanted = ceilDivide(header.height, rows) * planes;
    }
    return pieces;
}

/// How many bytes of pixels a stored byte can stand for; 0: no useful bound.
std::uint64_t bestRatio(std::uint64_t compression)
{
    switch (compression) {
    case 1: // none
        return 1;
    case 5:     // LZW: strings of at most 3838 bytes in 12 bits
    case 8:     // deflate
    case 32946: // deflate, its old number
        return 2560;
    case 32773: // PackBits
        return 64;
    default:
        return 0;
    }
}

void checkPieces(const Directory& directory, const PictureHeader& header)
{
    const Pieces pieces = readPieces(directory, header);
    if (pieces.offsets.size() < pieces.wanted)
        throw PictureProblem(PictureFault::CutOff, "TIFF with too few strips or tiles");
    if (!pieces.sizes.empty() && pieces.sizes.size() < pieces.wanted)
        throw PictureProblem(PictureFault::DamagedHeader, "TIFF strips or tiles of unknown length");
    std::uint64_t stored = 0;
    for (std::uint64_t i = 0; i < pieces.wanted; ++i) {
        const std::uint64_t size = pieces.sizes.empty() ? 1 : pieces.sizes[i];
        if (!directory.view().holds(pieces.offsets[i], size))
            throw PictureProblem(PictureFault::CutOff, "TIFF strip or tile outside the file");
        stored += size;
    }
    const std::uint64_t ratio = bestRatio(directory.value(Compression, 1));
    const std::uint64_t needed =
        ceilDivide(header.width * header.bits * header.channels, 8) * header.height; // tiles only need more
    if (ratio != 0 && !pieces.sizes.empty() && stored < needed / ratio && header.bits % 8 == 0)
        throw PictureProblem(PictureFault::CutOff, "TIFF pixel data ends early");
}

} // namespace

PictureHeader checkTiff(std::span<const std::byte> bytes)
{
    const Directory directory(bytes);
    PictureHeader header;
    header.format = PictureFormat::Tiff;
    header.width = directory.value(ImageWidth, 0);
    header.height = directory.value(ImageLength, 0);
    if (header.width == 0 || header.height == 0 || header.width > 0xffffffff || header.height > 0xffffffff)
        throw PictureProblem(PictureFault::DamagedHeader, "TIFF of impossible size");
    const std::uint64_t samples = directory.value(SamplesPerPixel, 1);
    if (samples == 0 || samples > kMaxSamples)
        throw PictureProblem(PictureFault::UnsupportedKind,
                             "TIFF with " + std::to_string(samples) + " samples");
    header.channels = static_cast<int>(samples);
    const std::uint64_t bits = directory.value(BitsPerSample, 1);
    if (bits == 0 || bits > 64)
        throw PictureProblem(PictureFault::DamagedHeader,
                             "TIFF with " + std::to_string(bits) + " bits per sample");
    header.bits = static_cast<int>(bits);
    const std::uint64_t orientation = directory.value(Orientation, 1);
    header.orientation = orientation >= 1 && orientation <= 8 ? static_cast<int>(orientation) : 1;
    checkPieces(directory, header);
    return header;
}

} // namespace varad::imaging
