package tv.aircheck.index;

/**
 * Which rows of the audit to list; null means "any".
 *
 * @param fromMs at or after
 * @param toMs before
 */
public record AuditFilter(String who, AuditAction action, String subject, Long fromMs, Long toMs) {
  public static AuditFilter all() {
    return new AuditFilter(null, null, null, null, null);
  }
}
