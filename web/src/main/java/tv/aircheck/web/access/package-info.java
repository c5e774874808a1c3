/**
 * Who asks over HTTP: {@link tv.aircheck.web.access.AccessHandler} stands in front of every route.
 */
package tv.aircheck.web.access;
