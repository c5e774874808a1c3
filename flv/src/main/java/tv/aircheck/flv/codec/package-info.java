/** What codec configurations say: profile strings, picture sizes, sample rates. */
package tv.aircheck.flv.codec;
