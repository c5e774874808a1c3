/** The server's side of a connection: what commands mean, and what lives between them. */
package tv.aircheck.rtmp.session;
