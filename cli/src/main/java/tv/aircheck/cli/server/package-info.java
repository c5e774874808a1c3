/** Puts the parts of a node together. */
package tv.aircheck.cli.server;
