package network.cuckoo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.Wei;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A coordinator's tips, roots and escrow, and claims of what the roots promise, by the commands alone. */
@Execution(ExecutionMode.CONCURRENT)
class ChainRootsTest {
    private static final int DAY = LocalNetwork.DAY;
    private static final int LONGEST_GAP = 10_000; // of CuckooSettlement
    private static final String OTHER = "0x" + "0a".repeat(32);

    private final LocalNetwork network;
    private final Path folder;

    ChainRootsTest(@TempDir Path folder) {
        this.folder = folder;
        this.network = new LocalNetwork(folder);
    }

    @BeforeEach
    void registerAndDeposit() {
        network.register("coordinator", "coordinator", 2_000_000, "--url http://127.0.0.1:2");
        network.fund("app", 100);
        network.fund("anybody", 10);
        network.works("app", "escrow deposit --amount 50CAI --coordinator " + coordinator());
    }

    @AfterEach
    void end() {
        network.close();
    }

    @Test
    void claim_takesSeveralEpochsAtOnce_andLeavesOutWhatWasPaid() {
        try (var payouts = new Payouts(network, folder, "coordinator")) {
            long epoch = payouts.commit();
            Payouts.Leaf first = payouts.leaf(epoch, app(), 5, false);
            Payouts.Leaf second = payouts.leaf(epoch + 2, app(), 7, false);
            Payouts.Leaf firstOther = payouts.leaf(epoch, coordinator(), 1, true);
            Payouts.Leaf secondOther = payouts.leaf(epoch + 2, coordinator(), 2, true);
            network.pass(3 * Payouts.EPOCH_SECONDS);
            payouts.post(first, firstOther);
            payouts.post(second, secondOther);
            network.pass(DAY);
            network.works("anybody", "claim --proof-file " + payouts.proof(first, firstOther));
            Path both = payouts.file(
                    "both", "[" + payouts.json(first, firstOther) + "," + payouts.json(second, secondOther) + "]");
            Wei before = network.balance("app");

            Shell.Run claimed = network.works("anybody", "claim --proof-file " + both + " --proof-file " + both);

            assertThat(claimed.out())
                    .contains(
                            "epoch " + epoch + ": its 5 CAI were paid already",
                            "epoch " + (epoch + 2) + ": pays 7 CAI",
                            "in all 7 CAI");
            assertThat(network.balance("app")).isEqualTo(before.plus(Wei.ofCai(7)));
            network.refuses("anybody", "claim --proof-file " + both, ExitCode.REFUSED, "all of it was paid already");
            JsonNode pools = network.works(
                            "anybody",
                            "claim --json --proof-file " + payouts.proof(firstOther, first) + " --proof-file "
                                    + payouts.proof(secondOther, second))
                    .json();
            assertThat(pools.path("amountWei").asText()).isEqualTo(Wei.ofCai(3).toString());
            assertThat(pools.path("leaves")).hasSize(2);
            assertThat(shown(epoch + 2).path("claimedWei").asText())
                    .isEqualTo(Wei.ofCai(9).toString());
        }
    }

    @Test
    void epochBeyondOneCallsReach_isPostedAfterOneBetween() {
        try (var payouts = new Payouts(network, folder, "coordinator")) {
            long far = payouts.commit() + LONGEST_GAP;
            network.pass((LONGEST_GAP + 1) * Payouts.EPOCH_SECONDS);
            String posting = "root post --secret-file " + payouts.secrets() + " --epoch ";
            network.refuses(
                    payouts.node(), posting + far, ExitCode.REFUSED, "post epoch " + (far - 1) + " or an earlier one");
            network.works(payouts.node(), posting + (far - 1));
            network.works(payouts.node(), posting + far);
        }
    }

