#include "core/nn/head/trainer.h"

#include "core/nn/head/shuffle.h"
#include "core/nn/head/tensor_io.h"

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>

#include <chrono>
#include <cmath>
#include <limits>
#include <map>
#include <numbers>
#include <string>

namespace varad::nn {
namespace {

constexpr std::int64_t kTokensAtOnce = 16384; // bounds the activations that a step keeps
constexpr int kRisesBeforeStop = 3;

double learningRateAt(const TrainerSettings& s, std::int64_t step)
{
    if (s.schedule == Schedule::Constant)
        return s.learningRate;
    if (step < s.warmupSteps)
        return s.learningRate * double(step + 1) / double(s.warmupSteps);
    const double done = double(step - s.warmupSteps) / std::max(1.0, double(s.steps - s.warmupSteps));
    return s.learningRate * 0.5 * (1.0 + std::cos(std::numbers::pi * done));
}

/// The order of an epoch, a function of seed and epoch.
std::vector<std::int64_t> epochOrder(std::vector<std::int64_t> pictures, std::uint64_t seed,
                                     std::int64_t epoch)
{
    SplitMix random(seed * 0x9e3779b97f4a7c15ull + static_cast<std::uint64_t>(epoch));
    shuffle(pictures, random);
    return pictures;
}

/// The parameters ask for gradients as long as this lives, however it ends.
class GradientsOn {
public:
    explicit GradientsOn(NamedTensors parameters) : m_parameters(std::move(parameters))
    {
        for (auto& [name, tensor] : m_parameters)
            tensor.requires_grad_(true);
    }
    ~GradientsOn()
    {
        for (auto& [name, tensor] : m_parameters) {
            tensor.mutable_grad() = at::Tensor(); // of a step that was not finished
            tensor.requires_grad_(false);
        }
    }
    GradientsOn(const GradientsOn&) = delete;
    GradientsOn& operator=(const GradientsOn&) = delete;

private:
    NamedTensors m_parameters;
};

/// What a checkpoint must have been made with to go on from it. The pictures are known by their numbers;
/// FNV-1a tells lists of them apart.
std::map<std::string, std::string> checkpointMetadata(const std::vector<std::int64_t>& pictures,
                                                      const std::vector<std::int64_t>& heldOut,
                                                      const TrainerSettings& settings)
{
    std::uint64_t hash = 0xcbf29ce484222325ull;
    for (const auto* list : {&pictures, &heldOut})
        for (const std::int64_t number : *list)
            hash = (hash ^ static_cast<std::uint64_t>(number)) * 0x100000001b3ull;
    return {{"format", "varad-checkpoint"},
            {"version", "1"},
            {"seed", std::to_string(settings.seed)},
            {"steps", std::to_string(settings.steps)},
            {"batch", std::to_string(settings.batch)},
            {"pictures", std::to_string(pictures.size())},
            {"held_out", std::to_string(heldOut.size())},
            {"picture_list", std::to_string(hash)}};
}

/// One training run: weights, optimiser, position, and the watch over the held-out loss.
class Run {
public:
    Run(std::vector<HierarchyHead>& heads, const std::vector<std::int64_t>& pictures,
        const FeatureSource& features, const TrainerSettings& settings, const TrainerHooks& hooks)
        : m_heads(heads),
          m_pictures(pictures),
          m_features(features),
          m_settings(settings),
          m_hooks(hooks),
          m_gradients(listParameters()),
          m_optimiser(m_trainable, settings.optimiser)
    {
    }

    TrainerReport train()
    {
        if (m_hooks.resume && !m_hooks.checkpoint.empty() && std::filesystem::exists(m_hooks.checkpoint))
            restore();
        const std::int64_t perEpoch = stepsPerEpoch(std::int64_t(m_pictures.size()), m_settings.batch);
        while (m_step < m_settings.steps && !m_report.stoppedEarly) {
            const auto order = epochOrder(m_pictures, m_settings.seed, m_step / perEpoch);
            const std::int64_t first = (m_step % perEpoch) * m_settings.batch;
            const std::int64_t last =
                std::min<std::int64_t>(first + m_settings.batch, std::int64_t(order.size()));
            takeStep({order.begin() + first, order.begin() + last});
            ++m_step;
            if (m_step % perEpoch == 0 || m_step == m_settings.steps)
                watchHeldOut();
            saveNowAndThen();
        }
        finish();
        return m_report;
    }

private:
    const NamedTensors& listParameters()
    {
        for (std::size_t i = 0; i < m_heads.size(); ++i)
            m_heads[i].listInto(m_trainable, m_buffers, static_cast<int>(i));
        return m_trainable;
    }

