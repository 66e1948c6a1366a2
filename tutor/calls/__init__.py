"""A call of torch's recurrent modules, as people write it: what fits, what torch says, what is not meant.

    text ─→ source ─→ Call ─→ modules ─→ Module ─┬─→ forward ─→ Refusal … (torch's words, in torch's order)
                                                 └─→ tensors ─→ every tensor with its named axes
    both ─→ refusals, suspicions ─→ findings ─→ Explanation

Nothing is evaluated and nothing is allocated: sizes are numbers, and torch is not needed.
"""
