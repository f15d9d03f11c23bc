package network.cuckoo.testing;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import network.cuckoo.contracts.CuckooGovernor;
import network.cuckoo.contracts.CuckooSettlement;
import network.cuckoo.contracts.CuckooStaking;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.CandidateKind;
import network.cuckoo.domain.ChainId;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.OwnerAddress;
import network.cuckoo.domain.Wei;
import network.cuckoo.domain.hash.Keccak256;
import network.cuckoo.domain.sign.NodeConsent;
import network.cuckoo.keys.NodeKey;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.RemoteCall;
import org.web3j.protocol.core.methods.response.TransactionReceipt;
import org.web3j.protocol.http.HttpService;
import org.web3j.tx.ClientTransactionManager;
import org.web3j.tx.TransactionManager;
import org.web3j.tx.gas.StaticGasProvider;
import org.web3j.utils.Numeric;

/**
 * A local chain with the real contracts on it and everybody's money at hand. Any address may send: anvil signs for all. Each
 * transaction makes a block; blocks are a second apart, from genesis at {@link #GENESIS_SECONDS} on.
 */
public final class StakingChain implements AutoCloseable {
    /** The time of block 0, Unix seconds. */
    public static final long GENESIS_SECONDS = 1_800_000_000L;

    /** The cooldown after which votes can be withdrawn, in seconds. */
    public static final long COOLDOWN_SECONDS = 20;

    private static final Address DEPLOYER = Address.parse("0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266");
    static final Address COUNCIL = Address.parse("0x00000000000000000000000000000000000000f1");
    static final Address ARBITER = Address.parse("0x00000000000000000000000000000000000000f2");
    static final Address TREASURY = Address.parse("0x00000000000000000000000000000000000000f3");
    private static final Wei PURSE = Wei.ofCai(1_000_000_000);
    private static final int POLL_MILLIS = 50;
    private static final int POLLS = 600;
    private static final BigInteger FAR_FUTURE = BigInteger.valueOf(4_000_000_000L);
    private static final StaticGasProvider GAS =
            new StaticGasProvider(BigInteger.valueOf(20_000_000_000L), BigInteger.valueOf(12_000_000));

    private final Anvil anvil;
    private final Web3j web3j;
    private final Address staking;
    private final Address settlement;

    private StakingChain(Anvil anvil) {
        this.anvil = anvil;
        this.web3j = Web3j.build(new HttpService(anvil.uri().toString()));
        anvil.blockInterval(1);
        anvil.setBalance(DEPLOYER, PURSE);
        var parameters = new CuckooStaking.Parameters(
                Wei.ofCai(20_000).value(),
                Wei.ofCai(2_000_000).value(),
                Wei.ofCai(1).value(),
                BigInteger.valueOf(COOLDOWN_SECONDS),
                BigInteger.valueOf(COOLDOWN_SECONDS / 2),
                BigInteger.TEN,
                BigInteger.valueOf(COOLDOWN_SECONDS),
                BigInteger.valueOf(COOLDOWN_SECONDS / 4),
                BigInteger.TWO,
                BigInteger.valueOf(COOLDOWN_SECONDS),
                BigInteger.valueOf(COOLDOWN_SECONDS * 4),
                BigInteger.valueOf(COOLDOWN_SECONDS),
                BigInteger.valueOf(5_000),
                BigInteger.valueOf(2_000));
        String governor = send(CuckooGovernor.deploy(
                        web3j,
                        sender(DEPLOYER),
                        GAS,
                        BigInteger.valueOf(2 * COOLDOWN_SECONDS + 1),
                        List.of(COUNCIL.hex())))
                .getContractAddress();
        var roles = new CuckooStaking.Governance(
                governor,
                ARBITER.hex(),
                TREASURY.hex(),
                COUNCIL.hex(),
                Wei.ofCai(1_000).value(),
                BigInteger.valueOf(5_000),
                BigInteger.valueOf(1_000));
        this.staking = Address.parse(send(CuckooStaking.deploy(web3j, sender(DEPLOYER), GAS, parameters, roles))
                .getContractAddress());
        this.settlement = Address.parse(send(CuckooSettlement.deploy(
                        web3j,
                        sender(DEPLOYER),
                        GAS,
                        staking.hex(),
                        BigInteger.TWO,
                        BigInteger.valueOf(COOLDOWN_SECONDS)))
                .getContractAddress());
    }

    /** Starts a chain and deploys the contracts. @param options more of anvil's */
    public static StakingChain start(String... options) {
        List<String> all =
                new ArrayList<>(List.of("--auto-impersonate", "--timestamp", Long.toString(GENESIS_SECONDS)));
        all.addAll(List.of(options));
        var anvil = Anvil.start(all.toArray(String[]::new));
        try {
            return new StakingChain(anvil);
        } catch (RuntimeException e) {
            anvil.close();
            throw e;
        }
    }

    /** The chain itself: mine, reorganise. */
    public Anvil anvil() {
        return anvil;
    }

    public Address staking() {
        return staking;
    }

    public Address settlement() {
        return settlement;
    }

