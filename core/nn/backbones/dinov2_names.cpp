#include "core/nn/backbones/dinov2.h"

#include "core/nn/backbones/card.h"

#include <ATen/ATen.h>

#include <cmath>
#include <utility>

namespace varad::nn {

namespace {

constexpr std::int64_t keptBlocks = 12;
constexpr std::int64_t headWidth = 64;
constexpr std::int64_t patchSide = 14;

enum class Layout { Official, HuggingFace, Timm };

void replace(std::string& text, std::string_view from, std::string_view to)
{
    const auto at = text.find(from);
    if (at != std::string::npos)
        text.replace(at, from.size(), to);
}

using Renames = std::vector<std::pair<const char*, const char*>>;

/// Official name -> name in a file of this layout (without prefix).
std::string nameIn(Layout layout, bool lora, std::string name)
{
    static const Renames huggingFace{
        {"cls_token", "embeddings.cls_token"},
        {"mask_token", "embeddings.mask_token"},
        {"pos_embed", "embeddings.position_embeddings"},
        {"register_tokens", "embeddings.register_tokens"},
        {"patch_embed.proj.", "embeddings.patch_embeddings.projection."},
        {"blocks.", "encoder.layer."},
        {".attn.proj.", ".attention.output.dense."},
        {".attn.q.", ".attention.attention.query."},
        {".attn.k.", ".attention.attention.key."},
        {".attn.v.", ".attention.attention.value."},
        {".ls1.gamma", ".layer_scale1.lambda1"},
        {".ls2.gamma", ".layer_scale2.lambda1"},
        {".mlp.w12.", ".mlp.weights_in."},
        {".mlp.w3.", ".mlp.weights_out."},
    };
    static const Renames timm{
        {"register_tokens", "reg_token"}, {".mlp.w12.", ".mlp.fc1."}, {".mlp.w3.", ".mlp.fc2."}};
    if (layout == Layout::HuggingFace) {
        if (name.starts_with("norm."))
            return "layernorm." + name.substr(5);
        for (const auto& [official, other] : huggingFace)
            replace(name, official, other);
    } else if (layout == Layout::Timm) {
        for (const auto& [official, other] : timm)
            replace(name, official, other);
    }
    if (lora)
        replace(name, ".attn.qkv.", ".attn.qkv.qkv.");
    return name;
}

constexpr const char* officialMark = "patch_embed.proj.weight"; // timm too
constexpr const char* huggingFaceMark = "embeddings.patch_embeddings.projection.weight";

/// Reads one file into our names.
class Reader {
public:
    Reader(const formats::TensorFile& file, std::string prefix, Layout layout)
        : m_prefix(std::move(prefix)), m_layout(layout), m_weights(file, m_prefix)
    {
        if (m_layout == Layout::Official && m_weights.has("reg_token"))
            m_layout = Layout::Timm;
        m_lora = m_weights.has("blocks.0.attn.qkv.qkv.weight");
        m_swiglu = isSwiglu();
    }

    Canonical read();

private:
    std::string name(const std::string& official) const { return nameIn(m_layout, m_lora, official); }
    bool has(const std::string& official) const { return m_weights.has(name(official)); }
    const formats::TensorEntry& take(const std::string& official, const std::vector<std::int64_t>& shape)
    {
        return m_weights.takeEntry(name(official), shape);
    }
    void keep(const std::string& official, const std::vector<std::int64_t>& shape)
    {
        const formats::TensorEntry& entry = take(official, shape);
        if (m_keeping)
            m_tensors.add(official, entry);
    }
    void keepLinear(const std::string& official, std::int64_t out, std::int64_t in)
    {
        keep(official + ".weight", {out, in});
        keep(official + ".bias", {out});
    }
    void keepNorm(const std::string& official)
    {
        keep(official + ".weight", {m_width});
        keep(official + ".bias", {m_width});
    }

    bool isSwiglu();
    void readEmbedding();
    void readBlock(const std::string& block);
    void readQkv(const std::string& block);
    void readMlp(const std::string& block);
    void checkLora(const std::string& block);
    Card card() const;

