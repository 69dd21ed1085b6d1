// tests/nn/golden_files.h - reading and comparing with files of reference numbers (varad_nn tests)
#pragma once

#include "core/formats/tensor_file.h"
#include "core/nn/backbones/backbone.h"
#include "tests/check.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

namespace varad::test {

/// Reference files of one kind, by the metadata key `kind`. None at all is a failure.
inline std::vector<std::filesystem::path> goldenFiles(const std::string& kind)
{
    std::vector<std::filesystem::path> found;
    for (const auto& entry : std::filesystem::directory_iterator(sharedFolder() / "golden")) {
        if (entry.path().extension() != ".safetensors")
            continue;
        const auto metadata = formats::readTensorFile(entry.path()).metadata();
        const auto at = metadata.find("kind");
        if (at != metadata.end() && at->second == kind)
            found.push_back(entry.path());
    }
    std::sort(found.begin(), found.end());
    CHECK_MESSAGE(!found.empty(), "no reference file of kind " + kind);
    return found;
}

/// One file: its tensors, its metadata (JSON text inside strings), and the largest deviation seen.
class Golden {
public:
    explicit Golden(const std::filesystem::path& path) : m_name(path.filename().string()), m_file(formats::readTensorFile(path)) {}

    const formats::TensorFile& tensors() const { return m_file; }
    bool has(const std::string& name) const { return m_file.find(name) != nullptr; }
    std::vector<std::int64_t> shape(const std::string& name) const { return entry(name).shape; }
    at::Tensor tensor(const std::string& name) const { return nn::toTensor(entry(name)); }
    at::Tensor tensor(const std::string& name, at::ScalarType type) const { return tensor(name).to(type); }

    std::string text(const std::string& key) const
    {
        const auto at = m_file.metadata().find(key);
        if (at == m_file.metadata().end())
            throw std::runtime_error(m_name + ": metadata key '" + key + "' is missing");
        return at->second;
    }
    double number(const std::string& key) const { return std::stod(text(key)); }
    bool flag(const std::string& key) const { return text(key) == "true"; }
    /// All integers of a list in order, nested lists flattened; a single number is a list of one.
    std::vector<std::int64_t> integers(const std::string& key) const
    {
        std::vector<std::int64_t> values;
        const std::string list = text(key);
        for (std::size_t i = 0; i < list.size();) {
            if (std::isdigit(static_cast<unsigned char>(list[i])) || list[i] == '-') {
                std::size_t used = 0;
                values.push_back(std::stoll(list.substr(i), &used));
                i += used;
            } else {
                ++i;
            }
        }
        return values;
    }
    /// The strings of a list.
    std::set<std::string> names(const std::string& key) const
    {
        std::set<std::string> values;
        const std::string list = text(key);
        for (std::size_t open = list.find('"'); open != std::string::npos;) {
            const std::size_t close = list.find('"', open + 1);
            values.insert(list.substr(open + 1, close - open - 1));
            open = list.find('"', close + 1);
        }
        return values;
    }

    /// Fails when any element of `actual` is further than `tolerance` from the reference.
    void compare(const std::string& name, const at::Tensor& actual, double tolerance)
    {
        const at::Tensor wanted = tensor(name).to(at::kDouble), got = actual.detach().to(at::kDouble);
        if (wanted.sizes() != got.sizes() && !(wanted.numel() == got.numel() && wanted.dim() != got.dim())) {
            fail(m_name.c_str(), 0, name + " has another shape");
            return;
        }
        const double worst = wanted.numel() ? (wanted - got.reshape_as(wanted)).abs().max().item<double>() : 0.0;
        ++m_compared;
        if (!(worst <= m_worst))
            m_worst = worst, m_worstName = name;
        if (!(worst <= tolerance))
            fail(m_name.c_str(), 0, name + " deviates by " + std::to_string(worst * 1e6) + "e-6, allowed " +
                                        std::to_string(tolerance * 1e6) + "e-6");
    }

    /// One line per file: how many tensors, largest deviation.
    void report(const std::string& what) const
    {
        std::printf("%s %s: %d tensors, largest deviation %.2e (%s)\n", m_name.c_str(), what.c_str(), m_compared, m_worst,
                    m_worstName.c_str());
        CHECK_MESSAGE(m_compared > 0, m_name + ": nothing was compared");
    }

private:
    const formats::TensorEntry& entry(const std::string& name) const
    {
        const formats::TensorEntry* found = m_file.find(name);
        if (!found)
            throw std::runtime_error(m_name + ": tensor '" + name + "' is missing");
        return *found;
    }

    std::string m_name;
    formats::TensorFile m_file;
    int m_compared = 0;
    double m_worst = 0;
    std::string m_worstName;
};

} // namespace varad::test