    @Test
    void claim_refusesWhatIsMixedUnknownFalseOrRejected() {
        try (var payouts = new Payouts(network, folder, "coordinator")) {
            long epoch = payouts.commit();
            Payouts.Leaf refund = payouts.leaf(epoch, app(), 5, false);
            Payouts.Leaf work = payouts.leaf(epoch, coordinator(), 1, true);
            Path refundFile = payouts.proof(refund, work);
            claimRefused("--proof-file " + refundFile, ExitCode.REFUSED, "has posted nothing for epoch");
            claimRefused(
                    "--proof-file " + refundFile + " --proof-file " + payouts.proof(work, refund),
                    ExitCode.USAGE,
                    "must agree in 'account'");
            network.pass(Payouts.EPOCH_SECONDS);
            payouts.post(refund, work);
            claimRefused("--proof-file " + refundFile, ExitCode.REFUSED, "is final from");
            network.fund("arbiter", 1);
            String rejection = "root reject --coordinator " + coordinator() + " --epoch " + epoch;
            network.refuses("anybody", rejection, ExitCode.REFUSED, "may not reject roots");
            assertThat(network.works("arbiter", rejection).out()).contains("6 CAI of the escrow are free again");
            network.refuses("arbiter", rejection, ExitCode.REFUSED, "was rejected already");
            claimRefused("--proof-file " + refundFile, ExitCode.REFUSED, "was rejected by the arbiter");

            Payouts.Leaf later = payouts.leaf(epoch + 1, app(), 5, false);
            network.pass(Payouts.EPOCH_SECONDS);
            payouts.post(later, payouts.leaf(epoch + 1, coordinator(), 1, true));
            network.pass(DAY);
            network.refuses(
                    "arbiter", rejection.replace("" + epoch, "" + (epoch + 1)), ExitCode.REFUSED, "[RootFinal]");
            claimRefused(
                    "--proof-file " + payouts.file("false", payouts.json(later, work)),
                    ExitCode.REFUSED,
                    "[ProofInvalid]");
            assertThat(network.shows("root show --coordinator " + coordinator()).out())
                    .contains("2 roots", "epoch " + epoch + ": rejected", "epoch " + (epoch + 1) + ": final since");
        }
    }

    @Test
    void proofFile_saysWhatIsWrongWithIt() {
        try (var payouts = new Payouts(network, folder, "coordinator")) {
            Payouts.Leaf leaf = payouts.leaf(1, app(), 5, false);
            String good = payouts.json(leaf, leaf);
            claimRefused(payouts.file("old", good.replace("amount", "cumulative")), "has no 'amount'");
            claimRefused(payouts.file("half", good.replace("\"epoch\": 1", "\"epoch\": 1.5")), "a whole number");
            claimRefused(payouts.file("minus", good.replace("\"epoch\": 1", "\"epoch\": -1")), "a whole number");
            claimRefused(
                    payouts.file("huge", good.replace("\"epoch\": 1", "\"epoch\": " + "9".repeat(30))), "too large");
            claimRefused(payouts.file("none", "[]"), "hold no payout");
            claimRefused(payouts.file("text", "not JSON"), "is not JSON");
        }
    }

