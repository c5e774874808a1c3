import { removeClip, restoreClip } from '../api/shows';
import type { Clip } from '../api/types';
import { h } from '../dom';
import { offset, spoken, timeOfDay } from '../format';
import { icon } from '../icons';
import { toast } from '../shell/toast';
import { text } from '../text';
import { asProblem } from './states';

/** A clip in a list: to watch, to download, and to delete by those who may. */
export function clipRow(clip: Clip, changed: () => void): HTMLElement {
  const name = clip.title ?? text.clip.untitled(timeOfDay(new Date(clip.createdAt)));
  // Of a show that has gone there is no place in it to tell.
  const where =
    clip.start === null || clip.end === null
      ? spoken(clip.duration)
      : text.times.range(offset(clip.start), offset(clip.end));
  return h(
    'li',
    { class: 'clip', 'data-clip': clip.id },
    h('a', { href: `/watch/${clip.id}` }, name),
    h('span', { class: 'muted small number' }, where),
    h(
      'a',
      {
        class: 'button quiet round',
        href: clip.media.mp4,
        download: '',
        'aria-label': text.shows.download(name),
        title: text.shows.download(name),
      },
      icon('download'),
    ),
    clip.mayEdit &&
      h(
        'button',
        {
          class: 'button quiet round',
          type: 'button',
          'aria-label': text.clip.removeOf(name),
          title: text.clip.removeOf(name),
          on: { click: () => void removeWithUndo(clip, changed) },
        },
        icon('bin'),
      ),
  );
}

/** It keeps its bytes for the grace time, and can be had back as long. */
async function removeWithUndo(clip: Clip, changed: () => void): Promise<void> {
  const undo = async (): Promise<void> => {
    await attempt(() => restoreClip(clip.id));
    changed();
  };
  const gone = await attempt(() => removeClip(clip));
  if (gone) toast(text.clip.removed, { label: text.shows.undo, run: () => void undo() });
  changed();
}

async function attempt(action: () => Promise<unknown>): Promise<boolean> {
  try {
    await action();
    return true;
  } catch (failure) {
    toast(asProblem(failure).message);
    return false;
  }
}
