/**
 * What the modules tell their listeners, as metrics. Channels are no labels: there may be any
 * number of them.
 */
package tv.aircheck.cli.metrics;
