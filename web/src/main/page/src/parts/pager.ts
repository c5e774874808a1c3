import { isAbort } from '../api/client';
import { append, type Child, h, keepingFocus, replace } from '../dom';
import { text } from '../text';
import { failed } from './states';

export interface Paged<T> {
  readonly items: readonly T[];
  readonly cursor: string | null;
}

const MOST_EMPTY = 20;

/** A list that goes on by a button: what is there stays where it is. */
export function pager<T>(
  list: HTMLElement,
  signal: AbortSignal,
  fetch: (cursor: string | null) => Promise<Paged<T>>,
  draw: (item: T) => Child,
  whenEmpty: () => HTMLElement,
): { node: HTMLElement; load(): Promise<void> } {
  const foot = h('div', { class: 'more' });
  const node = h('div', {}, list, foot);
  let generation = 0;
  /** The server looks through so many at a time: where it has found none it is asked to go on. */
  const found = async (cursor: string | null): Promise<Paged<T>> => {
    let page = await fetch(cursor);
    for (let i = 0; i < MOST_EMPTY && page.items.length === 0 && page.cursor; i++) {
      page = await fetch(page.cursor);
    }
    return page;
  };
  const load = async (cursor: string | null = null): Promise<void> => {
    const mine = cursor === null ? ++generation : generation;
    list.setAttribute('aria-busy', 'true');
    try {
      const page = await found(cursor);
      if (signal.aborted || mine !== generation) return;
      keepingFocus(node, () => {
        if (cursor === null) list.replaceChildren();
        append(list, page.items.map(draw));
        const more = page.cursor !== null && moreButton(() => void load(page.cursor));
        replace(foot, more || (list.childElementCount === 0 && whenEmpty()));
      });
    } catch (failure) {
      if (signal.aborted || mine !== generation || isAbort(failure)) return;
      keepingFocus(node, () => {
        if (cursor === null) list.replaceChildren();
        replace(
          foot,
          failed(failure, () => void load(cursor)),
        );
      });
    } finally {
      if (mine === generation) list.removeAttribute('aria-busy');
    }
  };
  return { node, load: () => load() };
}

function moreButton(run: () => void): HTMLElement {
  const button = h('button', { class: 'button', type: 'button' }, text.more);
  button.addEventListener('click', () => {
    // Not disabled: it would lose the focus, which goes to what comes in its place.
    if (button.getAttribute('aria-disabled')) return;
    button.setAttribute('aria-disabled', 'true');
    run();
  });
  return button;
}
