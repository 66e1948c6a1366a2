"""The first of the questions: does a side follow from what stands before it, as written?"""
