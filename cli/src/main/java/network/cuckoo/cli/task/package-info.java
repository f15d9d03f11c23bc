/** Commands for apps and their operator: tasks, apps, credit. */
@NullMarked
package network.cuckoo.cli.task;

import org.jspecify.annotations.NullMarked;
