/** Tests of the processes that a command starts and of how it ends; touches nothing outside. */
@NullMarked
package network.cuckoo.cli.process;

import org.jspecify.annotations.NullMarked;
