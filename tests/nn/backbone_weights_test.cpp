// Copies of tensors, hashes, attention and position tables: the small parts below the networks.
#include "core/nn/backbones/attention.h"
#include "core/nn/backbones/positions.h"
#include "core/nn/backbones/sha256.h"
#include "tests/nn/backbone_checks.h"

#include <cstring>
#include <fstream>
#include <limits>

namespace {

using namespace varad;
using formats::ElementType;
using formats::TensorEntry;

} // namespace

TEST_CASE(stridedAndUnalignedEntriesAreCopied)
{
    std::vector<std::byte> bytes(1 + 6 * sizeof(float));
    for (int i = 0; i < 6; ++i) {
        const float value = static_cast<float>(i);
        std::memcpy(bytes.data() + 1 + i * 4, &value, 4);
    }
    const std::span<const std::byte> data(bytes.data() + 1, 24); // unaligned on purpose
    TensorEntry entry{"x", ElementType::F32, {3, 2}, {1, 3}, data};
    CHECK(at::equal(nn::toTensor(entry), at::arange(6, at::kFloat).view({2, 3}).t().contiguous()));
    entry.shape = {2, 2, 3};
    entry.strides = {0, 3, 1}; // repeated
    CHECK(at::equal(nn::toTensor(entry), at::arange(6, at::kFloat).view({1, 2, 3}).repeat({2, 1, 1})));
    entry.shape = {};
    entry.strides = {};
    CHECK(nn::toTensor(entry).dim() == 0 && nn::toTensor(entry).item<float>() == 0);
    entry.shape = {0, 3};
    entry.strides = {3, 1};
    CHECK(nn::toTensor(entry).numel() == 0);
}

TEST_CASE(everyElementTypeKeepsItsValues)
{
    const auto roundTrip = [](const at::Tensor& value, ElementType type) {
        const TensorEntry entry{"x",
                                type,
                                value.sizes().vec(),
                                value.strides().vec(),
                                {static_cast<const std::byte*>(value.data_ptr()), value.nbytes()}};
        const at::Tensor copy = nn::toTensor(entry);
        return copy.scalar_type() == value.scalar_type() && at::equal(copy, value);
    };
    const at::Tensor values = at::tensor({1.5, -2.0, 0.25, 100.0}, at::kDouble);
    CHECK(roundTrip(values, ElementType::F64) && roundTrip(values.to(at::kFloat), ElementType::F32));
    CHECK(roundTrip(values.to(at::kHalf), ElementType::F16));
    CHECK(roundTrip(values.to(at::kBFloat16), ElementType::BF16));
    CHECK(roundTrip(values.to(at::kLong), ElementType::I64) &&
          roundTrip(values.to(at::kInt), ElementType::I32));
    CHECK(roundTrip(values.to(at::kShort), ElementType::I16) &&
          roundTrip(values.to(at::kChar), ElementType::I8));
    CHECK(roundTrip(values.abs().to(at::kByte), ElementType::U8) && roundTrip(values > 0, ElementType::Bool));
}

TEST_CASE(notFiniteIsRefusedByName)
{
    for (const double bad : {std::nan(""), std::numeric_limits<double>::infinity()})
        for (const auto& [scalar, type] :
             {std::pair{at::kDouble, ElementType::F64}, std::pair{at::kFloat, ElementType::F32},
              std::pair{at::kHalf, ElementType::F16}, std::pair{at::kBFloat16, ElementType::BF16}}) {
            const at::Tensor value = at::tensor({1.0, bad}, at::kDouble).to(scalar);
            const TensorEntry entry{"broken.weight",
                                    type,
                                    {2},
                                    {1},
                                    {static_cast<const std::byte*>(value.data_ptr()), value.nbytes()}};
            try {
                (void)nn::toTensor(entry);
                test::fail(__FILE__, __LINE__, "was accepted");
            } catch (const formats::FormatError& e) {
                CHECK(std::string(e.what()).find("'broken.weight'") != std::string::npos);
            }
        }
}

TEST_CASE(sha256MeetsTheStandardsExamples)
{
    const auto path =
        std::filesystem::temp_directory_path() /
        ("varad_sha_" + std::to_string(std::chrono::steady_clock::now().time_since_epoch().count()));
    const auto hash = [&](const std::string& text) {
        std::ofstream(path, std::ios::binary) << text;
        return nn::fileSha256(path);
    };
    CHECK(hash("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(hash("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    CHECK(hash("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") ==
          "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    CHECK(hash(std::string(1'000'000, 'a')) ==
          "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
    std::filesystem::remove(path);
    bool refused = false;
    try {
        (void)nn::fileSha256(path);
    } catch (const std::system_error&) {
        refused = true;
    }
    CHECK(refused);
}

TEST_CASE(blockedAttentionIsPlainAttention)
{
    at::manual_seed(1);
    // 2 heads and 9000 tokens: more than one block of queries, the last one broken.
    for (const auto& [queries, tokens] : {std::pair{1, 1}, std::pair{7, 7}, std::pair{300, 9000}}) {
        const at::Tensor qkv = at::randn({2, 3, 2, tokens, 64}, at::kDouble);
        const at::Tensor q = qkv.select(1, 0).narrow(2, tokens - queries, queries), k = qkv.select(1, 1),
                         v = qkv.select(1, 2);
        const at::Tensor plain =
            at::matmul(at::softmax(at::matmul(q, k.transpose(2, 3)) / 8, -1), v).transpose(1, 2).flatten(2);
        CHECK(test::relative(nn::attention(q, k, v), plain) < 1e-12);
    }
}

TEST_CASE(positionTables)
{
    const at::Tensor table = test::pattern("table", {1, 26, 3}).to(at::kDouble);
    using nn::PositionRule;
    CHECK(at::equal(nn::resamplePositions(table, 5, 5, PositionRule::Offset), table));
    const at::Tensor flat = at::ones({1, 26, 3}, at::kDouble);
    for (const PositionRule rule : {PositionRule::Offset, PositionRule::NoOffset, PositionRule::Antialias})
        for (const auto& [rows, columns] : {std::pair{1, 25}, std::pair{3, 9}, std::pair{40, 2}}) {
            const at::Tensor other = nn::resamplePositions(table, rows, columns, rule);
            CHECK(other.sizes().vec() == (std::vector<std::int64_t>{1, 1 + rows * columns, 3}));
            CHECK(at::equal(other.narrow(1, 0, 1), table.narrow(1, 0, 1)));
            CHECK(at::allclose(nn::resamplePositions(flat, rows, columns, rule),
                               at::ones({1, 1 + rows * columns, 3}, at::kDouble)));
        }
}

TEST_MAIN()
