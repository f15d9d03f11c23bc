package network.cuckoo.cli.chain.errand;

/**
 * How a candidate introduces itself.
 *
 * @param commissionBasisPoints its part of its pool's rewards
 * @param url the coordinator node's address; empty for a miner
 */
public record Introduction(int commissionBasisPoints, String url, String info) {}
