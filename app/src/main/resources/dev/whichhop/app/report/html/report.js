"use strict";
// Without this script the page says the same; it adds the cursor, the theme and the fold button.
{
  document.querySelector(".tools").hidden = false;

  // Theme: as the system says, light, dark.
  const theme = document.getElementById("theme");
  const themes = ["auto", "light", "dark"];
  let chosen = 0;
  theme.addEventListener("click", () => {
    chosen = (chosen + 1) % themes.length;
    document.documentElement.dataset.theme = themes[chosen];
    theme.textContent = theme.dataset[themes[chosen]];
  });

  // All folded parts at once, by button and for paper.
  const folded = () => [...document.querySelectorAll("details")];
  const folds = document.getElementById("folds");
  folds.addEventListener("click", () => {
    const open = folds.getAttribute("aria-pressed") !== "true";
    folds.setAttribute("aria-pressed", open);
    folded().forEach((one) => { one.open = open; });
  });
  let closedForScreen = [];
  addEventListener("beforeprint", () => {
    closedForScreen = folded().filter((one) => !one.open);
    closedForScreen.forEach((one) => { one.open = true; });
  });
  addEventListener("afterprint", () => closedForScreen.forEach((one) => { one.open = false; }));

  // Cursor: what it says is read from the table of the same picture.
  for (const chart of document.querySelectorAll("[data-cursor]")) {
    const figure = chart.parentElement;
    const says = figure.querySelector(".says");
    const drawing = chart.querySelector(".drawing");
    const cursor = chart.querySelector(".cursor");
    const heads = [...figure.querySelectorAll("thead th")].map((one) => one.textContent);
    const rows = [...figure.querySelectorAll("tbody tr")];
    const columns = Number(chart.dataset.columns);
    const left = Number(chart.dataset.left);
    const width = (Number(chart.dataset.right) - left) / columns;
    const whole = drawing.viewBox.baseVal.width;
    let at = -1;

    const move = (to) => {
      at = Math.min(columns - 1, Math.max(0, to));
      const cells = [...rows[at].children].map((one) => one.textContent);
      const told = heads.slice(1)
        .map((head, i) => [head, cells[i + 1]])
        .filter(([, value]) => value !== "0")
        .map(([head, value]) => `${head} ${value}`);
      says.textContent = `${cells[0]}: ${told.length === 0 ? "0" : told.join(", ")}`;
      cursor.setAttribute("x", left + at * width);
      chart.classList.add("moved");
    };
    chart.addEventListener("pointermove", (event) => {
      const box = drawing.getBoundingClientRect();
      const to = Math.floor(((event.clientX - box.left) / box.width * whole - left) / width);
      if (to >= 0 && to < columns) move(to);
    });
    chart.addEventListener("keydown", (event) => {
      const to = {
        ArrowRight: at + 1, ArrowLeft: at < 0 ? columns - 1 : at - 1, Home: 0, End: columns - 1,
      }[event.key];
      if (to !== undefined) {
        event.preventDefault();
        move(to);
      }
    });
  }
}
