package network.cuckoo.contracts;

import static java.math.BigInteger.ONE;
import static java.math.BigInteger.TWO;
import static java.math.BigInteger.ZERO;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.Keys;
import org.web3j.crypto.Sign;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.core.methods.request.Transaction;
import org.web3j.protocol.core.methods.response.TransactionReceipt;
import org.web3j.protocol.http.HttpService;
import org.web3j.tx.ClientTransactionManager;
import org.web3j.tx.gas.StaticGasProvider;

/** The generated bindings against a real chain: what is compiled deploys, answers and refuses as the sources say. */
class BindingsOnAnvilTest {

    private static final BigInteger CAI = BigInteger.TEN.pow(18);
    private static final BigInteger MINER_MINIMUM = CAI.multiply(BigInteger.valueOf(20_000));
    private static final BigInteger COORDINATOR_MINIMUM = CAI.multiply(BigInteger.valueOf(2_000_000));
    private static final BigInteger FAR = BigInteger.valueOf(4_000_000_000L);

    private static Process anvil;
    private static Web3j web3j;
    private static List<String> accounts;
    private static CuckooStaking staking;
    private static CuckooSettlement settlement;

    @BeforeAll
    static void startChainAndDeploy() throws Exception {
        anvil = new ProcessBuilder(
                        NpmTools.inFolder(Path.of("")).anvil().toString(), "--port", "0", "--balance", "10000000")
                .redirectErrorStream(true)
                .start();
        web3j = Web3j.build(new HttpService("http://" + listeningAddress()));
        accounts = web3j.ethAccounts().send().getAccounts();
        var delay = BigInteger.valueOf(15);
        var governor = CuckooGovernor.deploy(web3j, sender(0), gas(), delay, List.of(accounts.get(5)))
                .send();
        staking = CuckooStaking.deploy(web3j, sender(0), gas(), secondsForDays(), roles(governor.getContractAddress()))
                .send();
        settlement = CuckooSettlement.deploy(
                        web3j, sender(0), gas(), staking.getContractAddress(), ONE, BigInteger.valueOf(7))
                .send();
    }

    @AfterAll
    static void stopChain() throws InterruptedException {
        if (web3j != null) {
            web3j.shutdown();
        }
        anvil.destroy();
        anvil.waitFor();
    }

    @Test
    void deployedParameters_readBack() throws Exception {
        var parameters = staking.parameters().send();
        assertThat(parameters.minMinerStake).isEqualTo(MINER_MINIMUM);
        assertThat(parameters.cooldown).isEqualTo(BigInteger.valueOf(7));
        assertThat(settlement.staking().send()).isEqualTo(staking.getContractAddress());
    }

    @Test
    void register_makesAnActiveMiner_withItsWeightAndEvents() throws Exception {
        var owner = accounts.get(1);
        var node = new ECKeyPair(BigInteger.valueOf(4711), Sign.publicKeyFromPrivate(BigInteger.valueOf(4711)));
        var asOwner = CuckooStaking.load(staking.getContractAddress(), web3j, sender(1), gas());
        asOwner.stake(MINER_MINIMUM).send();

        var receipt = register(asOwner, owner, node, ONE, MINER_MINIMUM);

        var event = CuckooStaking.getCandidateChangedEvents(receipt).getFirst();
        assertThat(event.owner).isEqualTo(owner);
        assertThat(event.active).isTrue();
        assertThat(event.ownStake).isEqualTo(MINER_MINIMUM);
        assertThat(staking.weightOf(owner).send()).isEqualTo(MINER_MINIMUM);
        assertThat(staking.candidates(owner).send().node).isEqualTo(address(node));
        assertThat(staking.pools(owner).send().shares).isEqualTo(MINER_MINIMUM);
        assertThat(staking.positions(owner, owner).send().shares).isEqualTo(MINER_MINIMUM);
        assertThat(staking.nodeOwner(address(node)).send()).isEqualTo(owner);
        assertThat(staking.nodeNonce(address(node)).send()).isEqualTo(ONE);
    }

