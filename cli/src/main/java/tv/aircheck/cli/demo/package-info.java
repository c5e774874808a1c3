/** The synthetic publisher of {@code aircheck demo}. */
package tv.aircheck.cli.demo;
