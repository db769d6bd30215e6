"""Encrypt, decrypt and erase personal facts (persoonsgegevens).

Each is sealed under a data key in the database, which is wrapped by the region's key in a file.
Others use `sealed.seal`, `sealed.open_text`, `sealed.blind`; `actions.new_key`, `actions.erase`;
`queries.general_key`.
"""
