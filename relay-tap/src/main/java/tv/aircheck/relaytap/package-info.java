/** Subscribes to origins: the receiving end of the relay protocol. */
package tv.aircheck.relaytap;
