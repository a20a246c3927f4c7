// The meeting is recorded by keyboard: Enter saves, Shift+Enter is a new line. Without this script the button saves.
"use strict";

const live = document.querySelector("[data-live]");
if (live) {
  document.querySelector("[data-live-hint]").hidden = false;
  live.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    if (live.value.trim()) live.form.requestSubmit();
  });
}
