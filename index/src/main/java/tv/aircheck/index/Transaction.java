package tv.aircheck.index;

/**
 * What a {@link Work} may read and change. Valid during the work, on the writer's thread. Works of
 * many callers share one database transaction; each is undone alone when it fails.
 */
public final class Transaction implements IndexReads {
  private final ChannelWrites channels;
  private final BroadcastWrites broadcasts;
  private final TakeWrites takes;
  private final SegmentWrites segments;
  private final GapWrites gaps;
  private final UploadWrites uploads;
  private final RetentionWrites retention;
  private final AuditWrites audit;
  private final AdoptionWrites adoption;
  private final ManifestWrites manifests;
  private final VerificationWrites verifications;
  private final Handles handles;

  Transaction(Handles handles) {
    channels = new ChannelWrites(handles);
    broadcasts = new BroadcastWrites(handles);
    takes = new TakeWrites(handles);
    segments = new SegmentWrites(handles);
    gaps = new GapWrites(handles);
    uploads = new UploadWrites(handles);
    retention = new RetentionWrites(handles);
    audit = new AuditWrites(handles);
    adoption = new AdoptionWrites(handles);
    manifests = new ManifestWrites(handles);
    verifications = new VerificationWrites(handles);
    this.handles = handles;
  }

  @Override
  public ChannelWrites channels() {
    return channels;
  }

  @Override
  public BroadcastWrites broadcasts() {
    return broadcasts;
  }

  @Override
  public TakeWrites takes() {
    return takes;
  }

  @Override
  public SegmentWrites segments() {
    return segments;
  }

  @Override
  public GapWrites gaps() {
    return gaps;
  }

  @Override
  public UploadWrites uploads() {
    return uploads;
  }

  @Override
  public RetentionWrites retention() {
    return retention;
  }

  @Override
  public AuditWrites audit() {
    return audit;
  }

  @Override
  public ManifestWrites manifests() {
    return manifests;
  }

  @Override
  public VerificationWrites verifications() {
    return verifications;
  }

  @Override
  public AdoptionWrites adoption() {
    return adoption;
  }

  @Override
  public RemovedTakes removedTakes() {
    return new RemovedTakes(handles);
  }

  @Override
  public BundleWrites bundles() {
    return new BundleWrites(handles);
  }

  @Override
  public ClipWrites clips() {
    return new ClipWrites(handles);
  }

  @Override
  public CredentialWrites credentials() {
    return new CredentialWrites(handles);
  }

  @Override
  public JobWrites jobs() {
    return new JobWrites(handles);
  }
}
