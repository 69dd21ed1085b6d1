// core/engine/backbone_library.h - layer: engine module
#pragma once

#include "core/inspection/engine.h"
#include "core/nn/backbones/backbone.h"

#include <QByteArray>
#include <QString>

#include <memory>
#include <vector>

namespace varad {

/// A backbone with the file that it came from.
struct LoadedBackbone {
    std::shared_ptr<const nn::Backbone> network;
    QString file;
    QByteArray sha256; ///< hex, of the file
};

/// Where backbones lie: those that ship with the program (beside it in models/, or in the installed data
/// folder), then those that the user imported. Stateless; any thread.
class BackboneLibrary {
public:
    static constexpr const char* kDefaultName = "efficientnet_lite2";

    std::vector<BackboneDescription> list() const;
    /// @param nameOrFile a name of the list, the path of an imported file, or empty for the default.
    /// @throws ErrorException (NotFound names the known ones), formats::FormatError
    LoadedBackbone load(const QString& nameOrFile, const nn::BackboneOptions& options = {}) const;
    /// The backbone a model was made with: beside the model, or in the library; its bytes must be those.
    /// @throws ErrorException, formats::FormatError
    LoadedBackbone loadFor(const QString& modelPath, const QString& name, const QByteArray& sha256) const;
    static BackboneDescription describe(const QString& file);
    static QString userFolder();
    /// File beside a model that carries a backbone which does not ship with the program.
    static QString besideModel(const QString& modelPath);
    static bool shipsWithProgram(const QString& file);
    /// Path of the shipped file of that name; empty if there is none.
    static QString shippedFile(const QString& fileName);

private:
    static QStringList folders();
    static QString fileOf(const QString& name);
};

} // namespace varad
