// core/imaging/jpeg_decoder.cpp - layer: varad_decoding (OpenCV core, libjpeg)
#include "core/imaging/jpeg_decoder.h"

#include "core/imaging/picture_header.h"

#include <csetjmp>
#include <cstdio>
#include <new>
#include <vector>

#include <jerror.h>
#include <jpeglib.h>

namespace varad::imaging {
namespace {

struct Complaint {
    jpeg_error_mgr manager; // first: libjpeg knows this part only
    std::jmp_buf back;
    char text[JMSG_LENGTH_MAX];
};

[[noreturn]] void giveUp(j_common_ptr info)
{
    auto* complaint = reinterpret_cast<Complaint*>(info->err);
    complaint->manager.format_message(info, complaint->text);
    std::longjmp(complaint->back, 1);
}

/// Warnings (level -1) are how libjpeg reports damaged picture data that it papers over.
void hear(j_common_ptr info, int level)
{
    const int code = info->err->msg_code;
    if (level < 0 && code != JWRN_JFIF_MAJOR && code != JWRN_ADOBE_XFORM)
        giveUp(info);
}

/// Frees the decoder on every way out; lives outside the function that longjmp returns to.
struct Decoder {
    jpeg_decompress_struct info{};
    Complaint complaint{};
    ~Decoder() { jpeg_destroy_decompress(&info); }
};

J_COLOR_SPACE wantedSpace(int components)
{
    return components == 1 ? JCS_GRAYSCALE : components == 3 ? JCS_RGB : JCS_CMYK;
}

/// Leaves away what the transform need not compute. Chroma is then not smoothed: the picture gets smaller
/// than its chroma anyway.
void reduce(jpeg_decompress_struct& info, cv::Size least)
{
    const auto reduced = [](JDIMENSION side, unsigned divisor) { return (side + divisor - 1) / divisor; };
    for (const unsigned divisor : {8u, 4u, 2u}) {
        if (reduced(info.image_width, divisor) < static_cast<JDIMENSION>(least.width) ||
            reduced(info.image_height, divisor) < static_cast<JDIMENSION>(least.height))
            continue;
        info.scale_num = 1;
        info.scale_denom = divisor;
        info.do_fancy_upsampling = FALSE;
        return;
    }
}

// The three steps below hold no C++ objects of their own: longjmp would skip their destructors.

bool start(Decoder& decoder, std::span<const std::byte> bytes, cv::Size least)
{
    if (setjmp(decoder.complaint.back) != 0)
        return false;
    jpeg_create_decompress(&decoder.info);
    jpeg_mem_src(&decoder.info, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
    jpeg_read_header(&decoder.info, TRUE);
    decoder.info.out_color_space = wantedSpace(decoder.info.num_components);
    reduce(decoder.info, least);
    jpeg_start_decompress(&decoder.info);
    return true;
}

bool readRow(Decoder& decoder, unsigned char* row)
{
    if (setjmp(decoder.complaint.back) != 0)
        return false;
    return jpeg_read_scanlines(&decoder.info, &row, 1) == 1;
}

bool finish(Decoder& decoder)
{
    if (setjmp(decoder.complaint.back) != 0)
        return false;
    return jpeg_finish_decompress(&decoder.info) != FALSE;
}

void convertCmyk(const std::vector<unsigned char>& from, bool inverted, unsigned char* to)
{
    for (std::size_t i = 0; i + 3 < from.size(); i += 4, to += 3) {
        for (int c = 0; c < 3; ++c) {
            const int ink = inverted ? from[i + c] : 255 - from[i + c];
            const int black = inverted ? from[i + 3] : 255 - from[i + 3];
            to[c] = static_cast<unsigned char>((ink * black + 127) / 255);
        }
    }
}

} // namespace

void decodeJpeg(std::span<const std::byte> bytes, cv::Size least, cv::Mat& picture)
{
    Decoder decoder;
    decoder.info.err = jpeg_std_error(&decoder.complaint.manager);
    decoder.complaint.manager.error_exit = giveUp;
    decoder.complaint.manager.emit_message = hear;
    const auto require = [&](bool done) {
        if (done)
            return;
        if (decoder.complaint.manager.msg_code == JERR_OUT_OF_MEMORY)
            throw std::bad_alloc();
        throw PictureProblem(PictureFault::DamagedData, decoder.complaint.text);
    };
    require(start(decoder, bytes, least));
    const int rows = static_cast<int>(decoder.info.output_height);
    const int columns = static_cast<int>(decoder.info.output_width);
    const bool cmyk = decoder.info.output_components == 4;
    picture.create(rows, columns, decoder.info.output_components == 1 ? CV_8UC1 : CV_8UC3);
    std::vector<unsigned char> inks(cmyk ? static_cast<std::size_t>(columns) * 4 : 0);
    for (int y = 0; y < rows; ++y) {
        require(readRow(decoder, cmyk ? inks.data() : picture.ptr(y)));
        if (cmyk)
            convertCmyk(inks, decoder.info.saw_Adobe_marker != FALSE, picture.ptr(y));
    }
    require(finish(decoder));
}

} // namespace varad::imaging
