"""The web layer: one transaction per request, idempotency keys, access log, errors, headers, forms, filters, languages.

Law word: inzagelog (access log). Others use `app_class.FundApp` (the Flask app), `database.session`, `forms.Form` with
`forms.perform`, `access_log.add`, `redirects.redirect_after_post`.
"""
