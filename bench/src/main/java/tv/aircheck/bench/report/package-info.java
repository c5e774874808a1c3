/** What was found: rows with targets, as text, Markdown, JSON and a picture. */
package tv.aircheck.bench.report;
