import { get } from '../api/client';
import { onEvents } from '../api/events';
import { readClipsOfChannel } from '../api/shows';
import type { ChannelDetail, Clip, Day, Show, ShowPage } from '../api/types';
import { h, replace, say } from '../dom';
import { bytes, dayName, isoDay } from '../format';
import { type Calendar, calendar, noon } from '../parts/calendar';
import { showCard } from '../parts/card';
import { clipRow } from '../parts/clip-row';
import { copyButton } from '../parts/copy';
import { ruleWords } from '../parts/expiry';
import { pager } from '../parts/pager';
import { empty, loading, shimmer } from '../parts/states';
import type { Scope } from '../router';
import { text } from '../text';

const PAGE = 30;

/** A channel: what it is, its days, its shows by day. */
export function channel(scope: Scope): HTMLElement {
  const name = `${scope.params[0]}/${scope.params[1]}`;
  const path = `/channels/${scope.params.map(encodeURIComponent).join('/')}`;
  scope.title(name);
  const head = h('div', { class: 'channel-head' }, h('h1', {}, name), shimmer(1, '3rem'));
  const days = h('div', { class: 'days' }, shimmer(1, '4.5rem'));
  const shows = showsByDay(scope, name);
  const clips = clipsOf(scope, name);
  const loadHead = loading(
    head,
    scope.signal,
    () => get<ChannelDetail>(path, scope.signal),
    (found) => replace(head, about(found)),
  );
  let strip: Calendar | null = null;
  const choose = (date: string | null): void => {
    history.replaceState(null, '', date ? `?day=${date}` : location.pathname);
    strip?.select(date);
    shows.of(date);
  };
  const loadDays = loading(
    days,
    scope.signal,
    () =>
      get<{ days: readonly Day[] }>(`${path}/days`, scope.signal, {
        zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      }),
    (found) => {
      strip = calendar(found.days, new URLSearchParams(location.search).get('day'), choose);
      replace(days, strip.node);
    },
  );
  const loadAll = (): void => {
    void loadHead();
    void loadDays();
    void clips.load();
    shows.of(new URLSearchParams(location.search).get('day'));
  };
  let settle = 0;
  onEvents(scope.signal, (event) => {
    if (event.type === 'segment-stored') return;
    if (event.type !== 'reset' && event.channel !== name) return;
    // Several come together; a look is enough for all of them.
    clearTimeout(settle);
    settle = setTimeout(loadAll, 300);
  });
  loadAll();
  return h(
    'div',
    {},
    head,
    days,
    clips.node,
    h('section', { class: 'section', 'aria-label': text.channel.shows }, shows.node),
  );
}

/** Clips outlive their shows: here is where those are found whose show has gone. */
function clipsOf(scope: Scope, name: string): { node: HTMLElement; load(): Promise<void> } {
  const list = h('ul', { class: 'clips' });
  const clips = pager<Clip>(
    list,
    scope.signal,
    async (cursor) => {
      const page = await readClipsOfChannel(name, cursor, scope.signal).catch((failure) => {
        // What went wrong is to be seen.
        node.hidden = false;
        throw failure;
      });
      node.hidden = cursor === null && page.clips.length === 0;
      return { items: page.clips, cursor: page.cursor };
    },
    (clip) => clipRow(clip, () => void clips.load()),
    () => h('p', { class: 'muted' }, text.clip.none),
  );
  const node = h(
    'section',
    { class: 'section', 'aria-label': text.clip.list, hidden: true },
    h('h2', {}, text.clip.list),
    clips.node,
  );
  return { node, load: clips.load };
}

function about(found: ChannelDetail): HTMLElement[] {
  const live = found.live && found.latest;
  return [
    h(
      'div',
      { class: 'section-head' },
      h('h1', {}, found.title ?? found.channel),
      found.title && h('span', { class: 'muted' }, found.channel),
      found.live && h('span', { class: 'badge live' }, text.live),
      found.visibility !== 'public' &&
        h('span', { class: 'badge' }, text.visibility[found.visibility]),
      h(
        'div',
        { class: 'row' },
        live && h('a', { class: 'button main', href: `/watch/${live.id}` }, text.channel.watchLive),
        found.media.rtmp && copyButton(text.channel.copyRtmp, found.media.rtmp),
      ),
    ),
    h(
      'dl',
      { class: 'facts' },
      fact(text.channel.kept, `${text.counts.shows(found.broadcasts)}, ${bytes(found.bytes)}`),
      found.locked > 0 && fact(text.channel.locked, text.counts.shows(found.locked)),
      found.beingDeleted.broadcasts > 0 &&
        fact(
          text.channel.leaving,
          `${text.counts.shows(found.beingDeleted.broadcasts)}, ${bytes(found.beingDeleted.bytes)}`,
        ),
      fact(
        text.channel.policy,
        found.rules.length > 0 ? found.rules.map(ruleWords).join(' · ') : text.rules.none,
      ),
    ),
  ].flatMap((part) => part ?? []);
}

const fact = (name: string, value: string): HTMLElement =>
  h('div', {}, h('dt', {}, name), h('dd', {}, value));

/** Under a heading for each day; of one day only, where one is chosen. */
function showsByDay(
  scope: Scope,
  name: string,
): { node: HTMLElement; of(date: string | null): void } {
  const title = h('h2', {}, text.channel.shows);
  const all = h(
    'button',
    { class: 'button quiet', type: 'button', hidden: true },
    text.calendar.all,
  );
  const list = h('div', { class: 'cards' }, shimmer(4, '13rem'));
  let day: string | null = null;
  let heading = '';
  const shows = pager<Show>(
    list,
    scope.signal,
    async (cursor) => {
      const page = await get<ShowPage>('/broadcasts', scope.signal, {
        channel: name,
        cursor,
        limit: PAGE,
        ...dayRange(day),
      });
      if (cursor === null) heading = '';
      return { items: page.broadcasts, cursor: page.cursor };
    },
    (show) => {
      const started = new Date(show.startedAt);
      const begins = isoDay(started) !== heading;
      heading = isoDay(started);
      return [
        begins && h('h3', { class: 'day-name' }, dayName(started, new Date())),
        showCard(show, { ofOneChannel: true }),
      ];
    },
    () => empty(text.channel.nothing, text.channel.nothingWords),
  );
  const of = (date: string | null): void => {
    day = date;
    all.hidden = date === null;
    say(title, date ? text.channel.showsOf(dayName(noon(date), new Date())) : text.channel.shows);
    void shows.load();
  };
  all.addEventListener('click', () => {
    history.replaceState(null, '', location.pathname);
    dispatchEvent(new PopStateEvent('popstate'));
  });
  return { node: h('div', {}, h('div', { class: 'section-head' }, title, all), shows.node), of };
}

/** The two midnights of a local day. */
function dayRange(date: string | null): { from?: string; to?: string } {
  if (date === null) return {};
  const from = new Date(`${date}T00:00:00`);
  const to = new Date(from);
  to.setDate(to.getDate() + 1);
  return { from: from.toISOString(), to: to.toISOString() };
}
