/** JobRunr: rounds and housekeeping as jobs, its tables, its watchdog and its dashboard on loopback. Nobody else touches JobRunr. */
@NullMarked
package network.cuckoo.scheduler.jobs;

import org.jspecify.annotations.NullMarked;
