/** Inner loops: time and allocation per operation. */
package tv.aircheck.bench.jmh;
