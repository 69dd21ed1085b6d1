// core/synthesis/buttons/button_generator.h - layer: varad_core (OpenCV core, std)
#pragma once

#include <opencv2/core.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace varad {

enum class ButtonKind { Plastic2, Plastic4, Metal, Pearl };
enum class DefectLevel { Easy, Middle, Hard };
enum class ButtonSplit { Train, Test };

inline constexpr int kSmallestButtonSide = 64;
inline constexpr int kLargestButtonSide = 4096;

/// Names the photograph. Equal values give equal bytes, whatever the machine and the number of threads.
struct ButtonPictureId {
    ButtonKind kind = ButtonKind::Plastic2;
    std::uint64_t seed = 1; ///< the product and its station: design, colours, light, ground
    ButtonSplit split = ButtonSplit::Train;
    int index = 0;   ///< the specimen: position, turn, exposure, dust, noise
    int side = 1024; ///< pixels, kSmallestButtonSide .. kLargestButtonSide
};

struct ButtonPicture {
    cv::Mat rgb;            ///< CV_8UC3, side x side, RGB order, sRGB
    cv::Mat mask;           ///< CV_8UC1, 255 where the defect is visible; all 0 for a good part
    std::string defectType; ///< folder name of the defect; empty for a good part
};

/// Folder names of the command line: "plastic2" "plastic4" "metal" "pearl", "easy" "middle" "hard".
[[nodiscard]] std::string buttonKindName(ButtonKind kind);
[[nodiscard]] std::string defectLevelName(DefectLevel level);
[[nodiscard]] std::vector<ButtonKind> allButtonKinds();
[[nodiscard]] std::vector<DefectLevel> allDefectLevels();

/// Defects that this kind can have, in a fixed order, e.g. "scratch" "chip"; metal has no holes to block.
[[nodiscard]] std::vector<std::string> buttonDefectTypes(ButtonKind kind);

/// A photograph of a good part: freely turned, with dust and lint, as a fixed station would take it.
/// Thread-safe. @throws std::invalid_argument for a side out of range.
[[nodiscard]] ButtonPicture makeGoodButton(const ButtonPictureId& id);

/// The photograph that makeGoodButton(id) gives, with one defect laid into the surface before it is lit.
/// The level changes how strong the defect is, not the picture around it, so levels compare pairwise.
/// Mask: the pixels where the photographs with and without the defect, same noise, differ by more than 4 of
/// 255 levels in a channel, small gaps closed, cleaned of stray pixels. Thread-safe.
/// @throws std::invalid_argument for a side out of range or a type that the kind does not have,
/// std::runtime_error if the defect would not be visible at this size.
[[nodiscard]] ButtonPicture makeDefectiveButton(const ButtonPictureId& id, DefectLevel level,
                                                const std::string& type);

/// 255 where the part lies (holes count as part): the region that masks keep to, up to a burr's width.
[[nodiscard]] cv::Mat buttonPartRegion(const ButtonPictureId& id);

} // namespace varad
