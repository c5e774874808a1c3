package tv.aircheck.flv.amf;

/**
 * How much one reader may build, over all the values it reads. A reference counts as much as what
 * it refers to, so that a small message cannot describe a large structure.
 *
 * @param depth of nesting
 * @param nodes values, containers included
 * @param textBytes of all strings and keys
 */
public record AmfLimits(int depth, int nodes, int textBytes) {
  /** For commands and data messages off the network. */
  public static final AmfLimits MESSAGE = new AmfLimits(16, 4_096, 256 * 1024);

  /** For onMetaData of files, with a keyframe index of hours in it. */
  public static final AmfLimits FILE = new AmfLimits(16, 1 << 20, 4 << 20);
}
