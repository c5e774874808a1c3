/** A broadcast's manifest: what belongs to it, chained by hash, as one small object beside it. */
package tv.aircheck.recorder.manifest;
