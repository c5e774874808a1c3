/** What exists: channels, broadcasts, takes, segments, uploads. */
package tv.aircheck.index;
