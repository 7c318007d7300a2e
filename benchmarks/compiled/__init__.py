"""Derivatives side by side: jacobook, other libraries, and what a person writes in NumPy.

    python -m benchmarks.compiled --quick
    python -m benchmarks.compiled --only mf,logreg/hessian --engines compiled,jax

`workloads` says what is measured, `engines` by what, `worker` and `conductor` how, `goals` what the
numbers should be.
"""
