/** The whole way, from a publisher to the archive and back, with real processes and players. */
package tv.aircheck.cli.e2e;
