/** The servers that are measured: ours, and those beside it. */
package tv.aircheck.bench.peer;
