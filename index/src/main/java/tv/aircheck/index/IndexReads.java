package tv.aircheck.index;

/**
 * What can be asked of the index. On {@link Index} each query stands alone and sees what is
 * committed; in a {@link Transaction} it also sees what that transaction has written.
 */
public interface IndexReads {
  Channels channels();

  Broadcasts broadcasts();

  Takes takes();

  Segments segments();

  Gaps gaps();

  Uploads uploads();

  Jobs jobs();

  Retention retention();

  Audit audit();

  Adoption adoption();

  Manifests manifests();

  Verifications verifications();

  RemovedTakes removedTakes();

  Bundles bundles();

  Clips clips();

  Credentials credentials();
}
