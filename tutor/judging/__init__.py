"""The judge: lines × problem → Judgement, and what explains a wrong line."""
