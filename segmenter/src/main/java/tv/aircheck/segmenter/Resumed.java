package tv.aircheck.segmenter;

/**
 * A segmenter that goes on where a file ends.
 *
 * @param head of the open segment
 * @param headBytes of its file before the first byte of the log
 * @param position in the log of the next byte wanted
 * @param fileBytes length of the file up to its last whole tag: cut it there before writing on
 */
public record Resumed(
    Segmenter segmenter, SegmentHead head, int headBytes, long position, long fileBytes) {}
