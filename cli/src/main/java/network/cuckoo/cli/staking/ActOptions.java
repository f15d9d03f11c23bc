package network.cuckoo.cli.staking;

import java.util.Optional;
import network.cuckoo.cli.CommandFailure;
import network.cuckoo.cli.ExitCode;
import network.cuckoo.cli.chain.errand.GovernorAct;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.Wei;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** One act of the governor. */
final class ActOptions {
    @ArgGroup(exclusive = true, multiplicity = "1")
    private Choice choice = new Choice();

    @Option(
            names = "--salt",
            defaultValue = Hashes.NONE,
            paramLabel = "HASH",
            description = "32 bytes that tell equal announcements apart (default: zero)")
    private Hash32 salt = Hash32.ZERO;

    GovernorAct act() {
        return choice.act();
    }

    Hash32 salt() {
        return salt;
    }

    /** Exactly one of them. */
    static final class Choice {
        @Option(names = "--set-arbiter", paramLabel = "ADDRESS", description = "who decides cases")
        private Optional<Address> arbiter = Optional.empty();

        @ArgGroup(exclusive = false)
        private TreasuryChoice treasury = new TreasuryChoice();

        @Option(names = "--set-pause-guardian", paramLabel = "ADDRESS", description = "who may pause")
        private Optional<Address> guardian = Optional.empty();

        @Option(names = "--set-case-bond", paramLabel = "AMOUNT", description = "what an accusation costs")
        private Optional<Wei> bond = Optional.empty();

        @Option(names = "--set-max-slash", paramLabel = "BPS", description = "the largest cut of one case")
        private Optional<Integer> maxSlash = Optional.empty();

        @ArgGroup(exclusive = false)
        private PolicyChoice policy = new PolicyChoice();

        @Option(names = "--appoint-referee", paramLabel = "ADDRESS", description = "a new referee")
        private Optional<Address> appointed = Optional.empty();

        @Option(names = "--dismiss-referee", paramLabel = "ADDRESS", description = "a referee no more")
        private Optional<Address> dismissed = Optional.empty();

        @Option(
                names = "--claim-credit",
                description = "the governor takes its credit out, e.g. returned bonds of its cases")
        private boolean claimCredit;

        @ArgGroup(exclusive = false)
        private PaymentChoice payment = new PaymentChoice();

        GovernorAct act() {
            return arbiter.<GovernorAct>map(GovernorAct.Arbiter::new)
                    .or(() -> guardian.map(GovernorAct.PauseGuardian::new))
                    .or(() -> bond.map(GovernorAct.CaseBond::new))
                    .or(() -> maxSlash.map(bps -> new GovernorAct.MaxSlash(Ranges.basisPoints("--set-max-slash", bps))))
                    .or(() -> appointed.map(who -> new GovernorAct.Referee(who, true)))
                    .or(() -> dismissed.map(who -> new GovernorAct.Referee(who, false)))
                    .or(treasury::act)
                    .or(policy::act)
                    .or(payment::act)
                    .or(() -> claimCredit ? Optional.of(new GovernorAct.ClaimCredit()) : Optional.empty())
                    .orElseThrow(
                            () -> new CommandFailure(
                                    ExitCode.USAGE,
                                    "which act? Give one of --set-arbiter, --set-treasury with --share-bps, --set-pause-guardian, --set-case-bond, --set-max-slash, --set-policy-of with --policy, --appoint-referee, --dismiss-referee, --claim-credit, --pay with --amount"));
        }
    }

    /** The treasury with its part. */
    static final class TreasuryChoice {
        @Option(names = "--set-treasury", required = true, paramLabel = "ADDRESS", description = "who gets it")
        private Optional<Address> treasury = Optional.empty();

        @Option(names = "--share-bps", required = true, paramLabel = "BPS", description = "its part of a cut")
        private int share;

        Optional<GovernorAct> act() {
            return treasury.map(who -> new GovernorAct.Treasury(who, Ranges.basisPoints("--share-bps", share)));
        }
    }

    /** A model with the policy of its checks. */
    static final class PolicyChoice {
        @Option(names = "--set-policy-of", required = true, paramLabel = "HASH", description = "the model's hash")
        private Optional<Hash32> model = Optional.empty();

        @Option(
                names = "--policy",
                required = true,
                paramLabel = "HASH",
                description = "the policy's; zero takes it back")
        private Hash32 policy = Hash32.ZERO;

        Optional<GovernorAct> act() {
            return model.map(which -> new GovernorAct.ModelPolicy(which, policy));
        }
    }

    /** A payment with its amount. */
    static final class PaymentChoice {
        @Option(names = "--pay", required = true, paramLabel = "ADDRESS", description = "who is paid by the governor")
        private Optional<Address> receiver = Optional.empty();

        @Option(
                names = "--amount",
                required = true,
                paramLabel = "AMOUNT",
                description = "how much of what the governor holds, e.g. 1000CAI")
        private Wei amount = Wei.ZERO;

        Optional<GovernorAct> act() {
            return receiver.map(
                    who -> new GovernorAct.Pay(Ranges.somebody("--pay", who), Ranges.positive("--amount", amount)));
        }
    }
}
