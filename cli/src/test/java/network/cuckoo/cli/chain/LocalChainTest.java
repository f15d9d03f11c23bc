package network.cuckoo.cli.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import network.cuckoo.cli.CommandFailure;
import network.cuckoo.cli.chain.deploy.NetworkDeployer;
import network.cuckoo.cli.chain.deploy.NetworkPlan;
import network.cuckoo.cli.chain.deploy.NetworkTerms;
import network.cuckoo.cli.chain.deploy.Roles;
import network.cuckoo.cli.chain.errand.Introduction;
import network.cuckoo.cli.chain.errand.StakeDesk;
import network.cuckoo.cli.process.FreePort;
import network.cuckoo.cli.settings.Home;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.CandidateKind;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.OwnerAddress;
import network.cuckoo.domain.Wei;
import network.cuckoo.domain.draw.MinerWeight;
import network.cuckoo.keys.NodeKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalChainTest {
    private static final Introduction MINER = new Introduction(500, "", "a miner");
    private static final Hash32 TIP = Hash32.parse("0x" + "ab".repeat(32));

    @TempDir
    Path folder;

    @Test
    void network_isTheSameInTheNextProcess_whenStateWasSaved() {
        NetworkContracts contracts;
        NodeKey miner = newKey();
        NodeKey coordinator = newKey();
        Hash32 firstHash;
        Hash32 genesis;
        try (var chain = start()) {
            contracts = deploy(chain, miner, coordinator);
            genesis = chain.access().genesis();
            firstHash =
                    chain.access().block(chain.access().head()).orElseThrow().hash();
        }
        try (var chain = start()) {
            var head = chain.access().head();
            assertThat(chain.access().block(head).orElseThrow().hash()).isEqualTo(firstHash);
            assertThat(chain.access().genesis()).as("names the outbox").isEqualTo(genesis);
            var history = StakeHistory.upTo(head, chain.access(), contracts);
            assertThat(history.minerWeights()).containsExactly(new MinerWeight(miner.nodeAddress(), Wei.ofCai(20_500)));
            assertThat(history.tipOf(coordinator.nodeAddress()).orElseThrow().hash())
                    .isEqualTo(TIP);
        }
    }

    @Test
    void start_saysHowAnvilEnded_whenItEndsAtOnce() throws IOException {
        Path program = Files.writeString(folder.resolve("anvil"), "#!/bin/sh\necho no such flag >&2\nexit 3\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        Path log = folder.resolve("chain.log");
        assertThatThrownBy(() -> LocalChain.start(program, folder.resolve("chain"), log, FreePort.any()))
                .isInstanceOf(CommandFailure.class)
                .hasMessage(
                        "the chain (anvil) ended at once with status 3; the end of its log %s:\n| no such flag", log);
    }

    private NetworkContracts deploy(LocalChain chain, NodeKey minerNode, NodeKey coordinatorNode) {
        var deployer = funded(chain);
        Path outbox = folder.resolve("outbox");
        Address anybody = deployer.address();
        var plan = new NetworkPlan(
                NetworkTerms.published(Duration.ofMinutes(1)),
                Roles.published(anybody, anybody, anybody, anybody),
                Optional.empty());
        NetworkContracts contracts;
        try (var sender = Sender.take(chain.access(), deployer, outbox, Duration.ofSeconds(30), message -> {})) {
            contracts = new NetworkDeployer(chain.access(), plan).deploy(sender).contracts();
        }
        var desk = new StakeDesk(chain.access(), contracts, outbox);
        var owner = funded(chain);
        desk.register(owner, minerNode, CandidateKind.MINER, Wei.ofCai(20_000), MINER);
        desk.register(
                funded(chain),
                coordinatorNode,
                CandidateKind.COORDINATOR,
                Wei.ofCai(2_000_000),
                new Introduction(0, "http://127.0.0.1:1", "a coordinator"));
        desk.vote(funded(chain), Map.of(new OwnerAddress(owner.address()), Wei.ofCai(500)));
        chain.setBalance(coordinatorNode.address(), Wei.ofCai(1));
        desk.setChainTip(coordinatorNode, TIP);
        return contracts;
    }

    private LocalChain start() {
        return LocalChain.start(
                AnvilBinary.find(Optional.empty(), Home.folder()),
                folder.resolve("chain"),
                folder.resolve("chain.log"),
                FreePort.any());
    }

    private static NodeKey funded(LocalChain chain) {
        NodeKey key = newKey();
        chain.setBalance(key.address(), Wei.ofCai(3_000_000));
        return key;
    }

    private static NodeKey newKey() {
        return NodeKey.generate(new SecureRandom());
    }
}
