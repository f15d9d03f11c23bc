package network.cuckoo.cli.chain;

import java.util.Optional;
import network.cuckoo.domain.CandidateKind;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.OwnerAddress;
import network.cuckoo.domain.Wei;

/**
 * A miner or coordinator as the contracts' events tell it.
 *
 * @param active registered and with enough own stake
 * @param ownStake at the registration's last change
 * @param weight what draws count; zero unless active
 * @param tip of a coordinator's hash chain, once it is on chain
 * @param frozenUntil until when the last case holds the pool, Unix seconds; 0 if there was none
 * @param closed whether the pool was cut so deeply that it takes no stake any more
 */
public record CandidateState(
        OwnerAddress owner,
        NodeAddress node,
        CandidateKind kind,
        boolean registered,
        boolean active,
        Wei ownStake,
        Wei weight,
        Commission commission,
        String url,
        String info,
        Optional<Hash32> tip,
        long frozenUntil,
        boolean closed) {
    /**
     * Its part of its pool's rewards, in basis points.
     *
     * @param basisPoints at the registration's last change
     * @param next from {@code nextAt} on; Unix seconds, 0 if no rise waits
     */
    public record Commission(int basisPoints, int next, long nextAt) {
        /** What counts at this time, Unix seconds. */
        public int at(long unixSeconds) {
            return waitsAt(unixSeconds) || nextAt == 0 ? basisPoints : next;
        }

        /** Whether an announced rise has not come at this time, Unix seconds. */
        public boolean waitsAt(long unixSeconds) {
            return nextAt > unixSeconds;
        }
    }
}
