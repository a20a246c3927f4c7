// The paper beside a report's texts follows what is typed, a moment after the last key. Without this script, and while
// something typed cannot be printed, its button draws it anew.
"use strict";

const MOMENT = 1500; // milliseconds without a key
const button = document.querySelector('button[name="tun"][value="vorschau"]');
const paper = document.getElementById("vorschau");

if (button && paper) {
  const form = button.form;
  let timer, asked;
  const draw = async () => {
    asked?.abort(); // what was typed since is newer
    asked = new AbortController();
    const typed = new FormData(form, button);
    typed.delete("einmal"); // nothing is stored: the form keeps its key for that
    try {
      const answer = await fetch(location.href, { method: "POST", body: typed, redirect: "manual", signal: asked.signal });
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const drawn = page.getElementById("vorschau");
      if (!drawn || page.querySelector("[data-error-summary]")) return;
      const at = paper.scrollTop;
      paper.replaceChildren(...drawn.childNodes);
      paper.scrollTop = at;
    } catch {} // no network, or asked anew: what stands there stays
  };
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(draw, MOMENT);
  });
}
