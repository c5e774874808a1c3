/** The program: commands, configuration, wiring. */
package tv.aircheck.cli;
