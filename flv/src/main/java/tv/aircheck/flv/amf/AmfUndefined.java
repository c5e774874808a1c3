package tv.aircheck.flv.amf;

/** The value of AMF's "undefined" and "unsupported" markers. AMF's null is Java's. */
public enum AmfUndefined {
  UNDEFINED
}
