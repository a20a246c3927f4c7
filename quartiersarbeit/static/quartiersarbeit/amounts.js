// Amounts as they are typed: what is none is said at once, and sums follow. The server reads and adds them again.
"use strict";

const AMOUNT = /^-?(?:[0-9]+|[1-9][0-9]{0,2}(?:\.[0-9]{3})+|[1-9][0-9]{0,2}(?: [0-9]{3})+)(?:,(?:[0-9]{1,2}|-{1,2}))?$/;
const QUIET = 600; // milliseconds: nobody is told of half a number

// What the field says without unit and outer space; cents as a whole number, null where it is no amount.
const bare = (text) => text.replace(/[\s\u202f]+/g, " ").trim().replace(/^(?:€|eur|euro)\s*|\s*(?:€|eur|euro)$/gi, "").replace(/[\u2212\u2013]/g, "-");
const cents = (text) => {
  const amount = bare(text);
  if (!amount) return 0;
  if (!AMOUNT.test(amount)) return null;
  const [whole, rest = ""] = amount.replace(/[. ]/g, "").split(",");
  const size = Number(whole.replace("-", "")) * 100 + Number(rest.replace(/-/g, "").padEnd(2, "0") || 0);
  return amount.startsWith("-") ? -size : size;
};
const euros = (amount) => (amount / 100).toLocaleString("de-DE", { minimumFractionDigits: 2 }) + "\u00a0€";

for (const input of document.querySelectorAll("input[data-wrong]")) {
  const said = document.createElement("p");
  said.className = "kern-body kern-body--small kern-error field__wrong";
  said.id = `${input.id}_wrong`;
  said.setAttribute("role", "status");
  (input.closest(".kern-input-group") ?? input).after(said);
  let pause;
  const tell = () => {
    const wrong = cents(input.value) === null || (input.dataset.least && cents(input.value) < Number(input.dataset.least));
    said.textContent = wrong ? input.dataset.wrong : "";
    input.classList.toggle("kern-form-input__input--error", wrong);
    const about = (input.getAttribute("aria-describedby") ?? "").split(" ").filter((id) => id && id !== said.id);
    if (wrong) {
      input.setAttribute("aria-invalid", "true");
      about.push(said.id);
    } else input.removeAttribute("aria-invalid");
    if (about.length) input.setAttribute("aria-describedby", about.join(" "));
    else input.removeAttribute("aria-describedby");
  };
  input.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(tell, QUIET);
  });
  input.addEventListener("change", tell);
}

for (const table of document.querySelectorAll("[data-sums]")) {
  const given = Math.round(Number(table.dataset.sums) * 100);
  const inputs = [...table.querySelectorAll("input[data-wrong]")];
  table.addEventListener("input", () => {
    const sum = inputs.reduce((all, input) => all + (cents(input.value) ?? 0), 0);
    table.querySelector("[data-sum]").textContent = euros(sum);
    table.querySelector("[data-rest]").textContent = euros(given - sum);
  });
}