    @Test
    void setChainTip_isTheCoordinatorNodes() throws Exception {
        var owner = accounts.get(2);
        var node = new ECKeyPair(BigInteger.valueOf(4712), Sign.publicKeyFromPrivate(BigInteger.valueOf(4712)));
        var asOwner = CuckooStaking.load(staking.getContractAddress(), web3j, sender(2), gas());
        asOwner.stake(COORDINATOR_MINIMUM).send();
        register(asOwner, owner, node, TWO, COORDINATOR_MINIMUM);
        var asNode = Credentials.create(node);
        send(owner, asNode.getAddress());

        var tip = new byte[32];
        tip[31] = 9;
        var receipt = CuckooSettlement.load(settlement.getContractAddress(), web3j, asNode, gas())
                .setChainTip(tip)
                .send();

        assertThat(CuckooSettlement.getTipSetEvents(receipt).getFirst().coordinator)
                .isEqualTo(owner);
        assertThat(settlement.chainTip(owner).send()).isEqualTo(tip);
    }

    @Test
    void refusal_isTheErrorInASentence() throws Exception {
        var call = FunctionEncoder.encode(new Function("unstake", List.of(new Uint256(CAI)), List.of()));
        var answer = web3j.ethCall(
                        Transaction.createEthCallTransaction(accounts.get(5), staking.getContractAddress(), call),
                        DefaultBlockParameterName.LATEST)
                .send();
        assertThat(ContractErrors.decode(answer.getError().getData()))
                .hasValueSatisfying(error ->
                        assertThat(error.sentence()).isEqualTo("The free stake is 0 CAI, but 1 CAI are needed."));
    }

    private static TransactionReceipt register(
            CuckooStaking asOwner, String owner, ECKeyPair node, BigInteger kind, BigInteger ownVote) throws Exception {
        var digest = staking.consentDigest(owner, address(node), kind, FAR).send();
        var signed = Sign.signMessage(digest, node, false);
        var signature = ByteBuffer.allocate(65)
                .put(signed.getR())
                .put(signed.getS())
                .put(signed.getV())
                .array();
        return asOwner.register(kind, address(node), ownVote, ZERO, "", "a card", FAR, signature)
                .send();
    }

    private static void send(String from, String to) throws IOException {
        var answer = web3j.ethSendTransaction(
                        Transaction.createEtherTransaction(from, null, null, BigInteger.valueOf(21_000), to, CAI))
                .send();
        assertThat(answer.hasError()).isFalse();
    }

    private static String address(ECKeyPair key) {
        return "0x" + Keys.getAddress(key);
    }

    private static ClientTransactionManager sender(int account) {
        return new ClientTransactionManager(web3j, accounts.get(account), 100, 50);
    }

    private static StaticGasProvider gas() {
        return new StaticGasProvider(BigInteger.valueOf(2_000_000_000L), BigInteger.valueOf(8_000_000));
    }

    private static CuckooStaking.Parameters secondsForDays() {
        return new CuckooStaking.Parameters(
                MINER_MINIMUM,
                COORDINATOR_MINIMUM,
                CAI,
                BigInteger.valueOf(7),
                BigInteger.valueOf(5),
                BigInteger.valueOf(60),
                BigInteger.valueOf(7),
                BigInteger.valueOf(3),
                BigInteger.ONE,
                BigInteger.valueOf(7),
                BigInteger.valueOf(30),
                BigInteger.valueOf(7),
                BigInteger.valueOf(5000),
                BigInteger.valueOf(2000));
    }

    private static CuckooStaking.Governance roles(String governor) {
        return new CuckooStaking.Governance(
                governor, accounts.get(6), accounts.get(7), accounts.get(8), CAI, BigInteger.valueOf(3000), ZERO);
    }

    private static String listeningAddress() throws IOException {
        var output = anvil.inputReader(StandardCharsets.UTF_8);
        for (var line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith("Listening on ")) {
                return line.substring("Listening on ".length()).strip();
            }
        }
        throw new IllegalStateException("anvil ended before it listened");
    }
}
