package tv.aircheck.web.page;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * The page as its build has left it: less than a megabyte, held in memory.
 *
 * @param assets by name; a name holds a hash of the content, so that it never means anything else
 * @param index the document that every address of the page begins with
 */
record PageFiles(Map<String, PageFile> assets, String index) {
  private static final Map<String, String> TYPES =
      Map.of(
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "svg", "image/svg+xml",
          "txt", "text/plain; charset=utf-8");

  /** Reads them from where this class is from. */
  static PageFiles load() {
    Map<String, PageFile> assets = new HashMap<>();
    for (String name : text("files.txt").split("\n", -1)) {
      if (!name.isEmpty()) {
        String path = "assets/" + name;
        String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        assets.put(name, new PageFile(type, bytes(path), bytes(path + ".br"), bytes(path + ".gz")));
      }
    }
    return new PageFiles(Map.copyOf(assets), text("index.html"));
  }

  private static String text(String path) {
    return bytes(path).toString(StandardCharsets.UTF_8);
  }

  private static Buffer bytes(String path) {
    try (InputStream in = PageFiles.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException(
            "the page is not in this program (no " + path + "): build it with Maven, module web");
      }
      return Buffer.buffer(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("the page cannot be read: " + path, e);
    }
  }
}
