package tv.aircheck.flv.amf;

/**
 * A point in time.
 *
 * @param epochMs since 1970 in UTC; a fraction, NaN or an infinity is kept as it came
 * @param zoneMinutes reserved by the format, 0 when written
 */
public record AmfDate(double epochMs, short zoneMinutes) {}
