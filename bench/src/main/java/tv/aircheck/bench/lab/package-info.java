/**
 * Where measurements are made: work folder, ports, processes with their CPU time and memory,
 * samples.
 */
package tv.aircheck.bench.lab;
