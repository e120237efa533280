"""The statistics behind every figure, as pure functions: numbers in, numbers out.

Each method is written once, with its source. What cannot be known from so few is None, never NaN.
"""
