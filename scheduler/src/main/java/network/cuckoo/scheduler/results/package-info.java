/** Verdicts on results that miners send. Writes task_result and blob, and closes task, lease and money in the same transaction. */
@NullMarked
package network.cuckoo.scheduler.results;

import org.jspecify.annotations.NullMarked;
