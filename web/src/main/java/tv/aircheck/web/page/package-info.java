/** The page: the files that its build has put into the jar, and the addresses they answer at. */
package tv.aircheck.web.page;
