@NullMarked
package network.cuckoo.cli.chain.deploy;

import org.jspecify.annotations.NullMarked;
