/** AMF0, read with limits and leniency, and written; AMF3 values inside it are read. */
package tv.aircheck.flv.amf;
