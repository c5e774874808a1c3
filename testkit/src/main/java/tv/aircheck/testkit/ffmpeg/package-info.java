/**
 * The FFmpeg libraries as a foreign client: they encode clips, publish them, and read packets back.
 *
 * <p>They run in a child JVM ({@link tv.aircheck.testkit.ffmpeg.FfmpegProgram}), so that a crash in
 * native code is a failed test and not a dead suite; {@link tv.aircheck.testkit.ffmpeg.FfmpegChild}
 * starts it. Only avformat, avcodec and avutil are used: avdevice needs libraries that a bare
 * machine lacks.
 */
package tv.aircheck.testkit.ffmpeg;
