"""What a page says, as text, for tests that ask whether something is on it."""

from streamlit.testing.v1 import AppTest


def said(app: AppTest) -> str:
    """Every text that the page shows."""
    assert not app.exception, [error.value for error in app.exception]
    kinds = ("title", "header", "subheader", "markdown", "caption", "text", "info", "success", "warning", "error")
    shown = [element.value for kind in kinds for element in getattr(app, kind)]
    labels = [element.label for element in app.button]
    return "\n".join([*map(str, shown), *labels])


def lines(app: AppTest) -> list[str]:
    """What stands small beneath things, a line each."""
    return [line for text in app.caption for line in text.value.split("\n\n")]


def labels(app: AppTest) -> list[str]:
    """What the page's buttons are called."""
    return [button.label for button in app.main.get("button")]


def press(app: AppTest, label: str) -> AppTest:
    """Presses the first button of that name."""
    return next(button for button in app.button if button.label == label).click().run()


def opened(app: AppTest) -> AppTest:
    """The page with everything opened that renders only when it is."""
    for box in app.get("expander"):
        if box.proto.id:
            app.session_state[box.proto.id.split("-", 2)[2]] = True
    return app.run()
