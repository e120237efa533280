"""`streamlit run app.py`: imported once to build the server, then executed as the script on every rerun."""

import streamlit as st
from streamlit import runtime

if runtime.exists():
    from ui.frame import show

    show()
else:
    import server

    server.prepare()
    app = st.App(
        __file__,
        routes=server.ROUTES,
        middleware=server.MIDDLEWARE,
        lifespan=server.lifespan,
        on_script_error=server.on_script_error,
    )
