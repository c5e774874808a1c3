/** The archive over HTTP: what all media routes share, and the routes for FLV and MP4. */
package tv.aircheck.playback.http;
