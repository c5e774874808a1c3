/** HTTP: health, metrics and whatever routes it is given. */
package tv.aircheck.web;
