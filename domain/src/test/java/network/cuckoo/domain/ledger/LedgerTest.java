package network.cuckoo.domain.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import network.cuckoo.domain.AppId;
import network.cuckoo.domain.OwnerAddress;
import network.cuckoo.domain.Wei;
import network.cuckoo.domain.ledger.LedgerAccount.Kind;
import network.cuckoo.domain.ledger.PriceSplit.Shares;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class LedgerTest {
    private static final AppId APP = new AppId(new UUID(1, 2));
    private static final OwnerAddress MINER = OwnerAddress.parse("0x" + "11".repeat(20));
    private static final OwnerAddress COORDINATOR = OwnerAddress.parse("0x" + "22".repeat(20));

    static IntStream seeds() {
        return IntStream.range(0, 200);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void split_sumsToThePrice_andIsFairToAWei(int seed) {
        var random = new Random(seed);
        Wei price = new Wei(new BigInteger(random.nextInt(90), random));
        int checkFund = random.nextInt(10_001);
        int coordinator = random.nextInt(10_001 - checkFund);
        Shares shares = new PriceSplit(checkFund, coordinator).of(price);
        assertThat(shares.miner().plus(shares.checkFund()).plus(shares.coordinator()))
                .isEqualTo(price);
        assertThat(shares.checkFund()).isEqualTo(price.basisPoints(checkFund));
        assertThat(shares.coordinator()).isEqualTo(price.basisPoints(coordinator));
        assertThat(shares.miner())
                .usingComparator(Comparator.naturalOrder())
                .isBetween(
                        price.basisPoints(10_000 - checkFund - coordinator),
                        price.basisPoints(10_000 - checkFund - coordinator).plus(Wei.parse("2")));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void holdThenCaptureOrRelease_leavesNothingHeld(int seed) {
        var random = new Random(seed);
        Wei price = new Wei(new BigInteger(80, random));
        var split = new PriceSplit(random.nextInt(5_000), random.nextInt(5_000));
        BigInteger held = balance(Postings.hold(APP, price), Kind.APP_HELD);
        assertThat(held).isEqualTo(price.value());
        assertThat(held.add(balance(Postings.release(APP, price), Kind.APP_HELD)))
                .isZero();
        assertThat(held.add(balance(split.capture(APP, price, MINER, COORDINATOR), Kind.APP_HELD)))
                .isZero();
    }

    @Test
    void capture_paysMinerFundAndCoordinator() {
        Postings postings = new PriceSplit(500, 1_000).capture(APP, Wei.parse("1001"), MINER, COORDINATOR);
        assertThat(postings.list())
                .containsExactly(
                        new Posting(LedgerAccount.appHeld(APP), BigInteger.valueOf(-1001)),
                        new Posting(LedgerAccount.miner(MINER), BigInteger.valueOf(851)),
                        new Posting(LedgerAccount.checkFund(), BigInteger.valueOf(50)),
                        new Posting(LedgerAccount.coordinator(COORDINATOR), BigInteger.valueOf(100)));
    }

    @Test
    void credit_comesFromItsSource() {
        Postings postings = Postings.credit(APP, Wei.parse("7"));
        assertThat(balance(postings, Kind.APP_AVAILABLE)).isEqualTo(7);
        assertThat(balance(postings, Kind.CREDIT_SOURCE)).isEqualTo(-7);
    }

    @Test
    void postings_refuseASumThatIsNotZero() {
        var one = new Posting(LedgerAccount.checkFund(), BigInteger.ONE);
        var back = new Posting(LedgerAccount.appHeld(APP), BigInteger.TWO.negate());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Postings.of(one, back))
                .withMessageContaining("-1 wei");
    }

    @Test
    void postings_leaveOutWhatIsZero() {
        assertThat(Postings.hold(APP, Wei.ZERO)).isEmpty();
        assertThat(new PriceSplit(0, 0).capture(APP, Wei.parse("5"), MINER, COORDINATOR))
                .hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"-1, 0", "0, -1", "10001, 0", "5001, 5000", "2147483647, 2147483647"})
    void split_refusesSharesBeyondTheWhole(int checkFund, int coordinator) {
        assertThatIllegalArgumentException().isThrownBy(() -> new PriceSplit(checkFund, coordinator));
    }

    @Test
    void split_mayLeaveTheMinerNothing() {
        assertThat(new PriceSplit(4_000, 6_000).of(Wei.parse("100")))
                .isEqualTo(new Shares(Wei.ZERO, Wei.parse("40"), Wei.parse("60")));
    }

    @Test
    void accounts_haveAHolderExactlyWhereTheyNeedOne() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LedgerAccount(Kind.CHECK_FUND, "somebody"))
                .withMessageContaining("not to somebody");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LedgerAccount(Kind.MINER, ""))
                .withMessageContaining("needs a holder");
        assertThat(LedgerAccount.miner(MINER)).isNotEqualTo(LedgerAccount.coordinator(MINER));
    }

    private static BigInteger balance(Postings postings, Kind kind) {
        return postings.list().stream()
                .filter(posting -> posting.account().kind() == kind)
                .map(Posting::amountWei)
                .reduce(BigInteger.ZERO, BigInteger::add);
    }
}
