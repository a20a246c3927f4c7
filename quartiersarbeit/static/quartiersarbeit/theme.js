// Runs before the first paint, so that a chosen theme never flashes. Without a choice, or without script, the
// system's setting holds. The choice stays in this browser; no cookie, nothing is sent.
"use strict";
try {
  const theme = localStorage.getItem("theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.kernTheme = theme;
} catch {
  // storage may be forbidden; then there is simply no remembered choice
}
