package tv.aircheck.recorder.manifest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import tv.aircheck.index.BroadcastMark;
import tv.aircheck.index.BroadcastVisibility;
import tv.aircheck.index.ChannelName;
import tv.aircheck.index.access.Visibility;
import tv.aircheck.storage.StorageException;

/**
 * Reads a manifest from front to back, holding one entry at a time. Fields that it does not know
 * are passed over, wherever they stand; those it knows have to come in the order they are written
 * in. Whether it was whole is known at the end only: who acts on it reads it twice.
 */
public final class ManifestReader {
  private static final JsonFactory JSON = new JsonFactory();

  private final JsonParser json;
  private final ManifestVisitor visitor;
  private ManifestChain chain;
  private long segments;
  private long fileBytes;

  private ManifestReader(JsonParser json, ManifestVisitor visitor) {
    this.json = json;
    this.visitor = visitor;
  }

  /**
   * @param in read to its end; the caller's to close
   * @throws StorageException CORRUPT if it is not what was written, INVALID if a newer program
   *     wrote it
   */
  public static ManifestSum read(InputStream in, ManifestVisitor visitor) throws IOException {
    Seal sealed = new Seal(in);
    ManifestReader reader;
    try (JsonParser json = JSON.createParser(sealed)) {
      json.disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
      reader = new ManifestReader(json, visitor);
      reader.manifest();
    } catch (JsonProcessingException
        | CharConversionException
        | DateTimeException
        | IllegalArgumentException e) {
      throw damaged("cannot be read: " + e.getMessage(), e);
    }
    if (!sealed.holds()) {
      throw damaged("its seal does not fit: it is not what was written", null);
    }
    return new ManifestSum(
        reader.segments, reader.fileBytes, reader.chain.link(), sealed.sha256(), sealed.bytes());
  }

  private static StorageException damaged(String what, Throwable cause) {
    return new StorageException(StorageException.Kind.CORRUPT, "the manifest " + what, cause);
  }

  private void manifest() throws IOException {
    JsonFields fields = new JsonFields(json);
    while (fields.next()) {
      switch (fields.name()) {
        case "takes" -> {
          visitor.header(header(fields));
          while (json.nextToken() == JsonToken.START_OBJECT) {
            take();
          }
        }
        case "clips" -> {
          while (json.nextToken() == JsonToken.START_OBJECT) {
            visitor.clip(clip());
          }
        }
        case "segments" -> check("segments", segments, json.getLongValue());
        case "fileBytes" -> check("fileBytes", fileBytes, json.getLongValue());
        case "chain" -> checkLink(json.getText());
        default -> fields.keep();
      }
    }
    if (chain == null) {
      throw damaged("has no takes", null);
    }
  }

  private void check(String what, long found, long said) throws StorageException {
    if (found != said) {
      throw damaged("lists %d %s and says %d".formatted(found, what, said), null);
    }
  }

  private void checkLink(String said) throws StorageException {
    if (chain == null || !chain.link().equals(said)) {
      throw damaged(
          "is broken after %d segments: an entry was changed, left out or moved"
              .formatted(segments),
          null);
    }
  }

  private ManifestHeader header(JsonFields fields) throws StorageException {
    if (!ManifestWriter.FORMAT.equals(fields.text("format"))) {
      throw damaged("is none: it does not say format " + ManifestWriter.FORMAT, null);
    }
    if (fields.number("version") != ManifestWriter.VERSION) {
      throw new StorageException(
          StorageException.Kind.INVALID,
          "the manifest is of version %d, this program reads %d: use the newer program"
              .formatted(fields.number("version"), ManifestWriter.VERSION));
    }
    String broadcastId = fields.required("broadcast");
    chain = new ManifestChain(broadcastId);
    return new ManifestHeader(
        broadcastId,
        (int) fields.number("revision"),
        fields.text("previous"),
        new ChannelName(fields.required("app"), fields.required("name")),
        fields.time("startedAt"),
        fields.time("endedAt"),
        new ManifestHeader.Typed(
            fields.text("title"),
            fields.flag("locked"),
            fields.text("channelTitle"),
            visibility(fields),
            mark(fields)),
        fields.text("clipped") != null && fields.flag("clipped"));
  }

  private static BroadcastVisibility visibility(JsonFields fields) {
    Visibility channels = visibility(fields.text("channelVisibility"));
    return new BroadcastVisibility(
        visibility(fields.text("visibility")), channels == null ? Visibility.PUBLIC : channels);
  }

  private static BroadcastMark mark(JsonFields fields) {
    return fields.text("markedBy") == null
        ? null
        : new BroadcastMark(
            fields.time("markedAt"), fields.time("deleteAt"), fields.text("markedBy"));
  }

  /** What a newer program may have said is as private as can be. */
  private static Visibility visibility(String word) {
    return word == null ? null : Visibility.of(word).orElse(Visibility.PRIVATE);
  }

  private ManifestClip clip() throws IOException {
    JsonFields fields = new JsonFields(json);
    List<ManifestClip.Range> ranges = new ArrayList<>();
    while (fields.nextOfOpen()) {
      if (!fields.name().equals("ranges")) {
        fields.keep();
        continue;
      }
      while (json.nextToken() == JsonToken.START_OBJECT) {
        JsonFields range = new JsonFields(json).keepAll();
        ranges.add(
            new ManifestClip.Range(
                range.required("take"),
                range.number("from"),
                range.number("to"),
                range.number("fromMs"),
                range.number("toMs")));
      }
    }
    return new ManifestClip(
        fields.required("id"), fields.text("title"), fields.time("createdAt"), ranges);
  }

  private void take() throws IOException {
    JsonFields fields = new JsonFields(json);
    ManifestTake take = null;
    while (fields.nextOfOpen()) {
      switch (fields.name()) {
        case "gaps" -> {
          take = take(fields);
          visitor.take(take);
          while (json.nextToken() == JsonToken.START_OBJECT) {
            visitor.gap(gap());
          }
        }
        case "segments" -> {
          if (take == null) {
            throw damaged("has a take without gaps", null);
          }
          while (json.nextToken() == JsonToken.START_OBJECT) {
            segment(take);
          }
        }
        default -> fields.keep();
      }
    }
    visitor.takeEnds();
  }

  private static ManifestTake take(JsonFields fields) {
    return new ManifestTake(
        fields.required("id"),
        fields.required("origin"),
        fields.required("openedBy"),
        fields.text("previousTake"),
        fields.time("startedAt"),
        fields.time("endedAt"),
        fields.required("endReason"));
  }

  private ManifestGap gap() throws IOException {
    JsonFields fields = new JsonFields(json).keepAll();
    return new ManifestGap(
        fields.number("from"),
        fields.number("to"),
        fields.number("fromMs"),
        fields.number("toMs"),
        fields.required("reason"),
        fields.time("notedAt"));
  }

  private void segment(ManifestTake take) throws IOException {
    JsonFields fields = new JsonFields(json).keepAll();
    ManifestSegment segment = fields.segment();
    chain.add(take.id(), segment);
    segments++;
    fileBytes += segment.summary().fileBytes();
    checkLink(fields.required("chain"));
    visitor.segment(segment);
  }
}
