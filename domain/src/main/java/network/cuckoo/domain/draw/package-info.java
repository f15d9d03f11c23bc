/** The draw of a miner by stake weight, its proof tree and the check that an outsider can run. Pure: weights, secrets and availability are handed in. */
@NullMarked
package network.cuckoo.domain.draw;

import org.jspecify.annotations.NullMarked;
