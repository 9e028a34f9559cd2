"use strict";
(() => {
  const severities = ["error", "warning", "info"];
  const shown = new Set(severities);
  const buttons = [...document.querySelectorAll("button[data-severity]")];
  const search = document.querySelector("#search");
  const cards = [...document.querySelectorAll("article[data-severity]")].map((card) => ({
    card,
    severity: card.dataset.severity,
    text: card.textContent.toLowerCase(),
  }));
  const rows = [...document.querySelectorAll("tr[data-name]")].map((row) => ({ row, text: row.textContent.toLowerCase() }));
  const empty = document.querySelector("#nothing");

  const show = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const fits = (text) => words.every((word) => text.includes(word));
    let left = 0;
    for (const { card, severity, text } of cards) {
      card.hidden = !shown.has(severity) || !fits(text);
      left += card.hidden ? 0 : 1;
    }
    for (const { row, text } of rows) row.hidden = !fits(text);
    for (const button of buttons) button.setAttribute("aria-pressed", String(shown.has(button.dataset.severity)));
    if (empty) empty.hidden = left > 0 || cards.length === 0;
  };

  // The address keeps the filter, so that a link shows what its sender saw.
  const keep = () => {
    const parts = new URLSearchParams();
    if (shown.size < severities.length) parts.set("severity", severities.filter((s) => shown.has(s)).join(","));
    if (search.value) parts.set("search", search.value);
    history.replaceState(null, "", "#" + parts);
  };
  const recall = () => {
    const parts = new URLSearchParams(location.hash.slice(1));
    if (parts.has("severity")) {
      const wanted = parts.get("severity").split(",");
      for (const s of severities) wanted.includes(s) ? shown.add(s) : shown.delete(s);
    }
    if (parts.has("search")) search.value = parts.get("search");
  };

  for (const button of buttons)
    button.addEventListener("click", () => {
      const severity = button.dataset.severity;
      shown.has(severity) ? shown.delete(severity) : shown.add(severity);
      show();
      keep();
    });
  search.addEventListener("input", () => { show(); keep(); });
  addEventListener("hashchange", () => { recall(); show(); });

  const picture = document.querySelector("svg");
  if (picture) {
    const near = (node) => {
      for (const old of picture.querySelectorAll(".near")) old.classList.remove("near");
      picture.classList.toggle("focus", node !== null);
      if (node === null) return;
      const id = node.dataset.id;
      const ids = new Set([id]);
      for (const edge of picture.querySelectorAll("path"))
        if (edge.dataset.from === id || edge.dataset.to === id) {
          edge.classList.add("near");
          ids.add(edge.dataset.from).add(edge.dataset.to);
        }
      for (const other of picture.querySelectorAll(".node")) if (ids.has(other.dataset.id)) other.classList.add("near");
    };
    let chosen = null;
    const choose = (node) => { chosen = chosen === node ? null : node; near(chosen); };
    picture.addEventListener("click", (event) => choose(event.target.closest(".node")));
    picture.addEventListener("keydown", (event) => { if (event.key === "Enter") choose(event.target.closest(".node")); });
  }

  document.querySelector(".bar").hidden = false;
  recall();
  show();
})();
