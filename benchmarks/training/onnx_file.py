"""The learned encoder as a file for ONNX Runtime: eight-bit weights, one text a call.

Activations are quantised afresh in each call (`DynamicQuantizeMatMul`), over one text alone, so no neighbour can move a
score. Weights have a scale a column and keep to seven bits, because processors without VNNI add pairs of products in
sixteen bits, which eight-bit weights overflow.
"""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from auditor.language.encoder import HEADS
from benchmarks.training.transformer import ATTENTION, WIDTH

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.training.transformer import Encoder

MICROSOFT = "com.microsoft"
SEVEN_BITS, EIGHT_BITS = 63, 127
OPSET, FORMAT = 18, 9


class _Graph:
    """Collects nodes and constants; each method returns the name of what it adds."""

    def __init__(self) -> None:
        self.nodes: list[Any] = []
        self.constants: list[Any] = []
        self._numbers = count()

    def constant(self, values: Any) -> str:  # noqa: ANN401 - an array
        name = f"c{next(self._numbers)}"
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def whole(self, *numbers: int) -> str:
        return self.constant(np.array(numbers, np.int64))

    def add(self, kind: str, *inputs: str, domain: str = "", outputs: int = 1, **settings: Any) -> Any:  # noqa: ANN401 - a name or several
        names = [f"t{next(self._numbers)}" for _ in range(outputs)]
        self.nodes.append(helper.make_node(kind, list(inputs), names, domain=domain, **settings))
        return names[0] if outputs == 1 else names

    def norm(self, x: str, part: Any) -> str:  # noqa: ANN401 - torch's own typing
        scale, bias = self.constant(_array(part.weight)), self.constant(_array(part.bias))
        return str(self.add("LayerNormalization", x, scale, bias, axis=-1, epsilon=1e-12))

    def linear(self, x: str, part: Any) -> str:  # noqa: ANN401 - torch's own typing
        """Multiply by a layer's weights in eight bits."""
        weights = _array(part.weight).T
        scale = np.maximum(np.abs(weights).max(0) / SEVEN_BITS, 1e-8).astype(np.float32)
        small = np.clip(np.round(weights / scale), -SEVEN_BITS, SEVEN_BITS).astype(np.int8)
        zero = np.zeros(small.shape[1], np.int8)
        constants = [self.constant(one) for one in (small, scale, zero, _array(part.bias))]
        return str(self.add("DynamicQuantizeMatMul", x, *constants, domain=MICROSOFT))


def write_onnx(model: Encoder, path: Path) -> None:
    """Write the encoder. Inputs `ids` and `forms` (pieces); outputs `text` (1, heads) and `pieces` (pieces, 1)."""
    graph = _Graph()
    x = _words(graph, model)
    for layer in model.layers:
        x = _layer(graph, x, layer)
    first = graph.add("Slice", x, graph.whole(0), graph.whole(1), graph.whole(0))
    mean = graph.add("ReduceMean", x, graph.whole(0), keepdims=1)
    pooled = graph.add("Concat", first, mean, axis=1)
    for name, source, part in (("text", pooled, model.text), ("pieces", x, model.name)):
        weights, bias = graph.constant(_array(part.weight).T), graph.constant(_array(part.bias))
        graph.nodes.append(helper.make_node("Gemm", [source, weights, bias], [name]))
    inputs = [helper.make_tensor_value_info(name, TensorProto.INT64, ["n"]) for name in ("ids", "forms")]
    outputs = [
        helper.make_tensor_value_info("text", TensorProto.FLOAT, [1, len(HEADS)]),
        helper.make_tensor_value_info("pieces", TensorProto.FLOAT, ["n", 1]),
    ]
    made = helper.make_model(
        helper.make_graph(graph.nodes, "encoder", inputs, outputs, graph.constants),
        opset_imports=[helper.make_opsetid("", OPSET), helper.make_opsetid(MICROSOFT, 1)],
        ir_version=FORMAT,
    )
    path.write_bytes(made.SerializeToString(deterministic=True))
    onnx.checker.check_model(made)


def _words(graph: _Graph, model: Encoder) -> str:
    """Add up what a piece means, where it stands and how it is written; a scale a word for eight-bit meanings."""
    words = _array(model.words.weight)
    scale = (np.abs(words).max(1) / EIGHT_BITS).astype(np.float32)
    small = np.round(words / scale[:, None]).astype(np.int8)
    meaning = graph.add("Cast", graph.add("Gather", graph.constant(small), "ids"), to=TensorProto.FLOAT)
    scales = graph.add("Unsqueeze", graph.add("Gather", graph.constant(scale), "ids"), graph.whole(1))
    place = graph.add(
        "Slice",
        graph.constant(_array(model.places.weight)),
        graph.whole(0),
        graph.add("Shape", "ids"),
        graph.whole(0),
    )
    form = graph.add("Gather", graph.constant(_array(model.forms.weight)), "forms")
    x = graph.add("Add", graph.add("Mul", meaning, scales), graph.add("Add", place, form))
    return graph.norm(x, model.norm)


def _layer(graph: _Graph, x: str, layer: Any) -> str:  # noqa: ANN401 - torch's own typing
    each = WIDTH // ATTENTION
    split, joined = graph.whole(0, ATTENTION, each), graph.whole(-1, WIDTH)
    q, k, v = graph.add("Split", graph.linear(x, layer.qkv), outputs=3, axis=1, num_outputs=3)

    def heads(values: str, order: list[int]) -> str:
        return str(graph.add("Transpose", graph.add("Reshape", values, split), perm=order))

    alike = graph.add("MatMul", heads(q, [1, 0, 2]), heads(k, [1, 2, 0]))
    share = graph.add("Softmax", graph.add("Mul", alike, graph.constant(np.float32(each**-0.5))), axis=-1)
    seen = graph.add("Transpose", graph.add("MatMul", share, heads(v, [1, 0, 2])), perm=[1, 0, 2])
    x = graph.norm(graph.add("Add", x, graph.linear(graph.add("Reshape", seen, joined), layer.out)), layer.n1)
    inner = graph.add("Gelu", graph.linear(x, layer.up), domain=MICROSOFT)
    return graph.norm(graph.add("Add", x, graph.linear(inner, layer.down)), layer.n2)


def _array(values: Any) -> Any:  # noqa: ANN401 - a tensor in, an array out
    return values.detach().float().numpy()
