// core/inspection/training_set.cpp - layer: varad_core
#include "core/inspection/training_set.h"

#include "core/data/near_duplicates.h"

#include <QCoreApplication>
#include <QCryptographicHash>

#include <set>

namespace varad {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(TrainingSet)
};

} // namespace

PictureSource TrainingSet::source(const ReadLimits& limits) const
{
    return [this, limits](int index) -> Result<cv::Mat> {
        Result<Picture> picture = readPicture(paths.at(index), limits);
        if (!picture.ok())
            return picture.error();
        return picture.value().rgb;
    };
}

Result<TrainingSet> checkTrainingPictures(const QStringList& paths, const JobContext& context,
                                          const ReadLimits& limits)
{
    TrainingSet set;
    std::vector<cv::Mat> thumbs;
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (int i = 0; i < paths.size(); ++i) {
        const Result<Picture> picture = readPicture(paths.at(i), limits, context.stop);
        if (!picture.ok() && picture.error().kind == ErrorKind::Cancelled)
            return Error{ErrorKind::Cancelled, Text::tr("Training was cancelled."), {}, {}};
        if (picture.ok()) {
            set.paths.append(paths.at(i));
            thumbs.push_back(nearDuplicateThumb(picture.value().rgb));
            hash.addData(picture.value().sha256);
        } else {
            set.skipped.append(paths.at(i));
            if (context.warning)
                context.warning(Text::tr("Left out of training: %1").arg(picture.error().message));
        }
        if (context.progress)
            context.progress({QStringLiteral("read"), Text::tr("Checking pictures"), i + 1, paths.size()});
    }
    if (set.paths.size() < fewestTrainingPictures)
        return Error{ErrorKind::BadInput,
                     Text::tr("Training needs at least %1 usable good pictures; %2 of %3 files are. Add more "
                              "pictures of good parts.")
                         .arg(fewestTrainingPictures)
                         .arg(set.paths.size())
                         .arg(paths.size()),
                     {},
                     {}};
    set.group = groupNearDuplicates(thumbs);
    set.doubles =
        static_cast<int>(set.group.size() - std::set<int>(set.group.begin(), set.group.end()).size());
    set.fingerprint = hash.result().toHex();
    return set;
}

} // namespace varad
