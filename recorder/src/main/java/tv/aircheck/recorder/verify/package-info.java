/** Whether the store still has what it was given: verifying, repairing, checking the books. */
package tv.aircheck.recorder.verify;
