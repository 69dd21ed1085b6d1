#include "core/nn/head/tensor_io.h"

#include "core/nn/backbones/backbone.h"

#include <ATen/ATen.h>

#include <stdexcept>
#include <vector>

namespace varad::nn {
namespace {

formats::ElementType elementType(at::ScalarType type)
{
    switch (type) {
    case at::kDouble:
        return formats::ElementType::F64;
    case at::kFloat:
        return formats::ElementType::F32;
    case at::kHalf:
        return formats::ElementType::F16;
    case at::kLong:
        return formats::ElementType::I64;
    case at::kInt:
        return formats::ElementType::I32;
    case at::kByte:
        return formats::ElementType::U8;
    default:
        throw std::invalid_argument(std::string("no file holds elements of type ") + at::toString(type));
    }
}

} // namespace

void writeTensors(const std::filesystem::path& path, const NamedTensors& tensors,
                  const std::map<std::string, std::string>& metadata)
{
    std::vector<at::Tensor> owners; // contiguous copies live until the file is written
    std::vector<formats::TensorToWrite> list;
    for (const auto& [name, tensor] : tensors) {
        owners.push_back(tensor.detach().contiguous());
        const at::Tensor& data = owners.back();
        list.push_back({name,
                        elementType(data.scalar_type()),
                        data.sizes().vec(),
                        {static_cast<const std::byte*>(data.data_ptr()), data.nbytes()}});
    }
    formats::writeSafetensors(path, list, metadata);
}

NamedTensors toTensors(const formats::TensorFile& file)
{
    NamedTensors all;
    for (const formats::TensorEntry& entry : file.entries())
        try {
            all[entry.name] = toTensor(entry);
        } catch (const formats::FormatError& e) { // which knows the tensor, not the file
            throw formats::FormatError(file.label() + ": " + e.what());
        }
    return all;
}

NamedTensors readTensors(const std::filesystem::path& path)
{
    return toTensors(formats::readTensorFile(path));
}

} // namespace varad::nn
