"""Writes fixtures/backbone_resnet.safetensors: two narrow ResNets in float64, batch norm not folded. Run by hand.

    python3 make_resnet_fixture.py fixtures/backbone_resnet.safetensors
"""
import sys

import numpy as np
import torch
import torch.nn.functional as F

import backbone_pattern as bp


class Narrow:
    """Weights are made on demand from their names; the shapes are the arguments."""

    def conv(self, x, name, out, kernel, stride=1):
        weight = bp.state_dict_value(name + ".weight", (out, x.shape[1], kernel, kernel))
        return F.conv2d(x, torch.from_numpy(weight).double(), stride=stride, padding=kernel // 2)

    def norm(self, x, name):
        mean, var, weight, bias = (torch.from_numpy(bp.state_dict_value(name + part, (x.shape[1],))).double()
                                   for part in (".running_mean", ".running_var", ".weight", ".bias"))
        return F.batch_norm(x, mean, var, weight, bias, eps=1e-5)

    def block(self, x, name, inner, out, stride, bottleneck):
        identity = x
        plan = [(inner, 1, 1), (inner, 3, stride), (out, 1, 1)] if bottleneck else [(out, 3, stride), (out, 3, 1)]
        for i, (width, kernel, step) in enumerate(plan, 1):
            x = self.norm(self.conv(x, f"{name}.conv{i}", width, kernel, step), f"{name}.bn{i}")
            if i < len(plan):
                x = F.relu(x)
        if stride != 1 or identity.shape[1] != out:
            identity = self.norm(self.conv(identity, name + ".downsample.0", out, 1, stride), name + ".downsample.1")
        return F.relu(x + identity)

    def __call__(self, x, depths, bottleneck):
        x = F.max_pool2d(F.relu(self.norm(self.conv(x, "conv1", 8, 7, 2), "bn1")), 3, 2, 1)
        for stage, depth in enumerate(depths):
            for i in range(depth):
                x = self.block(x, f"layer{stage + 1}.{i}", 8 << stage, (32 if bottleneck else 8) << stage,
                               2 if i == 0 and stage > 0 else 1, bottleneck)
            yield f"layer{stage + 1}", x


kept = {}
for network, depths, bottleneck in (("resnet18", (2, 2, 2), False), ("resnet50", (3, 4, 6), True)):
    for rows, columns in ((32, 32), (33, 49)):
        image = torch.from_numpy(bp.pattern(f"picture.{rows}x{columns}", (3, rows, columns))).double()[None]
        for tap, value in Narrow()(image, depths, bottleneck):
            kept[f"{network}.{tap}.{rows}x{columns}"] = value.numpy().astype(np.float32)
bp.write_safetensors(sys.argv[1], kept, {"reference": "PyTorch " + torch.__version__ + " in float64"})
