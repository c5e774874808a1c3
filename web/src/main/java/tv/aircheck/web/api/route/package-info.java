/** How a path of the API is declared, asked for and described: one declaration does all three. */
package tv.aircheck.web.api.route;
