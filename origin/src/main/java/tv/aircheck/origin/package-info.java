/** Takes publishers in, keeps take logs, fans out to viewers and recorders. */
package tv.aircheck.origin;
