// core/imaging/picture_decoding.cpp - layer: varad_decoding (OpenCV, libjpeg, libtiff; no Qt)
#include "core/imaging/picture_decoding.h"

#include "core/imaging/bmp_fields.h"
#include "core/imaging/jpeg_decoder.h"
#include "core/imaging/picture_pixels.h"
#include "core/imaging/tiff_decoder.h"

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <new>

namespace varad::imaging {
namespace {

/// @param wanted  size as stored.
/// @param picture memory for the result, which is used where it fits.
void decode(std::span<const std::byte> bytes, const PictureHeader& header, cv::Size wanted, cv::Mat& picture)
{
    if (header.format == PictureFormat::Jpeg) {
        decodeJpeg(bytes, wanted, picture);
        return;
    }
    if (header.format == PictureFormat::Tiff) {
        picture = decodeTiff(bytes, header);
        return;
    }
    if (header.format == PictureFormat::Bmp && hasBitFields(bytes)) {
        picture = decodeBitFields(bytes);
        return;
    }
    const cv::Mat buffer(1, static_cast<int>(bytes.size()), CV_8UC1, const_cast<std::byte*>(bytes.data()));
    // "Unchanged" leaves 16 bit and the orientation to us, but takes OS/2 palettes for grey.
    const int flags = header.format == PictureFormat::Bmp ? cv::IMREAD_COLOR : cv::IMREAD_UNCHANGED;
    const cv::Mat decoded = cv::imdecode(buffer, flags);
    if (decoded.empty())
        throw PictureProblem(PictureFault::DamagedData, "the decoder gave up");
    if (decoded.cols != static_cast<int>(header.width) || decoded.rows != static_cast<int>(header.height))
        throw PictureProblem(PictureFault::DamagedData, "the decoder gave another size than the header");
    toEightBit(decoded, picture);
}

int decodeInto(std::span<const std::byte> bytes, const PictureHeader& header, cv::Size size,
               std::span<std::byte> pixels)
{
    const cv::Size stored = header.orientation >= 5 ? cv::Size(size.height, size.width) : size;
    cv::Mat picture;
    if (header.orientation == 1) // then nothing has to be turned on the way to its place
        picture = cv::Mat(stored, header.channels == 1 ? CV_8UC1 : CV_8UC3, pixels.data());
    decode(bytes, header, stored, picture);
    if (picture.size() != stored) {
        cv::Mat smaller;
        cv::resize(picture, smaller, stored, 0, 0, cv::INTER_AREA);
        picture = smaller;
    }
    picture = applyOrientation(picture, header.orientation);
    cv::Mat place(size, picture.type(), pixels.data());
    if (picture.data != place.data)
        picture.copyTo(place);
    return picture.channels();
}

} // namespace

int decodePicture(std::span<const std::byte> bytes, const PictureHeader& header, cv::Size size,
                  std::span<std::byte> pixels)
{
    try {
        return decodeInto(bytes, header, size, pixels);
    } catch (const cv::Exception& e) {
        if (e.code == cv::Error::StsNoMem)
            throw std::bad_alloc();
        throw PictureProblem(PictureFault::DamagedData, e.what()); // what a decoder says is the file's fault
    }
}

} // namespace varad::imaging
