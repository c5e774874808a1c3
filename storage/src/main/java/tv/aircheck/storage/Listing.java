package tv.aircheck.storage;

import java.util.List;

/**
 * A page of a listing.
 *
 * @param next the cursor of the next page, null after the last one
 */
public record Listing(List<ObjectInfo> objects, String next) {
  public Listing {
    objects = List.copyOf(objects);
  }
}
