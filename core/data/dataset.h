// core/data/dataset.h - layer: varad_core (Qt Core)
//
// Finds the pictures of the usual data sets on disk. Nothing is decoded here.
#pragma once

#include "core/jobs/result.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace varad {

struct DataItem {
    QString picture; ///< path of the picture
    QString mask;    ///< path of its mask; empty: none (good pictures, or no mask was found)
    bool defect = false;
    QString type; ///< folder or label: "good", "scratch", ...
};

struct Category {
    QString name; ///< "bottle"; "middle/plastic2" where categories lie two levels down; the folder's own name
    std::vector<DataItem> train; ///< natural order
    std::vector<DataItem> test;  ///< good ones first, then types in natural order
};

enum class Layout {
    Auto,  ///< Visa if there is a split_csv/1cls.csv; Mvtec, Btad or Dtd by their folders; else Folder
    Mvtec, ///< CAT/train/good, CAT/test/TYPE, CAT/ground_truth/TYPE/STEM_mask.png
    Visa,  ///< split_csv/1cls.csv with object, split, label, image, mask
    Btad,  ///< CAT/train/ok, CAT/test/ok|ko, CAT/ground_truth/ko
    Dtd,   ///< as Mvtec; masks keep the picture's name
    Folder ///< see openDataset()
};

/// Lists a data set (METHOD 15).
///
/// Mvtec, Btad and Dtd are read by one reader: good pictures lie in a folder named good, ok or normal, every
/// other folder of test/ is a type of defect. A root that itself holds train/ or test/ is one category; else
/// its subfolders are, or theirs (named "LEVEL/KIND"). Masks are paired by stem, with or without "_mask"; if
/// that fails for a folder and it holds as many masks as pictures, by natural order; else the mask stays
/// empty.
///
/// Folder: pictures that lie in the root itself or in good/, ok/ or normal/ are good training pictures;
/// pictures in any other subfolder are defective test pictures whose type is the subfolder's name. Folders
/// named ground_truth, mask or masks are no pictures. One category, named after the root.
///
/// @param categories names to keep, in the order of the data set; empty: all. A name that is not there is an
/// error.
/// @return at least one category with at least one picture; an Error names the folder, or the CSV file and
/// line.
[[nodiscard]] Result<std::vector<Category>> openDataset(const QString& root, Layout layout,
                                                        const QStringList& categories = {});

/// Files and folders to a list of picture files: folders are searched recursively for names that look like
/// pictures, files are taken as they are (whatever their suffix). Natural order within a folder ("2" before
/// "10"), arguments in the order given. Links to regular files count, links to folders are not followed, so
/// loops end; pipes and devices are left out; no file comes twice.
///
/// @return an Error if a path does not exist, a folder cannot be read, or there are more than 100000 entries.
[[nodiscard]] Result<QStringList> listPictures(const QStringList& paths);

} // namespace varad
