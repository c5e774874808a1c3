/** The relay protocol: frames and codec. */
package tv.aircheck.relay;
