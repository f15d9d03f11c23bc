package network.cuckoo.cli.staking;

import java.util.Optional;
import network.cuckoo.cli.CommandFailure;
import network.cuckoo.cli.ExitCode;
import network.cuckoo.cli.chain.errand.RuleChange;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.Wei;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** One change of the rules. */
final class RuleOptions {
    @ArgGroup(exclusive = true, multiplicity = "1")
    private Choice choice = new Choice();

    @Option(
            names = "--salt",
            defaultValue = Hashes.NONE,
            paramLabel = "HASH",
            description = "32 bytes that tell equal announcements apart (default: zero)")
    private Hash32 salt = Hash32.ZERO;

    RuleChange change() {
        return choice.change();
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

        RuleChange change() {
            return arbiter.<RuleChange>map(RuleChange.Arbiter::new)
                    .or(() -> guardian.map(RuleChange.PauseGuardian::new))
                    .or(() -> bond.map(RuleChange.CaseBond::new))
                    .or(() -> maxSlash.map(RuleChange.MaxSlash::new))
                    .or(() -> appointed.map(who -> new RuleChange.Referee(who, true)))
                    .or(() -> dismissed.map(who -> new RuleChange.Referee(who, false)))
                    .or(treasury::change)
                    .or(policy::change)
                    .orElseThrow(
                            () -> new CommandFailure(
                                    ExitCode.USAGE,
                                    "which rule? Give one of --set-arbiter, --set-treasury with --share-bps, --set-pause-guardian, --set-case-bond, --set-max-slash, --set-policy-of with --policy, --appoint-referee, --dismiss-referee"));
        }
    }

    /** The treasury with its part. */
    static final class TreasuryChoice {
        @Option(names = "--set-treasury", required = true, paramLabel = "ADDRESS", description = "who gets it")
        private Optional<Address> treasury = Optional.empty();

        @Option(names = "--share-bps", required = true, paramLabel = "BPS", description = "its part of a cut")
        private int share;

        Optional<RuleChange> change() {
            return treasury.map(who -> new RuleChange.Treasury(who, share));
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

        Optional<RuleChange> change() {
            return model.map(which -> new RuleChange.ModelPolicy(which, policy));
        }
    }
}
