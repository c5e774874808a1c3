import type Hls from 'hls.js';
import type { ErrorData } from 'hls.js';

/** A piece as a playlist lists it, with the tags that stand at it. */
export interface Piece {
  readonly start: number;
  readonly end: number;
  readonly tagList: readonly (readonly string[])[];
}

const GAP = ['GAP'];

const isLost = (piece: Piece | undefined): boolean =>
  piece?.tagList.some(([tag]) => tag === GAP[0]) ?? false;

export interface Loss {
  readonly start: number;
  readonly end: number;
  /** Nothing comes after it. */
  readonly last: boolean;
}

/** What is lost around an offset, from what can be had before to what can be had after; null for nothing. */
export function lossAround(pieces: readonly Piece[], offset: number): Loss | null {
  const at = pieces.findIndex(({ end }) => offset < end);
  if (!isLost(pieces[at])) return null;
  let from = at;
  let to = at;
  while (isLost(pieces[from - 1])) from--;
  while (isLost(pieces[to + 1])) to++;
  return {
    start: pieces[from]?.start ?? 0,
    end: pieces[to]?.end ?? 0,
    last: to === pieces.length - 1,
  };
}

/** Sounds and pictures do not end together: this near to a loss, what was before it has been played. */
const NEAR_SECONDS = 0.2;
/** So much is shown where the end of a show is lost and somebody goes into it. */
const BEFORE_END_SECONDS = 1;
/** After so many pieces in a row that are not there, it is the show that has gone. */
const MOST_IN_A_ROW = 12;

/** Has hls.js play over what is lost, as soon as all before it has been shown. */
export class Losses {
  private inARow = 0;

  constructor(
    private readonly hls: Hls,
    private readonly video: HTMLVideoElement,
    /** Where playing begins: until something is loaded the element does not know. */
    private begin: number,
    /** Nothing is to be waited for any more. */
    private readonly end: () => void,
    private readonly gone: () => void,
    private readonly signal: AbortSignal,
  ) {
    const here = (): void => this.pass(this.video.currentTime + NEAR_SECONDS);
    for (const event of ['seeking', 'waiting']) video.addEventListener(event, here, { signal });
  }

  /** A piece is there. When all after it is lost, the show ends with it. */
  came(piece: Piece): void {
    this.inARow = 0;
    const loss = this.lossAt(piece.end + NEAR_SECONDS);
    if (loss?.last && !this.live()) this.end();
  }

  /** What went wrong with a piece, and nobody has given up yet. */
  met({ details, response, frag }: ErrorData): void {
    if (!frag || frag.sn === 'initSegment') return;
    const what: string = details;
    if (what === 'fragGap') this.pass(frag.start + NEAR_SECONDS);
    if (what !== 'fragLoadError' || response?.code !== 404) return;
    if (++this.inARow > MOST_IN_A_ROW) {
      this.refresh();
      this.gone();
      return;
    }
    // The server has found out now, and lists it as a gap to the next who asks: so does this one.
    // To try it again and again, as hls.js would, brings nothing.
    frag.gap = true;
    frag.tagList.push(GAP);
    for (const level of this.hls.levels) level.fragmentError = 0;
  }

  /** Whoever tries again is to be told of what was found out, and not by a playlist kept from before. */
  private refresh(): void {
    const address = this.hls.latestLevelDetails?.url;
    if (address) void fetch(address, { cache: 'reload' }).catch(() => {});
  }

  /** Goes on where what is lost around an offset is over, if that is where one is. */
  private pass(offset: number): void {
    const loss = this.lossAt(offset);
    if (!loss) return;
    const at = this.video.readyState === 0 ? this.begin : this.video.currentTime;
    const within = at >= loss.start - NEAR_SECONDS && at < loss.end;
    if (!loss.last) {
      if (within) this.go(loss.end);
    } else if (!this.live()) {
      if (loss.start === 0) this.gone();
      else this.finish(loss, at);
    }
  }

  /** What was before the lost end is shown, and once: an end before it is there would be too early. */
  private finish(loss: Loss, at: number): void {
    const shown = this.has(loss.start - NEAR_SECONDS);
    if (at > loss.start + (shown ? NEAR_SECONDS : 0)) {
      this.go(Math.max(0, loss.start - BEFORE_END_SECONDS));
    }
    if (shown) this.end();
  }

  private has(offset: number): boolean {
    const { buffered } = this.video;
    for (let i = 0; i < buffered.length; i++) {
      if (buffered.start(i) <= offset && offset <= buffered.end(i)) return true;
    }
    return false;
  }

  private go(to: number): void {
    if (this.video.readyState > 0) {
      this.video.currentTime = to;
    } else {
      // By itself hls.js would ask for where it was to begin for ever. What it has begun to load
      // has to have ended before it begins anew.
      this.begin = to;
      this.hls.stopLoad();
      setTimeout(() => {
        if (!this.signal.aborted) this.hls.startLoad(to);
      });
    }
  }

  private lossAt(offset: number): Loss | null {
    return lossAround(this.hls.latestLevelDetails?.fragments ?? [], offset);
  }

  private live(): boolean {
    return this.hls.latestLevelDetails?.live ?? true;
  }
}
