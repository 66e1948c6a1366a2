"""Random programs as people paste them: tensors made, turned, joined and handed to recurrent modules.

Every statement is run while the program is written, so that the next one can be made to fit, most of the time.
"""

import torch

from tests.calls.torch_runs import outliving

LOADING = "from tests.calls.loading import load, load_array, load_double, load_long"
TINY = """\
import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.autograd import Variable
"""
KINDS = ("RNN", "GRU", "LSTM")
CELLS = ("RNNCell", "GRUCell", "LSTMCell")
SIZES = ("N", "T", "D", "H", "batch_size", "seq_len", "input_size", "hidden_size")
MOST_NUMBERS = 4000


class Program:
    """A text that grows line by line, and the names that it has made so far."""

    def __init__(self, random):
        self.random = random
        self.lines = []
        self.space = {}
        self.depth = 0
        self.ended = False
        self.made = 0
        self.calls = 0
        self.owner = ""

    # writing

    def run(self, text):
        """Write statements and run them; what raises ends the program, most of the time."""
        if self.ended:
            return False
        self.lines += ["    " * self.depth + line for line in text.split("\n")]
        return self.execute(text)

    def execute(self, text):
        try:
            exec(text, self.space)
        except Exception:
            self.ended = self.random.random() < 0.85
            return False
        return True

    def name(self, stem):
        self.made += 1
        return f"{stem}{self.made}"

    def pick(self, *values):
        return self.random.choice(values)

    # what is there

    def tensors(self, test=lambda tensor: True):
        return [
            name
            for name, value in self.space.items()
            if isinstance(value, torch.Tensor)
            and value.numel() < MOST_NUMBERS
            and value.dim() < 6
            and test(value)
        ]

    def tensor(self, test=lambda tensor: True):
        """Give the name of a tensor, of one that fits if there is one."""
        found = self.tensors(test) if self.random.random() < 0.9 else []
        found = found or self.tensors()
        return self.random.choice(found[-6:]) if found else "torch.randn(2, 3)"

    def value(self, name):
        return eval(name, self.space)

    def size(self, number):
        """Write a number: in digits, by a name that has it, or by what a tensor is asked."""
        names = [name for name in SIZES if self.space.get(name) == number]
        way = self.random.random()
        if names and way < 0.4:
            return self.random.choice(names)
        if way < 0.55:
            for name in self.random.sample(self.tensors(), min(3, len(self.tensors()))):
                shape = self.space[name].shape
                if number in shape:
                    at = list(shape).index(number)
                    forms = [f"{name}.size({at})", f"{name}.shape[{at}]", f"{name}.size({at - len(shape)})"]
                    forms += [f"len({name})"] if at == 0 else []
                    return self.random.choice(forms)
        if way < 0.6:
            return self.pick(f"{number + 1} - 1", f"{number * 2} // 2", f"int({number})", f"max(0, {number})")
        return str(number)

    def any_size(self):
        known = [self.space[name] for name in SIZES if isinstance(self.space.get(name), int)]
        return (
            self.random.choice(known) if known and self.random.random() < 0.7 else self.random.randint(1, 5)
        )

    def sizes(self, shape):
        return ", ".join(self.size(each) for each in shape)

    def place(self, count):
        """Write an axis, one that is not there now and then."""
        if self.random.random() < 0.03:
            return str(count + 1)
        return str(self.random.randint(-count, count - 1) if count else 0)

    def other(self, name):
        """Give the name that a result gets: a new one, or that of the tensor itself."""
        return name if name.isidentifier() and self.random.random() < 0.6 else self.name("x")

    # tensors

    def new(self, shape=None, name=None, dtype=""):
        name = name or self.name(self.pick("x", "y", "inputs", "a"))
        count = self.random.choice((1, 2, 2, 3, 3, 3, 3, 4)) if shape is None else 0
        shape = tuple(self.any_size() for _ in range(count)) if shape is None else shape
        sizes = self.sizes(shape)
        forms = [
            f"torch.{each}({sizes})" for each in ("randn", "randn", "randn", "zeros", "rand", "ones", "empty")
        ]
        forms += [f"torch.zeros(({sizes},))", f"torch.randn([{sizes}])", f"Variable(torch.zeros({sizes}))"]
        forms += [f"torch.Tensor({sizes})", f"torch.full(({sizes},), 0.5)", f"torch.FloatTensor({sizes})"]
        forms += [f"torch.from_numpy(np.zeros(({sizes},), dtype=np.float32))", f"torch.randn(*({sizes},))"]
        forms += [f"torch.zeros(size=({sizes},))", f"torch.randn({sizes}, requires_grad=True)"]
        forms += [
            f"torch.zeros({sizes}).normal_()",
            f"torch.zeros({sizes}, dtype=torch.float32, device='cpu')",
        ]
        forms += [f"torch.tensor(np.ones(({sizes},))).float()", f"nn.Parameter(torch.zeros({sizes}))"]
        alike = [each for each in self.tensors() if self.space[each].shape == shape]
        forms += [f"torch.zeros_like({each})" for each in alike[:2]]
        forms += [f"torch.zeros({each}.shape)" for each in alike[:1]]
        forms += [f"{each}.new_zeros({sizes})" for each in alike[:1]]
        if len(shape) == 2 and shape[0] * shape[1] < 8:
            rows = [[self.random.randint(0, 1) + 0.5 for _ in range(shape[1])] for _ in range(shape[0])]
            forms += [f"torch.tensor({rows})", f"torch.FloatTensor({rows})"]
        form = self.random.choice(forms)
        kind = self.random.random()
        if dtype or kind < 0.03:
            form += dtype or self.pick(".double()", ".long()", ".to(torch.float64)", ".half()")
        self.run(f"{name} = {form}")
        return name

    def turned(self):
        name = self.tensor()
        tensor = self.value(name)
        count = tensor.dim()
        axis = lambda: self.place(count)  # noqa: E731
        order = list(range(count))
        self.random.shuffle(order)
        shape = list(tensor.shape)
        self.random.shuffle(shape)
        merged = [shape[0] * shape[1], *shape[2:]] if count > 1 else [*shape, 1]
        forms = [
            f"{name}.unsqueeze({self.place(count + 1)})",
            f"{name}.unsqueeze(dim={self.place(count + 1)})",
            f"{name}.squeeze({axis()})",
            f"{name}.squeeze()",
            f"{name}.transpose({axis()}, {axis()})",
            f"torch.transpose({name}, {axis()}, {axis()})",
            f"torch.unsqueeze({name}, {self.place(count + 1)})",
            f"torch.squeeze({name}, {axis()})",
            f"{name}.permute({', '.join(map(str, order))})",
            f"{name}.permute(*{tuple(order)})",
            f"torch.permute({name}, {tuple(order)})",
            f"{name}.reshape({self.sizes(shape)})",
            f"{name}.contiguous().view({self.sizes(shape)})",
            f"{name}.view({self.sizes(merged)})",
            f"{name}.reshape({self.sizes(merged[:-1])}{', ' if merged[:-1] else ''}-1)",
            f"{name}.reshape(-1, {self.sizes(shape[-1:] or [1])})",
            f"{name}.reshape(len({name}), 1, -1)",
            f"torch.reshape({name}, ({self.sizes(shape)}{',' if shape else ''}))",
            f"{name}.view({name}.shape[0], -1)",
            f"{name}.view(1, *{name}.shape)",
            f"{name}.view({name}.size())",
            f"{name}.flatten({axis()})",
            f"{name}.flatten({axis()}, {axis()})",
            f"torch.flatten({name}, start_dim={axis()})",
            f"{name}.T" if count == 2 else f"{name}.mT",
            f"{name}.t()",
            f"{name}.expand({self.sizes([self.any_size(), *tensor.shape])})",
            f"{name}.expand(-1, {self.sizes([self.any_size()])}, -1)",
            f"{name}.repeat({', '.join(str(self.random.randint(1, 2)) for _ in range(count + self.pick(0, 0, 1)))})",
            f"{name}.sum({axis()})",
            f"{name}.mean(dim={axis()}, keepdim={self.pick(True, False)})",
            f"torch.sum({name}, {axis()})",
            f"torch.mean({name}, dim={axis()})",
            f"{name}.max({axis()})[0]",
            f"{name}.max(dim={axis()}).values",
            f"torch.max({name}, {axis()})[0]",
            f"{name}.select({axis()}, 0)",
            f"{name}.narrow({axis()}, 0, 1)",
            f"{name}.flip({axis()})",
            f"{name}.flip([{axis()}])",
            f"torch.roll({name}, 1, {axis()})",
            f"{name}.chunk(2, {axis()})[0]",
            f"{name}.split(1, dim={axis()})[-1]",
            f"torch.split({name}, {self.random.randint(1, 3)}, {axis()})[0]",
            f"torch.chunk({name}, {self.random.randint(1, 3)}, dim={axis()})[-1]",
            f"{name}.unbind({axis()})[0]",
            f"{name}.clone().detach()",
            f"{name}.contiguous()",
            f"{name}.float()",
            f"{name}.to('cpu')",
            f"{name}.cumsum({axis()})",
            f"F.softmax({name}, dim={axis()})",
            f"F.relu({name})",
            f"torch.tanh({name})",
            f"F.dropout({name}, 0.5)",
            f"F.pad({name}, (0, {self.random.randint(0, 2)}))",
            f"{name}.topk(1, dim={axis()})[0]",
            f"{name}.sort({axis()})[0]",
            f"{name}.argmax({axis()})",
            f"{name}.detach().numpy()",
            f"{name}.data",
            f"{name} * 2 + 1",
            f"-{name}",
            f"{name} / {self.size(self.any_size())}",
            f"1 - {name}",
            f"{name} ** 2",
            f"{name}.repeat_interleave(2, dim={axis()})",
            f"torch.stack(({name}, {name}), {axis()})",
            f"torch.cat([{name}, {name}], {axis()})",
            f"torch.cat(({name}, {name}), dim={axis()})",
            f"torch.stack([{name} for _ in range({self.random.randint(1, 3)})])",
            f"{name}.unflatten({axis()}, (1, -1))",
            f"{name}.swapaxes({axis()}, {axis()})",
            f"{name}.movedim({axis()}, {axis()})",
            f"{name}.norm(dim={axis()})",
            f"{name}.masked_fill({name} > 0, 0.0)",
            f"torch.where({name} > 0, {name}, 0.0 * {name})",
            f"{name} if {self.pick(True, False)} else {name}.unsqueeze(0)",
            f"{name} if {name}.dim() == 3 else {name}.unsqueeze(0)",
            f"{name}.diff(dim={axis()})",
            f"torch.atleast_3d({name})",
            f"{name}.tile(2)",
            f"{name}.index_select({axis()}, torch.tensor([0, 0]))",
            f"torch.einsum('{'abcdefgh'[:count]}->{''.join('abcdefgh'[each] for each in order)}', {name})",
        ]
        forms += [f"{name}[{each}]" for each in self.indexes(tensor)] * 8
        self.run(f"{self.other(name)} = {self.random.choice(forms)}")

    def indexes(self, tensor):
        parts = [
            "0",
            "-1",
            ":",
            ":",
            ":1",
            "1:",
            "::2",
            "-2:",
            "None",
            "[0, 0]",
            "...",
            ":-1",
            "0:2",
            "torch.tensor([0])",
        ]
        count = self.random.randint(1, max(1, tensor.dim()))
        chosen = [self.random.choice(parts) for _ in range(count)]
        while chosen.count("...") > 1:
            chosen.remove("...")
        yield ", ".join(chosen)
        yield ":, -1"
        yield ":, -1, :"

    def changed(self):
        """Change a tensor in place, or what a name stands for."""
        name = self.tensor()
        count = self.value(name).dim()
        axis = lambda: self.place(count)  # noqa: E731
        other = self.name("z")
        forms = [
            f"{name}.transpose_({axis()}, {axis()})",
            f"{name}.unsqueeze_({self.place(count + 1)})",
            f"{name}.squeeze_({axis()})",
            f"{name}.t_()",
            f"{name}.zero_()",
            f"{name}.add_(1)",
            f"{name}[0] = 0.5",
            f"{other} = {name}\n{other}.unsqueeze_(0)",
            f"{other} = {name}\n{name}.transpose_({axis()}, {axis()})",
            f"{name} += 1",
            f"{name} *= 0.5",
            f"{name} = {name}.double()" if self.random.random() < 0.3 else f"{name} = {name}.float()",
            f"{name}.squeeze_()",
            f"{name}.swapaxes_({axis()}, {axis()})",
            f"{name}.resize_({self.sizes([self.any_size(), self.any_size()])})",
            f"{name}.requires_grad_()",
            f"{name}.data = {name}.data.unsqueeze(0)",
        ]
        self.run(self.random.choice(forms if name.isidentifier() else [f"{other} = {name}"]))

    def joined(self):
        first = self.tensor()
        tensor = self.value(first)
        second = self.tensor(lambda each: each.shape == tensor.shape or each.dim() == tensor.dim())
        axis = self.place(tensor.dim())
        forms = [
            f"torch.cat([{first}, {second}], {axis})",
            f"torch.cat(({first}, {second}), dim={axis})",
            f"torch.cat([{first}, {second}])",
            f"torch.stack([{first}, {second}], dim={axis})",
            f"torch.stack([{first}, {second}])",
            f"{first} + {second}",
            f"{first} * {second}",
            f"{first} - {second}",
            f"{first} @ {second}",
            f"torch.matmul({first}, {second}.transpose(-1, -2))",
            f"torch.bmm({first}, {second}.transpose(1, 2))",
            f"{first} + {second}.unsqueeze({self.place(tensor.dim() + 1)})",
            f"torch.hstack([{first}, {second}])",
            f"torch.vstack([{first}, {second}])",
            f"{first}.view_as({second})",
            f"{first}.expand_as({second})",
            f"{first}.type_as({second})",
        ]
        self.run(f"{self.name('x')} = {self.random.choice(forms)}")

    def number(self):
        name = self.random.choice(SIZES)
        tensor = self.tensor(lambda each: each.dim() == 3)
        count = self.value(tensor).dim()
        names = ", ".join(self.random.sample(SIZES, count)) if count else name
        bound = [each for each in SIZES if each in self.space]
        known = self.random.choice(bound) if bound else "2"
        forms = [
            f"{name} = {tensor}.size({self.place(count)})",
            f"{name} = {tensor}.shape[{self.place(count)}]",
            f"{names} = {tensor}.shape" + ("" if count else "[0]"),
            f"{names} = {tensor}.size()" + ("" if count else "[0]"),
            f"{name} = {known} + 1",
            f"{name} = {known} * 2",
            f"{name} = max(1, {known} // 2)",
            f"{name} = len({tensor})",
            f"{name} += 1" if name in self.space else f"{name} = 2",
            f"{name}, *_ = {tensor}.shape",
            f"*_, {name} = {tensor}.shape",
            f"{name} = {tensor}.dim()",
            f"{name} = {self.random.randint(1, 5)}",
            f"{name} = {known} if {self.pick(True, False)} else {self.random.randint(1, 4)}",
            f"{name} = min({known}, {self.random.randint(1, 5)})",
            f"{name} = sum([{known}, 1])",
            f"{name} = {known} % 3 + 1",
            f"{name} = {tensor}.shape[1:][0]",
        ]
        self.run(self.random.choice(forms))
        if isinstance(self.space.get(name), int) and self.space[name] > 12:
            self.run(f"{name} = 3")

    def loaded(self):
        """Write data that is not in the text, and turn it so that its axes or its numbers are."""
        maker = self.pick("load", "load", "load", "load_array", "load_array", "load_long", "load_double")
        count = self.pick(1, 2, 2, 3, 3, 3)
        shape = [self.any_size() for _ in range(count)]
        held = [shape[0] * shape[1], *shape[2:]] if count > 1 and self.random.random() < 0.4 else shape
        name = self.name(self.pick("images", "batch", "data", "x"))
        if not self.run(f"{name} = {maker}({', '.join(map(str, held))})"):
            return
        if self.random.random() < 0.2:
            self.run(f"{self.random.choice(SIZES)} = {name}.shape[{self.place(len(held))}]")
        order = list(range(len(held)))
        self.random.shuffle(order)
        rest = self.sizes(shape[1:])
        forms = [
            f"{name}.reshape(-1{', ' if rest else ''}{rest})",
            f"{name}.reshape((-1,{rest}))" if rest else f"{name}.reshape(-1)",
            f"{name}.reshape({self.sizes(shape)})",
            f"{name}.permute({', '.join(map(str, order))})",
            f"{name}.transpose({', '.join(map(str, order))})",
            f"{name}.flatten({self.pick('', '', '1')})",
            f"{name}.reshape({self.sizes(shape)}).transpose(0, 1)",
            f"{name}.reshape({self.sizes(shape)}).repeat(2, 1)",
            f"{name}.reshape({self.sizes(shape)}).max(0)",
            f"{name}.reshape({self.sizes(shape)}) * 2.0",
            f"{name}.reshape({self.sizes(shape)}) + torch.zeros({self.sizes(shape)})",
            f"{name}.reshape({self.sizes(shape)})[::-1]",
            f"{name}.expand({', '.join(['-1'] * len(held))})",
            f"torch.reshape({name}, ({self.sizes(shape)},))",
            f"np.reshape({name}, (-1,{rest}))" if rest else f"np.reshape({name}, -1)",
            f"torch.flatten({name})",
            f"torch.tensor({name}, dtype=torch.float32)",
            f"torch.from_numpy({name}.reshape({self.sizes(shape)}))",
            f"{name}.unsqueeze({self.place(len(held) + 1)})",
            f"{name}.unsqueeze_(0)",
            f"torch.stack([{name}, {name}])",
            f"{name}.reshape({self.sizes(shape)}).size({self.place(len(shape))})",
        ]
        forms += [f"{name}.view(-1{', ' if rest else ''}{rest})", f"{name}.view({self.sizes(shape)})"] * 3
        endings = ["", "", "", ".float()", ".float()", ".to('cpu')", ".double()", ".astype(np.float32)"]
        turned = self.name("x") if self.random.random() < 0.5 else name
        for _ in range(4):
            form = self.random.choice(forms) + self.random.choice(endings)
            try:
                eval(form, dict(self.space))
            except Exception:
                continue
            break
        self.run(f"{turned} = {form}")
        tensor = self.space.get(turned)
        if tensor is not None and not isinstance(tensor, torch.Tensor) and self.random.random() < 0.6:
            ending = self.pick("", ".float()", ".float()")
            self.run(f"{turned} = {self.pick('torch.from_numpy', 'torch.tensor')}({turned}){ending}")

    # modules

    def attribute(self, stem):
        name = self.name(stem)
        return f"{self.owner}{name}"

    def arguments(self, input_size):
        hidden = self.any_size()
        pieces = [self.size(input_size), self.size(hidden)]
        if self.random.random() < 0.3:
            pieces = [f"input_size={pieces[0]}", f"hidden_size={pieces[1]}"]
        return pieces

    def module(self):
        tensor = self.tensor(lambda each: each.dim() in (2, 3) and each.is_floating_point())
        shape = self.value(tensor).shape
        width = shape[-1] if shape and self.random.random() < 0.95 else self.any_size()
        pieces = self.arguments(width)
        kind = self.random.choice(KINDS * 3 + CELLS)
        if kind in CELLS:
            pieces += self.random.sample(["bias=False"], self.pick(0, 0, 1))
        else:
            if "=" not in pieces[0] and self.random.random() < 0.4:
                pieces.append(self.pick("1", "2", "2", "3", self.size(self.any_size())))
            elif self.random.random() < 0.4:
                pieces.append(f"num_layers={self.pick('1', '2', '2', self.size(self.any_size()))}")
            options = [
                "batch_first=True",
                "batch_first=True",
                "bidirectional=True",
                "bias=False",
                "dropout=0.0",
            ]
            if kind == "RNN":
                options.append("nonlinearity='relu'")
            chosen = dict.fromkeys(self.random.sample(options, self.random.randint(0, 2)))
            pieces += chosen
        name = self.attribute(self.pick("rnn", "lstm", "gru", "net"))
        ending = self.random.choice(["", "", "", "", "", ".to('cpu')", ".double()", ".eval()", ".float()"])
        ending = "" if ending == ".double()" and self.random.random() < 0.6 else ending
        self.run(f"{name} = nn.{kind}({', '.join(pieces)}){ending}")
        return name

    def recurrent(self):
        """Give the text of a recurrent module, and the module."""
        found = []
        for name, value in self.space.items():
            if isinstance(value, torch.nn.RNNBase | torch.nn.RNNCellBase):
                found.append((name, value))
            elif name == "self":
                found += [
                    (f"self.{key}", each)
                    for key, each in value.named_children()
                    if isinstance(each, torch.nn.RNNBase | torch.nn.RNNCellBase)
                ]
        return self.random.choice(found[-3:]) if found else None

    def call(self):
        found = self.recurrent()
        if found is None:
            return
        name, module = found
        cell = isinstance(module, torch.nn.RNNCellBase)
        fits = (1, 2) if cell else (2, 3)
        width = module.input_size
        tensor = self.tensor(
            lambda each: each.dim() in fits and each.shape[-1] == width and each.is_floating_point()
        )
        shape = tuple(self.value(tensor).shape)
        if not (len(shape) in fits and shape[-1] == width) and self.random.random() < 0.8:
            wanted = [self.any_size() for _ in range(self.random.choice(fits) - 1)]
            tensor = self.new((*wanted, width))
            shape = (*wanted, width)
        lstm = isinstance(module, torch.nn.LSTM | torch.nn.LSTMCell)
        arguments = [self.pick(tensor, tensor, tensor, f"input={tensor}")]
        if self.random.random() < 0.5:
            start = self.start(module, shape, cell, lstm)
            if start:
                arguments.append(
                    f"hx={start}" if "=" in arguments[0] or self.random.random() < 0.15 else start
                )
        made = self.name("")
        results = [f"out{made}, h{made}", f"out{made}, _", f"_, h{made}", f"r{made}"]
        if lstm and not cell:
            results += [f"out{made}, (h{made}, c{made})", f"_, (h{made}, _)"]
        if cell:
            results = [f"h{made}, c{made}", f"s{made}"] if lstm else [f"h{made}"]
        if tensor.isidentifier() and not cell and self.random.random() < 0.2:
            results = [f"{tensor}, h{made}", f"{tensor}, _"]
        self.calls += 1
        self.run(f"{self.random.choice(results)} = {name}({', '.join(arguments)})")

    def start(self, module, shape, cell, lstm):
        hidden = module.hidden_size
        if cell:
            wanted = (*shape[:-1], hidden)
        else:
            units = module.num_layers * (2 if module.bidirectional else 1)
            batch = [shape[0 if module.batch_first else 1]] if len(shape) == 3 else []
            wanted = (units, *batch, hidden)
        if self.random.random() < 0.12:
            wanted = tuple(self.any_size() if self.random.random() < 0.4 else each for each in wanted)
        if self.random.random() < 0.05:
            wanted = self.pick(wanted[1:], (1, *wanted))
        if len(wanted) == 0:
            return ""
        names = []
        for _ in range(2 if lstm else 1):
            known = self.tensors(lambda each: tuple(each.shape) == wanted)
            inline = f"torch.zeros({self.sizes(wanted)})"
            if known and self.random.random() < 0.4:
                names.append(self.random.choice(known))
            elif self.random.random() < 0.4:
                names.append(inline)
            else:
                names.append(self.new(wanted, self.name("h")))
        if lstm:
            text = f"({names[0]}, {names[1]})"
            if self.random.random() < 0.05:
                return names[0]
            if self.random.random() < 0.3:
                state = self.name("state")
                self.run(f"{state} = {text}")
                return state
            return text
        return names[0] if self.random.random() < 0.96 else f"({names[0]}, {names[0]})"

    def layer(self):
        tensor = self.tensor(lambda each: each.dim() > 0 and each.is_floating_point())
        shape = self.value(tensor).shape
        width = shape[-1] if shape else 2
        name = self.attribute("layer")
        out = self.any_size()
        forms = [
            (f"nn.Linear({self.size(width)}, {self.size(out)})", tensor),
            (f"nn.Linear({self.size(width)}, {self.size(out)}, bias=False)", tensor),
            (
                f"nn.Embedding(9, {self.size(out)})",
                f"torch.randint(0, 9, ({self.sizes([self.any_size(), self.any_size()])}))",
            ),
            (f"nn.Embedding(9, {self.size(out)})", "torch.tensor([[1, 2, 3], [4, 5, 6]])"),
            ("nn.Dropout(0.5)", tensor),
            ("nn.ReLU()", tensor),
            (f"nn.LayerNorm({self.size(width)})", tensor),
            (f"nn.Sequential(nn.Linear({self.size(width)}, {self.size(out)}), nn.ReLU())", tensor),
            (f"nn.Conv1d({self.size(shape[1] if len(shape) == 3 else 1)}, {self.size(out)}, 1)", tensor),
            (
                f"nn.Conv1d({self.size(shape[1] if len(shape) == 3 else 1)}, {self.size(out)}, kernel_size=3, padding=1)",
                tensor,
            ),
            ("nn.MaxPool1d(1)", tensor),
            ("nn.Flatten()", tensor),
            (f"nn.BatchNorm1d({self.size(shape[1] if len(shape) > 1 else 1)})", tensor),
            ("nn.Identity()", tensor),
        ]
        made, given = self.random.choice(forms)
        if self.run(f"{name} = {made}"):
            self.run(f"{self.other(given)} = {name}({given})")

    # statements with a body

    def steps(self, count):
        for _ in range(count):
            if not self.ended:
                self.statement()

    def nested(self, header, count, kept=True):
        """Write a body; where it is not the way that is taken, what it does is forgotten."""
        if self.ended:
            return
        self.lines.append("    " * self.depth + header)
        start = len(self.lines)
        space, ended = self.space, self.ended
        if not kept:
            self.space = {key: _copied(each) for key, each in space.items()}
        self.depth += 1
        self.steps(count)
        if len(self.lines) == start:
            self.lines.append("    " * self.depth + "pass")
        self.depth -= 1
        if not kept:
            self.space, self.ended = space, ended

    def body(self):
        name = self.tensor()
        conditions = [
            f"{name}.dim() == {self.random.randint(1, 3)}",
            f"len({name}.shape) < 3",
            f"{name}.size(0) > 1",
            f"{name}.shape[-1] == {self.any_size()}",
            "torch.cuda.is_available()",
            f"{name}.sum() > 0",
            "True",
            f"not {name}.requires_grad",
            f"{name}.ndim >= 2 and {name}.shape[1] > 1",
            f"isinstance({name}, tuple)",
            f"{name} is not None",
        ]
        way = self.random.random()
        if way < 0.35:
            self.nested(
                self.pick(
                    "with torch.no_grad():", "with torch.no_grad():", "with torch.set_grad_enabled(False):"
                ),
                self.random.randint(1, 3),
            )
        elif way < 0.7:
            condition = self.random.choice(conditions)
            try:
                taken = bool(self.value(condition))
            except Exception:
                return
            self.nested(f"if {condition}:", self.random.randint(1, 2), taken)
            if self.random.random() < 0.5:
                self.nested("else:", self.random.randint(1, 2), not taken)
        else:
            self.loop()

    def loop(self):
        name = self.tensor(lambda each: each.dim() > 0 and each.shape[0] > 0)
        item = self.name("i")
        headers = [
            (f"for {item} in range({self.size(self.random.randint(1, 3))}):", f"{item} = 0"),
            (f"for {item} in {name}:", f"{item} = {name}[0]"),
            (f"for {item}, step{item} in enumerate({name}):", f"{item}, step{item} = 0, {name}[0]"),
            (f"for {item} in range({name}.size(0)):", f"{item} = 0"),
            (f"for {item} in [{name}, {name}]:", f"{item} = {name}"),
            (
                f"for {item}, other{item} in zip({name}, {name}):",
                f"{item}, other{item} = {name}[0], {name}[0]",
            ),
            (f"for {item} in {name}.split(1):", f"{item} = {name}.split(1)[0]"),
            (f"for {item} in range(6):", f"{item} = 0"),
        ]
        header, first = self.random.choice(headers)
        try:
            exec(first, self.space)
        except Exception:
            return
        start = len(self.lines)
        before = {key: each for key, each in self.space.items() if not isinstance(each, torch.Tensor)}
        outs = self.name("outs")
        collects = self.random.random() < 0.3
        if collects:
            self.run(f"{outs} = []")
            start = len(self.lines)
        self.nested(header, self.random.randint(1, 2))
        if collects and not self.ended:
            inner = self.tensor()
            self.lines.append("    " * (self.depth + 1) + f"{outs}.append({inner})")
            self.space[outs] = [self.value(inner)]
        if self.random.random() < 0.1:
            self.lines.append("    " * (self.depth + 1) + self.pick("break", "continue"))
        del before, start
        if collects and not self.ended:
            self.run(
                f"{self.name('x')} = {self.pick('torch.stack', 'torch.stack', 'torch.cat')}({outs}{self.pick('', ', 0', ', dim=1')})"
            )

    def function(self):
        """Write a function, and call it."""
        tensor = self.tensor(lambda each: each.dim() == 3)
        name, argument = self.name("f"), self.name("p")
        value = self.value(tensor)
        default = self.size(self.any_size()) if self.random.random() < 0.4 else ""
        rest = f", k{name}={default}" if default else ""
        space = self.space
        self.space = {
            key: each
            for key, each in space.items()
            if not isinstance(each, torch.Tensor) and key not in SIZES
        }
        self.space[argument] = value.clone()
        if default:
            self.space[f"k{name}"] = eval(default, space)
        self.nested(f"def {name}({argument}{rest}):", self.random.randint(1, 3))
        result = self.tensor()
        if self.ended:
            self.space = space
            self.run(f"y{name} = {name}({tensor})")
            return
        self.lines.append("    " * (self.depth + 1) + f"return {result}")
        self.space = space
        self.depth, depth = 0, self.depth
        text = "\n".join(self.lines[self._start(name) :])
        self.depth = depth
        self.execute(_dedented(text))
        self.run(f"y{name} = {name}({tensor}{self.pick('', '', ', 3') if default else ''})")

    def _start(self, name):
        return max(at for at, line in enumerate(self.lines) if f"def {name}(" in line)

    def class_(self):
        """Write a module of one's own with its recurrent part, make one and call it."""
        tensor = self.tensor(lambda each: each.dim() == 3 and each.is_floating_point())
        value = self.value(tensor)
        name = self.name("Net")
        width = value.shape[-1] if value.dim() else 1
        hidden = self.any_size()
        outer, depth = self.space, self.depth
        layers = self.random.randint(1, 2)
        self.lines.append("    " * depth + f"class {name}(nn.Module):")
        parameters = self.pick(
            "input_size, hidden_size",
            f"input_size, hidden_size={hidden}",
            f"input_size, hidden_size, num_layers={layers}",
        )
        self.lines.append("    " * (depth + 1) + f"def __init__(self, {parameters}):")
        module = torch.nn.Module()
        self.space = {
            key: each
            for key, each in outer.items()
            if not isinstance(each, torch.Tensor) and key not in SIZES
        }
        self.space |= {"self": module, "input_size": width, "hidden_size": hidden, "num_layers": layers}
        self.depth = depth + 2
        self.lines.append(
            "    " * self.depth + self.pick("super().__init__()", f"super({name}, self).__init__()")
        )
        self.run("self.hidden_size = hidden_size")
        kind = self.random.choice(KINDS)
        made = self.name("rnn")
        options = self.pick(
            "",
            ", batch_first=True",
            ", 2, batch_first=True",
            ", bidirectional=True",
            ", num_layers" if "num_layers" in parameters else "",
        )
        self.run(f"self.{made} = nn.{kind}(input_size, hidden_size{options})")
        if self.random.random() < 0.5:
            factor = 2 if "bidirectional" in options else 1
            self.run(f"self.fc = nn.Linear({'2 * ' if factor == 2 else ''}hidden_size, {self.any_size()})")
        self.depth = depth + 1
        self.lines.append("    " * self.depth + "def forward(self, x):")
        self.space = {
            key: each
            for key, each in self.space.items()
            if key not in (*SIZES, "num_layers", "hidden_size", "input_size")
        }
        self.space["x"] = value.clone()
        self.depth = depth + 2
        self.steps(self.pick(0, 0, 1))
        self.call()
        self.steps(self.pick(0, 1))
        if not self.ended:
            if hasattr(module, "fc") and self.random.random() < 0.7:
                self.run(f"x = self.fc({self.tensor()}{self.pick('', '[:, -1]')})")
            self.lines.append("    " * self.depth + f"return {self.tensor()}")
        if self.lines[-1].endswith("def forward(self, x):"):
            self.lines.append("    " * self.depth + "return x")
        self.space, self.depth, self.ended = outer, depth, False
        text = "\n".join(
            self.lines[max(at for at, line in enumerate(self.lines) if f"class {name}(" in line) :]
        )
        self.execute(_dedented(text))
        model = self.name("model")
        made = f"{self.size(width)}" + (
            f", {self.size(hidden)}" if "=" not in parameters.split(",")[1] else ""
        )
        if self.run(f"{model} = {name}({made})"):
            self.run(f"y{model} = {model}({tensor})")

    def setting(self):
        """Write what holds for all that follows, or is done to all of a module, or to a copy."""
        tensor = self.tensor()
        modules = [name for name, each in self.space.items() if isinstance(each, torch.nn.Module)]
        module = self.random.choice(modules) if modules else "nn.Linear(2, 2)"
        name, kind = self.name("s"), self.pick("float64", "double", "float32", "float32")
        change = self.pick("double()", "float()", "to(torch.float64)")
        type_ = self.pick("nn.GRU", "nn.RNN", "nn.LSTM", "nn.Linear", "nn.Module")
        turned = self.pick("unsqueeze_(0)", "squeeze_(0)", "transpose_(0, 1)")
        forms = [
            f"torch.set_default_dtype(torch.{kind})",
            f"torch.set_default_tensor_type('torch.{self.pick('DoubleTensor', 'FloatTensor')}')",
            f"import copy\n{name} = copy.{self.pick('deepcopy', 'copy')}({tensor})\n{name}.{turned}",
            f"import copy\n{name} = copy.deepcopy([{tensor}, {tensor}])\n{name}[0].{turned}\n{name}b = {name}[1]",
            f"import copy\n{name} = copy.deepcopy({module})\n{name}.{change}",
            f"{module}.apply(lambda each: each.{change})",
            f"def {name}(m):\n    if isinstance(m, {type_}):\n        m.{change}\n{module}.apply({name})",
            f"class {name}:\n    n = {self.any_size()}\n    @classmethod\n    def k(cls):\n        return cls.n\n"
            f"    @staticmethod\n    def z(t):\n        return t.unsqueeze(0)\n"
            f"{self.random.choice(SIZES)} = {name}{self.pick('', '()')}.k()\n"
            f"{name}c = {name}{self.pick('', '()')}.z({tensor})",
            f"class {name}:\n    def __init__(self, n):\n        self.n = n\n    @classmethod\n    def of(cls, t):\n"
            f"        return cls(t.shape[0])\n{self.random.choice(SIZES)} = {name}.of({tensor}).n",
            f"{name} = torch.arange(6).view(2, 3) / 2\n{name}b = torch.arange(4).view(1, 4) * 0.5",
            f"{name} = torch.Tensor(2, 3)",
            f"{name} = {tensor}.to({tensor}.dtype)",
        ]
        if not self.run(self.random.choice(forms)) or self.random.random() > 0.3 or self.depth:
            return
        dtype = self.pick("", ", dtype=torch.bfloat16", ", enabled=False")
        self.nested(f"with torch.autocast('cpu'{dtype}):", self.random.randint(1, 3))

    def pair(self):
        first, second = self.tensor(), self.tensor()
        name = self.name("t")
        forms = [
            f"{name}, {name}b = {first}, {second}",
            f"{first}, {second} = {second}, {first}"
            if first.isidentifier() and second.isidentifier()
            else f"{name} = 1",
            f"{name} = [{first}, {second}]\n{name}c = {name}[-1]",
            f"{name} = {{'a': {first}}}\n{name}c = {name}['a']",
            f"{name} = ({first}, {second})\n{name}c, _ = {name}",
            f"{name} = lambda v: v.unsqueeze(0)\n{name}c = {name}({first})",
            f"{name}c = [v.unsqueeze(0) for v in [{first}]][0]",
            f"{name} = [{first}]\n{name}.append({second})\n{name}c = {name}[1]",
            f"del {second}" if second.isidentifier() and self.random.random() < 0.2 else f"{name} = None",
            f"{name}c = torch.stack([row for row in {first}])",
            f"{name}c = list({first}.shape)\n{name}d = torch.zeros({name}c)",
            f"{name}c = {first}.shape[:-1]\n{name}d = torch.zeros(*{name}c, 2)",
            f"{name}c = torch.zeros({first}.size()[1:])",
            f"try:\n    {name}c = {first}.view(2, 3, 4)\nexcept RuntimeError:\n    {name}c = {first}",
            f"assert {first}.dim() == 3",
            f"while {first}.dim() < 3:\n    {first} = {first}.unsqueeze(0)"
            if first.isidentifier()
            else f"{name} = 2",
        ]
        self.run(self.random.choice(forms))

    def statement(self):
        way = self.random.random()
        actions = (
            (0.12, self.new),
            (0.4, self.turned),
            (0.46, self.changed),
            (0.53, self.joined),
            (0.6, self.number),
            (0.68, self.module if not self.depth or self.random.random() < 0.3 else self.call),
            (0.82, self.call),
            (0.87, self.layer),
            (0.9, self.pair),
            (0.92, self.setting),
            (0.96, self.body if self.depth < 2 else self.turned),
            (0.98, self.function if self.depth < 1 else self.call),
            (1.01, self.class_ if self.depth < 1 else self.call),
        )
        next(action for bound, action in actions if way < bound)()


def _dedented(text):
    import textwrap

    return textwrap.dedent(text)


def _copied(value):
    """Copy a tensor that nothing was computed from; one that torch no longer lets be looked at stays."""
    try:
        return value.clone() if isinstance(value, torch.Tensor) and value.is_leaf else value
    except RuntimeError:  # a view whose base was changed in place
        return value


def random_program(random):
    """Write a program with at least one call of a recurrent module in it, most of the time."""
    with outliving():
        return _written(Program(random), random)


def random_loaded_program(random):
    """Write such a program with data that is not in the text: a tensor or an array of any kind of number."""
    program = Program(random)
    with outliving():
        program.run(LOADING)
        return _written(program, random, begin=program.loaded)


def _written(program, random, begin=None):
    for line in TINY.splitlines():
        program.run(line)
    for name in random.sample(SIZES, random.randint(2, 5)):
        program.run(f"{name} = {random.randint(1, 5)}")
    (begin or program.new)()
    program.steps(random.randint(1, 4) if begin is None else random.randint(0, 2))
    if random.random() < 0.25:
        program.class_()
    else:
        program.module()
        program.steps(random.randint(0, 2))
        program.call()
    program.steps(random.randint(0, 4))
    return "\n".join(program.lines) + "\n"
