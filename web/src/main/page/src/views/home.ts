import { get } from '../api/client';
import { onEvents } from '../api/events';
import type { ChannelPage, Show, ShowPage } from '../api/types';
import { h, replace } from '../dom';
import { offset } from '../format';
import { liveCard, showCard } from '../parts/card';
import { pager } from '../parts/pager';
import { empty, loading, shimmer } from '../parts/states';
import type { Scope } from '../router';
import { text } from '../text';

const PAGE = 24;

/** Who is live now, the latest shows, or what was searched for. */
export function home(scope: Scope): HTMLElement {
  const words = scope.query.get('q')?.trim() ?? '';
  return words ? searched(scope, words) : front(scope);
}

function front(scope: Scope): HTMLElement {
  const live = liveNow(scope);
  const latest = showList(scope, '', () =>
    empty(
      text.home.nothing,
      text.home.nothingWords,
      h('code', {}, text.home.publish(location.hostname)),
    ),
  );
  let settle = 0;
  onEvents(scope.signal, (event) => {
    if (event.type === 'segment-stored') return;
    // Several come together; a look is enough for all of them.
    clearTimeout(settle);
    settle = setTimeout(() => {
      void live.load();
      void latest.load();
    }, 300);
  });
  void live.load();
  void latest.load();
  return h(
    'div',
    {},
    h('h1', { class: 'unseen' }, text.home.title),
    live.node,
    h(
      'section',
      { class: 'section', 'aria-label': text.home.latest },
      h('div', { class: 'section-head' }, h('h2', {}, text.home.latest)),
      latest.node,
    ),
  );
}

function searched(scope: Scope, words: string): HTMLElement {
  scope.title(words);
  const found = showList(scope, words, () => empty(text.search.nothing(words), text.search.hint));
  void found.load();
  return h(
    'div',
    {},
    h(
      'div',
      { class: 'section-head' },
      h('h1', {}, text.search.title(words)),
      h('a', { href: '/' }, text.search.leave),
    ),
    found.node,
  );
}

function liveNow(scope: Scope): { node: HTMLElement; load(): Promise<void> } {
  const list = h('div', { class: 'cards wide' }, shimmer(2, '14rem'));
  const count = h('span', { class: 'muted small' });
  const node = h(
    'section',
    { 'aria-label': text.home.liveNow },
    h('div', { class: 'section-head' }, h('h2', {}, text.home.liveNow), count),
    list,
  );
  const load = loading(
    list,
    scope.signal,
    () => get<ChannelPage>('/channels', scope.signal, { live: true, limit: 48 }),
    ({ channels }) => {
      replace(count, channels.length > 0 ? text.home.onAir(channels.length) : '');
      list.classList.toggle('cards', channels.length > 0);
      replace(
        list,
        channels.length > 0 ? channels.map(liveCard) : empty(text.home.quiet, text.home.quietWords),
      );
    },
  );
  const tick = setInterval(() => grow(list), 1000);
  scope.signal.addEventListener('abort', () => clearInterval(tick));
  return { node, load };
}

/** What is on air gets longer by the second. */
function grow(list: HTMLElement): void {
  for (const length of list.querySelectorAll<HTMLElement>('[data-since]')) {
    length.textContent = offset((Date.now() - Date.parse(length.dataset['since'] ?? '')) / 1000);
  }
}

function showList(scope: Scope, q: string, whenEmpty: () => HTMLElement) {
  const list = h('div', { class: 'cards' }, shimmer(8, '13rem'));
  return pager<Show>(
    list,
    scope.signal,
    async (cursor) => {
      // Who is live stands above already; a search finds everything.
      const state = q ? '' : 'ended';
      const page = await get<ShowPage>('/broadcasts', scope.signal, {
        q,
        state,
        cursor,
        limit: PAGE,
      });
      return { items: page.broadcasts, cursor: page.cursor };
    },
    (show) => showCard(show),
    whenEmpty,
  );
}
