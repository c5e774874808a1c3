/** A running server in the terminal: what it says of itself, drawn each second. */
package tv.aircheck.cli.top;
