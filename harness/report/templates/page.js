"use strict";
(() => {
  const root = document.documentElement;
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];

  const theme = document.getElementById("theme");
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const remembered = (value) => {
    try {
      if (value) localStorage.setItem("harness-theme", value);
      return localStorage.getItem("harness-theme");
    } catch {
      return value; // Storage is refused to some local files; the choice then lasts as long as the page.
    }
  };
  const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : dark.matches);
  const nameTheme = () => { theme.textContent = isDark() ? "Light" : "Dark"; };
  const chosen = remembered();
  if (chosen === "light" || chosen === "dark") root.dataset.theme = chosen;
  theme.hidden = false;
  nameTheme();
  dark.addEventListener("change", nameTheme);
  theme.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    remembered(root.dataset.theme);
    nameTheme();
  });

  const select = (node) => {
    const range = document.createRange();
    range.selectNodeContents(node);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
  };
  for (const button of all(".copy")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const code = button.parentElement.querySelector("code");
      try {
        await navigator.clipboard.writeText(code.textContent);
        button.textContent = "Copied";
      } catch {
        select(code); // No clipboard here: leave the text selected, ready for the keyboard.
        button.textContent = "Selected";
      }
      button.classList.add("done");
      setTimeout(() => { button.textContent = "Copy"; button.classList.remove("done"); }, 1600);
    });
  }

  const reveal = () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const details = target && (target.matches("details") ? target : target.querySelector(":scope > details"));
    if (details) { details.open = true; target.scrollIntoView(); }
  };
  addEventListener("hashchange", reveal);

  let closed = [];
  addEventListener("beforeprint", () => {
    closed = all("details:not([open])");
    for (const details of closed) details.open = true;
  });
  addEventListener("afterprint", () => { for (const details of closed) details.open = false; });

  const form = document.querySelector(".filter");
  if (form) {
    const input = document.getElementById("filter");
    const findings = all(".finding");
    const toggles = all(".toggle", form);
    const expand = document.getElementById("expand");
    const apply = () => {
      const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      const severities = new Set(toggles.filter((t) => t.ariaPressed === "true").map((t) => t.dataset.severity));
      let shown = 0;
      for (const finding of findings) {
        const { search, severity } = finding.dataset;
        finding.hidden = !(severities.has(severity) && words.every((word) => search.includes(word)));
        shown += !finding.hidden;
      }
      document.getElementById("shown").textContent = shown === findings.length ? "" : `${shown} of ${findings.length}`;
      document.getElementById("nothing").hidden = shown > 0;
    };
    input.addEventListener("input", apply);
    form.addEventListener("submit", (event) => event.preventDefault());
    for (const toggle of toggles) {
      toggle.addEventListener("click", () => {
        toggle.ariaPressed = String(toggle.ariaPressed !== "true");
        apply();
      });
    }
    expand.addEventListener("click", () => {
      const open = expand.ariaExpanded !== "true";
      for (const details of all(".finding:not([hidden]) > details")) details.open = open;
      expand.ariaExpanded = String(open);
      expand.textContent = open ? "Close all" : "Open all";
    });
    addEventListener("keydown", (event) => {
      const typing = event.target instanceof HTMLInputElement;
      if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
        event.preventDefault();
        input.focus();
      } else if (event.key === "Escape" && event.target === input) {
        input.value = "";
        apply();
      }
    });
    form.hidden = false;
  }
  reveal();
})();
