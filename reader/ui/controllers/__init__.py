"""What the window does: each controller joins some widgets with the session. Widgets know neither."""
