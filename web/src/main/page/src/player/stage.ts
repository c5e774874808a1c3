import type { Timeline } from '../api/types';
import { h, replace, say } from '../dom';
import { icon } from '../icons';
import { copy } from '../parts/copy';
import { text } from '../text';
import { controls } from './controls';
import { onKeys } from './keys';
import { Player, type Source } from './player';
import { Storyboard } from './storyboard';
import { type TimelineView, timelineView } from './timeline';

const HIDE_AFTER_MS = 2800;
const BEZEL_MS = 900;

export interface StageOptions {
  readonly source: Source;
  readonly timeline: Timeline;
  readonly storyboard: string;
  readonly name: string;
  /** The address of a moment, to share. */
  linkAt(offset: number): string;
  clipMark(which: 'start' | 'end'): void;
}

export interface Stage {
  readonly node: HTMLElement;
  readonly player: Player;
  readonly timeline: TimelineView;
  /** Words over the picture in place of playing; null takes them away. */
  notice(content: HTMLElement | null): void;
}

/** The picture with all that lies over it. */
export function stage(options: StageOptions, signal: AbortSignal): Stage {
  const video = h('video', { playsinline: true, preload: 'auto', 'aria-label': options.name });
  const player = new Player(video, options.source, options.timeline, signal);
  const board = new Storyboard(options.storyboard, () => player.live, signal);
  const timeline = timelineView(player, board);
  const copyLink = (): void => void copy(options.linkAt(player.position()), text.player.linkCopied);
  const fullscreen = (): void => void toggleFullscreen(node, video);
  const row = controls(player, { fullscreen, copyLink });
  const over = overlays(player, signal);
  const panel = h('div', { class: 'panel-below' }, timeline.node, row.node);
  const node = h('div', { class: 'player', 'data-mode': 'idle' }, video, over.node, panel);
  const draw = (): void => {
    timeline.draw();
    row.draw();
    over.draw();
    node.dataset['mode'] = player.mode;
  };
  const wake = waking(node, panel, video, signal);
  drawing(player, draw, signal);
  video.addEventListener('click', () => void player.toggle(), { signal });
  video.addEventListener('dblclick', fullscreen, { signal });
  onKeys(signal, {
    player,
    fullscreen,
    copyLink,
    clipMark: options.clipMark,
    woken: (words) => {
      wake();
      if (words) over.bezel(words);
    },
  });
  return { node, player, timeline, notice: over.notice };
}

/** Draws when something happened, and four times a second while it plays. */
function drawing(player: Player, draw: () => void, signal: AbortSignal): void {
  const { video } = player;
  for (const event of [
    'play',
    'pause',
    'seeking',
    'seeked',
    'volumechange',
    'ratechange',
    'progress',
    'waiting',
    'playing',
    'ended',
  ]) {
    video.addEventListener(event, draw, { signal });
  }
  player.addEventListener('change', draw, { signal });
  document.addEventListener('fullscreenchange', draw, { signal });
  const tick = setInterval(() => {
    if (!document.hidden && (!video.paused || player.live)) draw();
  }, 250);
  signal.addEventListener('abort', () => clearInterval(tick));
  draw();
}

/** Hides the controls while it plays and nobody moves; what has the focus or is pointed at stays. */
function waking(
  node: HTMLElement,
  panel: HTMLElement,
  video: HTMLVideoElement,
  signal: AbortSignal,
): () => void {
  let timer = 0;
  let pointed = false;
  const rest = (): void => {
    const busy = video.paused || pointed || panel.querySelector(':focus-visible') !== null;
    node.classList.toggle('resting', !busy);
  };
  const wake = (): void => {
    node.classList.remove('resting');
    clearTimeout(timer);
    timer = setTimeout(rest, HIDE_AFTER_MS);
  };
  for (const event of ['pointermove', 'pointerdown', 'focusin'])
    node.addEventListener(event, wake, { signal });
  for (const event of ['play', 'pause']) video.addEventListener(event, wake, { signal });
  // A finger is over nothing once it is lifted; a mouse that rests is.
  const over = (event: PointerEvent): void => {
    pointed = event.type === 'pointerenter' && event.pointerType === 'mouse';
    wake();
  };
  panel.addEventListener('pointerenter', over, { signal });
  panel.addEventListener('pointerleave', over, { signal });
  signal.addEventListener('abort', () => clearTimeout(timer));
  return wake;
}

function overlays(player: Player, signal: AbortSignal) {
  const { video } = player;
  const spinner = h(
    'div',
    { class: 'spinner', role: 'status', hidden: true },
    h('span', { class: 'unseen' }, text.player.loading),
  );
  const big = h(
    'button',
    {
      class: 'big-play',
      type: 'button',
      'aria-label': text.player.play,
      hidden: true,
      on: { click: () => void player.play() },
    },
    icon('play'),
  );
  const unmute = h(
    'button',
    { class: 'unmute', type: 'button', hidden: true },
    icon('muted'),
    text.player.tapToUnmute,
  );
  unmute.addEventListener('click', () => {
    video.muted = false;
    unmute.hidden = true;
  });
  const bezel = h('div', { class: 'bezel', 'aria-hidden': 'true', hidden: true });
  const notice = h('div', { class: 'notice', role: 'status', hidden: true });
  player.addEventListener(
    'silenced',
    () => {
      unmute.hidden = false;
    },
    { signal },
  );
  let waiting = false;
  for (const [event, now] of [
    ['waiting', true],
    ['seeking', true],
    ['playing', false],
    ['seeked', false],
    ['pause', false],
  ] as const) {
    video.addEventListener(
      event,
      () => {
        waiting = now;
      },
      { signal },
    );
  }
  let noticed: HTMLElement | null = null;
  let timer = 0;
  const draw = (): void => {
    const failed = player.mode === 'failed' && player.problem;
    const content = noticed ?? (failed ? failedNotice(failed.words, player) : null);
    notice.hidden = content === null;
    if (content && content.textContent !== notice.textContent) replace(notice, content);
    spinner.hidden =
      content !== null || !(waiting || (player.mode !== 'idle' && video.readyState < 2));
    big.hidden = content !== null || !video.paused || video.readyState < 2;
    if (!video.muted) unmute.hidden = true;
  };
  return {
    node: h('div', { class: 'over-video' }, spinner, big, unmute, bezel, notice),
    draw,
    notice: (content: HTMLElement | null) => {
      noticed = content;
      draw();
    },
    bezel: (words: string) => {
      say(bezel, words);
      bezel.hidden = false;
      clearTimeout(timer);
      timer = setTimeout(() => {
        bezel.hidden = true;
      }, BEZEL_MS);
    },
  };
}

function failedNotice(words: string, player: Player): HTMLElement {
  const again = (): void => void player.seek(player.position());
  return h(
    'div',
    {},
    h('h2', {}, text.player.cannot),
    h('p', {}, words),
    h('button', { class: 'button main', type: 'button', on: { click: again } }, text.again),
  );
}

async function toggleFullscreen(node: HTMLElement, video: HTMLVideoElement): Promise<void> {
  if (document.fullscreenElement) await document.exitFullscreen();
  else if (node.requestFullscreen) await node.requestFullscreen();
  // Phones of Apple's give it to the video alone.
  else (video as unknown as { webkitEnterFullscreen?: () => void }).webkitEnterFullscreen?.();
}
