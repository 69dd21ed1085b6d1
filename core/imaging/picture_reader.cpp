// core/imaging/picture_reader.cpp - layer: varad_core (Qt Core, OpenCV)
#include "core/imaging/picture_reader.h"

#include "core/imaging/bmp_fields.h"
#include "core/imaging/jpeg_decoder.h"
#include "core/imaging/picture_header.h"
#include "core/imaging/picture_pixels.h"
#include "core/imaging/tiff_decoder.h"

#include <opencv2/imgcodecs.hpp>

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>

#include <array>

namespace varad {
namespace {

using imaging::PictureFault;
using imaging::PictureFormat;
using imaging::PictureHeader;
using imaging::PictureProblem;

QString say(const char* text, const QString& path)
{
    return QCoreApplication::translate("PictureReader", text).arg(QFileInfo(path).fileName());
}

struct Saying {
    ErrorKind kind;
    const char* code;
    const char* text;
};

Saying sayingOf(PictureFault fault)
{
    switch (fault) {
    case PictureFault::Empty:
        return {ErrorKind::Damaged, "truncated",
                QT_TRANSLATE_NOOP("PictureReader", "“%1” is empty; perhaps it is still being written.")};
    case PictureFault::NotAPicture:
        return {ErrorKind::Unsupported, "unsupported",
                QT_TRANSLATE_NOOP("PictureReader",
                                  "“%1” is not a picture: JPEG, PNG, BMP, TIFF and WebP are read.")};
    case PictureFault::CutOff:
        return {ErrorKind::Damaged, "truncated",
                QT_TRANSLATE_NOOP("PictureReader", "“%1” is cut off; copy the file again.")};
    case PictureFault::WrongChecksum:
        return {
            ErrorKind::Damaged, "unreadable",
            QT_TRANSLATE_NOOP("PictureReader", "“%1” is damaged: a checksum is wrong; copy the file again.")};
    case PictureFault::DamagedHeader:
        return {
            ErrorKind::Damaged, "unreadable",
            QT_TRANSLATE_NOOP("PictureReader", "“%1” is damaged: its header makes no sense; save it anew.")};
    case PictureFault::DamagedData:
        return {ErrorKind::Damaged, "unreadable",
                QT_TRANSLATE_NOOP("PictureReader",
                                  "“%1” is damaged: its pixels cannot be read whole; save it anew.")};
    case PictureFault::TooLarge:
        return {ErrorKind::Unsupported, "too-large",
                QT_TRANSLATE_NOOP("PictureReader",
                                  "“%1” has more pixels than the limit allows; save it smaller.")};
    case PictureFault::UnsupportedKind:
        return {ErrorKind::Unsupported, "unsupported",
                QT_TRANSLATE_NOOP("PictureReader",
                                  "“%1” is of a rare kind that is not read; save it as 8-bit PNG.")};
    case PictureFault::FloatRange:
        return {
            ErrorKind::Unsupported, "unsupported",
            QT_TRANSLATE_NOOP("PictureReader",
                              "“%1” has floating-point pixels outside 0 to 1; save it as 8-bit or 16-bit.")};
    }
    return {ErrorKind::Internal, "internal", QT_TRANSLATE_NOOP("PictureReader", "“%1” could not be read.")};
}

Error makeError(const Saying& saying, const QString& path, const QString& reason)
{
    return {saying.kind, say(saying.text, path), path + QStringLiteral(": ") + reason,
            QString::fromLatin1(saying.code)};
}

/// The whole file in memory. Never a memory map: the file may shrink while it is read.
Result<QByteArray> readBytes(const QString& path, qint64 maxBytes)
{
    const QFileInfo info(path);
    if (!info.exists())
        return makeError({ErrorKind::NotFound, "not-found",
                          QT_TRANSLATE_NOOP("PictureReader", "“%1” does not exist (any more).")},
                         path, QStringLiteral("no such file"));
    const Saying unreadable{
        ErrorKind::BadInput, "unreadable",
        QT_TRANSLATE_NOOP("PictureReader", "“%1” cannot be read; check the access rights.")};
    if (!info.isFile()) // a folder, a pipe, a device
        return makeError(unreadable, path, QStringLiteral("not a regular file"));
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return makeError(unreadable, path, file.errorString());
    const qint64 size = file.size();
    if (size > maxBytes)
        return makeError(sayingOf(PictureFault::TooLarge), path, QStringLiteral("%1 bytes").arg(size));
    QByteArray bytes(size, Qt::Uninitialized);
    const qint64 got = file.read(bytes.data(), size);
    if (got < 0)
        return makeError(unreadable, path, file.errorString());
    bytes.truncate(got);
    return bytes;
}

cv::Mat decode(const QByteArray& bytes, const PictureHeader& header)
{
    const std::span<const std::byte> view(reinterpret_cast<const std::byte*>(bytes.constData()),
                                          bytes.size());
    if (header.format == PictureFormat::Jpeg)
        return imaging::decodeJpeg(view);
    if (header.format == PictureFormat::Tiff)
        return imaging::decodeTiff(view, header);
    if (header.format == PictureFormat::Bmp && imaging::hasBitFields(view))
        return imaging::decodeBitFields(view);
    const cv::Mat buffer(1, static_cast<int>(bytes.size()), CV_8UC1, const_cast<char*>(bytes.constData()));
    // "Unchanged" leaves 16 bit and the orientation to us, but takes OS/2 palettes for grey.
    const int flags = header.format == PictureFormat::Bmp ? cv::IMREAD_COLOR : cv::IMREAD_UNCHANGED;
    const cv::Mat decoded = cv::imdecode(buffer, flags);
    if (decoded.empty())
        throw PictureProblem(PictureFault::DamagedData, "the decoder gave up");
    if (decoded.cols != static_cast<int>(header.width) || decoded.rows != static_cast<int>(header.height))
        throw PictureProblem(PictureFault::DamagedData, "the decoder gave another size than the header");
    return imaging::toEightBit(decoded);
}

struct Decoded {
    cv::Mat pixels; ///< CV_8UC1 or CV_8UC3 RGB, shown orientation
    int bits = 8;
    QByteArray sha256;
};

Result<Decoded> decodeFile(const QString& path, const ReadLimits& limits)
{
    try {
        const Result<QByteArray> bytes = readBytes(path, limits.maxFileBytes);
        if (!bytes.ok())
            return bytes.error();
        const QByteArray& data = bytes.value();
        const imaging::PictureBounds bounds{static_cast<std::uint64_t>(limits.maxSide),
                                            static_cast<std::uint64_t>(limits.maxPixels)};
        const PictureHeader header = imaging::checkPicture(
            {reinterpret_cast<const std::byte*>(data.constData()), static_cast<std::size_t>(data.size())},
            bounds);
        Decoded decoded;
        decoded.pixels = imaging::applyOrientation(decode(data, header), header.orientation);
        decoded.bits = header.bits;
        decoded.sha256 = QCryptographicHash::hash(data, QCryptographicHash::Sha256).toHex();
        return decoded;
    } catch (const PictureProblem& problem) {
        return makeError(sayingOf(problem.fault()), path, QString::fromUtf8(problem.what()));
    } catch (const cv::Exception& e) { // what a decoder says about a file is the file's fault
        return makeError(sayingOf(PictureFault::DamagedData), path, QString::fromUtf8(e.what()));
    } catch (const std::exception& e) { // out of memory
        return makeError({ErrorKind::Internal, "internal",
                          QT_TRANSLATE_NOOP("PictureReader", "“%1” could not be read: memory ran out.")},
                         path, QString::fromUtf8(e.what()));
    }
}

} // namespace

Result<Picture> readPicture(const QString& path, const ReadLimits& limits)
{
    Result<Decoded> decoded = decodeFile(path, limits);
    if (!decoded.ok())
        return decoded.error();
    const Decoded& value = decoded.value();
    return Picture{imaging::replicateGrey(value.pixels), value.bits, value.sha256};
}

Result<cv::Mat> readGrey(const QString& path, const ReadLimits& limits)
{
    const Result<Decoded> decoded = decodeFile(path, limits);
    if (!decoded.ok())
        return decoded.error();
    return imaging::toGrey(decoded.value().pixels);
}

bool looksLikePicture(const QString& path)
{
    static constexpr std::array suffixes{"jpg", "jpeg", "jpe", "jfif", "png",
                                         "bmp", "dib",  "tif", "tiff", "webp"};
    const QString suffix = QFileInfo(path).suffix().toLower();
    for (const char* known : suffixes) {
        if (suffix == QLatin1String(known))
            return true;
    }
    return false;
}

} // namespace varad
