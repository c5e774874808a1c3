/** Dark or light: as the system has it, until somebody chooses. */
const KEY = 'aircheck.scheme';

export function restoreScheme(): void {
  const chosen = stored();
  if (chosen) document.documentElement.dataset['scheme'] = chosen;
}

export function isDark(): boolean {
  const chosen = stored();
  return chosen ? chosen === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
}

export function turnScheme(): void {
  const next = isDark() ? 'light' : 'dark';
  document.documentElement.dataset['scheme'] = next;
  try {
    localStorage.setItem(KEY, next);
  } catch {
    // Storage is off: the choice lasts as long as the page does.
  }
}

function stored(): string | null {
  const shown = document.documentElement.dataset['scheme'];
  if (shown) return shown;
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}
