/* The search page. The index lies beside it as lists of texts (docs/decisions/0013-search.md); MiniSearch finds in them.
   Loaded before the page is painted, so that a page opened with a question shows its answers, not the list of names. */
"use strict";
(() => {
  const SHOWN = 8;
  const MORE = 50;
  const CHUNK = 400; // documents taken in at once: a few milliseconds
  const NEWEST_FIRST = new Set(["meeting", "task", "event"]);
  const OF_A_CELL = new Set(["meeting", "task", "person"]); // all name their cell: "chi bộ" tells none from another

  /** Text without case, accents and the bar of đ: the same as `fold` of generator/model/text.py. */
  const fold = (text) => text.toLowerCase().replace(/đ/g, "d").normalize("NFKD").replace(/\p{Mn}/gu, "");

  /** Folded words as they are asked for: a month and year are one, numbers have no zeros in front (03/2024 is 3/2024). */
  const words = (text) =>
    (fold(text).match(/\d{1,2}\/\d{4}(?!\d)|[\p{L}\p{N}]+/gu) || []).map((word) => word.replace(/^0+(?=\d)/, ""));
  /** The words of a text as they are found: a month and year also by its parts. */
  const parts = (text) => words(text).flatMap((word) => (word.includes("/") ? [word, ...word.split("/")] : [word]));

  /** Text as written, but for case and for where a tone may stand (hoà, hòa). */
  const OLD = "oà oá oả oã oạ oè oé oẻ oẽ oẹ uỳ uý uỷ uỹ uỵ".normalize("NFC").split(" ");
  const NEW = "òa óa ỏa õa ọa òe óe ỏe õe ọe ùy úy ủy ũy ụy".normalize("NFC").split(" ");
  const written = (text) =>
    text.normalize("NFC").toLowerCase().replace(/o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ]/g, (pair) => NEW[OLD.indexOf(pair)]);

  window.chiboSearch = { fold, words, written };

  const asked = () => (new URLSearchParams(window.location.search).get("q") || "").trim();
  const root = document.documentElement;
  root.classList.add("scripted");
  root.classList.toggle("searching", asked() !== "");

  /** Everything there is to find: one object each, with its group, title, details, address and rank in time. */
  const found = [];
  let engine = null;
  let names = null;
  let state = "opening"; // opening, reading, ready, local, failed
  let form, box, told, groups;

  const say = (name, values = {}) =>
    (form.getAttribute(`data-${name}`) || "").replace(/\{(\w+)\}/g, (_, key) => String(values[key]));
  const english = root.lang === "en";
  const monthName = new Intl.DateTimeFormat("en", { month: "long", timeZone: "UTC" });
  const MONTHS = Array.from({ length: 12 }, (_, month) => monthName.format(Date.UTC(2024, month, 1)));
  const month = (number, year) => (english ? `${MONTHS[number - 1]} ${year}` : `${Number(number)}/${year}`);
  const day = (iso) => {
    const [year, number, date] = iso.split("-");
    if (!date) return "";
    return english ? `${Number(date)} ${month(number, year)}` : `${date}/${number < 3 ? number : Number(number)}/${year}`;
  };
  const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
  const top = (path) => form.dataset.top + path;

  async function read(file) {
    const answer = await fetch(form.dataset.index + file);
    if (!answer.ok) throw new Error(`${file}: ${answer.status}`);
    return answer.json();
  }

  function thing(group, title, details, url, { also = "", time = "" } = {}) {
    const shown = details.filter(Boolean);
    const rest = [...shown, also].join(" ");
    return { group, title, details: shown, url, time, rest, written: written(`${title} ${rest}`) };
  }

  function named(lists) {
    const district = (d) => lists.districts[d];
    const cell = ([d, slug, name, unit]) => [district(d)[0], slug, name, unit < 0 ? district(d)[1] : lists.units[unit][2]];
    const language = english ? 2 : 1;
    return [
      ...lists.districts.map(([slug, name]) => thing("unit", name, [], top(`${slug}/`))),
      ...lists.units.map(([d, slug, name]) => thing("unit", name, [district(d)[1]], top(`${district(d)[0]}/units/${slug}/`))),
      ...lists.cells.map(cell).map(([d, slug, name, unit]) => thing("cell", name, [unit], top(`${d}/cells/${slug}/`))),
      ...lists.people.map(([c, name]) => {
        const [d, slug, of] = cell(lists.cells[c]);
        return thing("person", name, [of], top(`${d}/cells/${slug}/`));
      }),
      ...lists.reviews.map(([d, slug, title, date]) =>
        thing("event", title, [day(date), district(d)[1]], top(`${district(d)[0]}/reviews/${slug}/`), { time: date })),
      ...lists.events.map(([d, year, title, date]) =>
        thing("event", title, [day(date), district(d)[1]], top(`${district(d)[0]}/events/${year}/`), { time: date })),
      ...lists.rules.map((rule) =>
        thing("help", `${rule[0]} – ${rule[language]}`, [], top(`rules/${rule[0]}/`), { also: rule[3 - language] })),
    ];
  }

  function recorded(district, year, lists) {
    const d = names.districts.findIndex(([slug]) => slug === district);
    const known = new Map(names.cells.filter((cell) => cell[0] === d).map((cell) => [cell[1], cell[2]]));
    return lists.meetings.flatMap(([c, stem, held, date, theme, resolution, place, model, tasks]) => {
      const slug = lists.cells[c];
      const cell = known.get(slug) || slug;
      const [number, kind] = stem.split("-");
      const period = month(number, year);
      const also = english ? `${number}/${year}` : "";
      const url = top(`${district}/cells/${slug}/${year}/${stem}/`);
      const time = `${year}-${number}`;
      const title = `${period} – ${capital(say(`kind-${kind}`))}, ${cell}`;
      const details = [held === "held" ? day(date) : say(`state-${held}`), theme, resolution, place];
      return [
        thing("meeting", title, details, url, { time, also }),
        ...tasks.map(([text, done]) =>
          thing("task", text, [capital(say(`task-${done}`)), period, cell], url, { time, also })),
      ];
    });
  }

  async function take(things) {
    const first = found.length;
    things.forEach((one, n) => {
      one.id = first + n;
      found.push(one);
    });
    await engine.addAllAsync(things, { chunkSize: CHUNK });
    answer();
  }

  async function open() {
    engine = new window.MiniSearch({
      fields: ["title", "rest"],
      extractField: (one, field) => (OF_A_CELL.has(one.group) ? String(one[field]).replace(/chi bộ /giu, "") : one[field]),
      tokenize: parts,
      processTerm: (word) => word,
    });
    try {
      const [lists, handbook] = await Promise.all([read("names.json"), read("handbook.json").catch(() => ({ pages: [] }))]);
      names = lists;
      state = "reading";
      const chapter = (url) => form.dataset.handbook + url.replace(/^.*?\/handbook\//, "");
      await take([...named(lists), ...handbook.pages.map(([url, title]) => thing("help", title, [], chapter(url)))]);
      for (const [d, year] of lists.years) {
        const district = lists.districts[d][0];
        await take(recorded(district, year, await read(`${district}/${year}.json`)));
      }
      state = "ready";
    } catch {
      state = window.location.protocol === "file:" ? "local" : "failed";
    }
    answer();
  }

  /** What fits, by group: first where it is written just as asked, then the newest or the best. */
  function search(question) {
    const asIs = written(question);
    const marked = asIs !== fold(question);
    const every = words(question).join(" ");
    const telling = every.replace(/\bchi bo\b/g, " ").trim() || every;
    const hits = engine.search(telling, {
      tokenize: (text) => text.split(" "),
      combineWith: "AND",
      boost: { title: 2 },
      prefix: (word) => word.length > 1 && !/^\d/.test(word),
    });
    const sorted = new Map();
    for (const { id, score } of hits) {
      const one = found[id];
      const list = sorted.get(one.group) || sorted.set(one.group, []).get(one.group);
      list.push({ one, score, exact: marked && one.written.includes(asIs) ? 1 : 0 });
    }
    for (const [group, list] of sorted) {
      const later = NEWEST_FIRST.has(group) ? (a, b) => (a === b ? 0 : a < b ? 1 : -1) : () => 0;
      list.sort((a, b) => b.exact - a.exact || later(a.one.time, b.one.time) || b.score - a.score || a.one.id - b.one.id);
    }
    return sorted;
  }

  function line({ one }) {
    const entry = document.createElement("li");
    const link = document.createElement("a");
    link.href = one.url;
    link.textContent = one.title;
    entry.append(link);
    if (one.details.length) {
      const note = document.createElement("span");
      note.className = "note";
      note.textContent = one.details.join(" · ");
      entry.append(" ", note);
    }
    return entry;
  }

  function show(section, list) {
    const rows = section.querySelector("ol");
    const more = section.querySelector("button");
    let shown = 0;
    const grow = (number) => {
      rows.append(...list.slice(shown, shown + number).map(line));
      shown = Math.min(shown + number, list.length);
      more.hidden = shown >= list.length;
      more.textContent = say("more", { n: Math.min(MORE, list.length - shown) });
    };
    rows.replaceChildren();
    section.hidden = list.length === 0;
    grow(SHOWN);
    more.onclick = () => {
      const next = rows.children.length;
      grow(MORE);
      rows.children[next].querySelector("a").focus();
    };
  }

  function tell(question, number) {
    const trouble = state === "local" || state === "failed";
    if (question === "" && !trouble) return "";
    if (trouble) return say(state);
    if (state === "opening") return say("opening");
    const count = number === 1 ? say("one") : say("many", { n: number.toLocaleString(root.lang) });
    if (state === "reading") return number ? `${count}, ${say("reading")}` : capital(say("reading"));
    return number ? count : say("none", { q: question });
  }

  /** What stands below the meetings waits until these are read, so that nothing shown is pushed down. */
  const waits = (group) => state === "reading" && (group === "event" || group === "help");

  /** Print what is known now for the question in the box. */
  function answer() {
    const question = box.value.trim();
    const sorted = question && engine && names ? search(question) : new Map();
    const number = [...sorted.values()].reduce((sum, list) => sum + list.length, 0);
    root.classList.toggle("searching", question !== "" && state !== "local" && state !== "failed");
    for (const [group, section] of groups) show(section, waits(group) ? [] : sorted.get(group) || []);
    told.textContent = tell(question, number);
  }

  function remember() {
    const question = box.value.trim();
    const query = question ? `?q=${encodeURIComponent(question)}` : window.location.pathname;
    try {
      window.history.replaceState(null, "", query);
    } catch {
      // a page from the disk has no history to write
    }
  }

  function move(event) {
    const links = [...document.querySelectorAll(".results section:not([hidden]) li a")];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const at = links.indexOf(document.activeElement);
    if (event.key === "Escape" && (event.target === box || at >= 0)) {
      event.preventDefault();
      box.value = "";
      ask();
      box.focus();
    } else if (step && links.length && (at >= 0 || (event.target === box && step > 0))) {
      event.preventDefault();
      (links[Math.min(at + step, links.length - 1)] || box).focus();
    }
  }

  function ask() {
    remember();
    answer();
  }

  document.addEventListener("DOMContentLoaded", () => {
    form = document.getElementById("search");
    box = form.elements.q;
    told = document.querySelector(".found");
    groups = [...document.querySelectorAll("[data-group]")].map((section) => [section.dataset.group, section]);
    box.value = asked();
    box.addEventListener("input", ask);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      ask();
    });
    document.addEventListener("keydown", move);
    window.addEventListener("popstate", () => {
      box.value = asked();
      answer();
    });
    answer();
    open();
  });
})();
