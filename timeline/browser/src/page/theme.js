/** Dark or light: as the system has it, until the reader chooses. */

/** @param {HTMLButtonElement} button @param {() => void} onChange */
export function prepareTheme(button, onChange) {
  const root = document.documentElement;
  const scheme = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : scheme.matches);
  const tell = () => button.setAttribute("aria-pressed", String(isDark()));
  button.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    tell();
    onChange();
  });
  scheme.addEventListener("change", () => {
    tell();
    onChange();
  });
  tell();
}
