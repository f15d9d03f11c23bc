package network.cuckoo.cli.staking;

import java.math.BigInteger;
import java.nio.file.Path;
import network.cuckoo.cli.CommandFailure;
import network.cuckoo.cli.ExitCode;
import network.cuckoo.cli.chain.errand.RootErrands;
import network.cuckoo.domain.EpochNumber;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.Wei;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code cuckoo chain root}: what coordinators post for their epochs. */
@Command(
        name = "root",
        description = "Payout roots: look at a coordinator's, post one with its epoch's secret, reject one",
        subcommands = RootShowCommand.class)
final class RootCommand implements Runnable {
    @Override
    public void run() {
        throw new ParameterException(new CommandLine(this), "root what? show, post or reject");
    }

    @Command(
            name = "post",
            description = {
                "Reveal the secret of an epoch that is over and post its payout root; for the coordinator's node.",
                "The secret comes from a file, never from the command line, and leaves it only once the epoch is over."
            },
            sortOptions = false,
            footer = {
                "",
                "Examples:",
                "  cuckoo chain root post --key-file node.json --secret-file secrets.json --epoch 495000 \\",
                "    --payout-root 0x… --amount 25CAI --log-root 0x…",
                "  cuckoo chain root post --key-file node.json --secret-file secrets.json --epoch 495001     pays nothing"
            })
    int post(
            @Mixin Sending sending,
            @Option(names = "--epoch", required = true, paramLabel = "N", description = "the epoch's number")
                    long epoch,
            @Option(
                            names = "--payout-root",
                            defaultValue = Hashes.NONE,
                            paramLabel = "HASH",
                            description = "Merkle root of what is paid (default: nothing)")
                    Hash32 payoutRoot,
            @Option(
                            names = "--amount",
                            defaultValue = "0CAI",
                            paramLabel = "AMOUNT",
                            description = "sum of the root's leaves, set aside of the escrow (default: nothing)")
                    Wei amount,
            @Option(
                            names = "--log-root",
                            defaultValue = Hashes.NONE,
                            paramLabel = "HASH",
                            description = "root of the epoch's published log (default: none)")
                    Hash32 logRoot,
            @Option(
                            names = "--secret-file",
                            required = true,
                            paramLabel = "FILE",
                            description = "the coordinator's hash chain, or a file with the epoch's secret in hex")
                    Path secretFile) {
        RootErrands.Post post = post(epoch, payoutRoot, amount, logRoot);
        return sending.run(
                "post " + post,
                (chain, contracts, account) ->
                        new RootErrands(chain, contracts).post(account, post, new SecretFile(secretFile)));
    }

    private static RootErrands.Post post(long epoch, Hash32 payoutRoot, Wei amount, Hash32 logRoot) {
        try {
            return new RootErrands.Post(new EpochNumber(epoch), payoutRoot, amount, logRoot);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
        }
    }

    @Command(
            name = "reject",
            description = "Reject a root before it is final; for the arbiter",
            footer = {
                "",
                "Example:",
                "  cuckoo chain root reject --key-file arbiter.json --coordinator 0x… --epoch 495000"
            })
    int reject(
            @Mixin Sending sending,
            @Mixin CoordinatorOption coordinator,
            @Option(names = "--epoch", required = true, paramLabel = "N", description = "the epoch's number")
                    BigInteger epoch) {
        return sending.run(
                "reject root " + epoch + " of " + coordinator.address(),
                (chain, contracts, account) ->
                        new RootErrands(chain, contracts).reject(account, coordinator.address(), epoch));
    }
}
