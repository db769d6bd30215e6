"""Seal, open and erase: personal facts (persoonsgegevens) are sealed under a data key, wrapped by the region's key in a file.

Front door: `sealed.seal`, `sealed.open_text`, `sealed.blind`; `actions.new_key`, `actions.erase`; `queries.house_key`.
"""
