"""Commands for operators: python3 run.py <command>. Each loads what it needs only when it runs."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

CHECK = "Check that it runs, and that COMMON_GROUND_DATABASE_URL is right."


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def cli() -> None:
    """Look after Common Ground. Settings come from the environment; see the README."""


@cli.command("create-admin")
@click.argument("username")
@click.option("--display-name", help="The name that the screens show. Asked for when left out.")
@click.option("--password-stdin", is_flag=True, help="Read the password from the first line of standard input.")
def create_admin(username: str, display_name: str | None, password_stdin: bool) -> None:
    """Make an administrator's account called USERNAME. Asks for a password twice, unseen."""
    if password_stdin and display_name is None:
        raise click.UsageError("With --password-stdin, give the name to show too: --display-name 'Sam Field'.")
    shown = display_name if display_name is not None else click.prompt("The name to show")
    password = sys.stdin.readline().rstrip("\r\n") if password_stdin else _ask_for_password()
    with _in_plain_words():
        from services.administration.first_administrator import create_administrator
        from services.migrations import migrate

        migrate()
        kept = create_administrator(username, shown, password)
    click.echo(f"Done. {kept} can now sign in as an administrator.")


@cli.command()
@click.option("--groups", default=2, show_default=True, help="How many clinics, each with a group: at least 2.")
@click.option("--years", default=2, show_default=True, help="How long the story is, up to today.")
def demo(groups: int, years: int) -> None:
    """Fill an empty database with invented people. Refused in production, and where there are records."""
    with _in_plain_words():
        from services.demo.load import load_demo
        from services.migrations import migrate
        from services.settings import settings

        # The refusal comes before anything is made.
        if settings().demo:
            migrate()
        load_demo(groups, years)
    click.echo(f"Done. {groups} groups over {years} years. Accounts and password: see the README.")


@cli.command()
def migrate() -> None:
    """Bring the database to the shape that this version needs. A new one is made; running it twice is safe."""
    with _in_plain_words():
        from services import migrations

        done = migrations.migrate()
    click.echo("Done. The database is up to date." if done else "The database was up to date already.")


@cli.command()
def check() -> None:
    """Check the settings and the database, and say what needs mending. Changes nothing."""
    with _in_plain_words():
        from services import health
        from services.settings import settings

        click.echo(f"Settings: fine ({settings().environment}).")
        problem = health.problem_with_database()
        if problem:
            raise click.ClickException(problem)
    click.echo("Database: fine, reachable and up to date.")


@cli.command()
@click.option("--quiet", "-q", is_flag=True, help="Say nothing when all is well, as suits cron.")
def remind(quiet: bool) -> None:
    """Send the mail that is due: to those who want it, that there is news. Each is sent once, however often it runs."""
    with _in_plain_words():
        from services import health
        from services.mail.sending import remind
        from services.settings import settings

        if not settings().mail_on:
            return (
                None if quiet else click.echo("Mail is off. Set COMMON_GROUND_MAIL_HOST to send any: see the README.")
            )
        problem = health.problem_with_database()
        if problem:
            raise click.ClickException(problem)
        outcome = remind()
    if outcome.trouble or outcome.given_up or not quiet:
        click.echo(f"Messages: {outcome.sent} sent, {outcome.waiting} waiting, {outcome.given_up} given up.")
    if outcome.trouble:
        raise click.ClickException(f"{outcome.trouble} What waits is tried again at the next run.")
    return None


def _ask_for_password() -> str:
    password: str = click.prompt("Password", hide_input=True, confirmation_prompt="The same again")
    return password


@contextmanager
def _in_plain_words() -> Iterator[None]:
    """Turns what may be expected to go wrong into one message, without a traceback."""
    from sqlalchemy.exc import ArgumentError, DBAPIError

    from services.errors import DomainError
    from services.migrations import DatabaseNewer

    try:
        yield
    except (DomainError, DatabaseNewer) as error:
        raise click.ClickException(str(error)) from None
    except DBAPIError as error:
        reason = str(error.orig).strip().splitlines()[0]
        raise click.ClickException(f"The database cannot be reached or written: {reason}. {CHECK}") from None
    except (ArgumentError, ModuleNotFoundError):
        raise click.ClickException(
            "COMMON_GROUND_DATABASE_URL is not the address of a database that Common Ground knows. "
            "It begins with sqlite:/// or postgresql+psycopg://"
        ) from None
    except OSError as error:
        raise click.ClickException(
            f"The folder for the database cannot be written ({error.strerror}: {error.filename}). "
            "Make it writable, or set COMMON_GROUND_DATABASE_URL."
        ) from None


if __name__ == "__main__":
    cli(prog_name="run.py")
