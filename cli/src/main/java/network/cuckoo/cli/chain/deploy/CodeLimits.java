package network.cuckoo.cli.chain.deploy;

import java.math.BigInteger;
import network.cuckoo.cli.CommandFailure;
import network.cuckoo.cli.ExitCode;
import network.cuckoo.cli.chain.Call;
import network.cuckoo.cli.chain.ChainAccess;

/** What a chain takes at most: code of 24,576 bytes (EIP-170), 49,152 with its constructor (EIP-3860), and a block's gas. */
final class CodeLimits {
    private static final int MOST_INIT_BYTES = 49_152;
    private static final long BASE_GAS = 53_000;
    private static final long GAS_A_BYTE = 216; // 200 to keep it, 16 to send it
    private static final long CONSTRUCTOR_GAS = 700_000; // storage and events; measured 560,000 at most

    private CodeLimits() {}

    /** Units of gas that a deployment takes about, rather too many. */
    static BigInteger gas(Call deployment) {
        return BigInteger.valueOf(BASE_GAS + CONSTRUCTOR_GAS + GAS_A_BYTE * bytes(deployment));
    }

    /** @throws CommandFailure if this chain can't take it */
    static void refuseTooLarge(ChainAccess chain, Call deployment) {
        if (bytes(deployment) > MOST_INIT_BYTES) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    deployment.what() + " is impossible: " + bytes(deployment) + " bytes of code, and chains take "
                            + MOST_INIT_BYTES + " at most (EIP-3860)");
        }
        BigInteger limit = chain.blockGasLimit();
        if (gas(deployment).compareTo(limit) > 0) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    deployment.what() + " takes about " + gas(deployment) + " gas, and a block of chain "
                            + chain.chainId() + " holds " + limit);
        }
    }

    static int bytes(Call deployment) {
        return deployment.data().length() / 2 - 1;
    }
}
