// Makes the check sum of a paper in the browser, so that the file stays where it is. Without this script, or where the
// browser cannot do it, the form sends the file; the answer is the same.
(() => {
  const form = document.querySelector("[data-check]");
  if (!form || !window.crypto || !crypto.subtle) return;
  const input = form.querySelector("input[type=file]");
  const said = form.querySelector("[data-check-said]");
  const most = Number(form.dataset.check);
  form.querySelector("[data-check-told]").textContent = "Sie bleibt auf Ihrem Gerät; nur ihre Prüfsumme wird gesendet.";

  const check = async () => {
    const [file] = input.files;
    if (!file) {
      said.textContent = "Wählen Sie zuerst eine Datei aus.";
      return;
    }
    if (file.size > most * 1024 * 1024) {  // said before a byte of it is read
      said.textContent = `Die Datei ist größer als ${most} MB und wird nicht geprüft.`;
      return;
    }
    said.textContent = "Die Datei wird geprüft …";
    try {
      const sum = new Uint8Array(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
      const hex = Array.from(sum, (byte) => byte.toString(16).padStart(2, "0")).join("");
      location.assign(`${new URL(form.action).pathname}?sha256=${hex}#ergebnis`);
    } catch {
      said.textContent = "Die Datei lässt sich nicht lesen. Wählen Sie sie noch einmal aus.";
    }
  };

  form.addEventListener("submit", (event) => {
    if (!input.files.length) return; // the server says that one is missing
    event.preventDefault();
    check();
  });
  input.addEventListener("change", check);
  // A file that is dropped anywhere on the form is the one that is meant, not one to be opened.
  form.addEventListener("dragover", (event) => event.preventDefault());
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    if (event.dataTransfer.files.length) {
      input.files = event.dataTransfer.files;
      check();
    }
  });
})();
