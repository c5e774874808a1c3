import { isProblem } from '../api/client';
import { clipTimeline, isClip, readClip, readShow, readTimeline } from '../api/shows';
import type { Clip, Codecs, Media, ShowDetail, Timeline } from '../api/types';
import { showName } from '../parts/card';
import { text } from '../text';

/** What is watched: a show, or a clip of one. */
export interface Watched {
  readonly id: string;
  readonly name: string;
  readonly channel: string;
  readonly live: boolean;
  readonly media: Media;
  readonly codecs: Codecs | null;
  readonly mayEdit: boolean;
  readonly show: ShowDetail | null;
  readonly clip: Clip | null;
}

/** An id of a show, else one of a clip: who has the address need not know which. */
export async function watched(id: string, signal: AbortSignal): Promise<[Watched, Timeline]> {
  if (isClip(id)) return watchedClip(id, signal);
  try {
    const [{ body: show }, timeline] = await Promise.all([
      readShow(id, signal),
      readTimeline(id, signal),
    ]);
    return [ofShow(show), timeline];
  } catch (failure) {
    if (!isProblem(failure, 404)) throw failure;
    return watchedClip(id, signal);
  }
}

async function watchedClip(id: string, signal: AbortSignal): Promise<[Watched, Timeline]> {
  const clip = await readClip(id, signal);
  return [ofClip(clip), await clipTimeline(clip, signal)];
}

const ofShow = (show: ShowDetail): Watched => ({
  id: show.id,
  name: showName(show),
  channel: show.channel,
  live: show.state === 'live',
  media: show.media,
  codecs: show.codecs,
  mayEdit: show.mayEdit,
  show,
  clip: null,
});

const ofClip = (clip: Clip): Watched => ({
  id: clip.id,
  name: clip.title ?? text.clip.untitled(clip.channel),
  channel: clip.channel,
  live: false,
  media: clip.media,
  codecs: clip.codecs,
  mayEdit: clip.mayEdit,
  show: null,
  clip,
});
