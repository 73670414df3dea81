/* What a page can do beyond being read: `/` goes to the search box, tables are sorted and filtered.
   Every page is complete without it. Words come from the page (data attributes), so both languages work. */
"use strict";
(() => {
  const language = document.documentElement.lang || "vi";
  const collator = new Intl.Collator("vi", { numeric: true });

  /* `/` puts the cursor into the search box, as long as nothing is being typed. */
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, select, textarea, [contenteditable]");
    const box = document.getElementById("find");
    if (event.key === "/" && !typing && box && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      box.focus();
      box.select();
    }
  });

  /* --- sorting --- */

  /** A day or month (05/3/2024, 3/2024, 5 March 2024) as a number; NaN where it is none. Years alone have four bare digits. */
  function dayOf(text) {
    const [, day, month, year] = text.match(/^(?:(\d{1,2})\/)?(\d{1,2})\/(\d{4})(?!\d)/) || [];
    if (year !== undefined) return Number(year) * 10000 + Number(month) * 100 + Number(day || 0);
    const [written] = (language === "en" && text.match(/^(\d{1,2} )?[A-Z][a-z]+ \d{4}(?!\d)/)) || [];
    return written ? Date.parse(written) : NaN;
  }

  /** The number that a text begins with (1.322, 65,52 %, 7/11, -3), in the page's way of writing; NaN where it is none. */
  function numberOf(text) {
    const date = dayOf(text);
    if (!Number.isNaN(date)) return date;
    const [, sign, digits, whole, third] = text.match(/^([-−]?)\s*(\d[\d.,]*)(?:\s*\/\s*(\d[\d.,]*)(\/)?)?/) || [];
    if (digits === undefined) return NaN;
    const plain = (written) =>
      Number(language === "en" ? written.replace(/,/g, "") : written.replace(/\./g, "").replace(",", "."));
    const value = whole === undefined || third ? plain(digits) : plain(digits) / plain(whole);
    return sign ? -value : value;
  }

  function keyOf(cell) {
    if (!cell) return { text: "", number: NaN };
    const marked = cell.closest("[data-sort]") || cell.querySelector("[data-sort]");
    const exact = marked ? marked.dataset.sort : cell.querySelector("data[value]")?.value;
    const text = cell.textContent.trim();
    const number = exact ? Number(exact) : numberOf(text);
    return { text: marked && Number.isNaN(Number(exact)) ? exact : text, number };
  }

  /** The cell of a row that stands in a column, counting cells that span several. */
  function cellAt(row, column) {
    let place = 0;
    for (const cell of row.cells) {
      if (column >= place && column < place + cell.colSpan) return cell;
      place += cell.colSpan;
    }
    return null;
  }

  /** The column of each head, where heads stand in several rows. */
  function columnsOf(head) {
    const taken = [];
    const columns = new Map();
    [...head.rows].forEach((row, level) => {
      let column = 0;
      for (const cell of row.cells) {
        while (taken[level]?.[column]) column += 1;
        columns.set(cell, column);
        for (let down = level; down < level + cell.rowSpan; down += 1) {
          taken[down] ||= [];
          for (let right = column; right < column + cell.colSpan; right += 1) taken[down][right] = true;
        }
        column += cell.colSpan;
      }
    });
    return columns;
  }

  /** Sort rows within each body; rows of groups stay first, what has no value comes last either way. */
  function sort(table, column, ascending) {
    for (const body of table.tBodies) {
      const rows = [...body.rows].filter((row) => !row.classList.contains("grp"));
      const keys = new Map(rows.map((row) => [row, keyOf(cellAt(row, column))]));
      const valued = [...keys.values()].filter((key) => key.text !== "" && key.text !== "–");
      const numeric = 2 * valued.filter((key) => !Number.isNaN(key.number)).length > valued.length;
      const empty = (key) => (numeric ? Number.isNaN(key.number) : key.text === "" || key.text === "–");
      rows.sort((one, other) => {
        const [a, b] = [keys.get(one), keys.get(other)];
        if (empty(a) || empty(b)) return empty(a) - empty(b);
        const order = numeric ? a.number - b.number : collator.compare(a.text, b.text);
        return ascending ? order : -order;
      });
      body.append(...rows);
    }
  }

  function makeSortable(table) {
    const columns = columnsOf(table.tHead);
    const heads = [...table.tHead.querySelectorAll('th[scope="col"]')].filter((head) => head.colSpan === 1);
    const rows = [...table.tBodies].flatMap((body) => [...body.rows]);
    for (const head of heads) {
      if (head.querySelector("a, button") || head.textContent.trim() === "") continue;
      if (!rows.some((row) => keyOf(cellAt(row, columns.get(head))).text !== "")) continue; // pictures have no order
      const button = document.createElement("button");
      button.type = "button";
      button.className = "sort";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const ascending = head.getAttribute("aria-sort") !== "ascending";
        for (const other of heads) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", ascending ? "ascending" : "descending");
        sort(table, columns.get(head), ascending);
      });
    }
  }

  /* --- filtering --- */

  function makeFilterable(form, table) {
    const selects = ["unit", "type"].map((name) => form.elements[name]).filter(Boolean);
    const rows = [...table.querySelectorAll("tbody tr[data-unit], tbody tr[data-type]")];
    let told = form.querySelector("output, [aria-live]");
    if (!told) {
      told = document.createElement("output");
      form.append(told);
    }
    const pattern = form.dataset.count || table.dataset.count || "{n}/{all}";

    function apply() {
      let shown = 0;
      for (const row of rows) {
        row.hidden = !selects.every((select) =>
          select.value === "" || (row.dataset[select.name] || "").split(" ").includes(select.value));
        if (!row.hidden) shown += 1;
      }
      for (const body of table.tBodies) {
        const own = rows.filter((row) => row.parentNode === body);
        body.hidden = own.length > 0 && own.every((row) => row.hidden);
      }
      if (table.tFoot) table.tFoot.hidden = shown < rows.length;
      told.textContent = pattern.replace("{n}", shown).replace("{all}", rows.length);
    }

    function restore() {
      const query = new URLSearchParams(window.location.search);
      for (const select of selects) {
        const wanted = query.get(select.name) || "";
        select.value = [...select.options].some((option) => option.value === wanted) ? wanted : "";
      }
      apply();
    }

    function remember() {
      const query = new URLSearchParams(window.location.search);
      for (const select of selects) {
        if (select.value) query.set(select.name, select.value);
        else query.delete(select.name);
      }
      const text = query.toString();
      try {
        window.history.replaceState(null, "", `${text ? `?${text}` : window.location.pathname}${window.location.hash}`);
      } catch {
        // a page from the disk has no history to write
      }
    }

    form.addEventListener("change", () => {
      apply();
      remember();
    });
    form.addEventListener("submit", (event) => event.preventDefault());
    window.addEventListener("popstate", restore);
    form.hidden = false;
    restore();
  }

  for (const table of document.querySelectorAll("table[data-sortable]")) if (table.tHead) makeSortable(table);
  const form = document.querySelector("form.filter");
  const table = document.querySelector("table[data-filterable]");
  if (form && table) makeFilterable(form, table);
})();
