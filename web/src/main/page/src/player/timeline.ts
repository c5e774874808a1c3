import { h, replace, say } from '../dom';
import { offset as offsetWords, spoken, timeWithSeconds } from '../format';
import { text } from '../text';
import { gapNear, pauseBefore, takeAt, timeAt } from './clock';
import type { Player } from './player';
import type { Storyboard } from './storyboard';

const PREVIEW_WIDTH = 176;

export interface Range {
  readonly start: number;
  readonly end: number;
}

export interface TimelineView {
  readonly node: HTMLElement;
  draw(): void;
  /** What a clip would hold; null for none. */
  mark(range: Range | null): void;
}

/** The slider of a show: its takes, gaps, what is loaded, where one is, and what one points at. */
export function timelineView(player: Player, board: Storyboard): TimelineView {
  const parts = h('div', { class: 'tl-parts' });
  const buffered = h('div', { class: 'tl-buffered' });
  const played = h('div', { class: 'tl-played' });
  const range = h('div', { class: 'tl-range', hidden: true });
  const handle = h('div', { class: 'tl-handle' });
  const preview = h('div', { class: 'tl-preview', hidden: true, 'aria-hidden': 'true' });
  const node = h(
    'div',
    {
      class: 'tl',
      role: 'slider',
      tabindex: 0,
      'aria-label': text.player.timeline,
      'aria-valuemin': 0,
    },
    h('div', { class: 'tl-track' }, parts, buffered, played, range),
    handle,
    preview,
  );
  let drag: number | null = null;
  let pointed: PointerEvent | null = null;
  let marked: Range | null = null;
  let drawn: unknown = null;

  const offsetAt = (event: PointerEvent): number => {
    const box = node.getBoundingClientRect();
    return Math.max(0, Math.min(1, (event.clientX - box.left) / box.width)) * player.length();
  };

  const draw = (): void => {
    const length = player.length() || 1;
    const at = drag ?? player.position();
    if (drawn !== player.timeline || player.live) drawParts(parts, player, length);
    drawn = player.timeline;
    const percent = (seconds: number) => `${Math.min(100, (seconds / length) * 100)}%`;
    played.style.setProperty('width', percent(at));
    handle.style.setProperty('left', percent(at));
    const loaded = player.mode === 'archive' ? loadedAround(player.video, at) : null;
    buffered.style.setProperty('left', percent(loaded?.start ?? 0));
    buffered.style.setProperty('width', percent(loaded ? loaded.end - loaded.start : 0));
    range.hidden = marked === null;
    range.style.setProperty('left', percent(marked?.start ?? 0));
    range.style.setProperty('width', percent(marked ? marked.end - marked.start : 0));
    node.setAttribute('aria-valuemax', String(Math.floor(length)));
    node.setAttribute('aria-valuenow', String(Math.floor(at)));
    node.setAttribute('aria-valuetext', valueWords(player, at, length));
  };

  const point = (event: PointerEvent): void => {
    pointed = event;
    const at = offsetAt(event);
    drawPreview(preview, player, board, at);
    const box = node.getBoundingClientRect();
    const half = preview.offsetWidth / 2;
    const x = Math.max(half, Math.min(box.width - half, event.clientX - box.left));
    preview.style.setProperty('left', `${x}px`);
    if (drag !== null) {
      drag = at;
      draw();
    }
  };
  node.addEventListener('pointermove', point);
  board.onMore = () => {
    if (pointed && !preview.hidden) point(pointed);
  };
  node.addEventListener('pointerleave', () => {
    if (drag === null) preview.hidden = true;
  });
  node.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    node.setPointerCapture(event.pointerId);
    drag = offsetAt(event);
    point(event);
  });
  const drop = (event: PointerEvent): void => {
    const to = drag;
    drag = null;
    if (to !== null && event.type === 'pointerup') void player.seek(to);
    if (event.pointerType !== 'mouse' || event.type !== 'pointerup') preview.hidden = true;
    draw();
  };
  node.addEventListener('pointerup', drop);
  node.addEventListener('pointercancel', drop);
  return {
    node,
    draw,
    mark: (wanted) => {
      marked = wanted;
      draw();
    },
  };
}

function drawParts(parts: HTMLElement, player: Player, length: number): void {
  const { takes, gaps } = player.timeline;
  const place = (start: number, end: number) => ({
    left: `${(start / length) * 100}%`,
    width: `${Math.max(0, (Math.min(end, length) - start) / length) * 100}%`,
  });
  const last = takes.at(-1);
  const blocks = takes.length > 0 ? takes : [{ start: 0, end: length }];
  replace(
    parts,
    blocks.map((take) =>
      h('div', { class: 'tl-take', style: place(take.start, take === last ? length : take.end) }),
    ),
    gaps.map((gap) =>
      h('div', { class: 'tl-gap', style: { left: `${(gap.at / length) * 100}%` } }),
    ),
    player.live && h('div', { class: 'tl-edge' }),
  );
}

function loadedAround(video: HTMLVideoElement, at: number): Range | null {
  for (let i = 0; i < video.buffered.length; i++) {
    if (video.buffered.start(i) - 0.5 <= at && at <= video.buffered.end(i) + 0.5) {
      return { start: video.buffered.start(i), end: video.buffered.end(i) };
    }
  }
  return null;
}

function valueWords(player: Player, at: number, length: number): string {
  const day = timeAt(player.timeline, at);
  const where = text.player.of(spoken(at), spoken(length));
  return day === null ? where : `${where}, ${timeWithSeconds(day)}`;
}

function drawPreview(preview: HTMLElement, player: Player, board: Storyboard, at: number): void {
  const tile = board.at(at);
  const picture = h('div', { class: 'tl-picture' });
  if (tile) {
    const scale = PREVIEW_WIDTH / tile.width;
    picture.style.setProperty('width', `${tile.width}px`);
    picture.style.setProperty('height', `${tile.height}px`);
    picture.style.setProperty('zoom', String(scale));
    picture.style.setProperty('background-image', `url("${tile.sheet}")`);
    picture.style.setProperty('background-position', `-${tile.x}px -${tile.y}px`);
  }
  const day = timeAt(player.timeline, at);
  const times = h(
    'div',
    { class: 'tl-times number' },
    h('strong', {}, offsetWords(at)),
    day !== null && h('span', {}, timeWithSeconds(day)),
  );
  const note = h('div', { class: 'tl-note' });
  say(note, noteAt(player, at));
  replace(preview, tile && picture, times, note.textContent && note);
  preview.hidden = false;
}

/** What is special about a place: something is missing there, or the publisher came back there. */
function noteAt(player: Player, at: number): string {
  const near = player.length() / 150;
  const gap = gapNear(player.timeline, at, near);
  if (gap) return text.player.gap(spoken(gap.missing));
  const take = takeAt(player.timeline, at);
  const pause = take && at - take.start < near ? pauseBefore(player.timeline, take) : null;
  return pause === null ? '' : text.player.pause(spoken(pause));
}
