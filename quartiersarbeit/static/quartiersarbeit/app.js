// Small improvements; every page works without them.
"use strict";

// The error summary takes the focus, so that reading starts there.
document.querySelector("[data-error-summary]")?.focus();

// On a narrow screen CSS makes cards of a table's rows; older screen readers then need to be told that it is one.
const PARTS = { table: "", rowgroup: "thead, tbody, tfoot", row: "tr", rowheader: "tbody th, tfoot th", columnheader: "thead th", cell: "td" };
for (const table of document.querySelectorAll(".stacking, .paper-table--cards")) {
  for (const [role, parts] of Object.entries(PARTS)) {
    for (const part of parts ? table.querySelectorAll(parts) : [table]) part.setAttribute("role", role);
  }
}

// Light, dark, or as the system has it.
const themeSwitch = document.querySelector("[data-theme-switch]");
if (themeSwitch) {
  const choices = [...themeSwitch.querySelectorAll("button")];
  const show = () => {
    const now = document.documentElement.dataset.kernTheme ?? "";
    for (const choice of choices) choice.setAttribute("aria-pressed", String(choice.value === now));
  };
  themeSwitch.addEventListener("click", (event) => {
    const choice = event.target.closest("button");
    if (!choice) return;
    if (choice.value) document.documentElement.dataset.kernTheme = choice.value;
    else delete document.documentElement.dataset.kernTheme;
    try {
      if (choice.value) localStorage.setItem("theme", choice.value);
      else localStorage.removeItem("theme");
    } catch {
      // not remembered, but shown
    }
    show();
  });
  show();
  themeSwitch.hidden = false;
}

// The account menu closes as menus do: by Escape and by a click elsewhere.
const account = document.querySelector("details.account");
if (account) {
  document.addEventListener("click", (event) => {
    if (!account.contains(event.target)) account.open = false;
  });
  account.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !account.open) return;
    account.open = false;
    account.querySelector("summary").focus();
  });
}

// Ctrl-K, and „/“ where nobody is writing, lead to the one field that finds everything.
const find = document.getElementById("find");
if (find) {
  document.addEventListener("keydown", (event) => {
    const writing = event.target.closest?.("input, textarea, select, [contenteditable]");
    const asked = (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "k";
    if (!asked && (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || writing)) return;
    event.preventDefault();
    find.focus();
    find.select();
  });
}

// A second click on a slow form sends it only once; the button says that something happens. A form that answers with a
// file (data-download) leaves its page standing and may be sent again.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post" || "download" in form.dataset) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  event.submitter?.setAttribute("aria-busy", "true");
});
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
    for (const button of form.querySelectorAll("[aria-busy]")) button.removeAttribute("aria-busy");
  }
});

// How many characters are left, said politely and not at every key.
// data-limit lets a long text in and says by how much it is too long; maxlength would cut it off when it is pasted.
for (const area of document.querySelectorAll("textarea[maxlength], textarea[data-limit]")) {
  const limit = Number(area.dataset.limit ?? area.getAttribute("maxlength"));
  const seen = document.createElement("p");
  seen.className = "kern-body kern-body--small kern-body--muted field__count";
  const heard = document.createElement("p");
  heard.className = "kern-sr-only";
  heard.setAttribute("role", "status");
  let pause;
  const tell = () => {
    const left = limit - area.value.length;
    const many = Math.abs(left).toLocaleString("de-DE");
    const sentence = left < 0 ? `${many} Zeichen zu viel` : `Noch ${many} Zeichen möglich`;
    seen.textContent = sentence;
    clearTimeout(pause);
    if (left < limit / 10) pause = setTimeout(() => (heard.textContent = sentence), 1000);
  };
  seen.setAttribute("aria-hidden", "true");
  area.after(seen, heard);
  area.addEventListener("input", tell);
  tell();
}

// A chosen file proposes what it is called, as the server does where the field stays empty; what somebody typed stays.
for (const file of document.querySelectorAll("input[type=file][data-names]")) {
  const title = file.form?.elements[file.dataset.names];
  if (!title) continue;
  let proposed = "";
  file.addEventListener("change", () => {
    if (title.value && title.value !== proposed) return;
    if (file.files.length !== 1) return void (title.value = proposed = "");
    const stem = file.files[0].name.replace(/\.[A-Za-z0-9]{1,5}$/, "").replaceAll("_", " ").trim();
    proposed = stem.charAt(0).toUpperCase() + stem.slice(1);
    title.value = proposed = proposed.slice(0, title.maxLength > 0 ? title.maxLength : 120);
  });
}

// Formsets: one more entry from the empty form in <template>.
for (const set of document.querySelectorAll("[data-formset]")) {
  const add = set.querySelector("[data-formset-add]");
  const empty = set.querySelector("[data-formset-empty]");
  const total = set.querySelector(`[name="${set.dataset.formset}-TOTAL_FORMS"]`);
  const limit = set.querySelector(`[name="${set.dataset.formset}-MAX_NUM_FORMS"]`);
  if (!add || !empty || !total) continue;
  const offer = () => (add.hidden = Number(total.value) >= Number(limit?.value || 1000));
  add.addEventListener("click", () => {
    const number = Number(total.value);
    const holder = document.createElement("template");
    holder.innerHTML = empty.innerHTML.replaceAll("__prefix__", String(number));
    const entry = holder.content.firstElementChild;
    const place = entry.querySelector("[data-formset-number]");
    if (place) place.textContent = String(number + 1);
    set.querySelector(".formset__forms").append(entry);
    total.value = String(number + 1);
    entry.querySelector("input:not([type=hidden]), select, textarea")?.focus();
    offer();
  });
  offer();
}

// The browser's own print, where somebody looks for a button.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// A link to a folded place opens it: a report's figure leads to its line, and its records are there.
const unfold = () => {
  const place = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!place) return;
  for (const fold of place.querySelectorAll("details")) fold.open = true;
  for (let fold = place.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  if (place.matches("tr")) {
    place.tabIndex = -1;
    place.focus();
  }
};
window.addEventListener("hashchange", unfold);
unfold();

// Rows that are ticked for an act are counted; „alle auf dieser Seite“ ticks them, and stands for them where no script runs.
for (const form of document.querySelectorAll("[data-several]")) {
  const all = form.querySelector("[data-several-all]");
  const rows = [...form.querySelectorAll(".choice input")];
  const count = form.querySelector("[data-several-count]");
  const tell = () => {
    const ticked = rows.filter((row) => row.checked).length;
    all.checked = ticked === rows.length;
    all.indeterminate = ticked > 0 && !all.checked;
    count.textContent = ticked ? `${ticked} ausgewählt` : "";
  };
  form.addEventListener("change", (event) => {
    if (event.target === all) for (const row of rows) row.checked = all.checked;
    tell();
  });
  tell();
}
