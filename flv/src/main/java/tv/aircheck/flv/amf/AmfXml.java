package tv.aircheck.flv.amf;

/** An XML document as unparsed text. */
public record AmfXml(String text) {}
