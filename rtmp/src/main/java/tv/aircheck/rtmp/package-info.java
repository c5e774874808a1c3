/** RTMP: handshake, chunks, messages, client and server sessions on Netty. */
package tv.aircheck.rtmp;
