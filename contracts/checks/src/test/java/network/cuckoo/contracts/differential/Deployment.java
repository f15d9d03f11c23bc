package network.cuckoo.contracts.differential;

import static network.cuckoo.contracts.differential.Exact.big;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import network.cuckoo.contracts.ContractError;
import network.cuckoo.contracts.ContractErrors;
import network.cuckoo.contracts.CuckooGovernor;
import network.cuckoo.contracts.CuckooSettlement;
import network.cuckoo.contracts.CuckooStaking;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.DynamicArray;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.abi.datatypes.generated.Uint64;
import org.web3j.protocol.Web3j;
import org.web3j.tx.ReadonlyTransactionManager;
import org.web3j.tx.gas.DefaultGasProvider;

/** The contracts under one set of rules on the chain, with the lens that looks at them. */
final class Deployment {

    static final BigInteger EACH_WEI = BigInteger.TEN.pow(27);
    private static final ContractError UNEXPLAINED = new ContractError("failed unexplained", List.of(), "");
    private static final String REFUSING_CODE = "0x5f5ffd"; // reverts whatever is called

    private final Rules rules;
    private final Cast cast;
    private final Anvil anvil;
    private final Encoder encoder;
    private final Account lens;

    private Deployment(Rules rules, Cast cast, Anvil anvil, Encoder encoder, Account lens) {
        this.rules = rules;
        this.cast = cast;
        this.anvil = anvil;
        this.encoder = encoder;
        this.lens = lens;
    }

    static Deployment create(Rules rules, Anvil anvil, String lensCode) {
        var keyring = new Keyring();
        var deployer = keyring.account("deployer of " + rules.name());
        var councillor = keyring.account("councillor");
        var governorCode = CuckooGovernor.BINARY + governorArguments(rules, councillor);
        var casting = casting(keyring, create(anvil, deployer, "governor", governorCode), councillor);
        casting.everybody().forEach(account -> anvil.setBalance(account, EACH_WEI));
        var web3j = Web3j.build(anvil.http());
        var manager = new ReadonlyTransactionManager(web3j, Anvil.address(deployer));
        var staking = create(anvil, deployer, "staking", CuckooStaking.BINARY + stakingArguments(rules, casting));
        var settlementArguments = FunctionEncoder.encodeConstructor(List.of(
                new Address(staking.address()), new Uint64(rules.rootWindow()), new Uint64(rules.escrowWindow())));
        var settlement = create(anvil, deployer, "settlement", CuckooSettlement.BINARY + settlementArguments);
        var lens = create(
                anvil,
                deployer,
                "lens",
                lensCode
                        + FunctionEncoder.encodeConstructor(
                                List.of(new Address(staking.address()), new Address(settlement.address()))));
        var encoder = new Encoder(
                CuckooStaking.load(Anvil.address(staking), web3j, manager, new DefaultGasProvider()),
                CuckooSettlement.load(Anvil.address(settlement), web3j, manager, new DefaultGasProvider()),
                CuckooGovernor.load(Anvil.address(casting.governor()), web3j, manager, new DefaultGasProvider()),
                staking,
                keyring);
        return new Deployment(rules, cast(casting, staking, settlement), anvil, encoder, lens);
    }

    private static Cast casting(Keyring keyring, Account governor, Account councillor) {
        return new Cast(
                accounts(keyring, "minerA", "minerB", "coordinatorA", "coordinatorB"),
                accounts(keyring, "stakerA", "stakerB"),
                accounts(keyring, "node1", "node2", "node3", "node4", "node5", "node6"),
                governor,
                councillor,
                keyring.account("arbiter"),
                keyring.account("treasury"),
                keyring.account("guardian"),
                keyring.account("stranger"),
                Account.NOBODY,
                Account.NOBODY,
                new Account("dead", big(0xdEaD)));
    }

    private static List<Account> accounts(Keyring keyring, String... names) {
        return Stream.of(names).map(keyring::account).toList();
    }

    private static Cast cast(Cast casting, Account staking, Account settlement) {
        return new Cast(
                casting.owners(),
                casting.stakers(),
                casting.nodes(),
                casting.governor(),
                casting.councillor(),
                casting.arbiter(),
                casting.treasury(),
                casting.guardian(),
                casting.stranger(),
                staking,
                settlement,
                casting.dead());
    }

