/** One class per question that is asked of the servers. */
package tv.aircheck.bench.cases;
