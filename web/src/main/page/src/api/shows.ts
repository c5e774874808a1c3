import { type Answer, get, isProblem, read, send } from './client';
import type { Clip, ClipPage, Show, ShowDetail, Timeline } from './types';

/** Shows and clips: what the page asks for and what it changes. */
const one = (id: string): string => `/broadcasts/${encodeURIComponent(id)}`;

export const readShow = (id: string, signal: AbortSignal): Promise<Answer<ShowDetail>> =>
  read<ShowDetail>(one(id), signal);

export const readTimeline = (id: string, signal: AbortSignal): Promise<Timeline> =>
  get<Timeline>(`${one(id)}/timeline`, signal);

export const readClips = (id: string, signal: AbortSignal): Promise<ClipPage> =>
  get<ClipPage>(`${one(id)}/clips`, signal);

export const readClip = (id: string, signal: AbortSignal): Promise<Clip> =>
  get<Clip>(`/clips/${encodeURIComponent(id)}`, signal);

/** A clip's own clock begins at 0; its time of day is its show's, where that still exists. */
export async function clipTimeline(clip: Clip, signal: AbortSignal): Promise<Timeline> {
  try {
    return await readTimeline(clip.id, signal);
  } catch (failure) {
    if (!isProblem(failure, 404)) throw failure;
    return {
      id: clip.id,
      live: false,
      duration: clip.duration,
      takes: [],
      stretches: [],
      gaps: [],
    };
  }
}

/** What somebody changes by hand is meant, whatever happened to the rest of the show since. */
const ANY = '*';

export const rename = (show: Show, title: string): Promise<Answer<ShowDetail>> =>
  send<ShowDetail>('PATCH', one(show.id), { title: title.trim() || null }, ANY);

export const setLocked = (show: Show, locked: boolean): Promise<Answer<ShowDetail>> =>
  send<ShowDetail>('PATCH', one(show.id), { locked }, ANY);

export const remove = (show: Show): Promise<Answer<ShowDetail>> =>
  send<ShowDetail>('DELETE', one(show.id), undefined, ANY);

export const restore = (id: string): Promise<Answer<ShowDetail>> =>
  send<ShowDetail>('POST', `${one(id)}/restore`);

/** An address of the page that lets anybody watch for some time. */
export const guestLink = (id: string, seconds: number): Promise<Answer<{ address: string }>> =>
  send<{ address: string }>('POST', `${one(id)}/links`, { seconds });

export const makeClip = (
  id: string,
  range: { title: string | null; start: number; end: number },
): Promise<Answer<Clip>> => send<Clip>('POST', `${one(id)}/clips`, range);

export const removeClip = (id: string): Promise<Answer<undefined>> =>
  send<undefined>('DELETE', `/clips/${encodeURIComponent(id)}`, undefined, ANY);
