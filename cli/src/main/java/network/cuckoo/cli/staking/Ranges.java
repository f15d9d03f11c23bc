package network.cuckoo.cli.staking;

import java.math.BigInteger;
import network.cuckoo.cli.CommandFailure;
import network.cuckoo.cli.ExitCode;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.Wei;

/** What numbers of a command may be, whatever a contract says to them; asked before anything else. */
public final class Ranges {
    private static final int FULL_BASIS_POINTS = 10_000;
    private static final int WORD_BITS = 256;

    private Ranges() {}

    /** Basis points of something whole. @throws CommandFailure if it is not 0 to 10,000 */
    static int basisPoints(String option, int given) {
        if (given < 0 || given > FULL_BASIS_POINTS) {
            throw new CommandFailure(
                    ExitCode.USAGE, option + " must be 0 to " + FULL_BASIS_POINTS + " basis points, not " + given);
        }
        return given;
    }

    /** A commission. @throws CommandFailure if it is not 0 to 10,000, as the contract would refuse it */
    static int commission(String option, int given) {
        if (given > FULL_BASIS_POINTS) {
            throw CommandFailure.refusedByContract(
                    "a commission of " + given + " basis points (" + option + ") is above " + FULL_BASIS_POINTS
                            + ", that is 100 %",
                    "CommissionTooHigh");
        }
        return basisPoints(option, given);
    }

    /** Seconds that may pass. @throws CommandFailure if it is less than 1 */
    static long seconds(String option, long given) {
        if (given < 1) {
            throw new CommandFailure(ExitCode.USAGE, option + " must be at least 1, not " + given);
        }
        return given;
    }

    /** An amount that is more than nothing. @throws CommandFailure if it is nothing */
    static Wei positive(String option, Wei given) {
        if (given.equals(Wei.ZERO)) {
            throw new CommandFailure(ExitCode.USAGE, option + " must be more than zero");
        }
        return given;
    }

    /** Somebody who can be paid. @throws CommandFailure if it is the address of nobody */
    static Address somebody(String option, Address given) {
        if (given.equals(Address.ZERO)) {
            throw new CommandFailure(
                    ExitCode.USAGE, option + " must not be the zero address: what is paid to it is lost for ever");
        }
        return given;
    }

    /** An amount that fits in the contracts' numbers. @throws IllegalArgumentException if it does not */
    public static Wei amount(Wei given) {
        if (given.value().bitLength() > WORD_BITS) {
            throw new IllegalArgumentException("an amount of " + given.toCai() + " is more than there can be");
        }
        return given;
    }

    /** A number from 0 on that fits in the contracts' numbers. @throws IllegalArgumentException if it is none */
    public static BigInteger number(String text) {
        if (!text.matches("[0-9]+") || new BigInteger(text).bitLength() > WORD_BITS) {
            throw new IllegalArgumentException("not a number from 0 on: '" + text + "'");
        }
        return new BigInteger(text);
    }
}
