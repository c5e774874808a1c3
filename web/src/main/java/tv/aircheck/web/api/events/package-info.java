/** What happens, told to those who listen: server-sent events. */
package tv.aircheck.web.api.events;
