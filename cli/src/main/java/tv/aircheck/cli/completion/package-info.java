/**
 * What shells and readers of manuals are told of the commands, made from the commands themselves.
 */
package tv.aircheck.cli.completion;
