/** The first 3073 bytes each way: simple or with a digest. */
package tv.aircheck.rtmp.handshake;
