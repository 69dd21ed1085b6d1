#include "core/nn/head/named_tensors.h"

#include <sstream>
#include <stdexcept>

namespace varad::nn {
namespace {

std::string shapeText(at::IntArrayRef shape)
{
    std::ostringstream text;
    text << '(';
    for (std::size_t i = 0; i < shape.size(); ++i)
        text << (i ? ", " : "") << (shape[i] < 0 ? std::string("any") : std::to_string(shape[i]));
    text << ')';
    return text.str();
}

} // namespace

at::Tensor takeTensor(const NamedTensors& all, const std::string& name,
                      const std::vector<std::int64_t>& shape)
{
    const auto found = all.find(name);
    if (found == all.end())
        throw std::invalid_argument("tensor '" + name + "' is missing");
    const at::IntArrayRef actual = found->second.sizes();
    bool same = actual.size() == shape.size();
    for (std::size_t i = 0; same && i < shape.size(); ++i)
        same = shape[i] < 0 || shape[i] == actual[i];
    if (!same)
        throw std::invalid_argument("tensor '" + name + "' has shape " + shapeText(actual) + ", expected " +
                                    shapeText(shape));
    return found->second;
}

} // namespace varad::nn
