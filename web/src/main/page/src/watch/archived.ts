import { isAbort, isProblem, type Problem, problem } from '../api/client';
import { readShow } from '../api/shows';
import { h } from '../dom';
import { ago } from '../format';
import type { Stage } from '../player/stage';
import { text } from '../text';
import type { Watched } from './watched';

const LOOK_MS = 30_000;

export const isArchived = (what: Watched): boolean =>
  what.show !== null && what.show.availability !== 'ready';

/**
 * Says that a show is being brought back from where reading takes hours, asks for it (asking to
 * watch begins that), and starts when it is there. A refusal to bring it back is said as it is.
 */
export function archivedNotice(
  what: Watched,
  screen: Stage,
  signal: AbortSignal,
  start: () => void,
): void {
  const say = (readyAt: string | null): void =>
    screen.notice(
      h(
        'div',
        {},
        h('h2', {}, text.archived.title),
        h(
          'p',
          {},
          readyAt
            ? text.archived.readyAt(ago(Date.parse(readyAt), Date.now()))
            : text.archived.hours,
        ),
        h('p', {}, text.archived.stay),
      ),
    );
  say(what.show?.readyAt ?? null);
  void ask(what, signal).then((refused) => {
    if (!refused || signal.aborted) return;
    clearInterval(timer);
    screen.notice(refusedWords(refused, () => archivedNotice(what, screen, signal, start)));
  });
  const timer = setInterval(() => {
    readShow(what.id, signal)
      .then(({ body }) => {
        if (body.availability !== 'ready') return say(body.readyAt);
        clearInterval(timer);
        start();
      })
      .catch((failure: unknown) => {
        if (isAbort(failure)) return clearInterval(timer);
        if (!isProblem(failure, 404)) return;
        // It was deleted meanwhile: there is nothing left to wait for.
        clearInterval(timer);
        screen.notice(goneWords());
      });
  }, LOOK_MS);
  signal.addEventListener('abort', () => clearInterval(timer));
}

/** Null where it is on its way: that is a 503 until it is there; and where the network was away. */
async function ask(what: Watched, signal: AbortSignal): Promise<Problem | null> {
  try {
    const answer = await fetch(what.media.hls, { signal });
    return answer.ok || answer.status === 503 ? null : await problem(answer);
  } catch {
    return null;
  }
}

const refusedWords = (refused: Problem, again: () => void): HTMLElement =>
  h(
    'div',
    {},
    h('h2', {}, text.player.cannot),
    h('p', {}, refused.message),
    h('button', { class: 'button main', type: 'button', on: { click: again } }, text.again),
  );

export const goneWords = (): HTMLElement =>
  h('div', {}, h('h2', {}, text.watch.gone), h('p', {}, text.watch.goneWords));
