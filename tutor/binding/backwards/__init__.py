"""What a text with a backward pass means: its network, its targets, its gradients."""
