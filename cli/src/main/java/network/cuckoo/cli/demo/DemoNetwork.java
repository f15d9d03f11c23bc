package network.cuckoo.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import network.cuckoo.cli.CommandFailure;
import network.cuckoo.cli.ExitCode;
import network.cuckoo.cli.chain.NetworkContracts;
import network.cuckoo.cli.chain.Sender;
import network.cuckoo.cli.chain.deploy.DeployedNetwork;
import network.cuckoo.cli.chain.deploy.FaucetTerms;
import network.cuckoo.cli.chain.deploy.NetworkDeployer;
import network.cuckoo.cli.chain.deploy.NetworkPlan;
import network.cuckoo.cli.chain.deploy.NetworkTerms;
import network.cuckoo.cli.chain.deploy.Roles;
import network.cuckoo.cli.chain.errand.Introduction;
import network.cuckoo.cli.chain.errand.StakeDesk;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.BlockNumber;
import network.cuckoo.domain.CandidateKind;
import network.cuckoo.domain.ChainId;
import network.cuckoo.domain.OwnerAddress;
import network.cuckoo.domain.Wei;
import network.cuckoo.keys.NodeKey;
import network.cuckoo.scheduler.secrets.SecretChain;

/** The demo's network on chain: contracts, stakes, registrations, votes, and the coordinator's hash chain. Made once for a folder. */
final class DemoNetwork {
    static final String COORDINATOR_NODE = "coordinator-node";
    static final String COORDINATOR_OWNER = "coordinator-owner";
    static final String STAKER = "staker";
    private static final String DEPLOYER = "deployer";
    private static final String COUNCIL = "council";
    private static final String ARBITER = "arbiter";
    private static final String TREASURY = "treasury";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Wei FAUCET_PORTION = Wei.ofCai(100);
    private static final Duration FAUCET_WAIT = Duration.ofHours(1);
    private static final long FAUCET_MOST = 100;
    private static final Wei FAUCET_FILL = Wei.ofCai(1_000);
    private static final Wei COORDINATOR_STAKE = Wei.ofCai(2_500_000);
    private static final Wei GAS = Wei.ofCai(10);
    private static final int COMMISSION_BASIS_POINTS = 1_000;
    /** Half a year of epochs of a minute; hashing them takes a tenth of a second. */
    private static final int EPOCHS_OF_SECRETS = 1 << 18;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final DemoFolder folder;
    private final DemoKeys keys;
    private final DemoChain chain;
    private final Duration epoch;

    DemoNetwork(DemoFolder folder, DemoKeys keys, DemoChain chain, Duration epoch) {
        this.folder = folder;
        this.keys = keys;
        this.chain = chain;
        this.epoch = epoch;
    }

    /** Whether a network was made for this folder before. */
    static boolean isMade(DemoFolder folder) {
        return Files.exists(folder.network());
    }

    /**
     * The network that was made before, or a new one.
     *
     * @param coordinatorUrl where the coordinator's API will answer
     * @throws CommandFailure if the chain does not know the network that was made before
     */
    NetworkContracts ensure(URI coordinatorUrl) {
        NetworkContracts contracts = isMade(folder) ? madeBefore() : make(coordinatorUrl);
        DemoSettings.write(folder, chain.url(), made(), epoch);
        return contracts;
    }

    private JsonNode made() {
        try {
            return JSON.readTree(Files.readString(folder.network()));
        } catch (IOException e) {
            throw new UncheckedIOException("can't read " + folder.network(), e);
        }
    }

    private NetworkContracts make(URI coordinatorUrl) {
        fundAll();
        DeployedNetwork deployed = deploy();
        NetworkContracts contracts = deployed.contracts();
        var desk = new StakeDesk(chain.access(), contracts, folder.outbox());
        List<Callable<Object>> registrations = new ArrayList<>();
        registrations.add(() -> registerCoordinator(desk, coordinatorUrl));
        DemoMiner.ALL.forEach(miner -> registrations.add(() -> registerMiner(desk, miner)));
        together(registrations);
        Map<OwnerAddress, Wei> votes = new LinkedHashMap<>();
        DemoMiner.ALL.forEach(
                miner -> votes.put(new OwnerAddress(keys.key(miner.ownerKey()).address()), miner.votes()));
        desk.vote(keys.key(STAKER), votes);
        var secrets = SecretChain.loadOrCreate(folder.secrets(), EPOCHS_OF_SECRETS, new SecureRandom());
        desk.setChainTip(keys.key(COORDINATOR_NODE), secrets.tip());
        chain.live();
        remember(deployed);
        return contracts;
    }

