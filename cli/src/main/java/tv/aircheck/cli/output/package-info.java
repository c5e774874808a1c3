/** What a person or a script sees: tables, sizes, times, JSON, questions, progress. */
package tv.aircheck.cli.output;
