/** Big archives, made quickly by the product's own classes. */
package tv.aircheck.bench.archive;
