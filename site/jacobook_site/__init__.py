"""The site of a catalogue: pages generated from what the rules state and the checks measured.

`jacobook_site.generator.generate` is a pure function from records to page texts. Two sinks take
them: the MkDocs plugin (`jacobook_site.plugin`) and the disk (`python -m jacobook_site write DIR`).

Packs of third parties are shown from their records (`jacobook_site.pack_record`), which are made where
a pack is installed: a site imports no pack.

Rules bring code of their own, which may raise anything. Where a page shows what such code computes,
every exception is caught and shown as a problem of that rule; a strict build then fails.
"""
