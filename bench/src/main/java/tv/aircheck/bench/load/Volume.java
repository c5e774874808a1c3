package tv.aircheck.bench.load;

/**
 * How much was sent, or came.
 *
 * @param tagBytes as tags of an FLV file, header and trailer included
 * @param wireBytes as the sockets carried them
 */
record Volume(long tagBytes, long wireBytes) {
  static final Volume NOTHING = new Volume(0, 0);

  Volume plus(Volume other) {
    return new Volume(tagBytes + other.tagBytes, wireBytes + other.wireBytes);
  }

  Volume minus(Volume other) {
    return new Volume(tagBytes - other.tagBytes, wireBytes - other.wireBytes);
  }
}
