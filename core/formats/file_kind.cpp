// core/formats/file_kind.cpp - layer: formats
#include "core/formats/file_kind.h"

#include "core/formats/pth_reader.h"

namespace varad::formats {

FileKind fileKind(Bytes head, std::string_view label)
{
    const std::string_view text = asText(head.first(std::min(head.size(), kindHead)));
    if (text.empty())
        throw Refusal("the file is empty");
    if (text.starts_with("PK\x03\x04"))
        return FileKind::ZipCheckpoint;
    if (isLegacyCheckpoint(head))
        return FileKind::LegacyCheckpoint;
    // Behind the length, 8 bytes, the header begins with a brace.
    if (text.size() > 8 && text[8] == '{')
        return FileKind::Safetensors;
    if (text.starts_with("version https://git-lfs"))
        throw Refusal("it is a Git LFS pointer, the weights are elsewhere; fetch them with \"git lfs pull\"");
    if (const std::size_t at = text.find_first_not_of(" \t\r\n");
        at != std::string_view::npos && text[at] == '<')
        throw Refusal("it is a web page, not a checkpoint; download the file itself");
    if (text.size() > 262 && text.substr(257, 5) == "ustar")
        throw Refusal(
            "it is a tar archive, which torch wrote until 2016; save it again with a current version");
    if (label.ends_with(".safetensors"))
        return FileKind::Safetensors; // its reader says best what is wrong
    throw Refusal("it is neither a checkpoint of torch.save nor a safetensors file, or it is cut off");
}

} // namespace varad::formats
