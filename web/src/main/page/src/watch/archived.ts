import { isAbort } from '../api/client';
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
 * watch begins that), and starts when it is there.
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
  fetch(what.media.hls, { signal }).catch(() => {});
  const timer = setInterval(() => {
    readShow(what.id, signal)
      .then(({ body }) => {
        if (body.availability !== 'ready') return say(body.readyAt);
        clearInterval(timer);
        start();
      })
      .catch((failure: unknown) => {
        if (isAbort(failure)) clearInterval(timer);
      });
  }, LOOK_MS);
  signal.addEventListener('abort', () => clearInterval(timer));
}
