/** What people do with the contracts: for each errand what to tell before it is done, and the calls that do it. */
@NullMarked
package network.cuckoo.cli.chain.errand;

import org.jspecify.annotations.NullMarked;
