// Every reference file of the selective scan, in float64 and float32: output, last state, all gradients.
#include "core/formats/tensor_file.h"
#include "core/nn/mamba/selective_scan.h"
#include "tests/check.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cstring>
#include <string>
#include <utility>

using varad::nn::ScanInput;
using varad::nn::ScanOutput;

namespace {

/// Float64 tensor of that name, or an exception that names it.
at::Tensor tensor(const varad::formats::TensorFile& file, const std::string& name)
{
    const varad::formats::TensorEntry* entry = file.find(name);
    if (!entry || entry->type != varad::formats::ElementType::F64)
        throw std::runtime_error(file.label() + " has no F64 tensor " + name);
    at::Tensor out = at::empty(entry->shape, at::kDouble);
    std::memcpy(out.data_ptr(), entry->data.data(), static_cast<std::size_t>(out.nbytes()));
    return out;
}

/// Original layouts -> ours and back. K directions of D channels.
struct Layout {
    std::int64_t k;
    at::Tensor cells(const at::Tensor& x) const // (b, K D, L) -> [B, K, L, D]
    {
        return x.unflatten(1, at::IntArrayRef{k, -1}).transpose(2, 3).contiguous();
    }
    at::Tensor gates(const at::Tensor& x) const { return x.transpose(2, 3).contiguous(); } // (b, K, N, L)
    at::Tensor states(const at::Tensor& x) const
    {
        return x.unflatten(0, at::IntArrayRef{k, -1}).contiguous();
    }
    static at::Tensor channelsBack(const at::Tensor& x) { return x.transpose(2, 3).flatten(1, 2); }
};

struct Tolerance {
    double value, gradient; ///< both absolute and relative to the largest value
};

void compare(const std::string& what, const at::Tensor& actual, const at::Tensor& wanted, double tolerance)
{
    CHECK_MESSAGE(actual.defined() && actual.sizes() == wanted.sizes(), what);
    if (!actual.defined() || actual.sizes() != wanted.sizes())
        return;
    const double scale = wanted.abs().max().item<double>();
    const double off = (actual.to(at::kDouble) - wanted).abs().max().item<double>();
    std::printf("    %-40s %.1e of %.1e\n", what.c_str(), off, scale);
    CHECK_MESSAGE(off <= tolerance * scale + tolerance, what + " is off by " + std::to_string(off));
}

void checkFile(const varad::formats::TensorFile& file, at::ScalarType type, const Tolerance& tolerance)
{
    const Layout layout{std::stoll(file.metadata().at("directions"))};
    const auto leaf = [&](const at::Tensor& t) { return t.to(type).detach().set_requires_grad(true); };
    ScanInput in;
    in.u = leaf(layout.cells(tensor(file, "u")));
    in.delta = leaf(layout.cells(tensor(file, "delta")));
    in.a = leaf(layout.states(tensor(file, "A")));
    in.b = leaf(layout.gates(tensor(file, "B")));
    in.c = leaf(layout.gates(tensor(file, "C")));
    in.skip = leaf(layout.states(tensor(file, "D")));
    in.deltaBias = leaf(layout.states(tensor(file, "delta_bias")));

    const ScanOutput out = varad::nn::selectiveScan(in);
    (out.y * layout.cells(tensor(file, "dy")).to(type)).sum().backward();

    const std::string label = file.label() + (type == at::kDouble ? " f64 " : " f32 ");
    compare(label + "y", Layout::channelsBack(out.y), tensor(file, "y"), tolerance.value);
    compare(label + "h_last", out.last.flatten(1, 2), tensor(file, "h_last"), tolerance.value);
    const std::pair<const char*, at::Tensor> gradients[] = {
        {"grad.u", Layout::channelsBack(in.u.grad())},
        {"grad.delta", Layout::channelsBack(in.delta.grad())},
        {"grad.A", in.a.grad().flatten(0, 1)},
        {"grad.B", in.b.grad().transpose(2, 3)},
        {"grad.C", in.c.grad().transpose(2, 3)},
        {"grad.D", in.skip.grad().flatten(0, 1)},
        {"grad.delta_bias", in.deltaBias.grad().flatten(0, 1)},
    };
    for (const auto& [name, gradient] : gradients)
        compare(label + name, gradient, tensor(file, name), tolerance.gradient);
}

} // namespace

TEST_CASE(selectiveScanFiles)
{
    int files = 0;
    for (const auto& entry : std::filesystem::directory_iterator(varad::test::sharedFolder() / "golden")) {
        const std::string name = entry.path().filename().string();
        if (name.rfind("selective_scan_", 0) != 0 || entry.path().extension() != ".safetensors")
            continue;
        ++files;
        const varad::formats::TensorFile file = varad::formats::readTensorFile(entry.path());
        CHECK_MESSAGE(file.metadata().at("delta_softplus") == "true", name);
        checkFile(file, at::kDouble, {1e-11, 1e-11});
        checkFile(file, at::kFloat, {2e-6, 5e-6});
    }
    std::printf("%d files\n", files);
    CHECK_MESSAGE(files > 0, "no reference file of this kind");
}

TEST_MAIN()
