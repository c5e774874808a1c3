/** The load generator: a program of its own that publishes, plays and reads at real-time pace. */
package tv.aircheck.bench.load;
