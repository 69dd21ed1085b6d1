// core/imaging/picture_reader.cpp - layer: varad_core (Qt Core, OpenCV)
#include "core/imaging/picture_reader.h"

#include "core/imaging/decoder_pool.h"
#include "core/imaging/picture_header.h"
#include "core/imaging/picture_pixels.h"
#include "core/imaging/shared_memory.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <array>
#include <optional>

namespace varad {
namespace {

using imaging::DecodeEnd;
using imaging::PictureFault;
using imaging::PictureHeader;
using imaging::PictureProblem;
using imaging::SharedMemory;

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

/// What the decoder's process came to, where it gave no answer about the picture.
Saying sayingOf(DecodeEnd end)
{
    switch (end) {
    case DecodeEnd::NotStarted:
    case DecodeEnd::NotDelivered:
        return {ErrorKind::Device, "internal",
                QT_TRANSLATE_NOOP("PictureReader",
                                  "“%1” was not read: the program for decoding pictures does not "
                                  "start; install VarAD Inspector again.")};
    case DecodeEnd::Cancelled:
        return {ErrorKind::Cancelled, "", QT_TRANSLATE_NOOP("PictureReader", "Reading “%1” was cancelled.")};
    case DecodeEnd::TimedOut:
        return {ErrorKind::Internal, "internal",
                QT_TRANSLATE_NOOP("PictureReader", "“%1” takes too long to decode; save it anew.")};
    case DecodeEnd::OutOfMemory:
        return {ErrorKind::Unsupported, "too-large",
                QT_TRANSLATE_NOOP("PictureReader",
                                  "“%1” needs more memory than a picture of its size may; save it anew.")};
    case DecodeEnd::Answered:
    case DecodeEnd::Died:
    case DecodeEnd::Misbehaved:
        break;
    }
    return {ErrorKind::Internal, "internal",
            QT_TRANSLATE_NOOP("PictureReader", "“%1” makes its decoder fail; save it anew.")};
}

Error cancelled(const QString& path) { return makeError(sayingOf(DecodeEnd::Cancelled), path, {}); }

constexpr qint64 kPieceBytes = qint64{4} << 20; ///< read or hashed between two looks at the stop token

/// The whole file in memory that can be handed on. Never a memory map of the file: it may shrink while it is
/// read.
Result<SharedMemory> readBytes(const QString& path, qint64 maxBytes, const std::stop_token& stop)
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
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return makeError(unreadable, path, file.errorString());
    const qint64 size = file.size();
    if (size > maxBytes)
        return makeError(sayingOf(PictureFault::TooLarge), path, QStringLiteral("%1 bytes").arg(size));
    if (size == 0)
        throw PictureProblem(PictureFault::Empty, "the file is empty");
    SharedMemory memory = SharedMemory::create(static_cast<std::uint64_t>(size));
    auto* to = reinterpret_cast<char*>(memory.bytes().data());
    qint64 got = 0;
    while (got < size) {
        if (stop.stop_requested())
            return cancelled(path);
        const qint64 count = file.read(to + got, std::min(size - got, kPieceBytes));
        if (count < 0)
            return makeError(unreadable, path, file.errorString());
        if (count == 0)
            throw PictureProblem(PictureFault::CutOff, "the file became shorter while it was read");
        got += count;
    }
    memory.freeze();
    return memory;
}

QByteArray hashOf(std::span<const std::byte> bytes, const std::stop_token& stop)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    while (!bytes.empty() && !stop.stop_requested()) {
        const auto piece = bytes.first(std::min(bytes.size(), static_cast<std::size_t>(kPieceBytes)));
        hash.addData(QByteArray::fromRawData(reinterpret_cast<const char*>(piece.data()),
                                             static_cast<qsizetype>(piece.size())));
        bytes = bytes.subspan(piece.size());
    }
    return hash.result().toHex();
}

imaging::DecodeRequest requestFor(const PictureHeader& header, std::uint64_t fileBytes, cv::Size size)
{
    imaging::DecodeRequest request;
    request.format = header.format;
    request.bits = header.bits;
    request.channels = header.channels;
    request.orientation = header.orientation;
    request.storedWidth = header.width;
    request.storedHeight = header.height;
    request.fileBytes = fileBytes;
    request.width = static_cast<std::uint32_t>(size.width);
    request.height = static_cast<std::uint32_t>(size.height);
    return request;
}

