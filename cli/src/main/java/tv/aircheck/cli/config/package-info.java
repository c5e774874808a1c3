/** Reads configuration: built-in defaults, then aircheck.yml, the environment, and flags. */
package tv.aircheck.cli.config;
