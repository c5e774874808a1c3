/** What is known, as JSON: the documents of the API and of the commands' {@code --json}. */
package tv.aircheck.web.json;
