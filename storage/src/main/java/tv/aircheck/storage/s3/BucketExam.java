package tv.aircheck.storage.s3;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import tv.aircheck.storage.Finding;
import tv.aircheck.storage.StorageException;
import tv.aircheck.storage.Tier;

/** Tells what of a bucket and its server goes beyond what every store does. */
final class BucketExam {
  private static final Duration UNPLEASANT = Duration.ofMinutes(1);

  /** From here on, AWS refuses what is signed. */
  private static final Duration REFUSED = Duration.ofMinutes(15);

  private final Bucket bucket;
  private final String id;
  private final InstantSource clock;
  private final List<Finding> findings = new ArrayList<>();

  BucketExam(Bucket bucket, String id, InstantSource clock) {
    this.bucket = bucket;
    this.id = id;
    this.clock = clock;
  }

  private interface Look {
    void at(Probe probe) throws StorageException;
  }

  /**
   * @param tiers whether objects are put into each storage class; some cost a little at AWS
   */
  List<Finding> run(boolean tiers) {
    look("clock", probe -> clock());
    if (findings.get(0).level() == Finding.Level.WRONG) {
      return findings;
    }
    look("small objects", this::puts);
    look("large objects", this::parts);
    look("encryption", this::encryption);
    if (tiers) {
      for (Tier tier : Tier.values()) {
        look("tier " + word(tier), probe -> tier(probe, tier));
      }
    } else {
      findings.add(
          Finding.fine("tiers", "not tried; --tiers does, at AWS for a fraction of a cent"));
    }
    return findings;
  }

  private void look(String about, Look look) {
    try (Probe probe = new Probe(bucket, id)) {
      look.at(probe);
    } catch (StorageException e) {
      findings.add(Finding.wrong(about, e.getMessage()));
    }
  }

  private void clock() throws StorageException {
    ListObjectsV2Response answer =
        bucket.ask(
            "look into the bucket",
            s3 -> s3.listObjectsV2(r -> r.bucket(bucket.name()).maxKeys(1)));
    Optional<Instant> theirs =
        answer.sdkHttpResponse().firstMatchingHeader("Date").flatMap(BucketExam::instant);
    if (theirs.isEmpty()) {
      findings.add(Finding.fine("clock", "the server does not tell the time"));
      return;
    }
    Duration apart = Duration.between(theirs.get(), clock.instant()).abs();
    String words = apart.toSeconds() + " s from the server's";
    if (apart.compareTo(REFUSED) > 0) {
      findings.add(Finding.wrong("clock", words + ": set this machine's clock"));
    } else if (apart.compareTo(UNPLEASANT) > 0) {
      findings.add(
          Finding.warning(
              "clock", words + ": set this machine's clock; from 15 minutes on servers refuse us"));
    } else {
      findings.add(Finding.fine("clock", words));
    }
  }

  private static Optional<Instant> instant(String date) {
    try {
      return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date)));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private void puts(Probe probe) throws StorageException {
    Traits.Puts can = probe.puts();
    findings.add(onlyIfAbsent("put if absent", can.conditional()));
    findings.add(
        can.checksum()
            ? Finding.fine("checksum", "the server compares the CRC-32C")
            : Finding.warning(
                "checksum",
                "the server does not compare CRC-32C: its entity tag is compared with the MD5, or"
                    + " the object is read back; uploads cost more"));
  }

  private void parts(Probe probe) throws StorageException {
    Traits.Parts can = probe.parts();
    findings.add(onlyIfAbsent("parts if absent", can.conditional()));
    findings.add(
        can.partChecksum()
            ? Finding.fine(
                "checksum of parts",
                can.wholeChecksum()
                    ? "the server compares each and the whole"
                    : "the server compares each")
            : Finding.warning(
                "checksum of parts",
                "the server does not compare CRC-32C: the entity tag of each is compared with its"
                    + " MD5"));
  }

  private static Finding onlyIfAbsent(String about, boolean conditional) {
    return conditional
        ? Finding.fine(about, "If-None-Match holds")
        : Finding.warning(
            about,
            "If-None-Match is ignored: we look first; of two recorders on one take, both may put"
                + " the same bytes");
  }

  private void encryption(Probe probe) throws StorageException {
    String wanted = bucket.settings().objects().encryption().name();
    String found = probe.encryption().orElse("none");
    boolean asWanted =
        switch (bucket.settings().objects().encryption()) {
          case NONE -> true;
          case S3 -> found.equals("AES256");
          case KMS -> found.startsWith("aws:kms");
        };
    findings.add(
        asWanted
            ? Finding.fine("encryption", "by the server: " + found)
            : Finding.wrong(
                "encryption",
                "by the server: "
                    + found
                    + ", and store.s3.objects.encryption asks for "
                    + wanted
                    + ": the server does not encrypt, or says nothing of it"));
  }

  private void tier(Probe probe, Tier tier) throws StorageException {
    String name = S3Tier.storageClass(tier, bucket.storageClass());
    boolean kept = probe.keepsIn(name, tier);
    findings.add(
        kept
            ? Finding.fine("tier " + word(tier), name)
            : Finding.warning(
                "tier " + word(tier), "no storage class " + name + ": rules must not ask for it"));
  }

  private static String word(Tier tier) {
    return tier.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
