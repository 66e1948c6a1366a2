"""Trained parameters → the keys of a spec: files of torch, safetensors and NumPy, and modules of torch.

files      bytes → tensors by name, nothing executed, no size believed before it is checked
modules    tensors by name → the recurrent module among them, under torch's names
keras      Keras' kernels → torch's tensors: transposed, gates reordered
torch      a module of torch → a Problem
"""
