// A button beside each text that is to be pasted elsewhere. Without this script the text is selected by hand.
"use strict";

const told = document.querySelector("[data-copying]");

function selected(text) {
  const range = document.createRange();
  range.selectNodeContents(text);
  const selection = getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
}

for (const text of document.querySelectorAll("[data-copied]")) {
  const name = text.dataset.copied;
  const button = document.createElement("button");
  const label = document.createElement("span");
  button.type = "button";
  button.className = "kern-btn kern-btn--tertiary";
  label.className = "kern-label";
  label.textContent = `${name} kopieren`;
  button.append(label);
  const content = text.firstElementChild;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(content.innerText);
      told.textContent = label.textContent = `${name}: kopiert`;
    } catch {
      // no right to the clipboard: the text is marked, and the keyboard copies it
      selected(content);
      told.textContent = label.textContent = `${name} ist markiert: mit Strg+C kopieren`;
    }
  });
  text.append(button);
}
