/** One class per command. */
package tv.aircheck.cli.command;
