import { replace } from './dom';
import { closeDialogs } from './shell/dialog';
import { text } from './text';

/** What a view is given: all that it starts ends with the signal. */
export interface Scope {
  readonly signal: AbortSignal;
  readonly params: readonly string[];
  readonly query: URLSearchParams;
  title(words: string): void;
}

export type View = (scope: Scope) => HTMLElement;

export interface Route {
  readonly path: RegExp;
  readonly view: View;
}

/** The page's addresses by the history API: a link is a link, and reloading stays where one is. */
export class Router {
  private leaving = new AbortController();

  constructor(
    private readonly routes: readonly Route[],
    private readonly missing: View,
    private readonly place: HTMLElement,
    private readonly changed: (path: string) => void,
  ) {}

  start(): void {
    document.addEventListener('click', (event) => this.clicked(event));
    window.addEventListener('popstate', () => this.show(false));
    this.show(false);
  }

  go(address: string): void {
    history.pushState(null, '', address);
    this.show(true);
  }

  /** The same place again, as after signing in. */
  again(): void {
    this.show(false);
  }

  private clicked(event: MouseEvent): void {
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = (event.target as Element).closest('a');
    if (!link || link.target || link.hasAttribute('download')) return;
    const url = new URL(link.href);
    if (url.origin !== location.origin || !this.match(url.pathname)) return;
    event.preventDefault();
    this.go(url.pathname + url.search);
  }

  private match(path: string): [View, string[]] | null {
    for (const route of this.routes) {
      const found = route.path.exec(path);
      const params = found && decoded(found.slice(1));
      if (params) return [route.view, params];
    }
    return null;
  }

  private show(moved: boolean): void {
    this.leaving.abort();
    closeDialogs();
    this.leaving = new AbortController();
    const [view, params] = this.match(location.pathname) ?? [this.missing, []];
    const scope: Scope = {
      signal: this.leaving.signal,
      params,
      query: new URLSearchParams(location.search),
      title: (words) => {
        document.title = words ? text.titleOf(words) : text.product;
      },
    };
    scope.title('');
    replace(this.place, view(scope));
    this.changed(location.pathname);
    if (moved) {
      window.scrollTo(0, 0);
      this.place.focus({ preventScroll: true });
    }
  }
}

/** Null where an address was cut in the middle of a letter. */
function decoded(parts: readonly string[]): string[] | null {
  try {
    return parts.map(decodeURIComponent);
  } catch {
    return null;
  }
}
