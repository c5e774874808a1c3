/** What is kept, where, and for how long, as people, scripts and the API read it. */
package tv.aircheck.cli.keeping;
