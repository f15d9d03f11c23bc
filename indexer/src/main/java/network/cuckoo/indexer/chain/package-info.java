/** Speaks to an EVM node over JSON-RPC and decodes logs. The only room of the indexer that knows web3j and HTTP. */
@NullMarked
package network.cuckoo.indexer.chain;

import org.jspecify.annotations.NullMarked;
