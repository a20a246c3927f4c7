// Nothing typed is lost: a form with data-autosave="<address>" saves itself while one types.
//
// The form holds the hidden field `version` and a paragraph [data-autosave-status] (role=status). It is posted as
// it stands. The address answers
//   200  {"version": 4, "saved_at": "14:05", "texts": {"total": "8.000,00 €"}}   `texts` fill [data-autosave-text=total]
//   409  HTML that says who was faster; shown in [data-autosave-conflict], and the form saves itself no more –
//        the ordinary button then shows both versions
//   422  {"version": 4, "saved_at": "14:05", "message": "…"}   saved but for what the message names
// Signed out or without network the text stays where it is, and a copy in this browser (per address and per person,
// data-autosave-owner): for this tab in sessionStorage, and in localStorage so that it outlives a browser that is closed.
// Without network the form tries again by itself. Signed out, [data-autosave-login] leads to the login; afterwards the
// copy is offered in [data-autosave-offer] – or, with data-autosave-restores, taken at once where this tab wrote it and
// nobody has written meanwhile. The copy brings its `version` along, so that who was faster is noticed. What the server
// has is no longer kept here, and nothing for longer than KEPT_DAYS.
"use strict";

const PAUSE = 1500; // milliseconds without a key before a form saves itself
const RETRY = 5000; // and before it tries again when the server was not to be reached
const KEPT_DAYS = 30; // a copy that nobody came back for

// The copies: this tab's own, and the browser's, which belongs to the tab that wrote it last. Storage may be forbidden;
// then there is no copy, and the server's is the one that counts.
const copies = {
  get tab() {
    let name = sessionStorage.getItem("autosave-tab");
    if (!name) sessionStorage.setItem("autosave-tab", (name = Math.random().toString(36).slice(2)));
    return name;
  },
  read(store, key) {
    try {
      return JSON.parse(store().getItem(key) ?? "null");
    } catch {
      return null;
    }
  },
  mine: (key) => copies.read(() => sessionStorage, key),
  any: (key) => copies.mine(key) ?? copies.read(() => localStorage, key),
  keep(key, copy) {
    try {
      const text = JSON.stringify({ ...copy, tab: copies.tab, at: Date.now() });
      sessionStorage.setItem(key, text);
      localStorage.setItem(key, text);
    } catch {
      // no copy
    }
  },
  // `whole`: the browser's copy goes whoever wrote it
  drop(key, whole) {
    try {
      sessionStorage.removeItem(key);
      if (whole || copies.read(() => localStorage, key)?.tab === copies.tab) localStorage.removeItem(key);
    } catch {
      // there was none
    }
  },
  tidy() {
    try {
      for (const key of Object.keys(localStorage).filter((one) => one.startsWith("autosave:")))
        if (!(copies.read(() => localStorage, key)?.at > Date.now() - KEPT_DAYS * 86400000)) localStorage.removeItem(key);
    } catch {
      // there is nothing to tidy
    }
  },
};
copies.tidy();

// A page that says what was saved clears the copy: <… data-autosave-done="<address>" data-autosave-owner="…">.
for (const done of document.querySelectorAll("[data-autosave-done]"))
  copies.drop(`autosave:${done.dataset.autosaveDone}:${done.dataset.autosaveOwner ?? ""}`);

