/** What /api/v1/status says: docs/STATUS.md. */
export interface TakeStatus {
  readonly channel: string;
  readonly take: string;
  readonly since: string;
  readonly duration: number;
  readonly origin: string | null;
  readonly state: string;
  readonly bitsPerSecond: number;
  readonly keyframeInterval: number | null;
  readonly log: { readonly lagBytes: number; readonly lag: number | null };
  readonly gaps: { readonly count: number; readonly bytes: number };
  readonly viewers: number;
}

export interface JobStatus {
  readonly name: string;
  readonly about: string;
  readonly state: string;
  readonly lastEndedAt: string | null;
  readonly lastDuration: number | null;
  readonly lastWords: string | null;
  readonly lastSuccessAt: string | null;
  readonly nextRunAt: string | null;
}

export interface Uploads {
  readonly waiting: { readonly segments: number; readonly bytes: number };
  readonly lag: number | null;
  readonly bytesPerSecond: number;
  readonly troubled: number;
  readonly unproven: number;
  readonly storeAway: string | null;
}

export interface Spool {
  readonly files: number;
  readonly bytes: number;
  readonly free: number;
  readonly highWater: number;
  readonly state: string;
}

export interface ServerStatus {
  readonly at: string;
  readonly node: {
    readonly name: string;
    readonly version: string;
    readonly uptime: number;
    readonly roles: readonly string[];
    readonly data: string;
    readonly store: string;
  };
  readonly takes: readonly TakeStatus[];
  readonly uploads: Uploads | null;
  readonly spool: Spool | null;
  readonly jobs: readonly JobStatus[];
}
