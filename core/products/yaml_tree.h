// core/products/yaml_tree.h - layer: varad_core (yaml-cpp inside)
//
// A small, bounded view of one YAML document. yaml-cpp's own nodes follow aliases without a limit and forget
// the lines of keys; this keeps both in hand.
#pragma once

#include "core/jobs/result.h"

#include <QByteArray>
#include <QString>

#include <utility>
#include <vector>

namespace varad {

struct YamlNode {
    enum class Kind { Null, Scalar, List, Map };
    Kind kind = Kind::Null;
    int line = 1;                                       ///< 1-based line where it starts
    QString text;                                       ///< of a scalar
    bool plain = false;                                 ///< scalar without quotes
    std::vector<YamlNode> items;                        ///< of a list
    std::vector<std::pair<YamlNode, YamlNode>> entries; ///< of a map, in the file's order
};

struct YamlLimits {
    qsizetype bytes = 64 * 1024;
    int depth = 16;
    int nodes = 1000; ///< after aliases
};

/// One document, UTF-8, no tags, no control characters. Errors are of kind Damaged, name `label` and the
/// line.
[[nodiscard]] Result<YamlNode> parseYaml(const QByteArray& bytes, const QString& label,
                                         const YamlLimits& limits = {});

/// "product.yaml, line 7: reason". The form of every error about a line.
[[nodiscard]] Error yamlError(const QString& label, int line, const QString& reason);

} // namespace varad
