"""The network of a text with gates, layers, directions, or x in numbers, put together from its definitions.

defined     what is defined by name, and how each matrix is multiplied
units       which part of which tensor a name is; the tensors of every unit
possible    the problems that a text may describe, or what is missing for one
choosing    the one from which the text's own lines follow
"""