for (const form of document.querySelectorAll("form[data-autosave]")) {
  const status = form.querySelector("[data-autosave-status]");
  const login = form.querySelector("[data-autosave-login]");
  const version = form.querySelector("[name=version]");
  const key = `autosave:${form.dataset.autosave}:${form.dataset.autosaveOwner ?? ""}`;
  let timer;
  let saving = false;
  let again = false;
  let stopped = false;
  let leaving = false;
  let offered = false; // an older copy waits for a decision; until then nothing overwrites or forgets it

  const say = (text) => status && status.textContent !== text && (status.textContent = text);
  const fields = () =>
    [...form.elements].filter(
      (field) => field.name && !["hidden", "file", "submit", "button", "password"].includes(field.type),
    );
  const typed = () =>
    fields()
      .filter((field) => field.type !== "radio" || field.checked)
      .map((field) => [field.name, field.type === "checkbox" ? field.checked : field.value]);
  const remember = () => {
    if (!offered) copies.keep(key, { version: version.value, typed: typed() });
  };
  const forget = () => {
    if (!offered) copies.drop(key);
  };
  const kept = () => copies.mine(key);
  const later = (pause) => {
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(save, pause);
  };

  const heard = async (answer, sent) => {
    if (answer.status === 409) {
      stopped = true;
      const place = form.querySelector("[data-autosave-conflict]");
      if (place && !answer.headers.has("Acting-For")) place.innerHTML = await answer.text();
      say(
        answer.headers.has("Acting-For")
          ? "Nicht gespeichert: Sie handeln inzwischen für eine andere Organisation. Ihre Eingaben stehen weiter hier."
          : "Nicht gespeichert: Jemand anderes war schneller. Ihre Eingaben stehen weiter hier.",
      );
    } else if (answer.ok || answer.status === 422) {
      const saved = await answer.json();
      version.setAttribute("value", saved.version); // not `.value`: Firefox would bring that back after a reload
      for (const [name, text] of Object.entries(saved.texts ?? {}))
        for (const place of form.querySelectorAll(`[data-autosave-text="${name}"]`)) place.textContent = text;
      if (saved.message) remember();
      else if (JSON.stringify(typed()) === sent) forget();
      say(saved.message ?? `Gespeichert um ${saved.saved_at} Uhr.`);
    } else if (answer.status === 0 || answer.status === 403) {
      stopped = true;
      if (login) login.hidden = false;
      say("Nicht gespeichert: Sie sind nicht mehr angemeldet. Ihre Eingaben bleiben erhalten, wenn Sie sich in diesem Fenster wieder anmelden.");
    } else {
      say("Noch nicht gespeichert. Ihre Eingaben bleiben erhalten; wir versuchen es gleich noch einmal.");
      later(RETRY);
    }
  };

  const save = async () => {
    clearTimeout(timer);
    if (stopped || leaving) return;
    if (saving) {
      again = true;
      return;
    }
    saving = true;
    const sent = JSON.stringify(typed());
    if (!status?.textContent.startsWith("Keine Verbindung")) say("Speichert …");
    try {
      const answer = await fetch(form.dataset.autosave, {
        method: "POST",
        body: new FormData(form),
        headers: { Accept: "application/json" },
        redirect: "manual",
        keepalive: sent.length < 30000, // a page that is being left still delivers it; browsers allow 64 KB
      });
      await heard(answer, sent);
    } catch {
      say("Keine Verbindung. Ihre Eingaben bleiben in diesem Browser erhalten, auch wenn Sie ihn schließen, und werden gespeichert, sobald es wieder geht.");
      later(RETRY);
    }
    saving = false;
    if (again) {
      again = false;
      save();
    }
  };

  form.addEventListener("input", () => {
    remember();
    later(PAUSE);
  });
  window.addEventListener("online", () => !offered && kept() && save());
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    leaving = true; // the form itself is on its way; the copy stays until a page says that it arrived
    remember();
  });
  window.addEventListener("pageshow", () => (leaving = false)); // came back with the browser's own button
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && !offered && kept()) save();
  });

  // What was typed before the login ran out, or before tab or browser were closed.
  const take = (copy) => {
    version.setAttribute("value", copy.version);
    for (const [name, value] of copy.typed) {
      const field = form.elements.namedItem(name);
      if (!field) continue;
      if (field.type === "checkbox") field.checked = value;
      else field.value = value;
    }
    for (const area of fields()) area.dispatchEvent(new Event("input"));
    form.dispatchEvent(new Event("input"));
  };
  const shown = (text) => String(text).slice(String(text).indexOf(";") + 1); // without the window's own name
  const offer = form.querySelector("[data-autosave-offer]");
  const stands = (name) => {
    const field = form.elements.namedItem(name);
    return field?.type === "checkbox" ? field.checked : field?.value;
  };
  const copy = copies.any(key);
  if (copy?.typed.some(([name, value]) => stands(name) !== value)) {
    if ("autosaveRefused" in form.dataset) {
      // the page itself shows what was typed
    } else if ("autosaveRestores" in form.dataset && kept() && shown(copy.version) === shown(version.value)) {
      take(copy);
      say("Ihre Eingaben von vorhin sind wieder da.");
    } else if (offer) {
      offer.hidden = false;
      offered = true;
      const close = () => {
        offer.hidden = true;
        fields()[0]?.focus();
      };
      offer.querySelector("[data-autosave-take]")?.addEventListener("click", () => {
        offered = false;
        copies.drop(key, true); // it is this tab's now
        take(copy);
        close();
      });
      offer.querySelector("[data-autosave-drop]")?.addEventListener("click", () => {
        offered = false;
        copies.drop(key, true);
        close();
      });
    }
  } else if (!("autosaveRefused" in form.dataset)) {
    forget();
  }
}
