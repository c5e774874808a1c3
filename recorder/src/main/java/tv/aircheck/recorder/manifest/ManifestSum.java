package tv.aircheck.recorder.manifest;

/**
 * What a whole manifest comes to.
 *
 * @param segments how many it lists
 * @param fileBytes of them
 * @param chain the last link, in hex
 * @param sha256 of the manifest's own bytes, in hex
 * @param bytes of the manifest
 */
public record ManifestSum(long segments, long fileBytes, String chain, String sha256, long bytes) {}
