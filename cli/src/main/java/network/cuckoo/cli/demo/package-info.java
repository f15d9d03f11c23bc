/** The whole network on one machine: Postgres, chain, contracts, coordinator, three miners and the first tasks. */
@NullMarked
package network.cuckoo.cli.demo;

import org.jspecify.annotations.NullMarked;
