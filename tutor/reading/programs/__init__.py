"""What a program in a text computes and prints, as chains."""
