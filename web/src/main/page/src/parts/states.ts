import { isAbort, Problem } from '../api/client';
import { type Child, h, keepingFocus, replace } from '../dom';
import { text } from '../text';
import { oneAtATime } from './turns';

/** Nothing there, and what to do about it. */
export const empty = (title: string, ...words: Child[]): HTMLElement =>
  h(
    'div',
    { class: 'state' },
    h('h2', {}, title),
    words.map((part) => h('p', {}, part)),
  );

/** What went wrong, in the server's words, and the way to try again. */
export function failed(failure: unknown, again: () => void): HTMLElement {
  const problem = asProblem(failure);
  const signIn = problem.status === 401 || problem.status === 403;
  return h(
    'div',
    { class: 'state bad', role: 'alert' },
    h('h2', {}, problem.title),
    h('p', {}, problem.detail),
    h(
      'div',
      { class: 'row' },
      signIn && h('a', { class: 'button main', href: signInHere() }, text.signIn.short),
      h('button', { class: 'button', type: 'button', on: { click: again } }, text.again),
    ),
  );
}

export const signInHere = (): string =>
  `/signin?then=${encodeURIComponent(location.pathname + location.search)}`;

export function asProblem(failure: unknown): Problem {
  if (failure instanceof Problem) return failure;
  return new Problem(0, text.failure.page, failure instanceof Error ? failure.message : '');
}

/** Grey shapes in the place of what is being fetched. */
export const shimmer = (count: number, height: string): HTMLElement[] =>
  Array.from({ length: count }, () =>
    h('div', { class: 'shimmer', style: { height }, 'aria-hidden': 'true' }),
  );

/**
 * Fills a place with what is fetched: shapes while it is not there, and what went wrong with a way
 * to try again. What is shown stays while it is fetched anew, once for all who ask meanwhile.
 */
export function loading<T>(
  place: HTMLElement,
  signal: AbortSignal,
  fetch: () => Promise<T>,
  show: (value: T) => void,
): () => Promise<void> {
  const load = oneAtATime(async (): Promise<void> => {
    if (signal.aborted) return;
    place.setAttribute('aria-busy', 'true');
    try {
      const value = await fetch();
      if (!signal.aborted) keepingFocus(place, () => show(value));
    } catch (failure) {
      if (signal.aborted || isAbort(failure)) return;
      keepingFocus(place, () =>
        replace(
          place,
          failed(failure, () => void load()),
        ),
      );
    } finally {
      place.removeAttribute('aria-busy');
    }
  });
  return load;
}
