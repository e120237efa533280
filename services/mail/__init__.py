"""Mail: that there is news, and a link. Never a name, a group, a clinic, a number or a reason."""
