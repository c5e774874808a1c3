import type { Codecs } from '../api/types';
import { text } from '../text';

/** What a browser can do with what a show is coded in. */
type Source = { isTypeSupported(type: string): boolean };

declare global {
  interface Window {
    ManagedMediaSource?: typeof MediaSource;
  }
}

const mediaSource = (): Source | undefined => window.MediaSource ?? window.ManagedMediaSource;

/** The name people know a codec by. */
export function codecName(codec: string): string {
  const names = text.codecs;
  const known: [RegExp, string][] = [
    [/^(hvc1|hev1)/, names.hevc],
    [/^av01/, names.av1],
    [/^avc/, names.avc],
    [/^vp09/, names.vp9],
    [/^mp4a\.40/, names.aac],
    [/^(mp4a\.69|mp4a\.6b|mp3)/i, names.mp3],
    [/^opus/i, names.opus],
    [/^flac/i, names.flac],
    [/^(ac-3|ec-3)/, names.ac3],
  ];
  return known.find(([pattern]) => pattern.test(codec))?.[1] ?? codec;
}

/** Those of a show's codecs that this browser cannot play; empty: all is well, or nothing known. */
export function unplayable(codecs: Codecs | null): string[] {
  if (!codecs) return [];
  const found: string[] = [];
  if (codecs.video && !plays(`video/mp4; codecs="${codecs.video}"`)) found.push(codecs.video);
  if (codecs.audio && !plays(`audio/mp4; codecs="${codecs.audio}"`)) found.push(codecs.audio);
  return found;
}

/** What HTTP-FLV brings to a browser; of FLAC mpegts.js reads another header than publishers send. */
const FLV_VIDEO = /^(avc|hvc1|hev1|av01)/;
const FLV_AUDIO = /^(mp4a|opus)/i;

/** Whether HTTP-FLV leaves nothing out; as long as nothing is known of it, that is tried. */
export const inFlv = (codecs: Codecs | null): boolean =>
  codecs === null ||
  ((codecs.video === null || FLV_VIDEO.test(codecs.video)) &&
    (codecs.audio === null || FLV_AUDIO.test(codecs.audio)));

function plays(type: string): boolean {
  const source = mediaSource();
  if (source) return source.isTypeSupported(type);
  return document.createElement('video').canPlayType(type) !== '';
}

export const playsHlsItself = (): boolean =>
  document.createElement('video').canPlayType('application/vnd.apple.mpegurl') !== '';
