/** What apps do with tasks: submit, look, cancel, follow. Writes task and task_event; every change of a task goes through here. */
@NullMarked
package network.cuckoo.scheduler.tasks;

import org.jspecify.annotations.NullMarked;
