// What goes with allauth's passkeys: the button only where the browser knows them, and a word where it did not work.
"use strict";

for (const button of document.querySelectorAll("[data-needs-passkeys]")) {
  button.hidden = !window.PublicKeyCredential;
}

document.addEventListener("allauth.error", (event) => {
  const place = document.querySelector("[data-passkey-trouble]");
  if (!place) return;
  event.preventDefault();
  place.textContent =
    "Das hat nicht geklappt: Der Vorgang wurde abgebrochen, oder auf diesem Gerät liegt kein passender Passkey. " +
    "Versuchen Sie es noch einmal, oder nehmen Sie einen anderen Weg.";
});
