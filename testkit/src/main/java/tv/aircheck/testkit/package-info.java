/** Clocks, generated logs, FLV as text and the FFmpeg libraries as a foreign client, for tests. */
package tv.aircheck.testkit;
