import { isAbort, isProblem } from '../api/client';
import { onEvents } from '../api/events';
import { readShow, readTimeline } from '../api/shows';
import type { Timeline } from '../api/types';
import { h, replace } from '../dom';
import { empty, failed, shimmer } from '../parts/states';
import { oneAtATime } from '../parts/turns';
import { parseOffset } from '../player/clock';
import { unplayable } from '../player/codecs';
import { type Stage, stage } from '../player/stage';
import type { Scope } from '../router';
import { text } from '../text';
import { aboutShow } from '../watch/about';
import { archivedNotice, goneWords, isArchived } from '../watch/archived';
import { clipEditor } from '../watch/clip-editor';
import { refusal } from '../watch/refusal';
import { clipList, sideColumn } from '../watch/side';
import { type Watched, watched } from '../watch/watched';

const LIVE_LOOK_MS = 10_000;
/** So often a show that has just begun is asked what it is coded in. */
const CODECS_LOOK_MS = 2000;

/** A show or a clip, and a player that can go to any moment of it. */
export function watch(scope: Scope): HTMLElement {
  const id = scope.params[0] ?? '';
  const node = h(
    'div',
    { class: 'watch' },
    h('div', { class: 'watch-main' }, h('div', { class: 'player shimmer' }), shimmer(1, '4rem')),
  );
  const open = async (): Promise<void> => {
    try {
      const [what, timeline] = await watched(id, scope.signal);
      if (!scope.signal.aborted) show(scope, node, what, timeline);
    } catch (failure) {
      if (scope.signal.aborted || isAbort(failure)) return;
      const gone = isProblem(failure, 404) || isProblem(failure, 400);
      replace(
        node,
        gone ? empty(text.watch.gone, text.watch.goneWords) : failed(failure, () => void open()),
      );
    }
  };
  void open();
  return node;
}

function show(scope: Scope, node: HTMLElement, what: Watched, timeline: Timeline): void {
  scope.title(what.name);
  const linkAt = (offset: number): string =>
    `${location.origin}/watch/${what.id}?t=${Math.floor(offset)}`;
  const screen = stage(
    {
      source: {
        flv: what.media.flv,
        hls: what.media.hls,
        liveFlv: what.media.liveFlv,
        codecs: what.codecs,
      },
      timeline,
      storyboard: what.media.storyboard,
      name: what.name,
      linkAt,
      clipMark: (which) => editor.mark(which),
    },
    scope.signal,
  );
  const clips = clipList(what, scope.signal);
  const editor = clipEditor(what, screen, () => void clips.load());
  replace(
    node,
    h(
      'div',
      { class: 'watch-main' },
      screen.node,
      aboutShow(
        what,
        { clip: () => editor.open(), position: () => screen.player.position(), linkAt },
        scope.signal,
      ),
      editor.node,
    ),
    sideColumn(what, screen.player, clips.node, scope.signal),
  );
  screen.player.addEventListener('unsupported', (event) =>
    refuse(what, (event as CustomEvent<readonly string[]>).detail, screen),
  );
  if (what.live) {
    follow(scope, what, screen);
    if (what.codecs === null) awaitCodecs(scope, what, screen);
  }
  begin(scope, what, screen);
  if (scope.query.has('clip')) editor.open();
}

/** Where to begin: at the moment of the link, live where it is live, else at the start. */
function begin(scope: Scope, what: Watched, screen: Stage): void {
  const cannot = unplayable(what.codecs);
  if (cannot.length > 0) {
    refuse(what, cannot, screen);
    return;
  }
  const at = parseOffset(scope.query.get('t'));
  const start = (): void => {
    screen.notice(null);
    if (at === null && what.live) void screen.player.goLive();
    else void screen.player.seek(at ?? 0);
  };
  if (isArchived(what)) archivedNotice(what, screen, scope.signal, start);
  else start();
}

/**
 * A live show grows; when it is over the page says so, and goes on as that of a past show. When it
 * is deleted the page says that, and asks no more.
 */
function follow(scope: Scope, what: Watched, screen: Stage): void {
  let gone = false;
  const look = oneAtATime(async (): Promise<void> => {
    if (gone || scope.signal.aborted) return;
    try {
      screen.player.learn(await readTimeline(what.id, scope.signal));
    } catch (failure) {
      if (isAbort(failure)) return;
      gone = isProblem(failure, 404);
      if (gone) sayGone(screen);
      else screen.player.dispatchEvent(new Event('change'));
    }
  });
  const timer = setInterval(() => {
    if (gone || !screen.player.live) clearInterval(timer);
    else if (!document.hidden) void look();
  }, LIVE_LOOK_MS);
  scope.signal.addEventListener('abort', () => clearInterval(timer));
  onEvents(scope.signal, (event) => {
    if (event.type === 'reset' || event.broadcast?.id === what.id) void look();
  });
}

/** What a show is coded in is known when its first piece is stored: refused is what cannot be played. */
function awaitCodecs(scope: Scope, what: Watched, screen: Stage): void {
  const look = oneAtATime(async (): Promise<void> => {
    try {
      const { codecs } = (await readShow(what.id, scope.signal)).body;
      if (scope.signal.aborted || !codecs) return;
      clearInterval(timer);
      const cannot = unplayable(codecs);
      if (cannot.length > 0) refuse(what, cannot, screen);
      else screen.player.learnCodecs(codecs);
    } catch (failure) {
      // Else asked again; that it is gone is said by who follows it.
      if (isProblem(failure, 404)) clearInterval(timer);
    }
  });
  const timer = setInterval(() => {
    if (!screen.player.live) clearInterval(timer);
    if (!document.hidden) void look();
  }, CODECS_LOOK_MS);
  scope.signal.addEventListener('abort', () => clearInterval(timer));
}

function refuse(what: Watched, codecs: readonly string[], screen: Stage): void {
  screen.player.stop();
  screen.notice(refusal(what, codecs));
}

function sayGone(screen: Stage): void {
  screen.player.stop();
  screen.notice(goneWords());
}
