// A section's text as it will read: a figure stands in it with its value, chosen from a list; the small markup has buttons.
//
// Without this script the textarea is there, with [[key]] for a figure. With it the textarea stays what is sent, and
// beside it stands a field to write in; what is written there is put into the textarea at each key.
"use strict";

const TOKEN = /\[\[([a-z0-9_]+)\]\]/g;

for (const tools of document.querySelectorAll("[data-writing]")) {
  const area = document.getElementById(tools.dataset.writing);
  const list = tools.querySelector("[data-figures]");
  if (!area || !list) continue;
  const values = new Map([...list.options].filter((one) => one.value).map((one) => [one.value, one.dataset.reads]));

  const page = document.createElement("div");
  page.className = "writing kern-form-input__input";
  page.contentEditable = "true";
  page.setAttribute("role", "textbox");
  page.setAttribute("aria-multiline", "true");
  page.setAttribute("aria-label", area.labels[0].innerText.trim());
  for (const name of ["aria-describedby", "aria-invalid"])
    if (area.hasAttribute(name)) page.setAttribute(name, area.getAttribute(name));

  const chip = (key) => {
    const shown = document.createElement("span");
    shown.className = values.has(key) ? "writing__figure" : "writing__figure writing__figure--unknown";
    shown.contentEditable = "false";
    shown.dataset.key = key;
    shown.textContent = values.get(key) ?? `[[${key}]]`;
    shown.title = values.has(key) ? "Zahl aus den Daten" : "Diese Zahl gibt es nicht.";
    return shown;
  };
  const drawn = (text) => {
    const parts = document.createDocumentFragment();
    text.split(TOKEN).forEach((part, number) => parts.append(number % 2 ? chip(part) : part));
    return parts;
  };
  const read = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return node.data;
    if (node.dataset?.key) return `[[${node.dataset.key}]]`;
    if (node.nodeName === "BR") return "\n";
    return [...node.childNodes].map(read).join("");
  };
  // A browser keeps an empty last line open with a newline of its own.
  const written = () => read(page).replaceAll("\u00a0", " ").replace(/\n$/, "");
  const send = () => {
    area.value = written();
    area.dispatchEvent(new Event("input", { bubbles: true }));
  };

  const place = () => {
    const chosen = document.getSelection();
    if (chosen.rangeCount && page.contains(chosen.getRangeAt(0).commonAncestorContainer)) return chosen.getRangeAt(0);
    const end = document.createRange();
    end.selectNodeContents(page);
    end.collapse(false);
    return end;
  };
  const put = (...nodes) => {
    const range = place();
    range.deleteContents();
    for (const node of nodes.toReversed()) range.insertNode(node);
    range.setStartAfter(nodes.at(-1));
    range.collapse(true);
    page.focus();
    document.getSelection().removeAllRanges();
    document.getSelection().addRange(range);
    send();
  };

  let last; // where one wrote, while the list has the focus
  page.addEventListener("blur", () => (last = place().cloneRange()));
  const back = () => {
    page.focus();
    if (!last) return;
    document.getSelection().removeAllRanges();
    document.getSelection().addRange(last);
  };

  page.addEventListener("input", send);
  page.addEventListener("beforeinput", (event) => {
    if (event.inputType === "insertParagraph") {
      event.preventDefault();
      const after = place().cloneRange();
      after.setEnd(page, page.childNodes.length);
      const open = read(after.cloneContents()) || read(page).endsWith("\n"); // a last line stands open already
      put(document.createTextNode(open ? "\n" : "\n\n"));
    } else if (event.inputType.startsWith("format")) event.preventDefault();
  });
  page.addEventListener("paste", (event) => {
    event.preventDefault();
    put(drawn(event.clipboardData.getData("text/plain").replaceAll("\r\n", "\n")), document.createTextNode(""));
  });
  page.addEventListener("copy", (event) => {
    event.preventDefault();
    event.clipboardData.setData("text/plain", read(place().cloneContents()));
  });
  page.addEventListener("drop", (event) => event.preventDefault());

  const around = (mark) => {
    back();
    const text = read(place().cloneContents());
    put(drawn(`${mark}${text || "Text"}${mark}`), document.createTextNode(""));
  };
  const before = (mark) => {
    back();
    const start = place().cloneRange();
    start.setStart(page, 0);
    const text = read(start.cloneContents());
    put(document.createTextNode(`${text && !text.endsWith("\n") ? "\n" : ""}${mark}`));
  };
  tools.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.around) around(button.dataset.around);
    else if (button.dataset.before) before(button.dataset.before);
    else if (list.value) {
      back();
      put(chip(list.value), document.createTextNode(""));
      list.value = "";
    }
  });

  page.append(drawn(area.value));
  area.before(page);
  area.hidden = true;
  area.addEventListener("focus", () => page.focus()); // an error's link leads to it
  tools.hidden = false;
}
