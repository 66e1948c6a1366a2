"""Write the small networks of this folder with Keras itself, and what Keras computes with them.

Made with Keras 3.15.1 on torch: ``KERAS_BACKEND=torch python make.py``. Each network is one recurrent layer of
two units with a Dense layer above it; x are the three one-hot vectors.
"""

import json
from pathlib import Path

import keras
import numpy as np
from keras import layers

HERE = Path(__file__).parent
LAYERS = {
    "simple": layers.SimpleRNN(2, return_sequences=True, name="reader"),
    "relu": layers.SimpleRNN(2, activation="relu", return_sequences=True),
    "gru": layers.GRU(2, return_sequences=True),
    "gru_without_bias": layers.GRU(2, use_bias=False, return_sequences=True),
    "gru_resets_first": layers.GRU(2, reset_after=False, return_sequences=True),
    "lstm": layers.LSTM(2, return_sequences=True),
    "hard": layers.LSTM(2, recurrent_activation="hard_sigmoid", return_sequences=True),
}
chance = np.random.default_rng(7)
outputs = {}
for name, layer in LAYERS.items():
    model = keras.Sequential([keras.Input((3, 3)), layer, layers.Dense(3)])
    for weight in layer.weights:
        weight.assign(chance.normal(size=weight.shape).astype("float32"))
    model.save(HERE / f"{name}.keras")
    if name != "hard":
        model.save(HERE / f"{name}.h5")
        model.save_weights(HERE / f"{name}.weights.h5")
    outputs[name] = np.asarray(keras.ops.convert_to_numpy(layer(np.eye(3, dtype="float32")[None])))[
        0
    ].tolist()
(HERE / "outputs.json").write_text(json.dumps(outputs, indent=1) + "\n", "utf-8")
