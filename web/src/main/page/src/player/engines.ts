import { text } from '../text';
import { playsHlsItself, unplayable } from './codecs';
import { Losses } from './losses';

/** What feeds the video element: one of three, torn down as a whole. */
export interface Engine {
  destroy(): void;
}

export interface EngineEvents {
  /** It cannot go on; a sentence for people. */
  failed(words: string, status: number): void;
  /** The browser cannot decode it: those of its codecs. */
  unsupported(codecs: readonly string[]): void;
  /** The stream has come to its end. */
  ended(): void;
}

const AHEAD_SECONDS = 30;

/** HLS from an offset: hls.js, or the browser itself where there are no media sources (Safari on phones). */
export async function hlsEngine(
  video: HTMLVideoElement,
  address: string,
  start: number,
  events: EngineEvents,
): Promise<Engine> {
  const { default: Hls } = await import('hls.js');
  if (!Hls.isSupported()) return nativeEngine(video, address, start, events);
  const hls = new Hls({
    startPosition: start,
    // A worker would be script from a blob; the archive's fragments need no remuxing anyway.
    enableWorker: false,
    // Seconds ahead, whatever the bit rate: as many bytes as it would by itself are minutes of most
    // shows, which each seek would load anew.
    maxBufferLength: AHEAD_SECONDS,
    maxMaxBufferLength: AHEAD_SECONDS,
    maxBufferSize: 0,
    backBufferLength: 60,
    manifestLoadPolicy: patience(Hls.DefaultConfig.manifestLoadPolicy),
  });
  const over = new AbortController();
  const losses = new Losses(
    hls,
    video,
    start,
    () => hls.trigger(Hls.Events.BUFFER_EOS, { type: null }),
    () => events.failed(text.player.gone, 404),
    over.signal,
  );
  hls.on(Hls.Events.FRAG_BUFFERED, (_, { frag }) => losses.came(frag));
  let mended = false;
  hls.on(Hls.Events.ERROR, (_, error) => {
    if (!error.fatal) {
      losses.met(error);
      return;
    }
    if (error.type === Hls.ErrorTypes.MEDIA_ERROR && !mended) {
      mended = true;
      hls.recoverMediaError();
      return;
    }
    const status = error.response?.code ?? 0;
    events.failed(
      failureWords(error.type === Hls.ErrorTypes.NETWORK_ERROR, status, error.details),
      status,
    );
  });
  hls.loadSource(address);
  hls.attachMedia(video);
  return {
    destroy: () => {
      over.abort();
      hls.destroy();
    },
  };
}

/** hls.js gives up on a playlist at once when it is told 404 or 503; a busy server is asked again. */
function patience<T extends { default: { errorRetry?: unknown } }>(policy: T): T {
  return {
    default: {
      ...policy.default,
      errorRetry: { maxNumRetry: 2, retryDelayMs: 1000, maxRetryDelayMs: 4000 },
    },
  } as unknown as T;
}

function failureWords(network: boolean, status: number, details: string): string {
  if (status === 404) return text.player.gone;
  if (status === 401 || status === 403) return text.player.forbidden;
  if (network) return text.player.network;
  return text.player.broken(details);
}

async function nativeEngine(
  video: HTMLVideoElement,
  address: string,
  start: number,
  events: EngineEvents,
): Promise<Engine> {
  if (!playsHlsItself()) {
    events.failed(text.player.noMediaSource, 0);
    return { destroy: () => {} };
  }
  const stop = new AbortController();
  const { signal } = stop;
  video.addEventListener(
    'loadedmetadata',
    () => {
      video.currentTime = start;
    },
    { once: true, signal },
  );
  video.addEventListener(
    'error',
    () => events.failed(text.player.broken(video.error?.message ?? ''), 0),
    { signal },
  );
  video.src = address;
  return {
    destroy: () => {
      stop.abort();
      video.removeAttribute('src');
      video.load();
    },
  };
}

export interface FlvStream {
  readonly address: string;
  /** Whether to stay as near to the publisher as it goes; else every picture is shown. */
  readonly atEdge: boolean;
}

/** HTTP-FLV of a live show, at its edge or from a moment on. Null where the browser cannot. */
export async function flvEngine(
  video: HTMLVideoElement,
  { address, atEdge }: FlvStream,
  events: EngineEvents,
): Promise<Engine | null> {
  const { default: mpegts } = await import('mpegts.js');
  if (!mpegts.getFeatureList().mseLivePlayback) return null;
  mpegts.LoggingControl.enableAll = false;
  const player = mpegts.createPlayer(
    // The stream's own head says which tracks it has: one that it leaves out would be waited for.
    { type: 'flv', isLive: true, url: address },
    {
      enableWorker: false,
      enableStashBuffer: false,
      liveBufferLatencyChasing: atEdge,
      liveBufferLatencyMaxLatency: 3,
      liveBufferLatencyMinRemain: 0.8,
      autoCleanupSourceBuffer: true,
    },
  );
  let told: { videoCodec?: string; audioCodec?: string } = {};
  let over = false;
  /** In the same turn it says more, and must still be there then: the first word counts. */
  const afterwards = (run: () => void): void => {
    if (!over) setTimeout(run);
    over = true;
  };
  player.on(mpegts.Events.MEDIA_INFO, (info: typeof told) => {
    told = info;
  });
  player.on(mpegts.Events.ERROR, (_kind: string, detail: string, why?: { code?: number }) => {
    afterwards(() => {
      const { videoCodec = null, audioCodec = null } = told;
      const size = { width: null, height: null };
      const refused = why?.code === DOMException.NOT_SUPPORTED_ERR;
      const cannot = refused ? unplayable({ video: videoCodec, audio: audioCodec, ...size }) : [];
      // In another container it may do: MP3 is refused as it is in FLV, and not in HLS.
      if (cannot.length > 0) events.unsupported(cannot);
      else events.failed(detail, 0);
    });
  });
  player.on(mpegts.Events.LOADING_COMPLETE, () => afterwards(() => events.ended()));
  player.attachMediaElement(video);
  player.load();
  return { destroy: () => player.destroy() };
}
