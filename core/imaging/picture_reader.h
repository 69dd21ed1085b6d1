// core/imaging/picture_reader.h - layer: varad_core (Qt Core, OpenCV)
//
// The one door by which pictures enter the program. A file is read into memory once, recognised by its first
// bytes (never by its name), its container is checked, and only then a decoder sees it: in a process of its
// own that has no rights and little memory (decoder_sandbox.h). What comes out is a whole picture or a
// reason; a picture that is cut off never comes out half, and a decoder that crashes costs one picture.
#pragma once

#include "core/jobs/result.h"

#include <QByteArray>
#include <QString>

#include <opencv2/core/mat.hpp>

#include <stop_token>

namespace varad {

struct Picture {
    cv::Mat rgb;       ///< CV_8UC3, RGB order, shown orientation, continuous; owned
    int bits = 8;      ///< bits per sample as stored in the file
    QByteArray sha256; ///< 64 hex digits of the file's bytes, from the very buffer that was decoded
};

/// What a header may declare before anything is allocated for it.
struct ReadLimits {
    int maxSide = 32768;            ///< pixels
    qint64 maxPixels = 200'000'000; ///< width x height
    qint64 maxFileBytes = 2'000'000'000;
    int maxMilliseconds = 30'000; ///< for decoding
};

/// A picture for looking at, not for judging.
struct PicturePreview {
    cv::Mat rgb;       ///< CV_8UC3, RGB order, shown orientation, continuous; owned
    cv::Size fullSize; ///< pixels of the whole picture, shown orientation
};

/// Reads JPEG, PNG, BMP, TIFF (first page) and WebP (first frame).
/// Pixels: orientation tags applied always; 16 bit becomes round(v/257); grey is replicated; alpha dropped,
/// not composited; palettes looked up; CMYK converted as (255-C)(255-K)/255; floating point only within [0,
/// 1].
///
/// Thread-safe; at most two pictures are decoded at a time. Blocks: keep off the GUI thread. A stop request
/// ends it within 200 ms. Memory: the file plus at most 3 x the decoded picture, most of it in the decoder's
/// process.
/// @return Error::code is one of not-found, unreadable, truncated, unsupported, too-large, internal;
///         message is one translated sentence with the file's name. ErrorKind::Cancelled has no code.
[[nodiscard]] Result<Picture> readPicture(const QString& path, const ReadLimits& limits = {},
                                          const std::stop_token& stop = {});

/// The same for masks: CV_8UC1, colours to grey with the ITU-R 601 weights (19595 R + 38470 G + 7471 B) /
/// 65536, rounded. What value means "defect" is the caller's business (METHOD 2: everything above 0).
[[nodiscard]] Result<cv::Mat> readGrey(const QString& path, const ReadLimits& limits = {},
                                       const std::stop_token& stop = {});

/// The whole picture, shrunk so that its longer side has at most `longestSide` > 0 pixels; never enlarged.
/// JPEG is decoded coarsely, which is fast; of other formats every pixel is decoded and areas are averaged. A
/// picture that readPicture() refuses for what is in its file is refused here too.
[[nodiscard]] Result<PicturePreview> readPreview(const QString& path, int longestSide,
                                                 const ReadLimits& limits = {},
                                                 const std::stop_token& stop = {});

/// Whether a file's suffix is that of a picture: what listings offer. The content decides when it is read.
[[nodiscard]] bool looksLikePicture(const QString& path);

} // namespace varad