    std::vector<at::Tensor> stacked(const std::vector<std::int64_t>& pictures) const
    {
        std::vector<std::vector<at::Tensor>> columns(m_heads.size());
        for (const std::int64_t picture : pictures) {
            const std::vector<at::Tensor> grids = m_features(picture);
            for (std::size_t i = 0; i < m_heads.size(); ++i)
                columns[i].push_back(grids.at(i));
        }
        std::vector<at::Tensor> batch;
        for (const auto& column : columns)
            batch.push_back(at::stack(column));
        return batch;
    }

    /// Batch normalisation needs the whole batch at once; otherwise the loss is a sum over pictures, so
    /// gradients may be added up in pieces that fit the caches.
    std::size_t piece(const std::vector<at::Tensor>& batch) const
    {
        for (const HierarchyHead& head : m_heads)
            if (head.config().adapter == AdapterKind::Resblock)
                return std::size_t(batch[0].size(0));
        const std::int64_t tokens = batch[0].size(1) * batch[0].size(2);
        return std::size_t(std::max<std::int64_t>(1, kTokensAtOnce / tokens));
    }

    void takeStep(const std::vector<std::int64_t>& pictures)
    {
        double sum = 0;
        const std::vector<at::Tensor> batch = stacked(pictures);
        const auto atOnce = static_cast<std::int64_t>(piece(batch));
        for (std::int64_t from = 0; from < batch[0].size(0); from += atOnce) {
            if (m_hooks.stop.stop_requested())
                throw Cancelled();
            const std::int64_t count = std::min(atOnce, batch[0].size(0) - from);
            for (std::size_t i = 0; i < m_heads.size(); ++i) {
                const HeadOutput out = m_heads[i](batch[i].narrow(0, from, count), Mode::Training);
                const at::Tensor loss = headLoss(out, m_settings.lambdaSpatial);
                sum += loss.item<double>();
                loss.backward();
            }
        }
        if (!std::isfinite(sum))
            throw Diverged("the training loss became NaN at step " + std::to_string(m_step + 1));
        m_optimiser.step(learningRateAt(m_settings, m_step));
        m_report.lastLoss = sum / double(pictures.size());
        if (m_hooks.progress)
            m_hooks.progress(m_step + 1, m_settings.steps, m_report.lastLoss);
    }

    void watchHeldOut()
    {
        if (m_hooks.heldOut.empty())
            return;
        const c10::NoGradGuard noGrad;
        double sum = 0;
        for (const std::int64_t picture : m_hooks.heldOut) {
            if (m_hooks.stop.stop_requested())
                throw Cancelled();
            const std::vector<at::Tensor> one = stacked({picture});
            for (std::size_t i = 0; i < m_heads.size(); ++i)
                sum +=
                    headLoss(m_heads[i](one[i], Mode::Evaluation), m_settings.lambdaSpatial).item<double>();
        }
        if (!std::isfinite(sum))
            throw Diverged("the loss on held-out pictures became NaN at step " + std::to_string(m_step));
        if (sum < m_bestLoss) {
            m_bestLoss = sum;
            m_best = copyOf(m_trainable);
            for (auto& [name, tensor] : copyOf(m_buffers))
                m_best[name] = tensor;
        }
        m_rises = sum > m_previousLoss ? m_rises + 1 : 0;
        m_previousLoss = sum;
        m_report.stoppedEarly = m_rises >= kRisesBeforeStop;
    }

    static NamedTensors copyOf(const NamedTensors& all)
    {
        NamedTensors copies;
        for (const auto& [name, tensor] : all)
            copies[name] = tensor.detach().clone();
        return copies;
    }

    void assign(const NamedTensors& from)
    {
        const c10::NoGradGuard noGrad;
        for (NamedTensors* all : {&m_trainable, &m_buffers})
            for (auto& [name, tensor] : *all)
                tensor.copy_(takeTensor(from, name, tensor.sizes().vec()));
    }

    void finish()
    {
        if (m_report.stoppedEarly)
            assign(m_best);
        m_report.steps = m_step;
    }

