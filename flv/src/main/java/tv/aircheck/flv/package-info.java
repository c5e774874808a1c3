/** Tags, AMF0, codec headers, FLV reading and writing. */
package tv.aircheck.flv;
