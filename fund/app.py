"""Make the app: settings, web layer, the packages' blueprints; and bring its database up to date."""

from datetime import timedelta

from alembic import command
from alembic.config import Config
from flask import Flask
from flask_compress import Compress
from flask_wtf.csrf import CSRFProtect
from sqlalchemy import Engine, create_engine, text

from config import Settings
from fund import db as ground
from fund.claims import views as claims
from fund.core.folders import MIGRATIONS, TEMPLATES
from fund.debts import views as debts
from fund.decisions import views as decisions
from fund.evidence import views as evidence
from fund.home import views as home
from fund.keys.keyring import Keyring
from fund.ledger import views as ledger
from fund.oversight import views as oversight
from fund.payees import views as payees
from fund.payouts import views as payouts
from fund.people import guards, sign_in
from fund.people import views as people
from fund.residents import views as residents
from fund.stays import views as stays
from fund.texts import labels
from fund.texts import views as texts
from fund.web import errors, filters, headers, language, logs
from fund.web import views as web
from fund.web.app_class import FundApp
from fund.web.database import db

BLUEPRINTS = (
    web.blueprint,
    people.blueprint,
    ledger.blueprint,
    residents.blueprint,
    evidence.blueprint,
    payees.blueprint,
    texts.blueprint,
    stays.blueprint,
    claims.blueprint,
    decisions.blueprint,
    payouts.blueprint,
    debts.blueprint,
    oversight.blueprint,
    home.blueprint,
)


def create_app(settings: Settings | None = None) -> Flask:
    """Return the app, ready to serve; the environment's settings are the default."""
    settings = settings or Settings()
    app = FundApp("fund", template_folder=str(TEMPLATES), static_folder="web/static")
    app.config.update(
        SECRET_KEY=settings.secret,
        SQLALCHEMY_ENGINES={"default": {"url": settings.url, "hide_parameters": True}},
        PERMANENT_SESSION_LIFETIME=timedelta(minutes=settings.idle_minutes),
        FRESH_MINUTES=settings.fresh_minutes,
        SESSION_REFRESH_EACH_REQUEST=False,  # people.sign_in refreshes it, for pages only
        SESSION_COOKIE_NAME="kf",
        SESSION_COOKIE_SAMESITE="Strict",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SECURE=settings.secure_cookies,
        # so that a file of 50 MB still reaches its form, which says what is wrong and keeps what was typed
        MAX_CONTENT_LENGTH=64 * 1024 * 1024,
        MAX_FORM_MEMORY_SIZE=1024 * 1024,
        WTF_CSRF_TIME_LIMIT=None,
        SEND_FILE_MAX_AGE_DEFAULT=timedelta(hours=1),
        # never a page: its contents could be guessed from its compressed size
        COMPRESS_MIMETYPES=["text/css", "text/javascript", "image/svg+xml"],
        DEMO=settings.demo,
        EXIT_URL=settings.exit_url,
    )
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.who = guards.who
    _open_database(app, settings)
    language.register(app)
    CSRFProtect(app).exempt(web.leave)
    Compress(app)
    sign_in.register(app, settings)
    app.context_processor(home.every_page)
    for module in (errors, filters, headers, logs):
        module.register(app)
    for label in (labels.article, labels.category, labels.payee_kind, labels.evidence_kind):
        app.add_template_filter(label)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    return app


def migrate(settings: Settings) -> None:
    """Upgrade the database to the newest migration, as its owner."""
    settings.data.mkdir(parents=True, exist_ok=True, mode=0o700)
    engine = ground.prepare(create_engine(settings.owner_url))
    with engine.connect() as connection:
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
    engine.dispose()


def can_rewrite(engine: Engine) -> list[str]:
    """Return the tables written once that the app's role may change nevertheless; on SQLite, without roles, none."""
    if engine.dialect.name != "postgresql":
        return []
    may = " OR ".join(f"has_table_privilege(:name, '{verb}')" for verb in ("UPDATE", "DELETE", "TRUNCATE"))
    with engine.connect() as connection:
        names = sorted(ground.WRITTEN_ONCE)
        return [name for name in names if connection.scalar(text(f"SELECT {may}"), {"name": name})]


def at_hand(settings: Settings) -> dict[str, object]:
    """Return what every session of the app has at hand: the keys, and each region's names as they were read last."""
    return {"keyring": Keyring(settings.keys), "catalogues": {}}


def _open_database(app: Flask, settings: Settings) -> None:
    db.init_app(app)
    with app.app_context():
        engine = ground.prepare(db.engine)
        app.extensions["reading_engine"] = engine.execution_options(**{ground.READS: True})
        db.sessionmaker.configure(info=at_hand(settings))