    std::string m_prefix;
    Layout m_layout;
    Weights m_weights;
    TensorCollection m_tensors;
    bool m_lora = false, m_swiglu = false, m_registers = false, m_keeping = true;
    std::int64_t m_width = 0, m_depth = 0;
};

/// timm calls the two halves of a SwiGLU fc1 and fc2; only the shapes tell: fc1 then has twice fc2's columns.
bool Reader::isSwiglu()
{
    if (m_weights.has(nameIn(Layout::Official, false, "blocks.0.mlp.w12.weight")) ||
        m_weights.has(nameIn(Layout::HuggingFace, false, "blocks.0.mlp.w12.weight")))
        return true;
    if (m_layout == Layout::HuggingFace)
        return false;
    const formats::TensorEntry* first = m_weights.entry("blocks.0.mlp.fc1.weight");
    const formats::TensorEntry* second = m_weights.entry("blocks.0.mlp.fc2.weight");
    const bool packed = first && second && first->shape.size() == 2 && second->shape.size() == 2 &&
                        first->shape[0] == 2 * second->shape[1];
    if (packed)
        m_layout = Layout::Timm;
    return packed;
}

void Reader::readEmbedding()
{
    m_width = take("patch_embed.proj.weight", {-1, 3, patchSide, patchSide}).shape[0];
    if (m_width % headWidth != 0)
        m_weights.refuse(name("patch_embed.proj.weight"), "has a width of " + std::to_string(m_width) +
                                                              ", which is no multiple of 64 (one head).");
    keep("patch_embed.proj.weight", {m_width, 3, patchSide, patchSide});
    keep("patch_embed.proj.bias", {m_width});
    keep("cls_token", {1, 1, m_width});
    if (has("mask_token"))
        (void)take("mask_token", {1, m_width});
    m_registers = has("register_tokens");
    if (m_registers)
        keep("register_tokens", {1, -1, m_width});
    const formats::TensorEntry& positions = take("pos_embed", {1, -1, m_width});
    const bool withoutClass = m_layout == Layout::Timm && m_registers;
    const std::int64_t cells = positions.shape[1] - (withoutClass ? 0 : 1);
    const auto side = static_cast<std::int64_t>(std::llround(std::sqrt(static_cast<double>(cells))));
    if (cells < 1 || side * side != cells)
        m_weights.refuse(name("pos_embed"),
                         "has " + std::to_string(positions.shape[1]) + " rows, which is no square grid.");
    if (!withoutClass) {
        m_tensors.add("pos_embed", positions);
        return;
    }
    const at::Tensor table = m_weights.take(name("pos_embed"), {1, cells, m_width}).to(at::kFloat);
    m_tensors.add("pos_embed", at::cat({at::zeros({1, 1, m_width}), table}, 1));
}

void Reader::readQkv(const std::string& block)
{
    if (m_layout != Layout::HuggingFace) {
        keepLinear(block + "attn.qkv", 3 * m_width, m_width);
        return;
    }
    for (const char* part : {".weight", ".bias"}) {
        std::vector<std::int64_t> shape{m_width};
        if (std::string_view(part) == ".weight")
            shape.push_back(m_width);
        std::vector<at::Tensor> three;
        for (const char* which : {"attn.q", "attn.k", "attn.v"})
            three.push_back(m_weights.take(name(block + which + part), shape).to(at::kFloat));
        if (m_keeping)
            m_tensors.add(block + "attn.qkv" + part, at::cat(three, 0));
    }
}

void Reader::readMlp(const std::string& block)
{
    const std::string first = block + (m_swiglu ? "mlp.w12" : "mlp.fc1");
    const std::string second = block + (m_swiglu ? "mlp.w3" : "mlp.fc2");
    const std::int64_t hidden = take(second + ".weight", {m_width, -1}).shape[1];
    keepLinear(first, m_swiglu ? 2 * hidden : hidden, m_width);
    keepLinear(second, m_width, hidden);
}

/// The method's program adds low-rank branches that it never trains: B is zero and they change nothing.
void Reader::checkLora(const std::string& block)
{
    for (const char* which : {"q", "v"}) {
        const std::string base = block + "attn.qkv.linear_";
        (void)m_weights.takeEntry(base + "a_" + which + ".weight", {-1, m_width});
        const std::string second = base + "b_" + which + ".weight";
        if (m_weights.take(second, {m_width, -1}).ne(0).any().item<bool>())
            m_weights.refuse(second,
                             "is not zero: a trained low-rank branch, which this program does not compute.");
    }
}

void Reader::readBlock(const std::string& block)
{
    keepNorm(block + "norm1");
    readQkv(block);
    if (m_lora)
        checkLora(block);
    keepLinear(block + "attn.proj", m_width, m_width);
    keep(block + "ls1.gamma", {m_width});
    keepNorm(block + "norm2");
    readMlp(block);
    keep(block + "ls2.gamma", {m_width});
}

Card Reader::card() const
{
    Card card;
    const char* size = m_width == 384    ? "vits14"
                       : m_width == 768  ? "vitb14"
                       : m_width == 1024 ? "vitl14"
                       : m_width == 1536 ? "vitg14"
                                         : nullptr;
    card.info.name = "dinov2_" + (size ? std::string(size) : "width" + std::to_string(m_width)) +
                     (m_registers ? "_reg" : "");
    card.info.family = "dinov2";
    card.info.sideMultiple = patchSide;
    for (const char* tap : {"block4", "block8", "block12"})
        card.info.taps.push_back({tap, m_width, patchSide});
    card.info.defaultTaps = {0, 1, 2};
    card.info.mean = {0.485, 0.456, 0.406};
    card.info.std = {0.229, 0.224, 0.225};
    card.padding = "none";
    card.activation = m_swiglu ? "swiglu" : "gelu";
    return card;
}

Canonical Reader::read()
{
    readEmbedding();
    while (has("blocks." + std::to_string(m_depth) + ".norm1.weight") || m_depth < keptBlocks) {
        m_keeping = m_depth < keptBlocks;
        readBlock("blocks." + std::to_string(m_depth) + ".");
        ++m_depth;
    }
    m_keeping = true;
    keepNorm("norm");
    m_weights.finish();
    // Beside the backbone a file may hold a classifier (Hugging Face) or the rest of the method's model.
    m_weights.finishOutside({"classifier.", "model."});
    const NameInFile names = [prefix = m_prefix, layout = m_layout,
                              lora = m_lora](const std::string& official) {
        return prefix + nameIn(layout, lora, official);
    };
    return finishCanonical(m_weights.file(), std::move(m_tensors), card(), names);
}

std::pair<std::string, Layout> findLayout(const formats::TensorFile& file)
{
    for (const formats::TensorEntry& entry : file.entries())
        for (const auto& [mark, layout] :
             {std::pair{huggingFaceMark, Layout::HuggingFace}, std::pair{officialMark, Layout::Official}})
            if (entry.name.ends_with(mark))
                return {entry.name.substr(0, entry.name.size() - std::string_view(mark).size()), layout};
    return {"?", Layout::Official};
}

} // namespace

bool looksLikeDinov2(const formats::TensorFile& file) { return findLayout(file).first != "?"; }

Canonical canonicalDinov2(const formats::TensorFile& file)
{
    auto [prefix, layout] = findLayout(file);
    return Reader(file, std::move(prefix), layout).read();
}

} // namespace varad::nn