    /** The shortest delay that staking accepts. */
    private static String governorArguments(Rules rules, Account councillor) {
        return FunctionEncoder.encodeConstructor(List.of(
                new Uint256(rules.cooldown() + rules.caseWindow() + 1),
                new DynamicArray<>(Address.class, new Address(councillor.address()))));
    }

    private static String stakingArguments(Rules rules, Cast casting) {
        return FunctionEncoder.encodeConstructor(List.of(
                new CuckooStaking.Parameters(
                        rules.minMinerStake(),
                        rules.minCoordinatorStake(),
                        rules.minVote(),
                        big(rules.cooldown()),
                        big(rules.evidenceWindow()),
                        big(rules.epoch()),
                        big(rules.dripPeriod()),
                        big(rules.answerWindow()),
                        big(rules.vetoWindow()),
                        big(rules.caseWindow()),
                        big(rules.accusationPause()),
                        big(rules.longestPause()),
                        big(rules.slashCeilingBps()),
                        big(rules.treasuryCeilingBps())),
                new CuckooStaking.Governance(
                        Anvil.address(casting.governor()),
                        Anvil.address(casting.arbiter()),
                        Anvil.address(casting.treasury()),
                        Anvil.address(casting.guardian()),
                        rules.firstCaseBond(),
                        big(rules.firstMaxSlashBps()),
                        big(rules.firstTreasuryShareBps()))));
    }

    private static Account create(Anvil anvil, Account deployer, String name, String code) {
        var data = code.startsWith("0x") ? code : "0x" + code;
        var receipt = anvil.mine(
                new Anvil.Transaction(deployer, Optional.empty(), BigInteger.ZERO, data), Anvil.FIRST_SECOND);
        if (!"0x1".equals(receipt.get("status"))) {
            throw new IllegalStateException(name + " doesn't deploy: " + receipt);
        }
        var address = String.valueOf(receipt.get("contractAddress"));
        return new Account(name, new BigInteger(address.substring("0x".length()), 16));
    }

    World begin() {
        return World.begin(rules, cast, EACH_WEI, Anvil.FIRST_SECOND);
    }

    Rules rules() {
        return rules;
    }

    /** What the chain did with a step. */
    sealed interface Outcome {
        record Taken(List<Emitted> events) implements Outcome {}

        record Refused(ContractError error) implements Outcome {}
    }

    /** Takes a step for good. */
    Outcome take(Step step) {
        if (step.call() instanceof Call.RefusePayments(var account, var refuses)) {
            anvil.setCode(account, refuses ? REFUSING_CODE : "0x");
            return new Outcome.Taken(List.of());
        }
        var receipt = anvil.mine(transaction(step), step.at());
        return "0x1".equals(receipt.get("status"))
                ? new Outcome.Taken(SettlementEvents.of(receipt, cast.settlement()))
                : new Outcome.Refused(refusal(step).orElse(UNEXPLAINED));
    }

    /** The error by which the chain would refuse a step, empty if it would take it. Changes nothing. */
    Optional<ContractError> refusal(Step step) {
        return switch (anvil.call(transaction(step), Optional.of(step.at()))) {
            case Anvil.Answer.Returned _ -> Optional.empty();
            case Anvil.Answer.Reverted(var data) ->
                Optional.of(ContractErrors.decode(data)
                        .orElseGet(() -> new ContractError("unknown error " + data, List.of(), "")));
        };
    }

    /** All words about the world at its time. */
    List<BigInteger> words(Query query, int expectedWords, Optional<Long> at) {
        var question = new Anvil.Transaction(
                cast.stranger(), Optional.of(lens), BigInteger.ZERO, Lens.look(query, expectedWords + 1));
        return switch (anvil.call(question, at)) {
            case Anvil.Answer.Returned(var hex) -> Lens.words(hex);
            case Anvil.Answer.Reverted(var data) -> throw new IllegalStateException("the lens reverts: " + data);
        };
    }

    private Anvil.Transaction transaction(Step step) {
        return switch (step.call()) {
            case Call.ToStaking call ->
                new Anvil.Transaction(
                        step.caller(), Optional.of(cast.staking()), step.valueWei(), encoder.encode(call));
            case Call.ToSettlement call ->
                new Anvil.Transaction(
                        step.caller(), Optional.of(cast.settlement()), step.valueWei(), encoder.encode(call));
            case Call.ToGovernor call ->
                new Anvil.Transaction(
                        step.caller(), Optional.of(cast.governor()), step.valueWei(), encoder.encode(call));
            case Call.RefusePayments refusal -> throw new IllegalArgumentException("no transaction: " + refusal);
        };
    }
}
