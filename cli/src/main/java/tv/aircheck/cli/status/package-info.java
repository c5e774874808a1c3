/** What a running server says of itself, as {@code /api/v1/status} answers it. */
package tv.aircheck.cli.status;