struct Wanted {
    int longestSide = 0;                              ///< pixels; 0: the whole picture, with its hash
    cv::Mat (*copy)(const cv::Mat& pixels) = nullptr; ///< from grey or RGB to what the caller wants
    const ReadLimits& limits;
};

struct Decoded {
    cv::Mat pixels;
    cv::Size fullSize; ///< shown orientation
    int bits = 8;
    QByteArray sha256; ///< empty for previews
};

Result<Decoded> decodeBytes(const QString& path, const SharedMemory& file, const Wanted& wanted,
                            const std::stop_token& stop)
{
    const ReadLimits& limits = wanted.limits;
    const PictureHeader header =
        imaging::checkPicture(file.bytes(), {static_cast<std::uint64_t>(limits.maxSide),
                                             static_cast<std::uint64_t>(limits.maxPixels)});
    Decoded decoded{{}, imaging::shownSize(header), header.bits, {}};
    const bool whole = wanted.longestSide == 0;
    const cv::Size size = whole ? decoded.fullSize : imaging::previewSize(header, wanted.longestSide);
    imaging::DecodeCall call;
    call.request = requestFor(header, file.bytes().size(), size);
    call.file = file.descriptor();
    call.patience = std::chrono::milliseconds(limits.maxMilliseconds);
    call.meanwhile = [&] {
        if (whole && decoded.sha256.isEmpty())
            decoded.sha256 = hashOf(file.bytes(), stop);
    };
    call.take = [&](const imaging::DecodeReply& reply, std::span<const std::byte> pixels) {
        decoded.pixels = wanted.copy(
            cv::Mat(size, reply.channels == 1 ? CV_8UC1 : CV_8UC3, const_cast<std::byte*>(pixels.data())));
    };
    const imaging::DecodeOutcome outcome = imaging::DecoderPool::instance().ask(call, stop);
    const QString detail = QString::fromStdString(outcome.detail);
    if (outcome.end != DecodeEnd::Answered)
        return makeError(sayingOf(outcome.end), path, detail);
    if (outcome.reply.status != imaging::DecodeStatus::Decoded)
        return makeError(sayingOf(static_cast<PictureFault>(outcome.reply.fault)), path, detail);
    return decoded;
}

/// The whole way; what is thrown on it becomes an Error about this picture.
Result<Decoded> decodeFile(const QString& path, const Wanted& wanted, const std::stop_token& stop)
{
    try {
        const Result<SharedMemory> file = readBytes(path, wanted.limits.maxFileBytes, stop);
        if (!file.ok())
            return file.error();
        return decodeBytes(path, file.value(), wanted, stop);
    } catch (const PictureProblem& problem) {
        return makeError(sayingOf(problem.fault()), path, QString::fromUtf8(problem.what()));
    } catch (const std::exception& e) {
        return makeError({ErrorKind::Internal, "internal",
                          QT_TRANSLATE_NOOP("PictureReader", "“%1” could not be read: memory ran out.")},
                         path, QString::fromUtf8(e.what()));
    }
}

} // namespace

Result<Picture> readPicture(const QString& path, const ReadLimits& limits, const std::stop_token& stop)
{
    const Result<Decoded> decoded = decodeFile(path, {0, imaging::copyAsRgb, limits}, stop);
    if (!decoded.ok())
        return decoded.error();
    return Picture{decoded.value().pixels, decoded.value().bits, decoded.value().sha256};
}

Result<cv::Mat> readGrey(const QString& path, const ReadLimits& limits, const std::stop_token& stop)
{
    const Result<Decoded> decoded = decodeFile(path, {0, imaging::toGrey, limits}, stop);
    if (!decoded.ok())
        return decoded.error();
    return decoded.value().pixels;
}

Result<PicturePreview> readPreview(const QString& path, int longestSide, const ReadLimits& limits,
                                   const std::stop_token& stop)
{
    const Result<Decoded> decoded =
        decodeFile(path, {std::max(longestSide, 1), imaging::copyAsRgb, limits}, stop);
    if (!decoded.ok())
        return decoded.error();
    return PicturePreview{decoded.value().pixels, decoded.value().fullSize};
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
