// core/jobs/durable_file.h - layer: varad_core (Qt Core)
//
// Every file that the program writes for a person goes through here: afterwards the path holds the old bytes
// or the new ones, never a mixture, also after a kill or a power cut.
#pragma once

#include "core/jobs/result.h"

#include <QByteArray>
#include <QString>

namespace varad {

/// Writes `bytes` under a temporary name beside `path`, syncs, renames, syncs the folder. Every step is
/// checked; after a failure `path` is untouched and the temporary file is gone. The folder must exist.
/// Errors: NoSpace, NotFound (no such folder), Device (permission and the rest). Any thread.
[[nodiscard]] Status writeDurably(const QString& path, const QByteArray& bytes);

/// Makes the contents of every file and folder below `folder` durable, itself included.
[[nodiscard]] Status syncTree(const QString& folder);

/// Makes names in `folder` durable (created, renamed, removed ones).
[[nodiscard]] Status syncFolder(const QString& folder);

/// Renames a file or folder that syncTree() or its writer has made durable; then syncs the target's folder.
/// Both in one file system. An existing file at `to` is replaced, an existing non-empty folder is an error.
[[nodiscard]] Status renameDurably(const QString& from, const QString& to);

/// Creates `folder` with its parents. Error: Device or NoSpace, naming the folder.
[[nodiscard]] Status makeFolder(const QString& folder);

} // namespace varad
