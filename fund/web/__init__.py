"""The doors: one transaction per request, the once-key, looks, errors, headers, fields, filters, languages.

Front door: `doors.Doors` (the Flask app), `database.session`, `forms.Form`, `looks.at`, `answers.go`.
"""