    private DeployedNetwork deploy() {
        var roles = Roles.published(address(COUNCIL), address(ARBITER), address(TREASURY), address(COUNCIL));
        var faucet = new FaucetTerms(FAUCET_PORTION, FAUCET_WAIT, FAUCET_MOST, FAUCET_FILL);
        var plan = new NetworkPlan(NetworkTerms.published(epoch), roles, Optional.of(faucet));
        try (var sender = Sender.take(chain.access(), keys.key(DEPLOYER), folder.outbox(), PATIENCE, message -> {})) {
            sender.finishUnfinished();
            return new NetworkDeployer(chain.access(), plan).deploy(sender);
        }
    }

    private Address address(String role) {
        return keys.key(role).address();
    }

    private Object registerCoordinator(StakeDesk desk, URI url) {
        var introduction = new Introduction(0, url.toString(), "The demo's coordinator");
        desk.register(
                keys.key(COORDINATOR_OWNER),
                keys.key(COORDINATOR_NODE),
                CandidateKind.COORDINATOR,
                COORDINATOR_STAKE,
                introduction);
        return url;
    }

    private Object registerMiner(StakeDesk desk, DemoMiner miner) {
        var introduction = new Introduction(COMMISSION_BASIS_POINTS, "", "The demo's " + miner.name());
        desk.register(
                keys.key(miner.ownerKey()),
                keys.key(miner.nodeKey()),
                CandidateKind.MINER,
                miner.stake(),
                introduction);
        return miner;
    }

    private void fundAll() {
        chain.fund(address(DEPLOYER), FAUCET_FILL.plus(GAS));
        List.of(COUNCIL, ARBITER, TREASURY).forEach(role -> chain.fund(address(role), GAS));
        chain.fund(keys.key(COORDINATOR_OWNER).address(), COORDINATOR_STAKE.plus(GAS));
        chain.fund(keys.key(COORDINATOR_NODE).address(), GAS);
        Wei votes = Wei.ZERO;
        for (DemoMiner miner : DemoMiner.ALL) {
            NodeKey owner = keys.key(miner.ownerKey());
            chain.fund(owner.address(), miner.stake().plus(GAS));
            votes = votes.plus(miner.votes());
        }
        chain.fund(keys.key(STAKER).address(), votes.plus(GAS));
    }

    private static void together(List<Callable<Object>> work) {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Object> done : executor.invokeAll(work)) {
                done.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.FAILED, "interrupted", e);
        }
    }

    private NetworkContracts madeBefore() {
        JsonNode made = made();
        var contracts = new NetworkContracts(
                new ChainId(made.path("chainId").asLong()),
                Address.parse(made.path("staking").asText()),
                Address.parse(made.path("settlement").asText()),
                new BlockNumber(made.path("startBlock").asLong()));
        if (!contracts.chainId().equals(chain.access().chainId())
                || !chain.access().hasContract(contracts.staking())) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "the chain at " + chain.access().place()
                            + " does not have this folder's contracts; start with --fresh or another --data-dir");
        }
        chain.live();
        return contracts;
    }

    private void remember(DeployedNetwork deployed) {
        NetworkContracts contracts = deployed.contracts();
        var made = JSON.createObjectNode()
                .put("chainId", contracts.chainId().value())
                .put("staking", contracts.staking().hex())
                .put("settlement", contracts.settlement().hex())
                .put("startBlock", contracts.startBlock().value())
                .put("governor", deployed.governor().hex());
        deployed.faucet().ifPresent(faucet -> made.put("faucet", faucet.hex()));
        try {
            DemoFolder.writeSecret(folder.network(), made.toPrettyString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
