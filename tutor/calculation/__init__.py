"""The mathematics: exact numbers, named axes, the equation table and its evaluation.

Standard library only, and nothing here knows of documents, files or languages.
"""
