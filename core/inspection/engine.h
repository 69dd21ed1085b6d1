// core/inspection/engine.h - layer: varad_core (Qt Core, OpenCV core)
//
// The border to the network. The program above knows only this; the module `varad_engine`, loaded at run time
// by the thread that works, implements it on LibTorch.
#pragma once

#include "core/jobs/job_context.h"
#include "core/jobs/result.h"

#include <QString>
#include <QStringList>

#include <opencv2/core/mat.hpp>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace varad {

enum class Adapter { Whitening, Linear, Resblock, None };
enum class Peer { None, NearestNeighbour };

/// What a person can choose when a product is taught. Defaults are the recipe; `asPublished()` is METHOD 13.
struct TrainOptions {
    QString backbone;                  ///< file, or name of an installed one; empty: the default
    int imageSize = 1024;              ///< requested side; the engine may floor it (TrainedModel::side)
    std::optional<int> epochs;         ///< nullopt: auto
    std::uint64_t seed = 111;
    std::optional<int> predNextN;      ///< tokens; nullopt: auto
    std::vector<int> hierarchies;      ///< 1-based positions in the backbone's tap list; empty: its defaults
    Adapter adapter = Adapter::Whitening;
    int validPath = -1;                ///< 0..3 one direction, else all
    bool positionalEncoding = true;
    bool learnableBos = true;
    bool published = false;            ///< score as published (cosine map, maximum), not with the recipe
    Peer peer = Peer::None;            ///< benchmark only: another method on the same features
    int batchSize = 0;                 ///< 0: auto (published: 2)
    double learningRate = 0;           ///< 0: auto (published: 5e-4)

    static TrainOptions asPublished();
};

/// One training picture as the engine asks for it. Called on the engine's threads, one call at a time.
/// RGB, 8 bit, shown orientation, original size.
using PictureSource = std::function<Result<cv::Mat>(int index)>;

struct TrainRequest {
    int pictures = 0;           ///< indices 0 .. pictures-1 of `source`; all of them good and usable
    PictureSource source;
    std::vector<int> group;     ///< per picture: near-duplicates share a number, so that folds keep them together
    TrainOptions options;
    QString modelPath;          ///< model.safetensors to write (aside, renamed)
    QString workFolder;         ///< for the feature cache and the checkpoint; the caller deletes it
    bool resume = false;        ///< go on from workFolder's checkpoint: bit-equal to an undisturbed run
    bool scale = true;          ///< false: held-out scores are not needed (benchmarks); methods that have to train anew
                                ///< for them save that time
};

/// Score of a good picture by a model or statistics that have not seen it.
struct HeldOutScore {
    int picture = 0;
    int fold = 0;
    double score = 0; ///< raw image score
    double peak = 0;  ///< raw maximum of its map (equals score where the recipe scores by the peak)
};

struct TrainedModel {
    int side = 0;                       ///< exact network side
    std::vector<HeldOutScore> heldOut;  ///< what scale and threshold are made of
    QString heldOutMethod;              ///< stable id: "held-out" or "cross-fitting"
    QString summary;                    ///< one line for people: mode, score rule, steps, last loss
    double seconds = 0;
};

/// Everything the network says about one picture.
struct PictureScore {
    double score = 0;   ///< raw image score
    double peak = 0;    ///< raw maximum of `map`
    cv::Mat map;        ///< CV_32F, side x side, raw units, smoothed
    struct Term {
        QString name;   ///< stable id, "J8" "G8" "M16" "VarAD" ...
        cv::Mat grid;   ///< CV_32F, its own grid; map = smoothed sum of the enlarged grids
    };
    std::vector<Term> terms; ///< token grids before enlarging: what is stored, and what explains a hot spot
};

/// A loaded product model. Not thread-safe: one per working thread.
class Detector {
public:
    virtual ~Detector() = default;
    virtual int side() const = 0;
    /// @param rgb CV_8UC3, RGB order, any size. @return all values finite, or an Error.
    virtual Result<PictureScore> score(const cv::Mat& rgb, const std::stop_token& stop) = 0;
};

struct BackboneDescription {
    QString name;
    QString family;
    QString file;
    QStringList taps;       ///< "stage3: stride 8, 40 channels"
    qint64 parameters = 0;
    int sideMultiple = 1;
    bool isDefault = false;
    QString licence;
    QString source;
};

struct RuntimeDescription {
    QString libtorch;
    QString blas;           ///< as LibTorch reports it
    int threads = 0;
    QString device;         ///< "CPU" or the GPU's name
    QStringList warnings;   ///< translated: slow BLAS, ...
};

class Engine {
public:
    virtual ~Engine() = default;
    virtual RuntimeDescription runtime() const = 0;
    virtual Result<TrainedModel> train(const TrainRequest& request, const JobContext& context) = 0;
    /// @param modelPath model.safetensors; it holds or names its backbone.
    virtual Result<std::unique_ptr<Detector>> load(const QString& modelPath) = 0;
    virtual Result<std::vector<BackboneDescription>> backbones() = 0;
    virtual Result<BackboneDescription> describeBackbone(const QString& file) = 0;
    /// Converts a checkpoint to our own safetensors with card metadata and installs it in the user's folder
    /// (or writes it to `outFile` if that is not empty).
    struct ImportOptions {
        QString file;
        QString name;      ///< empty: from the file
        QString outFile;   ///< empty: the user's backbone folder
        QString source;    ///< where the file comes from, in words; empty: its name
        QString licence;   ///< SPDX identifier; empty: unknown
        std::vector<int> defaultTaps; ///< 0-based; empty: as the network's family has them
        bool overwrite = false;
    };
    virtual Result<BackboneDescription> importBackbone(const ImportOptions& options) = 0;
};

/// Loads the module from beside the program (or VARAD_ENGINE). Takes more than a second: call it on a worker thread.
[[nodiscard]] Result<std::shared_ptr<Engine>> loadEngine();

} // namespace varad
