/**
 * MP4 and its boxes: codec configurations as sample entries, tags as samples, samples as tables.
 */
package tv.aircheck.flv.mp4;
