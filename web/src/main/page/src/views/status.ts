import { get } from '../api/client';
import type { JobStatus, ServerStatus, TakeStatus } from '../api/status';
import { type Child, h, patch } from '../dom';
import { ago, bitrate, bytes, fullTime, inSeconds, offset, spoken } from '../format';
import { channelAddress } from '../parts/card';
import { empty, loading, shimmer } from '../parts/states';
import type { Scope } from '../router';
import { text } from '../text';

const EVERY_MS = 2000;
const LATE_SECONDS = 10;

/** For an operator: what is on air, waiting, running, and what was last proven. */
export function status(scope: Scope): HTMLElement {
  scope.title(text.status.title);
  const place = h('div', {}, shimmer(3, '6rem'));
  const load = loading(
    place,
    scope.signal,
    () => get<ServerStatus>('/status', scope.signal),
    (now) => patch(place, report(now)),
  );
  const tick = setInterval(() => {
    if (!document.hidden) void load();
  }, EVERY_MS);
  scope.signal.addEventListener('abort', () => clearInterval(tick));
  void load();
  return h('div', {}, h('h1', {}, text.status.title), place);
}

function report(now: ServerStatus): HTMLElement[] {
  const { node } = now;
  return [
    h(
      'p',
      { class: 'muted' },
      text.status.node(node.name, node.version, node.roles.join(', '), spoken(node.uptime)),
    ),
    h('div', { class: 'tiles' }, tiles(now)),
    section(
      text.status.takes,
      now.takes.length > 0 ? takes(now.takes) : empty(text.status.noTakes),
    ),
    section(
      text.status.jobs,
      now.jobs.length > 0 ? jobs(now.jobs, Date.parse(now.at)) : empty(text.status.noJobs),
    ),
  ];
}

const section = (name: string, content: HTMLElement): HTMLElement =>
  h(
    'section',
    { class: 'section', 'aria-label': name },
    h('div', { class: 'section-head' }, h('h2', {}, name)),
    content,
  );

interface Tile {
  readonly name: string;
  readonly value: string;
  readonly words: string;
  readonly wrong?: boolean;
}

function tiles(now: ServerStatus): HTMLElement[] {
  const rate = now.takes.reduce((sum, take) => sum + take.bitsPerSecond, 0);
  const viewers = now.takes.reduce((sum, take) => sum + take.viewers, 0);
  const all: Tile[] = [
    {
      name: text.status.onAir,
      value: String(now.takes.length),
      words: `${bitrate(rate)}, ${text.counts.viewers(viewers)}`,
    },
    ...uploadTiles(now),
    ...spoolTiles(now),
    verifyTile(now),
  ];
  return all.map((tile) =>
    h(
      'div',
      { class: tile.wrong ? 'tile wrong' : 'tile' },
      h('p', { class: 'tile-name' }, tile.name),
      h('p', { class: 'tile-value number' }, tile.value),
      h('p', { class: 'muted small' }, tile.words),
    ),
  );
}

function uploadTiles({ uploads }: ServerStatus): Tile[] {
  if (!uploads) return [];
  const waiting = uploads.waiting.segments;
  const words =
    uploads.storeAway ??
    (waiting > 0
      ? text.status.waiting(text.counts.segments(waiting), bytes(uploads.waiting.bytes))
      : text.status.nothingWaits);
  const trouble = uploads.troubled > 0 ? ` ${text.status.troubled(uploads.troubled)}` : '';
  return [
    {
      name: text.status.uploadLag,
      value: waiting > 0 ? offset(uploads.lag ?? 0) : text.status.none,
      words: words + trouble,
      wrong: uploads.storeAway !== null || uploads.troubled > 0,
    },
  ];
}

function spoolTiles({ spool }: ServerStatus): Tile[] {
  if (!spool) return [];
  return [
    {
      name: text.status.spool,
      value: bytes(spool.bytes),
      words: text.status.spoolWords(text.counts.files(spool.files), bytes(spool.free), spool.state),
      wrong: spool.state !== 'ample',
    },
  ];
}

/** What "verify" has said last: that what is in the store is what was put there. */
function verifyTile(now: ServerStatus): Tile {
  const job = now.jobs.find(({ name }) => name === 'verify');
  const ended = job?.lastEndedAt;
  return {
    name: text.status.verified,
    value: ended ? ago(Date.parse(ended), Date.parse(now.at)) : text.status.never,
    words:
      job?.lastWords ??
      (job?.nextRunAt ? text.status.next(fullTime(new Date(job.nextRunAt))) : text.status.notHere),
    wrong: job?.state === 'found-wrong' || job?.state === 'failed',
  };
}

function table(
  heads: readonly string[],
  rows: readonly (readonly Child[])[],
  name: string,
): HTMLElement {
  return h(
    'div',
    { class: 'table', role: 'region', 'aria-label': name, tabindex: 0 },
    h(
      'table',
      {},
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          heads.map((head) => h('th', { scope: 'col' }, head)),
        ),
      ),
      h(
        'tbody',
        {},
        rows.map((cells) =>
          h(
            'tr',
            {},
            cells.map((cell, i) => (i === 0 ? h('th', { scope: 'row' }, cell) : h('td', {}, cell))),
          ),
        ),
      ),
    ),
  );
}

function takes(all: readonly TakeStatus[]): HTMLElement {
  const rows = all.map((take) => {
    const late = (take.log.lag ?? 0) > LATE_SECONDS || take.state === 'unrecorded';
    return [
      h('a', { href: channelAddress(take.channel) }, take.channel),
      offset(take.duration),
      bitrate(take.bitsPerSecond),
      inSeconds(take.keyframeInterval),
      h('span', { class: late ? 'badge bad' : '' }, inSeconds(take.log.lag)),
      take.gaps.count > 0 ? h('span', { class: 'badge warn' }, String(take.gaps.count)) : '0',
      String(take.viewers),
      h('span', { class: take.state === 'recording' ? 'badge good' : 'badge warn' }, take.state),
    ];
  });
  return table(text.status.takeHeads, rows, text.status.takes);
}

function jobs(all: readonly JobStatus[], now: number): HTMLElement {
  const rows = all.map((job) => [
    h('span', { title: job.about }, job.name),
    h('span', { class: jobBadge(job.state) }, job.state),
    job.lastEndedAt ? ago(Date.parse(job.lastEndedAt), now) : text.status.never,
    inSeconds(job.lastDuration),
    job.nextRunAt ? ago(Date.parse(job.nextRunAt), now) : text.units.none,
    h('span', { class: 'words' }, job.lastWords ?? job.about),
  ]);
  return table(text.status.jobHeads, rows, text.status.jobs);
}

function jobBadge(state: string): string {
  if (state === 'done') return 'badge good';
  if (state === 'failed' || state === 'found-wrong' || state === 'broken-off') return 'badge bad';
  return 'badge';
}
