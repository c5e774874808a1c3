/** The client's side of a connection: one stream, published or played. */
package tv.aircheck.rtmp.client;
