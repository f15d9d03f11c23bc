package network.cuckoo.cli.chain.errand;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.function.Supplier;
import network.cuckoo.cli.chain.ChainAccess;
import network.cuckoo.cli.chain.NetworkContracts;
import network.cuckoo.cli.chain.Sender;
import network.cuckoo.domain.CandidateKind;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.OwnerAddress;
import network.cuckoo.domain.Wei;
import network.cuckoo.keys.NodeKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Errands of nodes and demos, without a person to ask. Each method waits until its transactions are in blocks, and sends nothing if
 * the contract would refuse the last of them.
 */
public final class StakeDesk {
    private static final Logger LOG = LoggerFactory.getLogger(StakeDesk.class);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final ChainAccess chain;
    private final NetworkContracts contracts;
    private final Path outbox;

    /** @param outbox folder of signed transactions */
    public StakeDesk(ChainAccess chain, NetworkContracts contracts, Path outbox) {
        this.chain = chain;
        this.contracts = contracts;
        this.outbox = outbox;
    }

    /**
     * Stakes the amount, all of it as the candidate's own vote, and registers the node with its consent.
     *
     * @return the registering transaction
     * @throws network.cuckoo.cli.CommandFailure if the contract refuses it, with the reason
     */
    public Hash32 register(NodeKey owner, NodeKey node, CandidateKind kind, Wei ownStake, Introduction introduction) {
        return run(
                owner,
                () -> new CandidateErrands(chain, contracts)
                        .register(owner.address(), node, kind, ownStake, introduction));
    }

    /**
     * Stakes what the votes sum to and splits it over the candidates.
     *
     * @return the voting transaction
     * @throws network.cuckoo.cli.CommandFailure if the contract refuses it, with the reason
     */
    public Hash32 vote(NodeKey staker, Map<OwnerAddress, Wei> votes) {
        return run(staker, () -> new StakeErrands(chain, contracts).vote(staker.address(), votes));
    }

    /** Publishes the tip of the coordinator's hash chain; sent by the coordinator's node. */
    public void setChainTip(NodeKey coordinatorNode, Hash32 tip) {
        run(
                coordinatorNode,
                () -> new Errand("tip-set").call(TipErrands.setting(chain, contracts, coordinatorNode.address(), tip)));
    }

    private Hash32 run(NodeKey account, Supplier<Errand> maker) {
        try (var sender = Sender.take(chain, account, outbox, PATIENCE, message -> LOG.info("{}", message))) {
            sender.finishUnfinished();
            Errand errand = maker.get();
            if (sender.finishedBefore(errand.goal().intent()).isEmpty()) {
                ErrandSender.forecast(chain, errand, account.address());
            }
            return ErrandSender.send(sender, errand, new ArrayList<>()).hash();
        }
    }
}
