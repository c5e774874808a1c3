/** The bench's program: which cases there are, and what runs when. */
package tv.aircheck.bench;
