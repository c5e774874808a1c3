import { get } from '../api/client';
import { onEvents } from '../api/events';
import { remove, restore } from '../api/shows';
import type { Channel, ChannelPage, Show, ShowPage } from '../api/types';
import { h, replace } from '../dom';
import { bytes } from '../format';
import { pager } from '../parts/pager';
import { showRow } from '../parts/show-row';
import { asProblem, empty, loading, shimmer, signInHere } from '../parts/states';
import { storageMeter } from '../parts/storage';
import type { Scope } from '../router';
import { mayOwn, session } from '../shell/session';
import { toast } from '../shell/toast';
import { text } from '../text';

const PAGE = 30;

/** What a broadcaster has: rename, lock, delete and have back, download, clip; how long each is kept. */
export function shows(scope: Scope): HTMLElement {
  scope.title(text.shows.title);
  const node = h('div', {}, h('h1', {}, text.shows.title), shimmer(4, '6rem'));
  const open = loading(node, scope.signal, session, (who) =>
    replace(node, h('h1', {}, text.shows.title), mayOwn(who) ? mine(scope) : signInFirst()),
  );
  void open();
  return node;
}

function signInFirst(): HTMLElement {
  const words = empty(text.shows.signIn, text.shows.signInWords);
  words.append(h('a', { class: 'button main', href: signInHere() }, text.signIn.short));
  return words;
}

function mine(scope: Scope): HTMLElement[] {
  const used = h('div', { class: 'panel' }, shimmer(1, '3rem'));
  const pick = h('select', { class: 'input', 'aria-label': text.shows.channel });
  const kept = showRows(
    scope,
    () => ({ channel: pick.value }),
    () => void reload(),
  );
  const gone = showRows(
    scope,
    () => ({ channel: pick.value, state: 'marked' }),
    () => void reload(),
  );
  const goneSection = h(
    'section',
    { class: 'section', 'aria-label': text.shows.deleted, hidden: true },
    h('div', { class: 'section-head' }, h('h2', {}, text.shows.deleted)),
    gone.node,
  );
  const loadUsed = loading(
    used,
    scope.signal,
    () => editable(scope),
    (channels) => {
      replace(used, storageMeter(channels));
      fill(pick, channels);
    },
  );
  const reload = async (): Promise<void> => {
    await Promise.all([loadUsed(), kept.load(), gone.load()]);
    goneSection.hidden = gone.list.childElementCount === 0;
  };
  pick.addEventListener('change', () => void reload());
  let settle = 0;
  onEvents(scope.signal, (event) => {
    if (event.type === 'segment-stored') return;
    clearTimeout(settle);
    settle = setTimeout(() => void reload(), 500);
  });
  void reload();
  return [
    used,
    h(
      'section',
      { class: 'section', 'aria-label': text.shows.kept },
      h(
        'div',
        { class: 'section-head' },
        h('h2', {}, text.shows.kept),
        h('label', { class: 'pick' }, h('span', { class: 'unseen' }, text.shows.channel), pick),
      ),
      kept.node,
    ),
    goneSection,
  ];
}

async function editable(scope: Scope): Promise<readonly Channel[]> {
  const found: Channel[] = [];
  let cursor: string | null = null;
  do {
    const page: ChannelPage = await get<ChannelPage>('/channels', scope.signal, {
      mine: true,
      cursor,
      limit: 500,
    });
    found.push(...page.channels);
    cursor = page.cursor;
  } while (cursor !== null);
  return found;
}

function fill(pick: HTMLSelectElement, channels: readonly Channel[]): void {
  const chosen = pick.value;
  replace(
    pick,
    h('option', { value: '' }, text.shows.allChannels),
    channels.map((channel) =>
      h('option', { value: channel.channel }, `${channel.channel} (${bytes(channel.bytes)})`),
    ),
  );
  pick.value = chosen;
}

function showRows(scope: Scope, query: () => Record<string, string>, changed: () => void) {
  const list = h('ul', { class: 'rows' }, shimmer(3, '6rem'));
  const drawn = pager<Show>(
    list,
    scope.signal,
    async (cursor) => {
      const page = await get<ShowPage>('/broadcasts', scope.signal, {
        ...query(),
        mine: true,
        cursor,
        limit: PAGE,
      });
      return { items: page.broadcasts, cursor: page.cursor };
    },
    (show) =>
      showRow(show, {
        removed: (gone) => void deleteWithUndo(gone, changed),
        restored: (back) => void haveBack(back.id, changed),
      }),
    () => empty(text.shows.nothing, text.shows.nothingWords),
  );
  return { list, ...drawn };
}

async function deleteWithUndo(show: Show, changed: () => void): Promise<void> {
  try {
    await remove(show);
    toast(text.shows.removed, {
      label: text.shows.undo,
      run: () => void haveBack(show.id, changed),
    });
  } catch (failure) {
    toast(asProblem(failure).message);
  }
  changed();
}

async function haveBack(id: string, changed: () => void): Promise<void> {
  try {
    await restore(id);
    toast(text.shows.restored);
    changed();
  } catch (failure) {
    toast(asProblem(failure).message);
  }
}
