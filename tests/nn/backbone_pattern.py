"""The other half of backbone_pattern.h, and plain safetensors files (no third-party reader is needed)."""
import json
import struct

import numpy as np


def pattern_unit(name, count):
    seed = 2166136261
    for byte in name.encode():
        seed = ((seed ^ byte) * 16777619) & 0xFFFFFFFF
    mask = np.uint64(0xFFFFFFFF)
    x = np.uint64(seed) ^ ((np.arange(count, dtype=np.uint64) * np.uint64(2654435761)) & mask)
    x ^= x >> np.uint64(16)
    x = (x * np.uint64(2246822507)) & mask
    x ^= x >> np.uint64(13)
    x = (x * np.uint64(3266489909)) & mask
    x ^= x >> np.uint64(16)
    return x.astype(np.float64) / 2147483648.0 - 1.0


def pattern(name, shape, scale=1.0, offset=0.0):
    count = int(np.prod(shape)) if len(shape) else 1
    return (offset + scale * pattern_unit(name, count)).astype(np.float32).reshape(shape)


def state_dict_value(name, shape):
    """What StateDict::addWeight and addNorm give a tensor of that name."""
    if name.endswith(".running_var"):
        return pattern(name, shape, 0.5, 1.0)
    if name.endswith((".running_mean", ".bias")):
        return pattern(name, shape, 0.3)
    if len(shape) == 1:
        return pattern(name, shape, 0.3, 1.0)
    return pattern(name, shape, np.sqrt(3.0 / np.prod(shape[1:])))


def write_safetensors(path, tensors, metadata):
    header, blobs, offset = {"__metadata__": metadata}, [], 0
    for name in sorted(tensors):
        blob = np.ascontiguousarray(tensors[name], dtype="<f4").tobytes()
        header[name] = {"dtype": "F32", "shape": list(tensors[name].shape), "data_offsets": [offset, offset + len(blob)]}
        blobs.append(blob)
        offset += len(blob)
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as out:
        out.write(struct.pack("<Q", len(text)) + text + b"".join(blobs))


def read_safetensors(path):
    types = {"F64": "<f8", "F32": "<f4", "F16": "<f2"}
    with open(path, "rb") as source:
        data = source.read()
    size = struct.unpack("<Q", data[:8])[0]
    header, body = json.loads(data[8:8 + size]), data[8 + size:]
    metadata = header.pop("__metadata__", {})
    return {name: np.frombuffer(body[slice(*entry["data_offsets"])], types[entry["dtype"]]).reshape(entry["shape"])
            for name, entry in header.items()}, metadata
