package network.cuckoo.cli.verify;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import network.cuckoo.cli.CommandFailure;
import network.cuckoo.cli.ExitCode;
import network.cuckoo.cli.chain.ChainAccess;
import network.cuckoo.cli.chain.NetworkContracts;
import network.cuckoo.cli.chain.StakeHistory;
import network.cuckoo.domain.BlockNumber;
import network.cuckoo.domain.EpochNumber;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.draw.CheckStep;
import network.cuckoo.domain.draw.DrawCheck;
import network.cuckoo.domain.draw.DrawEvidence;
import network.cuckoo.domain.epoch.BlockHeader;
import network.cuckoo.domain.epoch.EpochSchedule;

/**
 * Checks published draws against a chain. From the chain come the weights, the block, its hash and the hash chain's tip; from the
 * coordinator only its claims, the request's hash (unless the app gives its own) and the revealed secret, which the tip proves.
 */
public final class AssignmentCheck {
    private final ChainAccess chain;
    private final NetworkContracts contracts;
    private final long epochSeconds;
    private final Function<Setting, Optional<Hash32>> ownSecrets;

    /** Where a secret is looked up by who has the hash chain: the tip in force, its epoch, and the epoch asked for. */
    public record Setting(Hash32 tip, EpochNumber firstEpoch, EpochNumber epoch) {}

    /**
     * @param epochSeconds the coordinator's published period
     * @param ownSecrets secrets of epochs that are not over, for the operator; empty for everybody else
     */
    public AssignmentCheck(
            ChainAccess chain,
            NetworkContracts contracts,
            long epochSeconds,
            Function<Setting, Optional<Hash32>> ownSecrets) {
        this.chain = chain;
        this.contracts = contracts;
        this.epochSeconds = epochSeconds;
        this.ownSecrets = ownSecrets;
    }

    /**
     * What came of one draw.
     *
     * @param holds nothing differs
     * @param complete nothing waits for the epoch's secret either
     */
    public record Verdict(int attempt, String winner, boolean holds, boolean complete, List<CheckStep> steps) {
        public Verdict {
            steps = List.copyOf(steps);
        }
    }

    /**
     * Checks all draws of one task.
     *
     * @param published the coordinator's answer to {@code GET /v1/tasks/ID/draw}
     * @param requestHash the app's own computation; empty takes the coordinator's
     */
    public List<Verdict> check(JsonNode published, Optional<Hash32> requestHash) {
        Hash32 claimed = Hash32.parse(published.path("requestHash").asText());
        List<Verdict> verdicts = new ArrayList<>();
        for (JsonNode draw : published.path("draws")) {
            verdicts.add(check(PublishedDraw.of(draw, claimed), requestHash.orElse(claimed)));
        }
        return verdicts;
    }

    private Verdict check(PublishedDraw draw, Hash32 requestHash) {
        BlockNumber block = begins(draw.record().inputs().blockHash());
        StakeHistory history = StakeHistory.upTo(block, chain, contracts);
        var coordinator = draw.record().inputs().coordinator();
        StakeHistory.Tip tip = history.tipOf(coordinator)
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.FAILED,
                        "on this chain coordinator " + coordinator + " had no hash chain at block " + block));
        BlockHeader begin = header(block);
        BlockHeader tipBlock = header(tip.block());
        var schedule = new EpochSchedule(epochSeconds, tip.block(), tipBlock.time());
        EpochNumber epoch = begun(schedule, begin);
        Optional<Hash32> secret =
                draw.secret().or(() -> ownSecrets.apply(new Setting(tip.hash(), schedule.firstEpoch(), epoch)));
        var evidence = new DrawEvidence(
                contracts.chainId(),
                coordinator,
                epoch,
                history.minerWeights(),
                begin.hash(),
                requestHash,
                tip.hash(),
                schedule.firstEpoch(),
                secret);
        List<CheckStep> steps = DrawCheck.check(draw.record(), evidence);
        return new Verdict(
                draw.record().inputs().attempt(),
                draw.record().winner().hex(),
                DrawCheck.holds(steps),
                DrawCheck.isFinal(steps),
                steps);
    }

    /** The height of the block that the coordinator names; whether that is the chain's block there is a step of the check. */
    private BlockNumber begins(Hash32 claimed) {
        return chain.heightOf(claimed)
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.FAILED,
                        "the chain at " + chain.url() + " has no block " + claimed
                                + ", with which the draw's epoch is said to begin"));
    }

    /** The epoch that this block begins by the chain's own times. */
    private EpochNumber begun(EpochSchedule schedule, BlockHeader begin) {
        BlockHeader parent = header(new BlockNumber(begin.number().value() - 1));
        return schedule.begunBy(begin.number(), begin.time(), parent.time())
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.FAILED,
                        "block " + begin.number()
                                + " begins no epoch on this chain, as the coordinator says it does; after a"
                                + " reorg its draws are marked as voided"));
    }

    private BlockHeader header(BlockNumber number) {
        return chain.block(number)
                .orElseThrow(() ->
                        new CommandFailure(ExitCode.FAILED, "the chain at " + chain.url() + " has no block " + number));
    }
}
