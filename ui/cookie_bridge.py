"""The one thing only the browser can do: swap a ticket for an HttpOnly cookie, or have it dropped.

Afterwards the page loads again, because a cookie reaches the app with the next connection's handshake.
"""

import secrets

import streamlit as st

_bridge = st.components.v2.component(
    "cookie_bridge",
    html="<span hidden></span>",
    js="""
export default async function ({ data, parentElement }) {
  if (!data || window.commonGroundBridge === data.once) return;
  window.commonGroundBridge = data.once;
  const answer = await fetch(new URL("auth/session", document.baseURI), {
    method: data.ticket ? "POST" : "DELETE",
    credentials: "same-origin",
    headers: { "content-type": "application/json", "x-common-ground": "1" },
    body: data.ticket ? JSON.stringify({ ticket: data.ticket }) : undefined,
  }).catch(() => null);
  if (answer && answer.ok) {
    if (data.to) location.assign(new URL(data.to, document.baseURI));
    else location.reload();
    return;
  }
  const sorry = document.createElement("p");
  sorry.setAttribute("role", "alert");
  sorry.textContent = "That did not go through. Please reload this page and try again.";
  parentElement.appendChild(sorry);
}
""",
)


def hand_over(ticket: str, to: str = "") -> None:
    """Gives the browser its session cookie and loads the page again, or the address `to` of ours."""
    _bridge(data={"ticket": ticket, "to": to, "once": secrets.token_hex(8)}, key="cookie_bridge")
    st.stop()


def drop() -> None:
    """Takes the session cookie away and loads the page again."""
    _bridge(data={"ticket": "", "once": secrets.token_hex(8)}, key="cookie_bridge")
    st.stop()
