import { isAbort } from '../api/client';
import { readClips } from '../api/shows';
import { h, keepingFocus, replace } from '../dom';
import { offset, spoken, timeWithSeconds } from '../format';
import { icon } from '../icons';
import { clipRow } from '../parts/clip-row';
import { oneAtATime } from '../parts/turns';
import { pauseBefore, timeAt } from '../player/clock';
import type { Player } from '../player/player';
import { text } from '../text';
import type { Watched } from './watched';

/** Beside the picture: the moments of a show, its clips, and the place of the chat. */
export function sideColumn(
  what: Watched,
  player: Player,
  clips: HTMLElement,
  signal: AbortSignal,
): HTMLElement {
  const moments = h('ol', { class: 'moments' });
  let drawn: unknown = null;
  const draw = (): void => {
    if (drawn === player.timeline) return;
    drawn = player.timeline;
    replace(moments, momentsOf(player));
  };
  player.addEventListener('change', draw, { signal });
  draw();
  return h(
    'aside',
    { class: 'side', 'aria-label': text.watch.side },
    h(
      'section',
      { class: 'chat', 'aria-label': text.chat.title },
      h('h2', {}, icon('chat'), text.chat.title),
      h('p', { class: 'muted small' }, text.chat.none),
    ),
    h('section', { 'aria-label': text.watch.moments }, h('h2', {}, text.watch.moments), moments),
    what.show && clips,
  );
}

function momentsOf(player: Player): HTMLElement[] {
  const { timeline } = player;
  const takes = timeline.takes.map((take, i) => {
    const pause = pauseBefore(timeline, take);
    const words =
      i === 0
        ? text.watch.began
        : pause === null || pause < 1
          ? text.watch.wentOn
          : text.watch.cameBack(spoken(pause));
    return { at: take.start, time: Date.parse(take.startedAt), words };
  });
  const gaps = timeline.gaps.map((gap) => ({
    at: gap.at,
    time: timeAt(timeline, gap.at),
    words: text.watch.missing(spoken(gap.missing)),
  }));
  return [...takes, ...gaps]
    .sort((a, b) => a.at - b.at)
    .map(({ at, time, words }) =>
      h(
        'li',
        {},
        h(
          'button',
          { class: 'moment', type: 'button', on: { click: () => void player.seek(at) } },
          h('span', { class: 'number' }, offset(at)),
          h('span', {}, words),
          time !== null && h('span', { class: 'muted number' }, timeWithSeconds(time)),
        ),
      ),
    );
}

/** The clips of a show; none is not worth a heading. */
export function clipList(
  what: Watched,
  signal: AbortSignal,
): { node: HTMLElement; load(): Promise<void> } {
  const list = h('ul', { class: 'clips' });
  const node = h(
    'section',
    { 'aria-label': text.clip.list, hidden: true },
    h('h2', {}, text.clip.list),
    list,
  );
  const load = oneAtATime(async (): Promise<void> => {
    try {
      const { clips } = await readClips(what.id, signal);
      node.hidden = clips.length === 0;
      keepingFocus(list, () =>
        replace(
          list,
          clips.map((clip) => clipRow(clip, () => void load())),
        ),
      );
    } catch (failure) {
      if (!isAbort(failure)) node.hidden = true;
    }
  });
  if (what.show) void load();
  return { node, load };
}
