// tests/nn/small_recipe.h - the parts of a recipe model on made-up features of two small taps.
#pragma once

#include "core/nn/recipe/recipe_model.h"
#include "core/nn/recipe/token_front.h"

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>

#include <cstdint>
#include <vector>

namespace varad::test {

inline at::Tensor drawn(std::vector<std::int64_t> shape, std::uint64_t seed)
{
    return at::randn(shape, at::make_generator<at::CPUGeneratorImpl>(seed), at::TensorOptions(at::kFloat));
}

/// Tap 0: 8 x 8 cells, 6 channels, with a head; tap 1: 4 x 4 cells, 5 channels, none. Side 64.
struct SmallRecipe {
    static constexpr std::int64_t kSide = 64;
    std::vector<nn::TermSpec> terms{{"J8", "J8", 0, true, 3},
                                    {"G8", "G8+M8", 0, false, 3},
                                    {"G8c", "M8", 0, false, 5},
                                    {"G16", "G16", 1, false, 3}};
    std::vector<nn::GridShape> shapes{{8, 8, {3.5, 8.0}}, {4, 4, {7.5, 16.0}}};
    nn::HeadConfig head{6, 16, nn::AdapterKind::None, 1, -1, true, 0.05, true};
    nn::TokenFront front;
    nn::SceneReader scene;

    SmallRecipe() : front(makeFront()), scene(makeScene()) {}

    std::vector<at::Tensor> features(std::int64_t picture) const
    {
        return {drawn({8, 8, 6}, 1) + 0.5 * drawn({8, 8, 6}, std::uint64_t(10 + picture)),
                drawn({4, 4, 5}, 2) + 0.5 * drawn({4, 4, 5}, std::uint64_t(500 + picture))};
    }

    std::vector<nn::HierarchyHead> heads() const
    {
        std::vector<nn::HierarchyHead> all;
        all.emplace_back(head, at::make_generator<at::CPUGeneratorImpl>(3));
        return all;
    }

private:
    nn::TokenFront makeFront() const
    {
        nn::TokenMoments moments;
        for (std::int64_t i = 0; i < 6; ++i)
            moments.add(features(i)[0].flatten(0, 1));
        return {terms, {nn::Whitening::from(moments)}, heads()};
    }
    nn::SceneReader makeScene() const
    {
        nn::NamedTensors stored; // without a part finder: the material fills the picture
        stored["scene.part_tap"] = at::scalar_tensor(std::int64_t(0), at::kLong);
        stored["scene.mean"] = drawn({5}, 4);
        stored["scene.factor"] = at::eye(5);
        stored["scene.centres"] = drawn({nn::SceneReader::kClasses, 5}, 5);
        return nn::SceneReader::from(stored, 2);
    }
};

} // namespace varad::test
