package network.cuckoo.scheduler.results;

import network.cuckoo.scheduler.sessions.Session;

/**
 * A result that a miner handed in.
 *
 * @param hashFits whether the output's bytes have the SHA-256 that the report names
 */
record Handed(Session session, ResultReport report, boolean hashFits) {}