    void saveNowAndThen()
    {
        const auto now = std::chrono::steady_clock::now();
        if (m_hooks.checkpoint.empty() || now - m_lastSave < m_hooks.checkpointEvery)
            return;
        m_lastSave = now;
        NamedTensors all = m_optimiser.state();
        for (const NamedTensors* group : {&m_trainable, &m_buffers})
            for (const auto& [name, tensor] : *group)
                all[name] = tensor.detach();
        for (const auto& [name, tensor] : m_best)
            all["best." + name] = tensor;
        all["position"] = at::tensor({m_step, std::int64_t(m_rises)}, at::kLong);
        all["watch"] = at::tensor({m_bestLoss, m_previousLoss, m_report.lastLoss}, at::kDouble);
        writeTensors(m_hooks.checkpoint, all, checkpointMetadata(m_pictures, m_hooks.heldOut, m_settings));
    }

    void restore()
    {
        const formats::TensorFile file = formats::readTensorFile(m_hooks.checkpoint);
        try {
            checkOrigin(file.metadata());
            restoreFrom(toTensors(file));
        } catch (const std::invalid_argument& e) {
            throw formats::FormatError(file.label() + ": " + e.what() +
                                       "; training cannot go on from it and has to begin anew.");
        }
    }

    void checkOrigin(const std::map<std::string, std::string>& metadata) const
    {
        for (const auto& [key, wanted] : checkpointMetadata(m_pictures, m_hooks.heldOut, m_settings)) {
            const auto found = metadata.find(key);
            const std::string is = found == metadata.end() ? "missing" : "'" + found->second + "'";
            if (is != "'" + wanted + "'")
                throw std::invalid_argument("its entry '" + key + "' is " + is + ", this training has '" +
                                            wanted + "'");
        }
    }

    void restoreFrom(const NamedTensors& all)
    {
        const at::Tensor position = typed(all, "position", 2, at::kLong),
                         watch = typed(all, "watch", 3, at::kDouble);
        const std::int64_t step = position[0].item<std::int64_t>(), rises = position[1].item<std::int64_t>();
        if (step < 0 || step > m_settings.steps || rises < 0 || rises > kRisesBeforeStop)
            throw std::invalid_argument("its position in the training is impossible");
        m_bestLoss = watch[0].item<double>();
        m_previousLoss = watch[1].item<double>();
        m_report.lastLoss = watch[2].item<double>();
        const bool watched = m_bestLoss < std::numeric_limits<double>::max();
        for (const NamedTensors* group : {&m_trainable, &m_buffers})
            for (const auto& [name, tensor] : *group)
                if (watched || rises > 0)
                    m_best[name] = takeTensor(all, "best." + name, tensor.sizes().vec());
        assign(all);
        m_optimiser.restore(all);
        m_step = step;
        m_rises = static_cast<int>(rises);
        m_report.stoppedEarly = m_rises >= kRisesBeforeStop;
    }

    static at::Tensor typed(const NamedTensors& all, const std::string& name, std::int64_t count,
                            at::ScalarType type)
    {
        at::Tensor tensor = takeTensor(all, name, {count});
        if (tensor.scalar_type() != type)
            throw std::invalid_argument("tensor '" + name + "' holds another type of number");
        return tensor;
    }

    std::vector<HierarchyHead>& m_heads;
    const std::vector<std::int64_t>& m_pictures;
    const FeatureSource& m_features;
    const TrainerSettings& m_settings;
    const TrainerHooks& m_hooks;
    NamedTensors m_trainable, m_buffers;
    GradientsOn m_gradients;
    AdamW m_optimiser;
    std::int64_t m_step = 0;
    int m_rises = 0;
    double m_bestLoss = std::numeric_limits<double>::max(),
           m_previousLoss = std::numeric_limits<double>::max();
    NamedTensors m_best;
    TrainerReport m_report;
    std::chrono::steady_clock::time_point m_lastSave = std::chrono::steady_clock::now();
};

} // namespace

std::int64_t stepsPerEpoch(std::int64_t pictures, std::int64_t batch)
{
    return (pictures + batch - 1) / batch;
}

TrainerReport trainHeads(std::vector<HierarchyHead>& heads, const std::vector<std::int64_t>& pictures,
                         const FeatureSource& features, const TrainerSettings& settings,
                         const TrainerHooks& hooks)
{
    return Run(heads, pictures, features, settings, hooks).train();
}

} // namespace varad::nn
