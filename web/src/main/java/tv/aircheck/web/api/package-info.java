/** The REST API: what is known and what may be changed, as JSON below {@code /api/v1}. */
package tv.aircheck.web.api;
