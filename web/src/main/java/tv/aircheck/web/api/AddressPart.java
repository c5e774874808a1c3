package tv.aircheck.web.api;

import java.nio.charset.StandardCharsets;

/** A name as a part of an address: what would mean something else there is written in hex. */
final class AddressPart {
  private static final String PLAIN = "-._~!$'()*,;:@";

  private AddressPart() {}

  static String of(String name) {
    StringBuilder part = new StringBuilder();
    for (byte each : name.getBytes(StandardCharsets.UTF_8)) {
      char letter = (char) (each & 0xFF);
      boolean plain =
          (letter >= 'a' && letter <= 'z')
              || (letter >= 'A' && letter <= 'Z')
              || (letter >= '0' && letter <= '9')
              || PLAIN.indexOf(letter) >= 0;
      part.append(plain ? String.valueOf(letter) : "%%%02X".formatted((int) letter));
    }
    return part.toString();
  }
}
