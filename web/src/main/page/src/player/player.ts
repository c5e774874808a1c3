import type { Codecs, Timeline } from '../api/types';
import { edgeAfter, timeAt } from './clock';
import { type Engine, edgeEngine, hlsEngine } from './engines';

/** Where a show comes from. */
export interface Source {
  readonly hls: string;
  readonly liveFlv: string | null;
  readonly codecs: Codecs | null;
}

/**
 * idle: nothing loaded; archive: by HLS, at an offset; edge: live by HTTP-FLV; failed: see
 * {@link Player.problem}.
 */
export type Mode = 'idle' | 'archive' | 'edge' | 'failed';

/** This near to the edge one is live. */
const LIVE_WITHIN_SECONDS = 8;
/** How far behind the edge HLS can go on without waiting. */
const HLS_BEHIND_SECONDS = 6;
/** So often HTTP-FLV is tried again before HLS has to do. */
const EDGE_TRIES = 2;

/** A show in a video element, by offsets on the show's clock, whatever feeds it. */
export class Player extends EventTarget {
  mode: Mode = 'idle';
  problem: { readonly words: string; readonly status: number } | null = null;
  private engine: Engine | null = null;
  private turn = 0;
  private edgeTries = 0;
  /** Where the edge was left by a pause: going on is going on from there. */
  private leftAt: number | null = null;
  private askedAt = performance.now();
  private seekingTo: number | null = null;
  /** It has played since it was loaded: a pause is somebody's, not the loading's. */
  private settled = false;

  constructor(
    readonly video: HTMLVideoElement,
    readonly source: Source,
    private clock: Timeline,
    signal: AbortSignal,
  ) {
    super();
    signal.addEventListener('abort', () => this.unload());
    video.addEventListener('pause', () => this.paused(), { signal });
    const arrived = () => {
      this.seekingTo = null;
    };
    const settled = () => {
      this.settled = true;
      arrived();
    };
    video.addEventListener('seeked', arrived, { signal });
    video.addEventListener('playing', settled, { signal });
  }

  get timeline(): Timeline {
    return this.clock;
  }

  get live(): boolean {
    return this.clock.live;
  }

  /** The show goes on, or is over: what is known of its clock now. */
  learn(timeline: Timeline): void {
    this.clock = timeline;
    this.askedAt = performance.now();
    this.changed();
  }

  length(): number {
    return edgeAfter(this.clock, (performance.now() - this.askedAt) / 1000);
  }

  position(): number {
    if (this.seekingTo !== null) return this.seekingTo;
    if (this.leftAt !== null) return this.leftAt;
    if (this.mode === 'edge') return this.length();
    return Math.min(this.video.currentTime, this.length());
  }

  timeOfDay(): number | null {
    return timeAt(this.clock, this.position());
  }

  atEdge(): boolean {
    if (!this.live || this.leftAt !== null) return false;
    return this.mode === 'edge' || this.length() - this.position() < LIVE_WITHIN_SECONDS * 2;
  }

  /** Goes to an offset; in a live show near its edge, to the edge itself. */
  async seek(offset: number): Promise<void> {
    const target = Math.max(0, Math.min(offset, this.length()));
    if (this.live && this.length() - target < LIVE_WITHIN_SECONDS) return this.goLive();
    this.leftAt = null;
    this.seekingTo = target;
    this.changed();
    if (this.mode === 'archive') this.video.currentTime = target;
    else await this.loadArchive(target, this.mode !== 'edge' || !this.video.paused);
  }

  /** To where it happens now. */
  async goLive(): Promise<void> {
    this.edgeTries = 0;
    this.leftAt = null;
    this.seekingTo = null;
    await this.loadEdge();
  }

  async play(): Promise<void> {
    const left = this.leftAt;
    if (left !== null) {
      this.leftAt = null;
      await this.loadArchive(left);
    } else if (this.mode === 'archive' && !this.live && this.video.ended) {
      this.video.currentTime = 0;
    }
    await this.start();
  }

  async toggle(): Promise<void> {
    if (this.video.paused) await this.play();
    else this.video.pause();
  }

  /** Browsers refuse sound before somebody has touched the page: then it plays without. */
  private async start(): Promise<void> {
    try {
      await this.video.play();
    } catch (refused) {
      if (!(refused instanceof DOMException) || refused.name !== 'NotAllowedError') return;
      this.video.muted = true;
      await this.video.play().catch(() => this.changed());
      this.dispatchEvent(new Event('silenced'));
    }
  }

  private paused(): void {
    if (this.mode === 'edge' && !this.video.ended && this.settled) this.leftAt = this.length();
    this.changed();
  }

  private async loadArchive(offset: number, play = true): Promise<void> {
    await this.load('archive', () =>
      hlsEngine(this.video, this.source.hls, offset, this.events('archive')),
    );
    if (play) await this.start();
  }

  private async loadEdge(): Promise<void> {
    const flv = this.source.liveFlv;
    if (flv === null || this.edgeTries > EDGE_TRIES) return this.loadHlsEdge();
    const loaded = await this.load('edge', () =>
      edgeEngine(this.video, flv, this.source.codecs, this.events('edge')),
    );
    if (!loaded) return this.loadHlsEdge();
    await this.start();
  }

  private async loadHlsEdge(): Promise<void> {
    await this.loadArchive(Math.max(0, this.clock.duration - HLS_BEHIND_SECONDS));
  }

  /** False where this browser has no such engine. */
  private async load(mode: Mode, make: () => Promise<Engine | null>): Promise<boolean> {
    this.unload();
    const turn = ++this.turn;
    this.mode = mode;
    this.problem = null;
    this.changed();
    const engine = await make();
    if (turn !== this.turn) {
      engine?.destroy();
      return true;
    }
    this.engine = engine;
    return engine !== null;
  }

  private unload(): void {
    this.turn++;
    this.settled = false;
    this.engine?.destroy();
    this.engine = null;
  }

  private events(mode: Mode) {
    const turn = this.turn;
    return {
      failed: (words: string, status: number) => {
        if (this.turn !== turn) return;
        if (mode === 'edge') this.edgeLost();
        else this.fail(words, status);
      },
      ended: () => {
        if (this.turn === turn) this.edgeLost();
      },
    };
  }

  /** The publisher is gone for a moment, or the show is over; the archive has what was sent. */
  private edgeLost(): void {
    this.edgeTries++;
    this.dispatchEvent(new Event('edge-lost'));
    if (this.edgeTries <= EDGE_TRIES && this.live) void this.loadEdge();
    else void this.loadArchive(Math.max(0, this.clock.duration - HLS_BEHIND_SECONDS));
  }

  private fail(words: string, status: number): void {
    this.unload();
    this.mode = 'failed';
    this.problem = { words, status };
    this.changed();
  }

  private changed(): void {
    this.dispatchEvent(new Event('change'));
  }
}
