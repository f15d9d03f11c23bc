/** Checks an assignment without trusting the coordinator: the draw from chain data and the published record. */
@NullMarked
package network.cuckoo.cli.verify;

import org.jspecify.annotations.NullMarked;
