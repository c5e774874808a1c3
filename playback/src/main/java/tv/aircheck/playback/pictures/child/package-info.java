/**
 * The program that decodes pictures, in a process of its own: FFmpeg's libraries read what
 * strangers publish, and a crash there must take nothing else down. It needs the JDK and the
 * bytedeco jars alone; {@link tv.aircheck.playback.pictures.child.PictureWire} is what both ends
 * know.
 */
package tv.aircheck.playback.pictures.child;
