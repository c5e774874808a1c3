/**
 * Inner loops: time and allocation per operation. Each drives the smallest public door behind which
 * its loop lies. fMP4 boxes have no loop here yet: they come with HLS.
 */
package tv.aircheck.bench.jmh;
