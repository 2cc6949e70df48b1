"use strict";
(() => {
  const speak = (language) => {
    const choice = document.getElementById(`language-${language}`);
    if (choice) choice.checked = true;
    const page = document.querySelector(`main [data-lang="${language}"]`);
    if (!page) return;
    document.documentElement.lang = language;
    document.title = page.dataset.title;
  };
  const named = () => (location.hash.match(/^#(ja|en)-/) || [])[1];
  for (const choice of document.querySelectorAll(".languages input")) choice.addEventListener("change", () => speak(choice.value));
  const follow = () => {
    if (!named()) return;
    speak(named());
    document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView();
  };
  addEventListener("hashchange", follow);
  follow();

  const folded = (text) => text.normalize("NFKC").toLowerCase();
  const filtered = (page) => {
    const tools = page.querySelector(".tools");
    if (!tools) return;
    const [words, status, count] = [tools.querySelector("input"), tools.querySelector("select"), tools.querySelector("output")];
    const rows = [...page.querySelectorAll(".overview tbody tr")].map((row) => [row, folded(`${row.textContent} ${row.dataset.words}`)]);
    const filter = () => {
      const wanted = folded(words.value).split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const [row, text] of rows) {
        row.hidden = !wanted.every((word) => text.includes(word)) || Boolean(status.value && row.dataset.status !== status.value);
        shown += !row.hidden;
      }
      count.value = count.dataset.form.replace("{shown}", shown).replace("{all}", rows.length);
    };
    words.addEventListener("input", filter);
    status.addEventListener("change", filter);
    tools.hidden = false;
    filter();
  };

  const sortable = (table, language) => {
    const headings = [...table.tHead.rows[0].cells];
    const keyOf = (row, place) => row.cells[place].dataset.order ?? row.cells[place].textContent.trim();
    const compare = (one, other) => {
      if (one === "" || other === "") return [0, one === "" ? 1 : -1];
      const difference = Number(one) - Number(other);
      return [Number.isNaN(difference) ? one.localeCompare(other, language) : difference, 0];
    };
    headings.forEach((heading, place) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "screen";
      const printed = document.createElement("span");
      printed.className = "print";
      printed.setAttribute("aria-hidden", "true");
      button.textContent = printed.textContent = heading.textContent;
      heading.replaceChildren(button, printed);
      button.addEventListener("click", () => {
        const upwards = heading.getAttribute("aria-sort") !== "ascending";
        headings.forEach((other) => other.removeAttribute("aria-sort"));
        heading.setAttribute("aria-sort", upwards ? "ascending" : "descending");
        const body = table.tBodies[0];
        const sorted = [...body.rows].sort((one, other) => {
          const [order, emptiness] = compare(keyOf(one, place), keyOf(other, place));
          return emptiness || (upwards ? order : -order);
        });
        body.append(...sorted);
      });
    });
  };

  for (const page of document.querySelectorAll("main [data-lang]")) {
    filtered(page);
    const table = page.querySelector(".overview table");
    if (table) sortable(table, page.lang);
  }
})();
