import type { Gap, Stretch, Take, Timeline } from '../api/types';

/** Pure questions about a show's clock: docs/API.md, "timeline". */

/** The time of day at an offset, ms; null where nothing is known of it. */
export function timeAt(timeline: Timeline, offset: number): number | null {
  const stretch = lastAtOrBefore(timeline.stretches, offset);
  return stretch ? Date.parse(stretch.startedAt) + (offset - stretch.start) * 1000 : null;
}

export function takeAt(timeline: Timeline, offset: number): Take | null {
  return lastAtOrBefore(timeline.takes, offset);
}

function lastAtOrBefore<T extends Stretch | Take>(parts: readonly T[], offset: number): T | null {
  let found: T | null = null;
  for (const part of parts) {
    if (part.start > offset) break;
    found = part;
  }
  return found ?? parts[0] ?? null;
}

/** Something is missing near an offset: within so many seconds. */
export function gapNear(timeline: Timeline, offset: number, within: number): Gap | null {
  return timeline.gaps.find((gap) => Math.abs(gap.at - offset) <= within) ?? null;
}

/** How long the publisher was away before a take, seconds; null for the first. */
export function pauseBefore(timeline: Timeline, take: Take): number | null {
  const at = timeline.takes.indexOf(take);
  const before = timeline.takes[at - 1];
  if (!before?.endedAt) return null;
  return Math.max(0, (Date.parse(take.startedAt) - Date.parse(before.endedAt)) / 1000);
}

/** How far behind its own edge a timeline may run by the clock before it is asked for again. */
const TRUSTED_SECONDS = 30;

/** The edge of a live show, as far as it has surely come since somebody asked. */
export const edgeAfter = (timeline: Timeline, secondsSince: number): number =>
  timeline.live
    ? timeline.duration + Math.min(TRUSTED_SECONDS, Math.max(0, secondsSince))
    : timeline.duration;

/** An offset in a link: 90, 90.5, 1h2m3s, 1:02:03. */
export function parseOffset(words: string | null): number | null {
  if (!words) return null;
  if (/^\d+(\.\d+)?$/.test(words)) return Number(words);
  const units = /^(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$/.exec(words);
  if (units) return sum(units.slice(1).map((part) => Number(part ?? 0)));
  if (/^\d+(:\d{1,2}){1,2}(\.\d+)?$/.test(words)) {
    const parts = words.split(':').map(Number);
    return sum(parts.length === 2 ? [0, ...parts] : parts);
  }
  return null;
}

const sum = ([hours = 0, minutes = 0, seconds = 0]: number[]): number =>
  hours * 3600 + minutes * 60 + seconds;