    @Test
    void root_isPostedByTheNodeAlone_withTheRightSecret_onceTheEpochIsOver() {
        try (var payouts = new Payouts(network, folder, "coordinator");
                var others = new Payouts(network, folder, "other")) {
            long present = network.chain().blockTimeSeconds() / Payouts.EPOCH_SECONDS;
            String early = "root post --secret-file " + payouts.secrets() + " --epoch " + (present - 1);
            network.refuses(payouts.node(), early, ExitCode.REFUSED, "has no chain tip");
            long epoch = payouts.commit();
            String post = "root post --epoch " + epoch + " --secret-file ";
            network.refuses(payouts.node(), post + payouts.secrets(), ExitCode.REFUSED, "its secret stays where it is");
            network.pass(Payouts.EPOCH_SECONDS);
            network.refuses("coordinator", post + payouts.secrets(), ExitCode.REFUSED, "its node's key sends this");
            network.refuses(payouts.node(), post + others.secrets(), ExitCode.USAGE, "has no hash chain with the tip");
            Path wrong = payouts.file("wrong", OTHER);
            network.refuses(payouts.node(), post + wrong, ExitCode.REFUSED, "[SecretWrong]");
            Path torn = payouts.file("torn", "0xabc");
            network.refuses(payouts.node(), post + torn, ExitCode.USAGE, "holds neither a hash chain");
            network.refuses(payouts.node(), post + folder.resolve("no"), ExitCode.USAGE, "can't be read");
            network.refuses(
                    payouts.node(),
                    post + payouts.secrets() + " --amount 5CAI",
                    ExitCode.USAGE,
                    "a payout root needs an amount");
            network.refuses(
                    payouts.node(),
                    post + payouts.secrets() + " --amount 51CAI --payout-root " + OTHER,
                    ExitCode.REFUSED,
                    "[EscrowTooSmall]");
            Shell.Run dry = network.works(payouts.node(), post + payouts.secrets() + " --dry-run");
            assertThat(dry.out()).contains("pays nothing", "without a log root", "nothing was sent");

            network.works(payouts.node(), post + payouts.secrets() + " --log-root " + OTHER);

            network.refuses(payouts.node(), post + payouts.secrets(), ExitCode.REFUSED, "is revealed already");
            JsonNode root = shown(epoch);
            assertThat(root.path("state").asText()).isEqualTo("WAITING");
            assertThat(root.path("logRoot").asText()).isEqualTo(OTHER);
            assertThat(network.shows("tip show --coordinator " + coordinator()).out())
                    .contains("revealed up to epoch " + epoch);
            network.refuses(
                    payouts.node(), "tip set --secret-file " + payouts.secrets(), ExitCode.REFUSED, "stands already");
            network.refuses(payouts.node(), "tip set --tip " + OTHER, ExitCode.REFUSED, "--replace-tip");
            network.refuses(payouts.node(), "tip set", ExitCode.USAGE, "which tip?");
            network.refuses(payouts.node(), "tip set --secret-file " + wrong, ExitCode.USAGE, "tells no tip");
            assertThat(network.works(payouts.node(), "tip set --replace-tip --tip " + OTHER)
                            .out())
                    .contains("later epochs under it can't be revealed any more");
            network.refuses(payouts.node(), post + payouts.secrets(), ExitCode.REFUSED, "before the chain tip");
        }
    }

    @Test
    void escrow_isRequestedForAWindow_andShowsWhatRootsCommit() {
        String show = "escrow show --coordinator " + coordinator();
        assertThat(network.shows(show).out()).contains("nothing is requested", "free to request 50 CAI");
        network.refuses("coordinator", "escrow withdraw", ExitCode.REFUSED, "has requested no escrow");
        network.refuses("coordinator", "escrow request --amount 51CAI", ExitCode.REFUSED, "[EscrowTooSmall]");
        JsonNode requested = network.works("coordinator", "escrow request --json --amount 10CAI")
                .json();
        assertThat(requested.path("goodUntil").asLong()
                        - requested.path("readyAt").asLong())
                .isEqualTo(7 * DAY);
        assertThat(network.works("coordinator", "escrow request --dry-run --amount 20CAI")
                        .out())
                .contains("replaces the request for 10 CAI", "it is ready at about", "stays good until about");
        network.refuses("coordinator", "escrow withdraw", ExitCode.REFUSED, "[EscrowNotReady]");
        network.pass(14 * DAY);

        network.refuses("coordinator", "escrow withdraw", ExitCode.REFUSED, "was good until");

        assertThat(network.shows(show).out()).contains("requested 10 CAI, which was good until");
        network.works("coordinator", "escrow request --amount 10CAI");
        network.pass(7 * DAY);
        network.works("coordinator", "escrow withdraw");
        JsonNode shown = network.shows(show + " --json").json();
        assertThat(shown.path("withdrawnWei").asText()).isEqualTo(Wei.ofCai(10).toString());
        assertThat(shown.has("request")).isFalse();
    }

    private JsonNode shown(long epoch) {
        return network.shows("root show --json --coordinator " + coordinator() + " --epoch " + epoch)
                .json()
                .path("roots")
                .path(0);
    }

    private void claimRefused(Path file, String why) {
        claimRefused("--proof-file " + file, ExitCode.USAGE, why);
    }

    private void claimRefused(String options, ExitCode code, String why) {
        network.refuses("anybody", "claim " + options, code, why);
    }

    private Address coordinator() {
        return network.address("coordinator");
    }

    private Address app() {
        return network.address("app");
    }
}