    /** Stakes and registers a candidate whose node agrees, with a commission of 5 % and an introduction. */
    public void register(OwnerAddress owner, NodeKey node, CandidateKind kind, Wei ownVote) {
        stake(owner.address(), ownVote);
        BigInteger nonce =
                view(contract(owner.address()).nodeNonce(node.nodeAddress().hex()));
        var consent = new NodeConsent(owner, node.nodeAddress(), kind, nonce, FAR_FUTURE);
        byte[] signature =
                node.sign(consent.digest(new ChainId(Anvil.CHAIN_ID), staking)).bytes();
        send(contract(owner.address())
                .register(
                        BigInteger.valueOf(kind.number()),
                        node.nodeAddress().hex(),
                        ownVote.value(),
                        BigInteger.valueOf(500),
                        "http://127.0.0.1:1",
                        "a test's " + kind,
                        FAR_FUTURE,
                        signature));
    }

    /** Adds to an address's free stake; its purse is filled first. */
    public void stake(Address staker, Wei amount) {
        anvil.setBalance(staker, PURSE);
        send(contract(staker).stake(amount.value()));
    }

    /** Stakes and votes in one go. */
    public void vote(Address staker, OwnerAddress candidate, Wei amount) {
        stake(staker, amount);
        send(contract(staker).vote(List.of(candidate.hex()), List.of(amount.value())));
    }

    /** Begins to take shares out of a pool. */
    public void unvote(Address staker, OwnerAddress candidate, BigInteger shares) {
        send(contract(staker).unvote(List.of(candidate.hex()), List.of(shares)));
    }

    /** Takes cooled shares into free stake. */
    public void withdraw(Address staker, BigInteger coolingId) {
        send(contract(staker).withdraw(List.of(coolingId), true));
    }

    /** Ends a registration. */
    public void deregister(OwnerAddress owner) {
        send(contract(owner.address()).deregister());
    }

    /** Publishes an introduction. */
    public void updateInfo(OwnerAddress owner, String url, String info) {
        send(contract(owner.address()).updateInfo(url, info));
    }

    /** A coordinator's node commits to a hash chain. */
    public void setTip(NodeAddress coordinatorNode, Hash32 tip) {
        anvil.setBalance(coordinatorNode.address(), PURSE);
        send(CuckooSettlement.load(settlement.hex(), web3j, sender(coordinatorNode.address()), GAS)
                .setChainTip(tip.bytes()));
    }

    /** What the contract says that a candidate weighs. */
    public Wei weightOf(OwnerAddress candidate) {
        return new Wei(view(contract(DEPLOYER).weightOf(candidate.hex())));
    }

    /** What the contract says that a staker has free. */
    public Wei freeOf(Address staker) {
        return new Wei(view(contract(DEPLOYER).free(staker.hex())));
    }

    /** Accusations, verdicts and cuts. */
    public StakingCases cases() {
        return new StakingCases(this);
    }

    /** Escrow, roots and claims. */
    public SettlementMoves payments() {
        return new SettlementMoves(this);
    }

    /** Gives rewards to a candidate's pool. */
    public void fundRewards(Address giver, OwnerAddress candidate, Wei amount) {
        anvil.setBalance(giver, PURSE);
        send(contract(giver).fundRewards(candidate.hex(), amount.value()));
    }

    /** Takes a position's rewards. */
    public void claimRewards(Address staker, OwnerAddress candidate) {
        send(contract(staker).claimRewards(List.of(candidate.hex())));
    }

    /** Sets a commission, in basis points; a rise waits. */
    public void setCommission(OwnerAddress owner, int bps) {
        send(contract(owner.address()).setCommission(BigInteger.valueOf(bps)));
    }

    /** Lets so much time pass and makes a block. */
    public void pass(long seconds) {
        anvil.call("evm_increaseTime", seconds);
        anvil.mine(1);
    }

    CuckooSettlement settlementAs(Address sender) {
        anvil.setBalance(sender, PURSE);
        return CuckooSettlement.load(settlement.hex(), web3j, sender(sender), GAS);
    }

    CuckooStaking stakingAs(Address sender) {
        anvil.setBalance(sender, PURSE);
        return contract(sender);
    }

    private CuckooStaking contract(Address sender) {
        return CuckooStaking.load(staking.hex(), web3j, sender(sender), GAS);
    }

    private TransactionManager sender(Address from) {
        return new ClientTransactionManager(web3j, from.hex(), POLLS, POLL_MILLIS);
    }

    static <T> T view(RemoteCall<T> call) {
        return send(call);
    }

    static <T> T send(RemoteCall<T> call) {
        try {
            T answer = call.send();
            if (answer instanceof TransactionReceipt receipt && !receipt.isStatusOK()) {
                throw new IllegalStateException("reverted: " + receipt.getRevertReason());
            }
            return answer;
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** An address that nobody has a key of, made from a name. */
    public static Address person(String name) {
        return Address.parse(Numeric.prependHexPrefix(Keccak256.hash(name).hex().substring(26)));
    }

    @Override
    public void close() {
        web3j.shutdown();
        anvil.close();
    }
}
