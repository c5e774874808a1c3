import { text } from '../text';
import { type Answer, get, isProblem, Problem, read, send } from './client';
import type { Clip, ClipPage, Show, ShowDetail, Timeline } from './types';

/** Shows and clips: what the page asks for and what it changes. */
const one = (id: string): string => `/broadcasts/${encodeURIComponent(id)}`;

export const readShow = (id: string, signal: AbortSignal): Promise<Answer<ShowDetail>> =>
  read<ShowDetail>(one(id), signal);

export const readTimeline = (id: string, signal: AbortSignal): Promise<Timeline> =>
  get<Timeline>(`${one(id)}/timeline`, signal);

/** What the page has been told of as clips: whoever opens one need not ask first whether it is a show. */
const clips = new Set<string>();

export const isClip = (id: string): boolean => clips.has(id);

const noted = (page: ClipPage): ClipPage => {
  for (const { id } of page.clips) clips.add(id);
  return page;
};

export const readClips = (id: string, signal: AbortSignal): Promise<ClipPage> =>
  get<ClipPage>(`${one(id)}/clips`, signal).then(noted);

export const readClipsOfChannel = (
  channel: string,
  cursor: string | null,
  signal: AbortSignal,
): Promise<ClipPage> => get<ClipPage>('/clips', signal, { channel, cursor, limit: 20 }).then(noted);

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

/** What lists show of it and people decide by: an edit is of this, and of nothing newer. */
const decidedBy = (show: Show) => [show.title, show.locked, show.ownVisibility, show.deleteAt];

/**
 * Lists have no ETags: it is read again, and edited only where it still is what was shown. What
 * happens between the two is the server's to refuse.
 */
async function edit(method: 'PATCH' | 'DELETE', shown: Show, body?: unknown) {
  const now = await readShow(shown.id, new AbortController().signal);
  refuseOther(decidedBy(shown), decidedBy(now.body));
  return send<ShowDetail>(method, one(shown.id), body, now.etag);
}

function refuseOther(shown: readonly unknown[], now: readonly unknown[]): void {
  if (shown.every((value, i) => value === now[i])) return;
  throw new Problem(412, text.failure.changed, text.failure.changedDetail);
}

export const rename = (show: Show, title: string): Promise<Answer<ShowDetail>> =>
  edit('PATCH', show, { title: title.trim() || null });

export const setLocked = (show: Show, locked: boolean): Promise<Answer<ShowDetail>> =>
  edit('PATCH', show, { locked });

export const remove = (show: Show): Promise<Answer<ShowDetail>> => edit('DELETE', show);

export const restore = (id: string): Promise<Answer<ShowDetail>> =>
  send<ShowDetail>('POST', `${one(id)}/restore`);

/** An address of the page that lets anybody watch for some time. */
export const guestLink = (id: string, seconds: number): Promise<Answer<{ address: string }>> =>
  send<{ address: string }>('POST', `${one(id)}/links`, { seconds });

export async function makeClip(
  id: string,
  range: { title: string | null; start: number; end: number },
): Promise<Answer<Clip>> {
  const made = await send<Clip>('POST', `${one(id)}/clips`, range);
  clips.add(made.body.id);
  return made;
}

export async function removeClip(shown: Clip): Promise<void> {
  const path = `/clips/${encodeURIComponent(shown.id)}`;
  const now = await read<Clip>(path, new AbortController().signal);
  refuseOther([shown.title, shown.visibility], [now.body.title, now.body.visibility]);
  await send<unknown>('DELETE', path, undefined, now.etag);
}

export const restoreClip = (id: string): Promise<Answer<Clip>> =>
  send<Clip>('POST', `/clips/${encodeURIComponent(id)}/restore`);
