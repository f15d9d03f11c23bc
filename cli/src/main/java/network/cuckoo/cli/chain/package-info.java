/** The only place outside bindings, signers and indexer that speaks to a chain through web3j: deploys the contracts, stakes, registers, votes, and replays the staking events for whoever does not trust the coordinator. */
@NullMarked
package network.cuckoo.cli.chain;

import org.jspecify.annotations.NullMarked;
