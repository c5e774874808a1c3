/**
 * What is done by the clock: schedules, the lease that keeps a job from running twice at once, and
 * the runner. The only place of Quartz.
 */
package tv.aircheck.recorder.jobs;
