// core/imaging/picture_header.h - layer: varad_decoding (std only)
//
// What can be known about a picture before a decoder runs: kind, size, orientation, and whether the container
// is whole. No file, no Qt, no OpenCV, so that it can be fuzzed on its own.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <stdexcept>
#include <string>

namespace varad::imaging {

enum class PictureFormat { Jpeg, Png, Bmp, Tiff, WebP };

/// Why a picture is refused, in the words that a person can act on.
enum class PictureFault {
    Empty,           ///< no bytes: perhaps still being written
    NotAPicture,     ///< first bytes of no known kind
    CutOff,          ///< the file ends before the picture does
    WrongChecksum,   ///< a stored checksum does not fit
    DamagedHeader,   ///< sizes or tables that contradict themselves
    DamagedData,     ///< the decoder complained about pixels
    TooLarge,        ///< more pixels than the limits allow
    UnsupportedKind, ///< a sound file of a kind that is not read
    FloatRange,      ///< floating-point pixels outside [0, 1]
};

class PictureProblem : public std::runtime_error {
public:
    /// @param reason English, for the log.
    PictureProblem(PictureFault fault, const std::string& reason) : std::runtime_error(reason), m_fault(fault)
    {
    }
    PictureFault fault() const { return m_fault; }

private:
    PictureFault m_fault;
};

struct PictureHeader {
    PictureFormat format = PictureFormat::Png;
    std::uint64_t width = 0;  ///< pixels, as stored
    std::uint64_t height = 0; ///< pixels, as stored
    int bits = 8;             ///< per sample; palette pictures: per index
    int channels = 3;         ///< samples per pixel as stored
    int orientation = 1;      ///< EXIF 1..8; anything else in the file counts as 1
};

struct PictureBounds {
    std::uint64_t maxSide = 32768;
    std::uint64_t maxPixels = 200'000'000;
};

/// Recognises, walks and bounds one picture. Allocates nothing that a file's numbers decide.
/// @throws PictureProblem
[[nodiscard]] PictureHeader checkPicture(std::span<const std::byte> bytes, const PictureBounds& bounds);

// One per format; called by checkPicture after the first bytes decided.
[[nodiscard]] PictureHeader checkJpeg(std::span<const std::byte> bytes);
[[nodiscard]] PictureHeader checkPng(std::span<const std::byte> bytes);
[[nodiscard]] PictureHeader checkBmp(std::span<const std::byte> bytes);
[[nodiscard]] PictureHeader checkTiff(std::span<const std::byte> bytes);
[[nodiscard]] PictureHeader checkWebP(std::span<const std::byte> bytes);

/// Orientation from an EXIF block (a little TIFF). 1 if there is none or the block is damaged: pixels do not
/// depend on it being sound. Looks at the first directory only, so nothing can loop.
[[nodiscard]] int exifOrientation(std::span<const std::byte> tiff) noexcept;

} // namespace varad::imaging
