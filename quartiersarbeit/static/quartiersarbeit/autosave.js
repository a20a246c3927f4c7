// Nothing typed is lost: a form with data-autosave="<address>" saves itself while one types.
//
// The form holds the hidden field `version` and a paragraph [data-autosave-status] (role=status). It is posted as
// it stands. The address answers
//   200  {"version": 4, "saved_at": "14:05", "texts": {"total": "8.000,00 €"}}   `texts` fill [data-autosave-text=total]
//   409  HTML that says who was faster; shown in [data-autosave-conflict], and the form saves itself no more –
//        the ordinary button then shows both versions
// Anything else (signed out, no network) leaves the text where it is: a copy stays in this tab (sessionStorage, per
// address and per person, data-autosave-owner) and is offered in [data-autosave-offer] when the form is opened again.
"use strict";

const PAUSE = 1500; // milliseconds without a key before a form saves itself

for (const form of document.querySelectorAll("form[data-autosave]")) {
  const status = form.querySelector("[data-autosave-status]");
  const version = form.querySelector("[name=version]");
  const key = `autosave:${form.dataset.autosave}:${form.dataset.autosaveOwner ?? ""}`;
  let timer;
  let saving = false;
  let again = false;
  let stopped = false;
  let unsaved = false; // something was typed that the server does not have yet
  let offered = false; // an older copy waits for a decision; until then nothing overwrites it

  const say = (text) => status && (status.textContent = text);
  const fields = () =>
    [...form.elements].filter(
      (field) => field.name && !["hidden", "file", "submit", "button", "password"].includes(field.type),
    );
  const typed = () => fields().map((field) => [field.name, field.type === "checkbox" ? field.checked : field.value]);
  const remember = () => {
    if (offered) return;
    try {
      sessionStorage.setItem(key, JSON.stringify(typed()));
    } catch {
      // no copy in this tab; the server's is the one that counts
    }
  };
  const forget = () => {
    if (offered) return;
    try {
      sessionStorage.removeItem(key);
    } catch {
      // there was none
    }
  };
  const kept = () => {
    try {
      return JSON.parse(sessionStorage.getItem(key) ?? "null");
    } catch {
      return null;
    }
  };

  const save = async () => {
    clearTimeout(timer);
    if (stopped) return;
    if (saving) {
      again = true;
      return;
    }
    saving = true;
    const sent = JSON.stringify(typed());
    say("Speichert …");
    try {
      const answer = await fetch(form.dataset.autosave, {
        method: "POST",
        body: new FormData(form),
        headers: { Accept: "application/json" },
        redirect: "manual",
        keepalive: sent.length < 30000, // a page that is being left still delivers it; browsers allow 64 KB
      });
      if (answer.status === 409) {
        stopped = true;
        const place = form.querySelector("[data-autosave-conflict]");
        if (place) place.innerHTML = await answer.text();
        say("Nicht gespeichert: Jemand anderes war schneller. Ihre Eingaben stehen weiter hier.");
      } else if (answer.ok) {
        const saved = await answer.json();
        version.value = saved.version;
        for (const [name, text] of Object.entries(saved.texts ?? {}))
          for (const place of form.querySelectorAll(`[data-autosave-text="${name}"]`)) place.textContent = text;
        if (JSON.stringify(typed()) === sent) {
          unsaved = false;
          forget();
        }
        say(`Gespeichert um ${saved.saved_at} Uhr.`);
      } else {
        stopped = answer.status === 0 || answer.status === 403;
        say(
          stopped
            ? "Nicht gespeichert: Sie sind nicht mehr angemeldet. Melden Sie sich in diesem Fenster wieder an; Ihre Eingaben bleiben erhalten."
            : "Noch nicht gespeichert. Ihre Eingaben bleiben erhalten.",
        );
      }
    } catch {
      say("Keine Verbindung. Ihre Eingaben bleiben in diesem Fenster erhalten.");
    }
    saving = false;
    if (again) {
      again = false;
      save();
    }
  };

  form.addEventListener("input", () => {
    unsaved = true;
    remember();
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(save, PAUSE);
  });
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    stopped = true; // the form itself is on its way; the copy stays until a page says that it arrived
    remember();
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && unsaved) save();
  });

  // What was typed before the login ran out, or before the tab was closed by accident.
  const offer = form.querySelector("[data-autosave-offer]");
  const copy = kept();
  if (offer && copy && JSON.stringify(copy) !== JSON.stringify(typed())) {
    offer.hidden = false;
    offered = true;
    offer.querySelector("[data-autosave-take]")?.addEventListener("click", () => {
      offered = false;
      for (const [name, value] of copy) {
        const field = form.elements.namedItem(name);
        if (field instanceof RadioNodeList) field.value = value;
        else if (field?.type === "checkbox") field.checked = value;
        else if (field) field.value = value;
      }
      offer.hidden = true;
      form.dispatchEvent(new Event("input"));
      fields()[0]?.focus();
    });
    offer.querySelector("[data-autosave-drop]")?.addEventListener("click", () => {
      offered = false;
      forget();
      offer.hidden = true;
      fields()[0]?.focus();
    });
  } else if (!form.dataset.autosaveRefused) {
    forget();
  }
}

// A page that says what was saved clears the copy: <… data-autosave-done="<address>" data-autosave-owner="…">.
for (const done of document.querySelectorAll("[data-autosave-done]")) {
  try {
    sessionStorage.removeItem(`autosave:${done.dataset.autosaveDone}:${done.dataset.autosaveOwner ?? ""}`);
  } catch {
    // there was none
  }
}
