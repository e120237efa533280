"""Streamlit's place to drop a file takes the focus and yet says that it is nothing: screen readers need its name."""

import streamlit as st

_naming = st.components.v2.component(
    "name_dropzone",
    html="<span hidden></span>",
    js="""
export default function ({ data }) {
  const name = () => {
    const zone = document.querySelector(".stFileUploader [role=presentation][tabindex]");
    if (!zone) return false;
    zone.setAttribute("role", "group");
    zone.setAttribute("aria-label", data.name);
    return true;
  };
  if (name()) return;
  const watch = new MutationObserver(() => name() && watch.disconnect());
  watch.observe(document.body, { childList: true, subtree: true });
  return () => watch.disconnect();
}
""",
)


def name_dropzone(name: str, key: str) -> None:
    """Call beside the uploader; another `key` is another uploader."""
    _naming(data={"name": name, "uploader": key}, key=f"dropzone_{key}")
