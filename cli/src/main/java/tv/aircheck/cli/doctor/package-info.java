/** What {@code aircheck doctor} looks at, a check each. */
package tv.aircheck.cli.doctor;
